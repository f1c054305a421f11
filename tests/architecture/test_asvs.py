"""Every requirement of ASVS 5.0, levels 1 and 2, names a test that exists, a gap, or why it does not apply."""

import re
from collections import Counter

from tests.architecture.house import ROOT

PAGE = ROOT / "docs" / "asvs.md"
ROW = re.compile(r"^\| V([\d.]+) \| ([12]) \| (.+?) \| (.*?) \|$", re.M)
# As the standard counts them.
OF_LEVEL = {"1": 70, "2": 183}


def test_no_requirement_is_blank() -> None:
    rows = ROW.findall(PAGE.read_text("utf-8"))

    assert Counter(level for _, level, _, _ in rows) == OF_LEVEL
    assert [number for number, n in Counter(number for number, *_ in rows).items() if n > 1] == []
    assert [number for number, _, _, shown in rows if not _says(shown)] == []


def test_every_test_that_is_named_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", PAGE.read_text("utf-8")))
    there = {
        name
        for file in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", file.read_text("utf-8"), re.M)
    }

    assert sorted(named - there) == []


def _says(shown: str) -> bool:
    return bool(re.search(r"`test_\w+`|\*\*gap:\*\* \S.{4}|not applicable: \S.{3}", shown))
