"""Loading a country: once, again, changed, and with a fault in a file."""

import gzip
from pathlib import Path
from uuid import UUID

import pytest
from django.utils import translation

from benkan.apps.registry import queries as registry
from benkan.apps.registry.actions import LoadReport, load_country
from benkan.apps.registry.models import (
    DataPack,
    Facility,
    Place,
    PlaceCode,
    PlaceName,
    PlaceParent,
    PlaceSuccession,
)
from benkan.apps.registry.queries import rights
from benkan.apps.registry.rules.pack_lines import PackWrong
from benkan.kit.words import sentence
from tests.make.packs import edit, make_pack
from tests.make.registry import NOW

pytestmark = pytest.mark.django_db


def load(folder: Path) -> LoadReport:
    return load_country("xx", folder, moment=NOW)


def _ids() -> dict[str, UUID]:
    places = PlaceCode.objects.filter(scheme="pcode").values_list("code", "place_id")
    return dict(places) | dict(Facility.objects.values_list("code", "pk"))


def test_a_small_country_is_loaded_whole(tmp_path: Path) -> None:
    report = load(make_pack(tmp_path))

    assert report.counts == {
        "divisions": 7,
        "regions_2023": 2,
        "villages": 2,
        "health_facilities": 1,
        "schools": 1,
        "languages": 1,
        "phone_prefixes": 1,
        "laws": 1,
        "rights": 0,
        "borders": 5,
    }


def test_the_published_parent_stays_as_a_flag(tmp_path: Path) -> None:
    load(make_pack(tmp_path))

    place = registry.place_by_code("XX010102")

    assert place is not None
    card = registry.place_card(place)
    assert (card.cercle, card.flags) == ("San", ("parent_corrected:XX0101", "population_weak"))
    names = PlaceName.objects.filter(place=place).values_list("kind", "name")
    assert dict(names) == {"official": "Ségué", "ocha": "Segue"}


def test_in_2023_a_commune_is_below_its_region_in_both_hierarchies(tmp_path: Path) -> None:
    load(make_pack(tmp_path))

    rows = PlaceParent.objects.filter(place=registry.place_by_code("XX010101"))

    assert set(rows.values_list("hierarchy", "edition", "parent__name", "status")) == {
        ("state", "2015", "Bla", "official"),
        ("local_government", "2015", "Bla", "official"),
        ("state", "2023", "Nord", "estimated"),
        ("local_government", "2023", "Nord", "estimated"),
    }
    split = PlaceSuccession.objects.values_list("predecessor__name", "successor__name", "kind")
    assert set(split) == {("Nord", "Nord", "split"), ("Nord", "Sud", "split")}


def test_a_school_without_code_gets_the_same_one_each_time(tmp_path: Path) -> None:
    load(make_pack(tmp_path))
    before = _ids()

    edit(tmp_path, "schools.csv", ",22,1,", ",23,1,")
    report = load(tmp_path)

    assert (report.added, report.changed, report.removed) == (0, 1, 0)
    assert _ids() == before
    school = Facility.objects.get(sector="education")
    assert (school.details["pupils"], school.flags) == ("23", ["no_code"])


def test_a_changed_file_changes_its_rows_and_keeps_their_ids(tmp_path: Path) -> None:
    load(make_pack(tmp_path))
    before = _ids()

    edit(tmp_path, "admin_divisions.csv", "Segue,Ségué", "Segue,Séguè Iré")
    report = load(tmp_path)

    assert _ids() == before
    place = registry.place_by_code("XX010102")
    assert place is not None
    assert registry.place_card(place).name == "Séguè Iré"
    assert [found.name for found in registry.find_places("segue ire")] == ["Séguè Iré"]
    # The place itself is changed, its old official name goes and the new one comes.
    assert (report.added, report.changed, report.removed) == (1, 1, 1)


def test_what_a_source_no_longer_lists_stays_with_a_flag(tmp_path: Path) -> None:
    load(make_pack(tmp_path))
    before = _ids()

    edit(tmp_path, "settlements.csv", "XX010101001,Moribougou,,5,XX010101,10.1,1.1,\n", "")
    edit(
        tmp_path,
        "health_facilities.csv",
        "H-1,Niamana,Niamana Community Health Centre,CSCOM,Community Health Centre,XX01,XX010101,"
        "10.1,1.1,,GPS,\n",
        "H-2,Autre,Autre,CSCOM,Autre,XX01,XX010101,10.1,1.1,,GPS,\n",
    )
    load(tmp_path)

    assert before.items() <= _ids().items()
    assert Place.objects.get(name="Moribougou").flags == ["not_in_source_any_more"]
    assert Facility.objects.get(code="H-1").flags == ["not_in_source_any_more"]


