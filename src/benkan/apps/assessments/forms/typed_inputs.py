"""The sheet of inputs as it is typed in: what is really there, line by line, with the sums of the paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.assessments.actions.inputs import InputGiven
from benkan.apps.assessments.forms.grids import number_box, plain, words_box
from benkan.apps.assessments.queries.community import InputLine
from benkan.kit.forms import Day, Form

NEW = 3
"""Lines that were added by hand on the paper; a page takes so many at a time."""


@dataclass(frozen=True)
class TypedLine:
    """A line of the paper; `input` None: one that was added there."""

    number: int
    input: InputLine | None
    boxes: list[BoundField]


class InputSheetForm(Form):
    checked_on = forms.DateField(label=_("Day on the sheet"), widget=Day())

    def __init__(self, *args: Any, inputs: Sequence[InputLine], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inputs, self._today = inputs, today
        self.fields["checked_on"].initial = today
        self.is_off = False
        for key, line in self._keys():
            if line is None:
                self.fields[f"{key}-name"] = forms.CharField(
                    label=_("What should be there"), required=False, max_length=160
                )
                self.fields[f"{key}-unit"] = forms.CharField(
                    label=_("Unit"), required=False, max_length=40
                )
            self.fields[f"{key}-actual"] = _amount(
                gettext("Really there"), line.actual if line else None
            )
            self.fields[f"{key}-heads"] = number_box(gettext("For how many people"))
            self.fields[f"{key}-heads"].initial = line.heads if line else None
            self.fields[f"{key}-evidence"] = words_box(_("Seen how (photo, register)"))
            self.fields[f"{key}-evidence"].initial = line.evidence if line else ""
            self.fields[f"{key}-remark"] = words_box(_("Remark"))
            self.fields[f"{key}-remark"].initial = line.remark if line else ""
        self.fields["actual_total"] = _amount(gettext("Sum of “Really there”"), None)
        self.fields["heads_total"] = number_box(gettext("Sum of “For how many people”"))
        self.fields["keeps"] = forms.BooleanField(
            label=_("The paper was added up wrongly: keep the boxes as I typed them"),
            required=False,
        )

    def clean_checked_on(self) -> date:
        day: date = self.cleaned_data["checked_on"]
        if day > self._today:
            raise forms.ValidationError(
                gettext("This day is still to come. Write the day of the meeting.")
            )
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if self.errors:
            return said
        for column, words in (
            ("actual", gettext("Really there")),
            ("heads", gettext("For how many people")),
        ):
            told = said.get(f"{column}_total")
            made = sum(
                (Decimal(said.get(f"{key}-{column}") or 0) for key, _ in self._keys()), Decimal()
            )
            if told is None or made == told:
                continue
            self.is_off = True
            if not said.get("keeps"):
                self.add_error(None, _off(words, made, Decimal(told)))
        return said

    def lines(self) -> Iterator[TypedLine]:
        for number, (key, line) in enumerate(self._keys(), start=1):
            parts = ("name", "unit", "actual", "heads", "evidence", "remark")
            names = [f"{key}-{part}" for part in parts]
            yield TypedLine(number, line, [self[name] for name in names if name in self.fields])

    def given(self) -> list[tuple[UUID | None, InputGiven]]:
        """The lines with something in them; what is due stays as it was."""
        made = []
        for key, line in self._keys():
            told = {part: self.cleaned_data.get(f"{key}-{part}") for part in _PARTS}
            if line is None and not told["name"]:
                continue
            if line is not None and told["actual"] is None and not told["remark"]:
                continue
            made.append((line.id if line else None, self._one(line, told)))
        return made

    def _one(self, line: InputLine | None, told: dict[str, Any]) -> InputGiven:
        return InputGiven(
            name=line.name if line else told["name"],
            unit=line.unit if line else told["unit"],
            entitled=line.entitled if line else None,
            law=line.law_code if line else "",
            article=line.article if line else "",
            norm=line.norm if line else "",
            actual=told["actual"],
            heads=told["heads"],
            evidence=told["evidence"],
            remark=told["remark"],
            checked_on=self.cleaned_data["checked_on"],
        )

    def _keys(self) -> list[tuple[str, InputLine | None]]:
        there: list[tuple[str, InputLine | None]] = [(str(one.id), one) for one in self.inputs]
        return [*there, *((f"new{number}", None) for number in range(1, NEW + 1))]


_PARTS = ("name", "unit", "actual", "heads", "evidence", "remark")


def _off(column: str, made: Decimal, told: Decimal) -> str:
    sentence = gettext(
        "%(column)s: the boxes make %(made)s, the total on the paper is %(told)s. Look down this column."
    )
    return sentence % {"column": column, "made": plain(made), "told": plain(told)}


def _amount(label: str, initial: Decimal | None) -> forms.DecimalField:
    attrs = {"aria-label": label, "inputmode": "decimal", "autocomplete": "off"}
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        localize=True,
        initial=initial,
        widget=forms.TextInput(attrs=attrs),
    )
