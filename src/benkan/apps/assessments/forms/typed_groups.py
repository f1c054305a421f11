"""The sheet of a group as it is typed in: who was there, with totals, and what the group raises."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.assessments.actions.typed import RaisedGiven
from benkan.apps.assessments.forms.grids import GridForm, number_box, words_box
from benkan.apps.assessments.rules.community import Weighed
from benkan.kit.counts import Headcounts, Situations
from benkan.kit.forms import Day
from benkan.kit.splits import AgeBand, Sex, Situation

CONCERNS = 7
"""Lines on the sheet."""


@dataclass(frozen=True)
class ConcernLine:
    number: int
    text: BoundField
    votes: BoundField
    rank: BoundField
    reason: BoundField


class GroupSheetForm(GridForm):
    """Who is here, then the concerns, in the order of the paper."""

    met_on = forms.DateField(label=_("Day on the sheet"), widget=Day())
    client_key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: date, raises: bool, **kwargs: Any) -> None:
        super().__init__(
            *args,
            rows=[(one.value, gettext(one.label)) for one in AgeBand],
            columns=[(one.value, gettext(one.label)) for one in Sex],
            **kwargs,
        )
        self._today, self.raises = today, raises
        self.fields["met_on"].initial = today
        self.fields["client_key"].initial = uuid4().hex
        for situation in Situation:
            for sex in Sex:
                self.fields[f"of-{situation}-{sex}"] = number_box(
                    f"{gettext(situation.label)}, {gettext(sex.label)}"
                )
        for number in range(1, CONCERNS + 1) if raises else ():
            self.fields[f"c{number}-text"] = words_box(_("What is wrong?"), rows=2)
            self.fields[f"c{number}-votes"] = number_box(gettext("Hands or pebbles"))
            self.fields[f"c{number}-rank"] = number_box(gettext("Rank"))
            self.fields[f"c{number}-reason"] = words_box(_("Why does it weigh so much?"), rows=2)
        self.fields["votes_total"] = number_box(gettext("Total of the hands or pebbles"))

    def clean_met_on(self) -> date:
        day: date = self.cleaned_data["met_on"]
        if day > self._today:
            raise forms.ValidationError(
                gettext("This day is still to come. Write the day of the meeting.")
            )
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if self.errors:
            return said
        for number, line in enumerate(self._raised_lines(), start=1):
            if any(line[1:]) and not line[0]:
                self.add_error(
                    f"c{number}-text", gettext("Write down what the group said, in its own words.")
                )
        made = sum(votes or 0 for _text, votes, _rank, _reason in self._raised_lines())
        told = said.get("votes_total")
        if told is not None and made != told:
            self.is_off = True
            if not said.get("keeps"):
                self.add_error(None, _off(made, told))
        return said

    is_off = False

    def situations_asked(self) -> Iterator[tuple[str, list[BoundField]]]:
        for situation in Situation:
            boxes = [self[f"of-{situation}-{sex}"] for sex in Sex]
            yield gettext(situation.label), boxes

    def concerns(self) -> Iterator[ConcernLine]:
        for number in range(1, CONCERNS + 1) if self.raises else ():
            parts = ("text", "votes", "rank", "reason")
            yield ConcernLine(number, *(self[f"c{number}-{part}"] for part in parts))

    def counts(self) -> tuple[Headcounts, Situations] | None:
        """Who was there; None where nobody counted."""
        people = {(Sex(sex), AgeBand(band)): n for (band, sex), n in self.counted().items()}
        those = {
            (of, sex): n
            for of in Situation
            for sex in Sex
            if (n := self.cleaned_data.get(f"of-{of}-{sex}"))
        }
        return (people, those) if people or those else None

    def raised(self) -> list[RaisedGiven]:
        return [
            RaisedGiven(text, Weighed(votes, rank, reason))
            for text, votes, rank, reason in self._raised_lines()
            if text
        ]

    def _raised_lines(self) -> list[tuple[str, int | None, int | None, str]]:
        said = self.cleaned_data
        return [
            (
                said.get(f"c{number}-text", "").strip(),
                said.get(f"c{number}-votes"),
                said.get(f"c{number}-rank"),
                said.get(f"c{number}-reason", "").strip(),
            )
            for number in (range(1, CONCERNS + 1) if self.raises else ())
        ]


def _off(made: int, told: int) -> str:
    sentence = gettext(
        "Hands or pebbles: the lines make %(made)s, the total on the paper is %(told)s. Look down the"
        " column again."
    )
    return sentence % {"made": made, "told": told}
