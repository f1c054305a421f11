"""The cost that a page counts while one types is the one that the server counts."""

import json
from importlib.resources import files

import pytest
from django.template.loader import render_to_string

from benkan.apps.messaging.forms.spelling import SpellingField
from benkan.apps.messaging.queries import Composing, composing
from benkan.apps.messaging.rules.spelling import costs
from tests.browser.axe import chromium

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.needs("chromium")]

BEFORE = "Benkan, No BKN-0001 : "
LONG = BEFORE + "Notre programme ne peut rien y faire. " * 6
TEXTS = (
    "",
    "La pompe sera réparée lundi à 9h. € [ok]",
    "ɛ" * 47,
    "ɛ" * 48,
    "a" * 138,
    "a" * 137 + "€",
    "Ça sera bientôt prêt, reçu « l’eau »… " * 5,
    "I ni sɔgɔma ŋ ɲ Ŋ Ɲ ɛ́ ɔ̀ ɓɗƴ ḍṣṭ ǝɣ",
    "👍" * 40,
    "ߒߞߏ sɔgɔma",
    "1\u202f500\u00a0FCFA \u200b\n\tfin ",
    "½ ² № ﬁ œuvre Œ",
)


def test_the_page_counts_as_the_server_does() -> None:
    form = _form()
    with chromium() as browser:
        page = browser.new_page()
        page.set_content(form)
        page.add_script_tag(content=_script())
        for text in TEXTS:
            page.locator("#id_answer").fill(text)
            counted = costs(BEFORE + text, price=15)
            shown = {
                name: page.locator(f'[data-of="{name}"]').inner_text()
                for name in ("exact", "economical")
            }
            assert shown == {
                "exact": f"{counted.exact.segments} SMS · {counted.exact.francs} FCFA",
                "economical": (
                    f"{counted.economical.segments} SMS · {counted.economical.francs} FCFA"
                ),
            }, text
            dear = page.locator("[data-dear] span").text_content()
            assert dear == " ".join(counted.dear), text
            assert page.locator("[data-economical]").is_visible() == counted.saves, text
        page.locator("#id_answer").fill("ok")
        page.get_by_label("Long").check()
        counted = costs(LONG + "ok", price=15)
        exact = page.locator('[data-of="exact"]').inner_text()
        assert exact == f"{counted.exact.segments} SMS · {counted.exact.francs} FCFA"


def _form() -> str:
    from django import forms

    class Answer(forms.Form):
        answer = forms.CharField(widget=forms.Textarea)
        spelling = SpellingField()
        why = forms.ChoiceField(choices=[("long", "Long")], widget=forms.RadioSelect)

    answer = Answer()
    cost = composing(15, text="", before=BEFORE, befores={"long": LONG})
    words = {"field": answer["answer"], "spelling": answer["spelling"], "cost": cost, "of": "why"}
    shown = render_to_string("messaging/cost.html", words)
    inside = f"{answer['answer']}{answer['why']}{shown}"
    return f'<!doctype html><html lang="en"><form>{inside}</form></html>'


def _script() -> str:
    script = files("benkan.apps.messaging") / "static" / "messaging" / "cost.js"
    return script.read_text("utf-8")


def test_the_tables_of_the_page_are_those_of_the_server() -> None:
    form = _form()

    assert json.loads(Composing("", None, costs("", price=None)).folds)["ŋ"] == "ng"
    assert "data-gsm" in form
