"""The seeker finds a number in each spelling: else that it finds none would say nothing."""

import base64
import gzip
import io
import json
import quopri
import zipfile
import zlib
from urllib.parse import quote

import pytest

from tests.seeker import Seeker, seeded

NUMBER = "76123459"
IN_PAIRS = "76 12 34 59"


def _zipped(text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", text)
    return out.getvalue()


SPELLINGS: dict[str, str | bytes] = {
    "local": NUMBER,
    "with its country": f"tel:+223{NUMBER}",
    "with two noughts": f"00223{NUMBER}",
    "in pairs": f"+223 {IN_PAIRS}",
    "in pairs of dashes": IN_PAIRS.replace(" ", "-"),
    "in pairs of narrow spaces": IN_PAIRS.replace(" ", "\u202f"),
    "in fours": "7612 3459",
    "in threes": "76 123 459",
    "in an id of an operator": f"20261103{NUMBER}77",
    "in an address": quote(f"?to=+223 {IN_PAIRS}"),
    "in HTML": "+223&nbsp;76&nbsp;12&nbsp;34&nbsp;59",
    "in entities": "".join(f"&#{ord(digit)};" for digit in NUMBER),
    "in JSON": "".join(f"\\u00{ord(digit):x}" for digit in NUMBER),
    "in JSON with spaces": json.dumps("76\u00a012\u00a034\u00a059").replace("\\u00a0", "\\u0020"),
    "in a mail": quopri.encodestring(f"é{'x' * 68}{NUMBER}".encode()),
    "in UTF-16": f"Awa {NUMBER}".encode("utf-16-le"),
    "in UTF-16 the other way": f"Awa {NUMBER}".encode("utf-16-be"),
    "in hex": f"Awa {NUMBER}".encode().hex(),
    "in hex out of step": "f" + NUMBER.encode().hex(),
    "in ZIP": _zipped(NUMBER),
    "in gzip": b"head" + gzip.compress(NUMBER.encode()),
    "in a document": b"stream\n" + zlib.compress(f"({IN_PAIRS})".encode()),
    "in gzip in base64": base64.b64encode(gzip.compress(NUMBER.encode())),
    **{
        f"in base64 after {before}": base64.b64encode(f"{'x' * before}{NUMBER}y".encode())
        for before in range(4)
    },
    "alone in base64": base64.urlsafe_b64encode(NUMBER.encode()).rstrip(b"="),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_number_is_found_in_each_spelling(spelling: str) -> None:
    written = SPELLINGS[spelling]
    content = written if isinstance(written, bytes) else written.encode()

    assert Seeker([NUMBER]).found_in(b"<p>" + content + b"</p>") == [NUMBER]


def test_another_number_is_not_found() -> None:
    assert Seeker([NUMBER]).found_in(b"76123458 0.7612345912 e76123459012") == []


def test_the_same_numbers_are_seeded_each_time() -> None:
    assert (len(set(seeded(1000))), seeded(3)) == (1000, seeded(1000)[:3])
