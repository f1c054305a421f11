"""What is typed on a telephone's screen, pressed during a call, or pasted into a form."""

import csv
from collections.abc import Sequence
from contextlib import suppress

from benkan.apps.commitments.rules.articles import split_articles
from benkan.apps.commitments.rules.comparison import Kind, compared
from benkan.apps.registry.rules.flags import as_stored
from benkan.apps.registry.rules.spelling import sounded
from benkan.apps.voices.rules import ussd, voice_menu
from benkan.apps.voices.rules.templates import check_filled, check_template, filled
from benkan.apps.voices.rules.ussd.fitting import shown
from benkan.apps.voices.rules.ussd.inputs import newly_said
from benkan.apps.voices.rules.ussd.screens import screen_of
from benkan.apps.voices.rules.ussd.so_far import Named
from benkan.kit.open_tables import Column, csv_lines
from benkan.kit.refusals import Refused
from benkan.kit.text import folded
from tests.fuzzing.pieces import halves, words


class _Town:
    """A gazetteer of two places, which finds both for every name."""

    def places(self, name: str) -> Sequence[Named]:
        return ()

    def facilities(self, *args: object, **more: object) -> Sequence[Named]:
        return ()


def screens(data: bytes) -> None:
    """A USSD session of which the beginning was lost."""
    typed = words(data)[:4000]
    newly_said(typed, heard=typed[: len(typed) // 2])
    here = ussd.after_all(ussd.begun(language="fr", before=None), typed, _Town())
    assert shown(screen_of(here), lambda text: text)


def keys(data: bytes) -> None:
    """A call: each byte is a key, or silence."""
    line = voice_menu.Line(languages=("fr", "bm"), is_free=True)
    where = voice_menu.begin(line, known_language="")
    for byte in data[:200]:
        if where.at is voice_menu.At.RECORD:
            where = voice_menu.after_recording(where, has_sound=bool(byte % 2))
        else:
            where = voice_menu.after(where, chr(byte), line)
        voice_menu.said(where, line)


def law(data: bytes) -> None:
    """A pasted text, split into articles and compared with another version."""
    before, after = (words(one) for one in halves(data))
    with suppress(Refused):
        old, new = split_articles(before), split_articles(after)
        for one in compared(old, new):
            kept = "".join(words.text for words in one.body if words.kind is not Kind.CAME)
            assert one.was or one.change == "added" or any(kept == piece.body for piece in old)


def template(data: bytes) -> None:
    """A sentence with places to be filled, as staff write them."""
    text = words(data)
    with suppress(Refused):
        check_template(text)
        check_filled(filled(text, {"reference": "S-1", "lieu": "Kati"}))


def letters(data: bytes) -> None:
    """A name or a search in any script; and a cell of a table that a spreadsheet will open."""
    text = words(data)
    assert folded(folded(text)) == folded(text), "folding twice is folding once"
    sounded(text), as_stored(text)
    if len(text) < csv.field_size_limit():
        *_, cell = csv.reader(csv_lines([Column("a", "#meta", "A")], [[text]]))
        assert not "".join(cell).lstrip().startswith(("=", "+", "-", "@")), "no formula"
