"""An instrument as a data pack tells it: read from a TOML table, checked, and refused by its entry.

The form is explained in `docs/how-to/add-an-instrument.md`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from benkan.apps.assessments.rules.kinds import Kind
from benkan.apps.assessments.rules.scales import LEVELS, Scale
from benkan.kit.refusals import N_, Refused
from benkan.kit.services import Service

SOURCE_TYPES = ("consensus", "document", "record", "poll")
ASKED_OF = ("everybody", "provider")
LANGUAGES = ("fr", "en", "bm")
_PARTS = ("label", "definition", "question")
_ENDS = {Scale.PERCENT: ("0", "100")}

Value = TypeVar("Value")


class InstrumentWrong(Refused):
    """A pack of an instrument cannot be read. Nothing was changed."""

    code = "instrument_wrong"
    text = N_(
        "%(file)s, entry %(entry)s: “%(name)s” is missing or cannot be read (%(value)s). "
        "Correct the file and load it again; nothing was changed."
    )


class InstrumentVersionChanged(Refused):
    code = "instrument_version_changed"
    text = N_(
        "%(file)s has changed, but still says version %(version)s. Give it the next number: people have "
        "answered the one that is there."
    )


@dataclass(frozen=True)
class PackNode:
    """A branch (no scale) or a leaf. `texts`: words by (part, level, language)."""

    code: str
    parent: str
    weight: Decimal
    scale: str
    worst: Decimal | None
    best: Decimal | None
    unit: str
    source_type: str
    needs_evidence: bool
    asked_of: str
    texts: Mapping[tuple[str, str, str], str]


@dataclass(frozen=True)
class PackInput:
    """What a place should receive: the fields of `CoreInput`."""

    code: str
    name_fr: str
    name_en: str
    unit_fr: str
    unit_en: str
    entitled: Decimal | None
    per_heads: int | None
    law: str
    article: str
    norm_fr: str
    norm_en: str
    is_verified: bool


@dataclass(frozen=True)
class PackInstrument:
    """One file: an instrument with the version that it describes."""

    code: str
    version: int
    kind: str
    service: str
    title_fr: str
    title_en: str
    source: str
    is_best_low: bool
    nodes: tuple[PackNode, ...]
    inputs: tuple[PackInput, ...]


@dataclass(frozen=True)
class _Entry:
    """A table of the file, asked for its fields by name."""

    file: str
    entry: str
    told: Mapping[str, object]

    def text(self, name: str, *, needed: bool = True, most: int = 2000) -> str:
        value = self.told.get(name, "")
        if not isinstance(value, str) or (needed and not value.strip()) or len(value) > most:
            raise self.wrong(name)
        return value.strip()

    def one_of(self, name: str, allowed: Sequence[str], default: str = "") -> str:
        value = self.told.get(name, default)
        if value not in allowed:
            raise self.wrong(name)
        return str(value)

    def number(self, name: str, default: str = "") -> Decimal | None:
        value = self.told.get(name, default)
        if value == "":
            return None
        try:
            found = Decimal(str(value))
        except InvalidOperation:
            raise self.wrong(name) from None
        if isinstance(value, bool) or not found.is_finite():
            raise self.wrong(name)
        return found

    def whole(self, name: str) -> int | None:
        number = self.number(name)
        if number is None:
            return None
        if number != int(number) or number < 1:
            raise self.wrong(name)
        return int(number)

    def flag(self, name: str) -> bool:
        value = self.told.get(name, False)
        if not isinstance(value, bool):
            raise self.wrong(name)
        return value

    def wrong(self, name: str) -> InstrumentWrong:
        value = str(self.told.get(name, ""))[:60]
        return InstrumentWrong(file=self.file, entry=self.entry, name=name, value=value)


def read_instrument(told: Mapping[str, object], *, file: str) -> PackInstrument:
    """The instrument of a file that was read as TOML.

    Raises:
        InstrumentWrong: the file, the entry and the field to mend.
    """
    head = _Entry(file, "instrument", _table(told, "instrument", file))
    version = head.whole("version")
    if version is None:
        raise head.wrong("version")
    nodes = _each(told, "node", file, _node)
    _check_tree(nodes, file)
    return PackInstrument(
        code=head.text("code", most=60),
        version=version,
        kind=head.one_of("kind", tuple(Kind)),
        service=head.one_of("service", ("", *Service)),
        title_fr=head.text("title_fr", most=160),
        title_en=head.text("title_en", most=160),
        source=head.text("source"),
        is_best_low=head.flag("is_best_low"),
        nodes=nodes,
        inputs=_each(told, "input", file, _input),
    )


def _node(entry: _Entry) -> PackNode:
    scale = entry.one_of("scale", ("", *Scale))
    worst, best = _ends_of(entry, scale)
    weight = entry.number("weight", "1")
    if weight is None or weight <= 0:
        raise entry.wrong("weight")
    return PackNode(
        code=entry.text("code", most=40),
        parent=entry.text("parent", needed=False, most=40),
        weight=weight,
        scale=scale,
        worst=worst,
        best=best,
        unit=entry.text("unit", needed=False, most=40),
        source_type=entry.one_of("source_type", ("", *SOURCE_TYPES)),
        needs_evidence=entry.flag("evidence"),
        asked_of=entry.one_of("asked_of", ASKED_OF, "everybody"),
        texts=_texts(entry, scale),
    )


def _ends_of(entry: _Entry, scale: str) -> tuple[Decimal | None, Decimal | None]:
    """Worst and best as told; else the ends of the scale. A count has none of its own."""
    if not scale:
        return None, None
    levels = LEVELS.get(Scale(scale), _ENDS.get(Scale(scale), ("", "")))
    worst, best = entry.number("worst", levels[0]), entry.number("best", levels[-1])
    if worst is None or best is None or worst == best:
        raise entry.wrong("best")
    return worst, best


def _texts(entry: _Entry, scale: str) -> dict[tuple[str, str, str], str]:
    found = {}
    for language in LANGUAGES:
        for part in _PARTS:
            needed = language != "bm" and part == ("question" if scale else "label")
            if words := entry.text(f"{part}_{language}", needed=needed):
                found[part, "", language] = words
        for level, words in _anchors(entry, scale, language).items():
            found["anchor", level, language] = words
    return found


def _anchors(entry: _Entry, scale: str, language: str) -> Mapping[str, str]:
    """Words of each level: of all or of none, so that nobody chooses between a word and a number."""
    told = entry.told.get(f"anchors_{language}", {})
    levels = LEVELS.get(Scale(scale), ()) if scale else ()
    if not isinstance(told, dict) or (told and sorted(told) != sorted(levels)):
        raise entry.wrong(f"anchors_{language}")
    if not all(isinstance(words, str) and words.strip() for words in told.values()):
        raise entry.wrong(f"anchors_{language}")
    return {level: words.strip() for level, words in told.items()}


def _input(entry: _Entry) -> PackInput:
    entitled, law = entry.number("entitled"), entry.text("law", needed=False, most=20)
    norm = entry.text("norm_fr", needed=entitled is not None and not law)
    return PackInput(
        code=entry.text("code", most=40),
        name_fr=entry.text("name_fr", most=160),
        name_en=entry.text("name_en", most=160),
        unit_fr=entry.text("unit_fr", needed=False, most=40),
        unit_en=entry.text("unit_en", needed=False, most=40),
        entitled=entitled,
        per_heads=entry.whole("per_heads"),
        law=law,
        article=entry.text("article", needed=False, most=40),
        norm_fr=norm,
        norm_en=entry.text("norm_en", needed=bool(norm)),
        is_verified=entry.one_of("verified", ("yes", "to_check")) == "yes",
    )


def _check_tree(nodes: Sequence[PackNode], file: str) -> None:
    """Codes are there once, and a parent is a branch that stands above in the file."""
    seen: dict[str, PackNode] = {}
    for node in nodes:
        parent = seen.get(node.parent)
        is_wrong_parent = bool(node.parent) and (parent is None or bool(parent.scale))
        if node.code in seen or is_wrong_parent:
            name = "code" if node.code in seen else "parent"
            raise InstrumentWrong(file=file, entry=node.code, name=name, value=node.parent)
        seen[node.code] = node


def _table(told: Mapping[str, object], name: str, file: str) -> Mapping[str, object]:
    found = told.get(name)
    if not isinstance(found, dict):
        raise InstrumentWrong(file=file, entry=name, name=name, value="")
    return found


def _each(
    told: Mapping[str, object], name: str, file: str, read: Callable[[_Entry], Value]
) -> tuple[Value, ...]:
    tables = told.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise InstrumentWrong(file=file, entry=name, name=name, value="")
    return tuple(
        read(_Entry(file, str(table.get("code", f"{name} {number}")), table))
        for number, table in enumerate(tables, start=1)
    )
