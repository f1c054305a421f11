"""A link in a document leads somewhere."""

import re
from pathlib import Path

from tests.architecture.house import ROOT, SOURCE

SETTING = re.compile(r"\b(BENKAN_[A-Z_]+|DATABASE_URL)\b")
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


def test_every_setting_of_the_environment_is_in_the_page_on_settings() -> None:
    source = "\n".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    page = (ROOT / "docs" / "how-to" / "configure.md").read_text("utf-8")

    assert set(SETTING.findall(page)) == set(SETTING.findall(source))


def test_every_decision_has_a_number_of_its_own_and_is_in_the_index() -> None:
    folder = ROOT / "docs" / "decisions"
    names = sorted(path.name for path in folder.glob("[0-9]*.md"))

    assert [name[:4] for name in names] == [f"{number:04}" for number in range(1, len(names) + 1)]
    assert LINK.findall((folder / "README.md").read_text("utf-8")) == names


def test_every_how_to_is_in_the_index() -> None:
    folder = ROOT / "docs" / "how-to"
    names = {path.name for path in folder.glob("*.md")} - {"README.md"}

    assert set(LINK.findall((folder / "README.md").read_text("utf-8"))) == names


def test_every_page_on_a_method_is_in_the_index_and_the_index_in_the_readme() -> None:
    folder = ROOT / "docs" / "methods"
    names = {path.name for path in folder.glob("*.md")} - {"README.md"}
    links = LINK.findall((folder / "README.md").read_text("utf-8"))

    assert {link for link in links if "/" not in link} == names
    assert "docs/methods/README.md" in LINK.findall((ROOT / "README.md").read_text("utf-8"))


def test_every_benchmark_is_in_the_index() -> None:
    folder = ROOT / "benchmarks"
    links = LINK.findall((folder / "README.md").read_text("utf-8"))

    assert {path.name for path in folder.glob("*.py")} == {
        link for link in links if "/" not in link
    }
