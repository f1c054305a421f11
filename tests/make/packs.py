"""A small country in files: one region, two cercles, three communes."""

import json
from pathlib import Path

DIVISIONS = """\
level,type,code,parent_code,parent_code_corrected,name,name_fr,matcl_code,lat,lon,area_km2,electors_2013,pop_2022_est,pop_2022_method,pop_2022_quality,region_2023,geometry,note
0,pays,XX,,,Pays,Pays,,10,1,9,3,30,total publié,,,yes,
1,région,XX01,XX,,Nord,Nord,1,10,1,9,3,30,somme,,,yes,
2,cercle,XX0101,XX01,,Bla,Bla,11,10,1,9,2,20,somme,,,yes,
2,cercle,XX0102,XX01,,San,San,12,10,1,9,1,10,somme,,,yes,
3,commune,XX010101,XX0101,,Niamana,Niamana,111,10,1,9,1,10,ESTIMATION,moyenne,nord,yes,
3,commune,XX010102,XX0101,XX0102,Segue,Ségué,112,10,1,9,1,10,ESTIMATION,faible,nord,yes,
3,commune,XX010201,XX0102,,Niamana,Niamana,121,10,1,9,1,10,ESTIMATION,moyenne,sud,no,
"""
SETTLEMENTS = """\
code,name,name_alt,place_class,commune_code,lat,lon,flags
XX010101001,Moribougou,,5,XX010101,10.1,1.1,
XX010201001,Sokoura,,5,XX010201,10.2,1.2,commune_geo:XX010101
"""
HEALTH = """\
id,name,name_source,type,type_source,region_code_stated,commune_code,lat,lon,ownership,ll_source,flags
H-1,Niamana,Niamana Community Health Centre,CSCOM,Community Health Centre,XX01,XX010101,10.1,1.1,,GPS,
"""
SCHOOLS = """\
code,name,cycle,status,academy,cap,commune_code,locality,lat,lon,water,latrines,separate_girls_latrines,n_latrines,canteen,boys,girls,pupils,teachers,flags
,MORIBOUGOU,fondamental 1,Public,A,B,XX010101,Moribougou,,,puits,1,0,2,0,10,12,22,1,
"""
LANGUAGES = """\
iso639_3,name_fr,local_names,status_2023,script,cercle_codes_hint,source,region_hint_verified,note
bam,bambara,bamanankan,nationale,latin,XX0101,page,yes,
"""
PREFIXES = """\
prefix_regex,national_length,type,operator,zone,verified,source,note
7,8,mobile,orange,,yes,page,
"""
LAWS = """\
id,number,date,title_fr,subject,right_or_duty_in_plain_french,source,verified,verification_basis,published_in,status_2025
LAW-01,Loi 1,2023-07-22,Titre,droits,Chacun peut demander.,page,no,presse,,en vigueur
"""
SHAPE = {"type": "Polygon", "coordinates": [[[0, 9], [2, 9], [2, 11], [0, 9]]]}


def make_pack(folder: Path) -> Path:
    """Write the files of the small country into a folder."""
    tables = {
        "admin_divisions.csv": DIVISIONS,
        "regions_2023.csv": "key,name_fr,pop_2022\nnord,Nord,20\nsud,Sud,10\n",
        "settlements.csv": SETTLEMENTS,
        "health_facilities.csv": HEALTH,
        "schools.csv": SCHOOLS,
        "languages.csv": LANGUAGES,
        "phone_prefixes.csv": PREFIXES,
        "laws.csv": LAWS,
        "regions.geojson": _features("code", "XX01"),
        "cercles.geojson": _features("code", "XX0101", "XX0102"),
        "communes.geojson": _features("code", "XX010101", "XX010102"),
        "regions_2023_approx.geojson": _features("key", "nord"),
    }
    for name, content in tables.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def _features(key: str, *codes: str) -> str:
    features = [{"properties": {key: code}, "geometry": SHAPE} for code in codes]
    return json.dumps({"type": "FeatureCollection", "features": features})


def edit(folder: Path, name: str, before: str, after: str) -> None:
    """Change one piece of text in a file of the folder."""
    path = folder / name
    content = path.read_text(encoding="utf-8")
    assert content.count(before) == 1, f"{before!r} is not once in {name}"
    path.write_text(content.replace(before, after), encoding="utf-8")
