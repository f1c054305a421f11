"""What fuzzers begin with: one good example of each kind of input, and what has broken something once.

The good examples are made by the builders of the tests; `tests/soak/corpus/<fuzzer>/` keeps what was
found, under the name of what it was.
"""

import gzip
import json
import lzma
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from benkan.apps.messaging.rules.contracts import KannelContract
from benkan.apps.messaging.rules.contracts.sealed import SealedSettings, written
from benkan.kit.erasures import Erasures
from tests.fuzzing import sealed
from tests.make import packs
from tests.make.archives import make_backup
from tests.make.boxes import framed, seal_plain
from tests.make.files import make_picture, make_tone

FOUND = Path(__file__).parents[1] / "soak" / "corpus"
_REGIONS = """\
key,name_fr,type,pop_2022,pop_2022_ordinary_households,electors_2013,old_communes,old_cercles,ratio_pop2022_to_electors2013
kayes,Kayes,région,1840329,1826564,458212,65,ML0101|ML0102|ML0104|ML0107,4.02
"""
_FORM = b"application/x-www-form-urlencoded\n"
_SHIPPED = Path(__file__).parents[2] / "src" / "benkan" / "packs"
_HEAD = {"envelope": {"kind": "said"}, "fields": {"words": "la pompe"}, "files": [
    {"field": "photo", "name": "p", "type": "image/webp", "size": 3}]}  # fmt: skip


def seeds(name: str) -> list[bytes]:
    """The good examples of a fuzzer, then what was found with it, in the order of its names."""
    folder = FOUND / name
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return [*_made(name), *(path.read_bytes() for path in found)]


def _made(name: str) -> Iterator[bytes]:
    yield b""
    yield from _EXAMPLES.get(name, ())
    match name:
        case "picture":
            yield from (make_picture(width=40, height=30, form=f) for f in ("JPEG", "PNG", "WEBP"))
        case "sound" | "prompt":
            yield make_tone(seconds=0.2)
            yield make_tone(seconds=0.2, form="wav", codec="pcm_s16le")
            yield make_tone(seconds=0.2, form="mp4", codec="aac")
            yield make_tone(seconds=0.2, form="webm")
            yield make_tone(seconds=0.2, form="mp3", codec="libmp3lame")
        case "backup":
            with TemporaryDirectory() as folder:
                yield make_backup(
                    Path(folder) / "b", keys={UUID(int=7): b"k" * 45}, contents=(b"a photo",)
                ).read_bytes()
        case "inside":
            yield framed(_HEAD, {"photo": ("p", "t", b"abc")})
        case "box":
            yield seal_plain(sealed.HOUSE, framed(_HEAD, {"photo": ("p", "t", b"abc")}))
        case "settings":
            yield written(SealedSettings(KannelContract(send_url="http://k"), "digest"))
        case "keys":
            yield "\n".join(Erasures(contacts=frozenset({UUID(int=7)})).lines()).encode()
            yield json.dumps({"format": "benkan-keys-2", "argon2id": {"passes": 1, "kilobytes": 64,
                "lanes": 1}, "salt": "c2FsdHNhbHQ=", "nonce": "bm9uY2Vub25jZQ==",
                "sealed": "c2VhbGVk"}).encode()  # fmt: skip
        case "instrument":
            yield (_SHIPPED / "instruments" / "scorecard-water.toml").read_bytes()
        case "hotline":
            yield _hotline()
        case "country":
            yield from _country()
        case "table":
            plain = b"a,b\n1,x\n,y\n"
            yield from (plain, gzip.compress(plain, mtime=0), lzma.compress(plain))


def _hotline() -> bytes:
    with lzma.open(_SHIPPED / "hotline" / "hotline_sos_2013.csv.xz") as file:
        calls = file.readlines(400)
    topics = (_SHIPPED / "hotline" / "hotline_topics.csv").read_bytes()
    return b"".join(calls) + b"\n====\n" + topics


