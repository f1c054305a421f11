"""A list to choose from is written as Django writes it."""

import re

import pytest
from django import forms

from benkan.kit.forms import QuickSelect, offer

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
