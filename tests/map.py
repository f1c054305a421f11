"""Prints the house: floors from the ground up, chapters in the order of the story, lines in each.

python -m tests.map
"""

from collections.abc import Iterator
from pathlib import Path

from tests.architecture.house import ROOT, SOURCE, STORY

FLOORS = ("methods", "kit", "apps", "reactions", "interfaces", "config")
CODE = {".py", ".html", ".css", ".js"}


def lines_below(folder: Path) -> int:
    """Lines of code below a folder, without what was generated."""
    files = (path for path in folder.rglob("*") if path.suffix in CODE)
    return sum(
        len(path.read_bytes().splitlines()) for path in files if "migrations" not in path.parts
    )


def rows() -> Iterator[tuple[str, int, str]]:
    """Each floor and chapter with its lines and the first line of what it says about itself."""
    for number, floor in enumerate(FLOORS, 1):
        yield f"{number} {floor}", lines_below(SOURCE / floor), about(SOURCE / floor)
        for part in parts(floor):
            yield f"    {part.name}", lines_below(part), about(part)
    yield "tests", lines_below(ROOT / "tests"), ""


def parts(floor: str) -> list[Path]:
    if floor == "apps":
        return [SOURCE / "apps" / name for name in STORY if (SOURCE / "apps" / name).is_dir()]
    if floor == "interfaces":
        return sorted(path.parent for path in (SOURCE / floor).glob("*/__init__.py"))
    return []


def about(folder: Path) -> str:
    text = (folder / "__init__.py").read_text("utf-8")
    return text.partition('"""')[2].partition('"""')[0].partition("\n")[0]


if __name__ == "__main__":
    for name, lines, what in rows():
        print(f"{name:<18}{lines:>7}  {what}".rstrip())
