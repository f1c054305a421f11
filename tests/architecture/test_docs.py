"""A link in a document leads somewhere."""

import re
from pathlib import Path

from tests.architecture.house import ROOT

LINK = re.compile(r"\]\(([^)#\s]+)")


def dead_links(page: Path) -> list[str]:
    """The relative links of a page that lead to nothing."""
    links = (link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link)
    return [link for link in links if not (page.parent / link).exists()]


def test_every_link_in_the_documents_leads_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]

    assert {page.name: dead for page in pages if (dead := dead_links(page))} == {}


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("[here](page.md) [away](https://example.org) [nowhere](gone.md#part)")

    assert dead_links(page) == ["gone.md"]
