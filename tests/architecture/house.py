"""The source as text, so that a test can look at it, and at a copy into which a breach is planted."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "benkan"
# The story in order: import-linter checks the imports, the tests here what imports do not show.
STORY = (
    "journal",
    "files",
    "registry",
    "messaging",
    "activities",
    "voices",
    "surveys",
    "campaigns",
    "oversight",
    "assessments",
    "deliberations",
    "commitments",
    "grants",
    "results",
)


@dataclass(frozen=True)
class Module:
    """One file of Python; `path` counts from the package, as in `apps/voices/rules.py`."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.text)

    @property
    def floor(self) -> str:
        return self.path.split("/")[0]

    @property
    def chapter(self) -> str:
        """The chapter of the story, `voices`; empty on another floor."""
        parts = self.path.split("/")
        return parts[1] if parts[0] == "apps" and len(parts) > 2 else ""

    @property
    def room(self) -> str:
        """`rules`, whether that is a file or a folder; empty on another floor."""
        return self.path.split("/")[2].removesuffix(".py") if self.chapter else ""

    def at(self, node: ast.AST) -> str:
        return f"{self.path}:{getattr(node, 'lineno', 1)}"


@dataclass(frozen=True)
class House:
    """All files of the package by path."""

    files: Mapping[str, str]

    @property
    def modules(self) -> Iterator[Module]:
        for path, text in self.files.items():
            if path.endswith(".py") and "/migrations/" not in path:
                yield Module(path, text)

    def with_breach(self, path: str, text: str) -> "House":
        """A copy in which something was added at the end of a file, or a file was added."""
        return House({**self.files, path: self.files.get(path, "") + "\n" + text})

    def only(self, path: str) -> "House":
        """That file alone: a law looks at one file after the other, and this takes no second."""
        return House({path: self.files[path]})


def read_house(source: Path = SOURCE) -> House:
    paths = (path for path in sorted(source.rglob("*")) if path.suffix in {".py", ".html", ".js"})
    return House({path.relative_to(source).as_posix(): path.read_text("utf-8") for path in paths})


@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


def dotted(node: ast.expr) -> str:
    """`timezone.now` for the expression that reads so; empty for anything that is not a name."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=name):
            return f"{dotted(value)}.{name}"
        case _:
            return ""


def imported(tree: ast.Module) -> dict[str, str]:
    """Where each imported name of a module comes from: `{"Place": "benkan.apps.registry.Place"}`."""
    origins: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                name = alias.asname or alias.name.split(".")[0]
                origins[name] = alias.name if alias.asname else name
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                origins[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return origins


def origin(node: ast.expr, origins: Mapping[str, str]) -> str:
    """`django.utils.timezone.now` for `timezone.now`, whatever it was imported as."""
    name = dotted(node)
    root, _, rest = name.partition(".")
    known = origins.get(root, root)
    return f"{known}.{rest}" if rest else known
