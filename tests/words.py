"""The catalogues: what is said in the code, and how it is said in French.

    python -m tests.words                     fails when a catalogue is not complete, and says why
    python -m tests.words --update [chapter…] takes the English sentences from the code into the
                                              catalogues and compiles them

A catalogue a chapter, in `src/benkan/locale/<chapter>/fr/LC_MESSAGES/`. The sentences of the code
are English, so English needs no catalogue. No gettext binaries are needed, and the same source
gives the same bytes.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import polib
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.utils.translation.template import templatize

from tests.placeholders import unequal_places

SOURCE = Path(__file__).resolve().parents[1] / "src" / "benkan"
LANGUAGE = "fr"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# Dates and tools are left out: a header that changes by itself hides what a translator changed.
HEADER = {
    "Language": LANGUAGE,
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n > 1);",
}

Key = tuple[str | None, str]


@dataclass
class Sentence:
    """An English sentence of the code: `plural` is empty when it has none."""

    context: str | None
    text: str
    plural: str = ""
    files: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def key(self) -> Key:
        return self.context, self.text


# --- what the code says ------------------------------------------------------------------------


def chapters(source: Path = SOURCE) -> dict[str, tuple[Path, ...]]:
    """The parts of the code that have a catalogue of their own, by name, with their folders: a
    method has one in the computations and one in the command."""
    folders = [source / name for name in ("methods", "kit", "reactions", "config")]
    for floor in ("methods", "apps", "interfaces", "interfaces/cli/method"):
        folders += sorted(source.glob(f"{floor}/*/"))
    found: dict[str, tuple[Path, ...]] = {}
    for path in folders:
        if (path / "__init__.py").exists():
            found[path.name] = (*found.get(path.name, ()), path)
    return found


def sentences(folders: Sequence[Path], source: Path = SOURCE) -> list[Sentence]:
    """The sentences below some folders, by file and then as they come. What lies deeper and is a
    chapter of its own is left to it."""
    found: dict[Key, Sentence] = {}
    every = {path for paths in chapters(source).values() for path in paths}
    own = [path for folder in folders for path in folder.rglob("*")]
    for path in sorted(own):
        if next(above for above in path.parents if above in every) not in folders:
            continue
        name = path.relative_to(source).as_posix()
        for sentence in _sentences_of(path):
            kept = found.setdefault(sentence.key, sentence)
            kept.plural = kept.plural or sentence.plural
            kept.notes += [note for note in sentence.notes if note not in kept.notes]
            if name not in kept.files:
                kept.files.append(name)
    return list(found.values())


def _sentences_of(path: Path) -> Iterator[Sentence]:
    if path.suffix == ".py":
        code = path.read_bytes()
    elif "templates" in path.parts and path.is_file():
        # The marked sentences as Python; indentation would only confuse its tokens.
        marked = templatize(path.read_text("utf-8"), origin=str(path))
        code = "\n".join(line.strip() for line in marked.splitlines()).encode()
    else:
        return
    for _, text, notes, context in extract("python", BytesIO(code), KEYWORDS, ["Translators"]):
        one, *more = (text,) if isinstance(text, str) else text
        yield Sentence(context or None, one, more[0] if more else "", notes=notes)


# --- what the catalogues say -------------------------------------------------------------------


def catalogue_of(chapter: str, source: Path = SOURCE) -> Path:
    return source / "locale" / chapter / LANGUAGE / "LC_MESSAGES" / "django.po"


def faults(chapter: str, source: Path = SOURCE) -> list[str]:
    """Everything that keeps the catalogue of a chapter from being complete, a line each."""
    said = {sentence.key for sentence in sentences(chapters(source)[chapter], source)}
    path = catalogue_of(chapter, source)
    if not path.exists():
        return [f"not in the catalogue: {text!r}" for _, text in sorted(said, key=str)]
    catalogue = polib.pofile(str(path))
    kept = {_key(entry): entry for entry in catalogue}
    found = [f"not in the catalogue: {text!r}" for _, text in sorted(said - set(kept), key=str)]
    for key, entry in kept.items():
        found += [f"{fault}: {key[1]!r}" for fault in _faults_of(entry, said=key in said)]
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != catalogue.to_binary():
        found.append("not compiled since it was changed")
    return found


def _faults_of(entry: polib.POEntry, *, said: bool) -> Iterator[str]:
    if entry.obsolete or not said:
        yield "no longer in the code"
    elif entry.fuzzy:
        yield "marked as unsure"
    elif not entry.translated():
        yield "not translated"
    elif wrong := unequal_places(entry):
        yield f"places differ ({wrong})"


def _key(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid


# --- from the one to the other -----------------------------------------------------------------


def update(chapter: str, source: Path = SOURCE) -> int:
    """Rewrite and compile a catalogue; answers how many sentences still want their French.

    What was translated stays; a sentence that moved here from another chapter brings its French.
    """
    said = sentences(chapters(source)[chapter], source)
    path = catalogue_of(chapter, source)
    if not said:
        path.unlink(missing_ok=True)
        path.with_suffix(".mo").unlink(missing_ok=True)
        return 0
    known = _known_translations(path, source)
    catalogue = polib.POFile(wrapwidth=98)
    catalogue.metadata = dict(HEADER)
    catalogue.extend(_entry(sentence, known.get(sentence.key)) for sentence in said)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    # Compiled from what was written, so that nobody has to wonder whether the two agree.
    path.with_suffix(".mo").write_bytes(polib.pofile(str(path)).to_binary())
    return sum(not entry.translated() for entry in catalogue)


def _known_translations(path: Path, source: Path) -> dict[Key, polib.POEntry]:
    known: dict[Key, polib.POEntry] = {}
    for other in [*sorted((source / "locale").glob("*/*/*/django.po")), path]:
        if other.exists():
            known |= {
                _key(entry): entry for entry in polib.pofile(str(other)) if entry.translated()
            }
    return known


def _entry(sentence: Sentence, known: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=sentence.text,
        msgctxt=sentence.context,
        occurrences=[(name, "") for name in sentence.files],
        comment="\n".join(sentence.notes),
        flags=["python-format"] if "%(" in sentence.text + sentence.plural else [],
    )
    if sentence.plural:
        entry.msgid_plural = sentence.plural
        entry.msgstr_plural = dict.fromkeys((0, 1), "")
    if known is None or bool(known.msgid_plural) != bool(sentence.plural):
        return entry
    entry.msgstr, entry.tcomment = known.msgstr, known.tcomment
    entry.msgstr_plural = known.msgstr_plural or entry.msgstr_plural
    return entry


def main(arguments: Sequence[str]) -> int:
    wanted = [name for name in arguments if name != "--update"]
    if unknown := sorted(set(wanted) - set(chapters())):
        print(f"no such chapter: {', '.join(unknown)}; there are {', '.join(chapters())}")
        return 2
    wanted = wanted or list(chapters())
    if "--update" in arguments:
        for chapter in wanted:
            if missing := update(chapter):
                print(f"{chapter}: {missing} without French, in {catalogue_of(chapter)}")
        return 0
    found = [f"{chapter}: {fault}" for chapter in wanted for fault in faults(chapter)]
    print("\n".join(found) or "The catalogues are complete.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
