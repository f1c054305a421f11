"""The lines of an attendance sheet, in the order of the paper."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.activities.rules.attendance import Person
from benkan.kit.forms import Form
from benkan.kit.refusals import N_
from benkan.kit.splits import AgeBand, Sex

LINES = 10


class NamesForm(Form):
    """Ten lines; a line without a name is not there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for at in range(LINES):
            self._add_line(at)

    def _add_line(self, at: int) -> None:
        number = at + 1

        def told(label: Any) -> dict[str, Any]:
            words = gettext("%(what)s, line %(line)s") % {"what": label, "line": number}
            return {"aria-label": words, "autocomplete": "off"}

        sexes = [(one.value, gettext(_ONE_PERSON.get(one, one.label))) for one in _SEX_ORDER]
        ages = [(one.value, gettext(one.label)) for one in _AGE_ORDER]
        boxes: dict[str, forms.Field] = {
            "name": _line(_("Name"), told, 120),
            "sex": _choice(_("Sex"), told, sexes),
            "age": _choice(_("Age"), told, ages),
            "mark": _line(_("4 figures"), told, 4, inputmode="numeric"),
            "disability": _box(_("With a disability"), told),
            "displaced": _box(_("Displaced"), told),
            "organisation": _line(_("Organisation"), told, 120),
            "consents": _box(_("Agrees"), told),
        }
        for name, box in boxes.items():
            self.fields[f"{at}-{name}"] = box

    def lines(self) -> Iterator[list[BoundField]]:
        """The boxes of each line."""
        for at in range(LINES):
            yield [self[f"{at}-{name}"] for name in NAMES]

    def people(self) -> list[Person]:
        """The lines with something in them."""
        lines = (self._person(at) for at in range(LINES))
        return [person for person in lines if person is not None]

    def _person(self, at: int) -> Person | None:
        said = {name: self.cleaned_data.get(f"{at}-{name}") for name in NAMES}
        if not (said["name"] or said["mark"] or said["consents"] or said["organisation"]):
            return None
        return Person(
            name=said["name"] or "",
            sex=Sex(said["sex"] or Sex.UNKNOWN),
            age_band=AgeBand(said["age"] or AgeBand.UNKNOWN),
            mark=said["mark"] or "",
            disability=bool(said["disability"]),
            displaced=bool(said["displaced"]),
            organisation=said["organisation"] or "",
            consents=bool(said["consents"]),
        )


NAMES = ("name", "sex", "age", "mark", "disability", "displaced", "organisation", "consents")
# A line is one person, where a count has many.
_ONE_PERSON = {Sex.FEMALE: N_("Woman"), Sex.MALE: N_("Man")}
_SEX_ORDER = (Sex.UNKNOWN, Sex.FEMALE, Sex.MALE)
_AGE_ORDER = (AgeBand.UNKNOWN, *(band for band in AgeBand if band is not AgeBand.UNKNOWN))


def _line(label: Any, told: Any, longest: int, **attrs: str) -> forms.CharField:
    widget = forms.TextInput(attrs={**told(label), **attrs})
    return forms.CharField(label=label, max_length=longest, required=False, widget=widget)


def _choice(label: Any, told: Any, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    widget = forms.Select(attrs=told(label))
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=widget)


def _box(label: Any, told: Any) -> forms.BooleanField:
    return forms.BooleanField(
        label=label, required=False, widget=forms.CheckboxInput(attrs=told(label))
    )
