"""French is the first language: a sentence without it is a broken build."""

from pathlib import Path

import polib
import pytest
from django.utils.translation import gettext, ngettext, npgettext, override, pgettext

from tests.placeholders import unequal_places
from tests.words import LANGUAGE, SOURCE, catalogue_of, chapters, faults, sentences, update


@pytest.mark.parametrize("chapter", chapters())
def test_every_sentence_of_a_chapter_has_its_french(chapter: str) -> None:
    assert faults(chapter) == [], "run `python -m tests.words --update` and translate"


def test_no_catalogue_stays_behind_when_its_chapter_goes() -> None:
    kept = {path.name for path in (SOURCE / "locale").iterdir()}

    assert kept - set(chapters()) == set()


@pytest.mark.parametrize("chapter", [name for name in chapters() if catalogue_of(name).exists()])
def test_what_django_says_is_what_the_catalogue_of_the_chapter_says(chapter: str) -> None:
    entries = [one for one in polib.pofile(str(catalogue_of(chapter))) if one.translated()]

    with override(LANGUAGE):
        spoken = {entry.msgid: _spoken(entry) for entry in entries}

    # A difference means that two chapters translate the same sentence in two ways: agree on one,
    # or set them apart with pgettext.
    assert spoken == {entry.msgid: _written(entry) for entry in entries}


def _spoken(entry: polib.POEntry) -> list[str]:
    one, many, context = entry.msgid, entry.msgid_plural, entry.msgctxt
    if many and context:
        return [npgettext(context, one, many, n) for n in (1, 2)]
    if many:
        return [ngettext(one, many, n) for n in (1, 2)]
    return [pgettext(context, one) if context else gettext(one)]


def _written(entry: polib.POEntry) -> list[str]:
    return (
        [entry.msgstr_plural[0], entry.msgstr_plural[1]] if entry.msgid_plural else [entry.msgstr]
    )


# --- the tool itself ---------------------------------------------------------------------------


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small house with one chapter that says something in each possible way."""
    chapter = tmp_path / "apps" / "voices"
    (chapter / "templates" / "voices").mkdir(parents=True)
    (tmp_path / "interfaces").mkdir()
    (chapter / "__init__.py").touch()
    (chapter / "rules.py").write_text(
        'class Late(Refused):\n    text = N_("%(days)s days late.")\n'
    )
    (chapter / "pages.py").write_text('ngettext("%(n)s case", "%(n)s cases", n)\n')
    (chapter / "templates" / "voices" / "say.html").write_text(
        '<div>\n      {% translate "Send" %}\n  {% blocktranslate trimmed with a=b %}\n'
        "    To {{ a }}\n  {% endblocktranslate %}\n"
        '{% include "x" with label=_("Where") %}</div>'
    )
    return tmp_path


def test_python_tables_and_templates_are_all_read(house: Path) -> None:
    found = sentences([house / "apps" / "voices"], house)

    assert [(sentence.text, sentence.plural) for sentence in found] == [
        ("%(n)s case", "%(n)s cases"),
        ("%(days)s days late.", ""),
        ("Send", ""),
        ("To %(a)s", ""),
        ("Where", ""),
    ]


def test_an_update_keeps_what_was_translated_and_gives_the_same_bytes_again(house: Path) -> None:
    assert update("voices", house) == 5
    _translate(house, "Send", "Envoyer")

    assert update("voices", house) == 4
    once = catalogue_of("voices", house).read_bytes()
    assert update("voices", house) == 4
    assert catalogue_of("voices", house).read_bytes() == once


def test_each_way_to_be_incomplete_is_named(house: Path) -> None:
    update("voices", house)
    for text, french in {"Send": "Envoyer", "To %(a)s": "À %(b)s", "Where": "Où"}.items():
        _translate(house, text, french)
    (house / "apps" / "voices" / "pages.py").write_text('gettext("New")\n')

    assert faults("voices", house) == [
        "not in the catalogue: 'New'",
        "no longer in the code: '%(n)s case'",
        "not translated: '%(days)s days late.'",
        "places differ (a, b): 'To %(a)s'",
        "not compiled since it was changed",
    ]


@pytest.mark.parametrize(
    ("english", "french", "wrong"),
    [
        ("%(n)s of %(all)s", "%(n)s sur %(all)s", ""),
        ("%(n)s of %(all)s", "%(n)s en tout", "all"),
        ("{name} came", "{nom} est venu", "name, nom"),
        ("%(n)s kept", "%(n)s % tenues", "a % that stands alone must be written %%"),
        ("%(n)s kept", "%(n)s %% tenues", ""),
        ("Half", "50 %", ""),
    ],
)
def test_a_translation_has_the_places_of_its_sentence(
    english: str, french: str, wrong: str
) -> None:
    assert unequal_places(polib.POEntry(msgid=english, msgstr=french)) == wrong


def _translate(house: Path, text: str, french: str) -> None:
    path = str(catalogue_of("voices", house))
    catalogue = polib.pofile(path)
    entry = catalogue.find(text)
    assert entry is not None, f"{text!r} was taken up"
    entry.msgstr = french
    catalogue.save(path)
