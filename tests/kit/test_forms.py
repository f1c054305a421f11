"""A list to choose from is written as Django writes it."""

import re

import pytest
from django import forms
from django.utils import translation

from benkan.kit.forms import Form, QuickSelect, offer

pytestmark = pytest.mark.fast

CHOICES = [("", "Tout"), ("a<b", "L’eau & <b>"), ("Groupe", [("1", "Un"), ("2", "Deux")])]


class Choosing(forms.Form):
    what = forms.ChoiceField(required=False)
    which = forms.ChoiceField(required=False, widget=forms.RadioSelect)


@pytest.mark.parametrize("value", ["", "a<b", "2", "nothing", None])
def test_it_is_what_django_writes(value: str | None) -> None:
    attrs = {"id": "id_what", "aria-describedby": "hint", "required": True}

    ours = QuickSelect(choices=CHOICES, attrs={"class": "x"}).render("what", value, attrs)
    theirs = forms.Select(choices=CHOICES, attrs={"class": "x"}).render("what", value, attrs)

    assert _bare(ours) == _bare(theirs)


def _bare(html: str) -> tuple[str, list[set[str]]]:
    """Without the space between tags; attributes in any order."""
    tags = [set(found.split()) for found in re.findall(r"<(select[^>]*)>", html)]
    return re.sub(r"\s*\n\s*|(?<=>)\s+(?=<)", "", re.sub(r"<select[^>]*>", "", html)), tags


def test_a_list_that_is_offered_is_quick_and_other_ways_to_choose_stay() -> None:
    form = Choosing({"what": "a<b"})

    offer(form, "what", CHOICES)
    offer(form, "which", CHOICES)

    assert isinstance(form.fields["what"].widget, QuickSelect)
    assert type(form.fields["which"].widget) is forms.RadioSelect
    assert form.is_valid()
    assert form.cleaned_data["what"] == "a<b"


class Asking(Form):
    title = forms.CharField(label="Titre")
    known = forms.CharField(error_messages={"required": "Des mots à elle."})
    service = forms.ChoiceField(label="Service", choices=[("water", "Eau")])
    photo = forms.ImageField(label="Une photo")
    agrees = forms.BooleanField(label="D’accord")
    held_on = forms.DateField(label="Jour")
    key = forms.CharField(widget=forms.HiddenInput)


def test_what_is_left_empty_is_said_by_its_name_with_what_to_do() -> None:
    with translation.override("fr"):
        said = [errors[0] for errors in Asking({}).errors.values()]

    assert said == [
        "Remplissez «\u00a0Titre\u00a0».",
        "Des mots à elle.",
        "Choisissez une réponse\u00a0: «\u00a0Service\u00a0».",
        "Choisissez un fichier\u00a0: «\u00a0Une photo\u00a0».",
        "Pour continuer, cochez «\u00a0D’accord\u00a0».",
        "Donnez le jour\u00a0: «\u00a0Jour\u00a0».",
        "La page n’a pas tout envoyé. Ouvrez-la de nouveau, puis recommencez.",
    ]


def test_a_text_of_a_million_letters_is_refused() -> None:
    sent = {"title": "a" * 1_000_000}

    assert [problem.code for problem in Asking(sent).errors["title"].as_data()] == ["max_length"]


def test_the_forms_of_others_say_how_to_mend_it_as_well() -> None:
    with translation.override("fr"):
        said = str(forms.Field.default_error_messages["required"])

    assert said == "Il manque quelque chose ici\u00a0: remplissez, puis envoyez de nouveau."