def test_a_file_may_be_compressed(tmp_path: Path) -> None:
    make_pack(tmp_path)
    plain = tmp_path / "schools.csv"
    (tmp_path / "schools.csv.gz").write_bytes(gzip.compress(plain.read_bytes()))
    plain.unlink()

    assert load(tmp_path).counts["schools"] == 1


FAULTS = [
    (
        "admin_divisions.csv",
        "Segue,Ségué,112,10,",
        "Segue,Ségué,112,dix,",
        "admin_divisions.csv, line 7, column lat: “dix” is not a number that fits here. "
        "Correct it and load again; nothing was changed.",
    ),
    (
        "admin_divisions.csv",
        "XX010101,XX0101,,Niamana",
        "XX010101,XX0199,,Niamana",
        "admin_divisions.csv, line 6, column parent_code: “XX0199” is not known here. "
        "Correct it and load again; nothing was changed.",
    ),
    (
        "settlements.csv",
        "XX010201001,Sokoura",
        "XX010101001,Sokoura",
        "settlements.csv, line 3, column code: “XX010101001” is already on another line. "
        "Keep one of them and load again; nothing was changed.",
    ),
    (
        "settlements.csv",
        "code,name,",
        "code,nom,",
        "settlements.csv, line 2: the column name is missing. "
        "Add it and load again; nothing was changed.",
    ),
    (
        "laws.csv",
        "Chacun peut demander.",
        "",
        "laws.csv, line 2, column right_or_duty_in_plain_french: a value is missing. "
        "Fill it in and load again; nothing was changed.",
    ),
    (
        "languages.csv",
        "bam,",
        "bamb,",
        "languages.csv, line 2, column iso639_3: the text is longer than 3 letters. "
        "Shorten it and load again; nothing was changed.",
    ),
]


@pytest.mark.parametrize(("name", "before", "after", "said"), FAULTS)
def test_a_fault_is_named_by_file_line_and_column_and_nothing_is_changed(
    tmp_path: Path, name: str, before: str, after: str, said: str
) -> None:
    edit(make_pack(tmp_path), name, before, after)

    with pytest.raises(PackWrong) as refusal, translation.override("en"):
        load(tmp_path)

    with translation.override("en"):
        assert sentence(refusal.value) == said
    assert (Place.objects.count(), DataPack.objects.count()) == (0, 0)


def test_a_right_rests_on_a_law_that_was_verified(tmp_path: Path) -> None:
    right = '[[right]]\ncode = "r"\nlaw = "LAW-01"\narticle = "1"\nservices = ["water"]\n'
    right += 'concerns = ["women"]\nright_fr = "Droit"\nright_en = "Right"\nverified = "yes"\n'
    right += "".join(f'{at}_{of} = ""\n' for at in ("see", "refused") for of in ("fr", "en"))
    (make_pack(tmp_path) / "rights.toml").write_text(right, encoding="utf-8")

    with pytest.raises(PackWrong) as hearsay:
        load(tmp_path)
    edit(tmp_path, "laws.csv", "page,no,", "page,yes,")
    load(tmp_path)

    assert (hearsay.value.code, hearsay.value.details["column"]) == ("pack_value_unknown", "law")
    assert [(r.right, r.service, r.law_number) for r in rights(language="fr")] == [
        ("Droit", "water", "Loi 1")
    ]


def test_a_missing_and_a_damaged_file_are_named(tmp_path: Path) -> None:
    make_pack(tmp_path)
    (tmp_path / "laws.csv").write_bytes(b"id,number\nLAW-01,\xe9\n")
    with pytest.raises(PackWrong) as damaged:
        load(tmp_path)
    (tmp_path / "laws.csv").unlink()

    with pytest.raises(PackWrong) as missing:
        load(tmp_path)

    assert (damaged.value.code, damaged.value.details["line"]) == ("pack_file_unreadable", 2)
    assert (missing.value.code, missing.value.details["file"]) == ("pack_file_missing", "laws.csv")
    assert Place.objects.count() == 0
