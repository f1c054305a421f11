"""Plan a meeting of a kind, report one as it stands on the attendance sheet."""

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.activities.forms.kinds import Offers, add_asked, boxes_of, told_in
from benkan.apps.activities.rules.kinds import Asked, Kind, Value, asked_of
from benkan.kit.count_grid import CountGrid
from benkan.kit.forms import Day, Form, offer
from benkan.kit.splits import AgeBand, Sex, Situation

Choices = Sequence[tuple[str, str] | tuple[str, list[tuple[str, str]]]]


KINDS = [(kind.value, _(kind.label)) for kind in Kind]


class KindForm(Form):
    """What kind of meeting, and where: what is asked next depends on both."""

    kind = forms.ChoiceField(label=_("What kind of meeting?"), choices=KINDS)
    place = forms.ChoiceField(label=_("Commune"))

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", [("", gettext("Choose…")), *places])


class PlanForm(KindForm):
    """A meeting to come, with what its kind asks."""

    title = forms.CharField(
        label=_("Title"),
        max_length=160,
        help_text=_("As people of the place would call it: “Meeting on the health centre”."),
    )
    venue = forms.CharField(
        label=_("Where exactly"),
        max_length=120,
        required=False,
        help_text=_("The town hall, a school…"),
    )
    planned_on = forms.DateField(label=_("Day"), widget=Day)

    def __init__(self, *args: Any, kind: str, offers: Offers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked_of(kind, at_report=False)
        for name in ("kind", "place"):
            self.fields[name].widget = forms.HiddenInput()
        add_asked(self, self.asked, offers)

    def told(self) -> dict[str, Value]:
        """What its kind asks, as far as it was said."""
        return told_in(self.cleaned_data, self.asked)

    def facts(self) -> dict[str, Any]:
        """What every meeting has."""
        names = ("kind", "place", "title", "venue", "planned_on")
        return {name: self.cleaned_data[name] for name in names}


class FoundForm(Form):
    """What is said of a meeting that was never put in the calendar."""

    kind = forms.ChoiceField(label=_("What kind of meeting?"), choices=KINDS)
    title = forms.CharField(label=_("Title"), max_length=160)
    venue = forms.CharField(label=_("Where exactly"), max_length=120, required=False)


class _Number(forms.NumberInput):
    def __init__(self, label: str) -> None:
        super().__init__(
            attrs={"inputmode": "numeric", "min": 0, "max": 100_000, "aria-label": label}
        )


class ReportForm(CountGrid):
    """How it went: the grid of the sheet, the minutes, a photo of the sheet, and what a kind asks. The
    page that a telephone keeps asks for no kind: the rest is completed at the desk."""

    client_key = forms.RegexField(r"^[0-9a-f]{32}$", required=False, widget=forms.HiddenInput)
    held_on = forms.DateField(label=_("Day it was held"), widget=Day)
    minutes = forms.CharField(
        label=_("What was said"),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        help_text=_("What was asked, what was answered. No names of citizens."),
    )
    sheet = forms.FileField(
        label=_("Photo of the attendance sheet"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
        help_text=_("Only the organisers see it."),
    )

    def __init__(self, *args: Any, kind: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked_of(kind, at_report=True) if kind else ()
        add_asked(self, self.asked, Offers())
        for sex in Sex:
            for band in AgeBand:
                self._add(f"{sex}-{band}", gettext(sex.label), gettext(band.label))
            for situation in Situation:
                self._add(f"{situation}-{sex}", gettext(sex.label), gettext(situation.label))

    def _add(self, name: str, *words: str) -> None:
        widget = _Number(", ".join(words))
        self.fields[name] = forms.IntegerField(
            min_value=0, max_value=100_000, required=False, widget=widget
        )

    def told(self) -> dict[str, Value]:
        """What its kind asks, as far as it was said."""
        return told_in(self.cleaned_data, self.asked)

    def asked_with_boxes(self) -> list[tuple[Asked, list[BoundField]]]:
        """Each thing that its kind asks, with its boxes."""
        return boxes_of(self, self.asked)

    @classmethod
    def opened(cls, day: date, *, kind: str) -> "ReportForm":
        """An empty form; its key names one filling-in, so that sending it twice is one report."""
        return cls(kind=kind, initial={"held_on": day, "client_key": secrets.token_hex(16)})
