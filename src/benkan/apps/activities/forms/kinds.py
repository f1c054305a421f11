"""The fields of what a kind of meeting asks: made from the table in rules/kinds.py."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.activities.rules.kinds import MOST, Asked, Shape, Value, asked_of
from benkan.kit.forms import Form

_YES_NO = [("", _("Not known")), ("yes", _("Yes")), ("no", _("No"))]


@dataclass(frozen=True)
class Offers:
    """What can be chosen from at the place: ids and names."""

    organisations: Sequence[tuple[str, str]] = ()
    facilities: Sequence[tuple[str, str]] = ()


def add_asked(form: forms.Form, asked: Sequence[Asked], offers: Offers) -> None:
    """Add the fields of what is asked, in its order. None of them must be filled in."""
    for one in asked:
        if one.form is Shape.COUNTS:
            for choice, label in one.choices:
                form.fields[f"{one.name}-{choice}"] = _number(label=gettext(label), required=False)
        else:
            form.fields[one.name] = _field(one, offers)


def told_in(cleaned: Mapping[str, Any], asked: Sequence[Asked]) -> dict[str, Value]:
    """What a valid form says of it; what was left empty is left out."""
    told = {one.name: _told(cleaned, one) for one in asked}
    return {name: value for name, value in told.items() if value is not None}


def boxes_of(form: forms.Form, asked: Sequence[Asked]) -> list[tuple[Asked, list[BoundField]]]:
    """Each thing with its boxes: one, or one for each group that is counted."""
    return [(one, [form[name] for name in _names(one)]) for one in asked]


def _names(one: Asked) -> list[str]:
    if one.form is Shape.COUNTS:
        return [f"{one.name}-{choice}" for choice, _label in one.choices]
    return [one.name]


class CompleteForm(Form):
    """What a closed report still owes."""

    def __init__(self, *args: Any, kind: str, told: Mapping[str, Value], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = tuple(
            one
            for one in asked_of(kind, at_report=True)
            if one.name not in told and (not one.only_if or told.get(one.only_if, True))
        )
        add_asked(self, self.asked, Offers())

    def told(self) -> dict[str, Value]:
        return told_in(self.cleaned_data, self.asked)

    def asked_with_boxes(self) -> list[tuple[Asked, list[BoundField]]]:
        return boxes_of(self, self.asked)


def _told(cleaned: Mapping[str, Any], one: Asked) -> Value | None:
    if one.form is Shape.COUNTS:
        counts = {
            choice: cleaned[f"{one.name}-{choice}"]
            for choice, _label in one.choices
            if cleaned.get(f"{one.name}-{choice}") is not None
        }
        return counts or None
    value = cleaned.get(one.name)
    if one.form is Shape.YES_NO:
        return {"yes": True, "no": False}.get(str(value))
    if isinstance(value, int):
        return value
    if isinstance(value, list):
        return [str(each) for each in value] or None
    return str(value).strip() or None if value else None


def _field(one: Asked, offers: Offers) -> forms.Field:
    words: dict[str, Any] = {
        "label": gettext(one.label),
        "required": False,
        "help_text": gettext(one.help) if one.help else "",
    }
    choices = [(value, gettext(label)) for value, label in one.choices]
    empty = ("", gettext("Choose…"))
    match one.form:
        case Shape.LINE:
            return forms.CharField(max_length=160, **words)
        case Shape.WORDS:
            return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), **words)
        case Shape.NUMBER:
            return _number(**words)
        case Shape.YES_NO:
            return forms.ChoiceField(choices=_YES_NO, widget=forms.RadioSelect, **words)
        case Shape.ONE:
            return forms.ChoiceField(choices=[empty, *choices], **words)
        case Shape.SEVERAL:
            boxes = forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(choices=choices, widget=boxes, **words)
        case Shape.ORGANISATION:
            return forms.ChoiceField(choices=[empty, *offers.organisations], **words)
        case _:
            return forms.ChoiceField(choices=[empty, *offers.facilities], **words)


def _number(**words: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric", "min": 0, "max": MOST})
    return forms.IntegerField(min_value=0, max_value=MOST, widget=widget, **words)
