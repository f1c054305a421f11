"""A table of counts with the totals that stand on its paper: lines, columns, and what does not agree."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.assessments.rules.papers import Difference, Fault, Typed, Way, differences
from benkan.kit.forms import Form
from benkan.kit.refusals import N_

MOST = 100_000

SAID: Mapping[Fault, str] = {
    Fault.BOX: N_(
        "%(row)s, %(column)s: you typed %(made)s, the totals of the paper make it %(told)s. Look at this"
        " box again."
    ),
    Fault.ROW: N_(
        "%(row)s: the boxes make %(made)s, the total on the paper is %(told)s. Look at this line again."
    ),
    Fault.COLUMN: N_(
        "%(column)s: the boxes make %(made)s, the total on the paper is %(told)s. Look down this column."
    ),
    Fault.NO_TOTAL: N_("%(row)s: type the total of the line as well."),
}

Named = Sequence[tuple[str, str]]
"""Keys with the words that the reader sees."""


@dataclass(frozen=True)
class GridLine:
    label: str
    boxes: list[BoundField]
    total: BoundField


class GridForm(Form):
    """A form with one table that has to add up, or a tick that the paper did not."""

    def __init__(self, *args: Any, rows: Named, columns: Named, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows, self.columns = rows, columns
        self.differences: list[Difference] = []
        for row, label in rows:
            for column, head in columns:
                self.fields[f"{row}-{column}"] = number_box(f"{label}, {head}")
            self.fields[f"{row}-total"] = number_box(f"{label}, {gettext('Total')}")
        for column, head in columns:
            self.fields[f"total-{column}"] = number_box(f"{gettext('Total')}, {head}")
        self.fields["keeps"] = forms.BooleanField(
            label=_("The paper was added up wrongly: keep the boxes as I typed them"),
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.errors:
            self.differences = differences(Way.TALLY, self._typed())
            if not said.get("keeps"):
                for one in self.differences:
                    self.add_error(None, self._sentence(one))
        return said

    def lines(self) -> Iterator[GridLine]:
        for row, label in self.rows:
            boxes = [self[f"{row}-{column}"] for column, _head in self.columns]
            yield GridLine(label, boxes, self[f"{row}-total"])

    def column_totals(self) -> list[BoundField]:
        return [self[f"total-{column}"] for column, _head in self.columns]

    def heads(self) -> list[str]:
        return [head for _column, head in self.columns]

    def counted(self) -> dict[tuple[str, str], int]:
        """The boxes that are not empty, by row and column."""
        named = {
            (row, column): f"{row}-{column}" for row, _ in self.rows for column, _ in self.columns
        }
        return {at: n for at, name in named.items() if (n := self.cleaned_data.get(name))}

    def _typed(self) -> Typed:
        counted = self.counted()
        return Typed(
            cells=[
                {column: Decimal(counted.get((row, column), 0)) for column, _ in self.columns}
                for row, _ in self.rows
            ],
            row_totals=[self._total(f"{row}-total") for row, _ in self.rows],
            column_totals={column: self._total(f"total-{column}") for column, _ in self.columns},
        )

    def _total(self, name: str) -> Decimal | None:
        told: int | None = self.cleaned_data.get(name)
        return None if told is None else Decimal(told)

    def _sentence(self, one: Difference) -> str:
        return gettext(SAID[one.fault]) % {
            "row": "" if one.question is None else self.rows[one.question][1],
            "column": dict(self.columns).get(one.column, ""),
            "made": plain(one.made),
            "told": plain(one.told),
        }


def plain(number: Decimal) -> str:
    """A number in the reader's language, without noughts behind the point: `10`, `7,5`."""
    return number_format(Decimal(f"{number.normalize():f}"))


def number_box(label: str) -> forms.IntegerField:
    attrs = {"aria-label": label, "inputmode": "numeric", "autocomplete": "off"}
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST,
        widget=forms.NumberInput(attrs=attrs),
    )


def words_box(label: Any, rows: int = 1) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": rows})
    )