def _country() -> Iterator[bytes]:
    shape = {"features": [{"properties": {"code": "XX010101"}, "geometry": {"type": "Point"}}]}
    rights = (_SHIPPED / "mali" / "rights.toml").read_bytes()[:1500]
    for number, text in enumerate((packs.DIVISIONS, _REGIONS, packs.SETTLEMENTS, packs.HEALTH,
        packs.SCHOOLS, packs.LAWS, "", packs.LANGUAGES, packs.PREFIXES, json.dumps(shape))):  # fmt: skip
        yield bytes([number]) + (text.encode() or rights)
    packed = BytesIO(gzip.compress(packs.LAWS.encode(), mtime=0))
    yield b"\x0a" + packed.read()


_EXAMPLES: dict[str, tuple[bytes, ...]] = {
    "address": (
        b"https://api.example.org/2010/Recordings/RE1?x=1",
        b"http://[::1]:8080/messages",
        b"https://api.example.org@evil.example/",
    ),
    "anchors": (
        b"benkan-anchor 1 2026-11-03T09:00:00+00:00\n> 00000000-0000-4000-8000-000000000001 7\n"
        + b"0123 4567 89ab cdef " * 4,
    ),
    "document": (b"%PDF-1.7\n1 0 obj\nstartxref\n9\n%%EOF\n", b"%PDF-1.7\n"),
    "form": (
        _FORM + b"from=%2B22376123456&text=La+pompe&date=2026-11-03T09%3A00%3A00Z&id=7",
        b"application/x-www-form-urlencoded; charset=iso-8859-1\nsender=76&text=%E9&time=x",
        b"application/x-www-form-urlencoded; charset=utf-16\nid=00000000-0000-4000-8000-000000000001",
    ),
    "headers": (
        b"+22376123456\ntext/plain; charset=utf-16be\n\x00L\x00a",
        b"dTpw\napplication/octet-stream\n\x00",
        b"\xe9\ntext/plain\nx",
    ),
    "keypad": (b"123#0*1", b"1\x001\x01" * 20),
    "law": (
        b"Titre I\nArticle 1er : Objet\nLe maire tient le registre.\nArt. 2 - Il le montre.\n====\n"
        b"Article premier\nLe maire tient le cahier.\nArticle 2 bis. Il le montre.",
    ),
    "letters": (b"=HYPERLINK(1)", "N’Gara Sɔgɔma ; =1".encode(), "ﷺ\u0301\ud7ff".encode()),
    "lists": (
        b"state=new&page=2&place=00000000-0000-4000-8000-000000000001&idle=7&only=sensitive",
        b"show=late&day=2026-12-01&month=2026-12&at=0.20261201.17",
        b"to=1.1790000000000000.00000000000040008000000000000001&kind=law",
    ),
    "message": (b"STOP", "Oui. La pompe est en panne à Kati ɛɔ€".encode(), b"INFO KATI"),
    "method": (
        b"\x00" + b'{"version":"1","tree":{"id":"i","children":[{"id":"a","worst":"1/3","best":5}]}}',
        b"\x01round,version,leaf,group,value,count\n1,1,a,g,3,2\n",
        b"\x02META\nkey;value\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;5\n"
        b"VOTES\nvoter_id;vote\n1;1\n",
        b"\x03participant,statement,vote\np,s,1\n",
        b"\x04feature,value,min,max\nsex,f,1,2\n",
        b"\x05id,sex\n1,f\n2,m\n",
        b"\x06t,e\n1,1\n2,0\n",
        b"\x07a,b\n1,x\n,y\n",
    ),
    "number": (b"76 12 34 56", b"+223 76123456", b"0033 6 12 34 56 78", "٧٦١٢٣٤٥٦".encode()),
    "screens": (b"1*3*Kati*1*la pompe*1", b"2*0*#*99"),
    "sheet": (
        b'{"00000000-0000-4000-8000-000000000001":{"tally":{"3":2},"question":"Q"},'
        b'"00000000-0000-4000-8000-000000000002":{"value":"3.5","is_contested":true}}',
    ),
    "telephone": (
        b'{"event":"sms:received","id":"7","payload":{"message":"La pompe","sender":"+22376123456"}}',
    ),
    "template": (b"No {reference}: {lieu} {inconnu}.",),
}  # fmt: skip
