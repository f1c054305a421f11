"""A group's paper, box by box in the order in which it was filled, with the totals that stand on it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.assessments.actions.sheets import LineGiven
from benkan.apps.assessments.forms.grids import plain
from benkan.apps.assessments.rules.consent import Consent
from benkan.apps.assessments.rules.papers import (
    Block,
    Column,
    Difference,
    Fault,
    Question,
    Typed,
    Way,
    differences,
    heads_of,
)
from benkan.kit.forms import Day, Form
from benkan.kit.refusals import N_

_MOST_PEOPLE = 100_000

_RELEASES = (
    (Consent.AGREED, _("yes")),
    (Consent.REFUSED, _("no")),
    (Consent.WAITING, _("not asked yet")),
)

SAID: Mapping[Fault, str] = {
    Fault.BOX: N_(
        "Question %(number)s, box %(column)s: you typed %(made)s, the totals of the paper make it"
        " %(told)s. Look at this box again."
    ),
    Fault.ROW: N_(
        "Question %(number)s: the boxes make %(made)s, the total on the paper is %(told)s. Look at"
        " this line again."
    ),
    Fault.COLUMN: N_(
        "Table %(block)s, column %(column)s: the boxes make %(made)s, the total on the paper is"
        " %(told)s. Look down this column."
    ),
    Fault.NO_TOTAL: N_(
        "Question %(number)s: type the total of the line as well. Count the marks on the paper."
    ),
    Fault.TOO_MANY: N_(
        "Question %(number)s: %(made)s people answered, but %(told)s were counted in the group."
        " Look at this line again."
    ),
}


@dataclass(frozen=True)
class Line:
    """A question with its boxes; `ticks` and `number` where there is one answer for all."""

    question: Question
    boxes: list[BoundField]
    total: BoundField | None
    words: list[BoundField]
    errors: list[str]


@dataclass(frozen=True)
class Table:
    """A block with its lines and the totals below its columns."""

    block: Block
    lines: list[Line]
    totals: list[tuple[Column | None, str, BoundField]]
    errors: list[str]


class PaperForm(Form):
    """All boxes of a sheet. From paper it wants the totals, and goes through once they agree, or once
    somebody says that the paper was added up wrongly."""

    scored_on = forms.DateField(label=_("Day on the sheet"), widget=Day())
    client_key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        blocks: Sequence[Block],
        is_paper: bool,
        asks_release: bool = False,
        sat: int | None = None,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.blocks, self.is_paper, self.sat = blocks, is_paper, sat
        self.differences: list[tuple[Block, Difference]] = []
        self.fields["client_key"].initial = uuid4().hex
        self.fields["scored_on"].initial = today
        self._today = today
        for block in blocks:
            for question in block.questions:
                self._add_question(question)
            if self._has_column_totals(block):
                for column in block.columns:
                    label = gettext("Total of column %(column)s") % {"column": column}
                    way = block.way if column else Way.NUMBER
                    self.fields[_total_of(block, column)] = _box(way, label)
        if is_paper and any(block.way is Way.TALLY for block in blocks):
            self.fields["present"] = _box(Way.TALLY, gettext("Present in all"))
        if asks_release:
            self.fields["wants_shown"] = forms.ChoiceField(
                label=_("Does this group want its scores shown to everybody, without a name?"),
                choices=[(answer.value, words) for answer, words in _RELEASES],
                required=False,
                widget=forms.RadioSelect,
            )
        self.fields["note"] = _words(_("Remark on the whole sheet"), rows=2)
        self.fields["keeps"] = forms.BooleanField(
            label=_("The paper was added up wrongly: keep the boxes as I typed them"),
            required=False,
        )

    def _has_column_totals(self, block: Block) -> bool:
        return self.is_paper and len(block.questions) > 1

    def _add_question(self, question: Question) -> None:
        number = {"number": question.number}
        if question.way is Way.TALLY:
            for level in question.levels:
                label = gettext("Question %(number)s, box %(column)s")
                self.fields[_box_of(question, level)] = _box(
                    question.way, label % {**number, "column": level}
                )
            if self.is_paper:
                label = gettext("Question %(number)s, total of the line") % number
                self.fields[f"{question.node}-total"] = _box(question.way, label)
        elif question.way is Way.TICK:
            label = gettext("Question %(number)s, the box with the cross") % number
            self.fields[f"{question.node}-tick"] = _ticks(question, label)
        else:
            label = gettext("Question %(number)s, the number") % number
            self.fields[_box_of(question, "")] = _box(question.way, label)
        self.fields[f"{question.node}-reason"] = _words(_("Why"))
        self.fields[f"{question.node}-suggestion"] = _words(_("What to do"))
        if question.way is not Way.TALLY:
            self.fields[f"{question.node}-contested"] = forms.BooleanField(
                label=_("Somebody did not agree"), required=False
            )
        if question.needs_evidence:
            self.fields[f"{question.node}-evidence"] = _words(_("Document or proof seen"))
            self.fields[f"{question.node}-evidence_on"] = forms.DateField(
                label=_("Its date"), required=False, widget=Day()
            )

    def clean_scored_on(self) -> date:
        day: date = self.cleaned_data["scored_on"]
        if day > self._today:
            raise forms.ValidationError(
                gettext("This day is still to come. Write the day of the meeting.")
            )
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if self.errors:
            return said
        if not self.lines_given():
            raise forms.ValidationError(
                gettext("Nothing is typed yet. Begin with the first question.")
            )
        if self.is_paper:
            self.differences = [
                (block, one)
                for block in self.blocks
                for one in differences(block.way, self._typed(block), sat=self._present())
            ]
        if self.differences and not said.get("keeps"):
            for block, one in self.differences:
                self.add_error(None, self._sentence(block, one))
        return said

    def release(self) -> str:
        """What the group said of its scores; empty where the paper says nothing."""
        said: str = self.cleaned_data.get("wants_shown") or ""
        return "" if said == Consent.WAITING else said

    def _present(self) -> int | None:
        """How many sat there: as this paper says, or as they were counted."""
        return self.cleaned_data.get("present") or self.sat

    def tables(self) -> Iterator[Table]:
        """The sheet as it is drawn."""
        for block in self.blocks:
            yield Table(
                block,
                [self._line(block, at) for at in range(len(block.questions))],
                self._totals(block) if self._has_column_totals(block) else [],
                [
                    self._sentence(b, one)
                    for b, one in self.differences
                    if b is block and one.question is None
                ],
            )

    def _totals(self, block: Block) -> list[tuple[Column | None, str, BoundField]]:
        heads = {} if block.is_mixed else {head.level: head for head in block.heads}
        return [
            (heads.get(column), _below(block, column), self[_total_of(block, column)])
            for column in block.columns
        ]

    def lines_given(self) -> list[LineGiven]:
        """The questions that were answered; an empty line is none."""
        made = (self._given(question) for block in self.blocks for question in block.questions)
        return [line for line in made if line is not None]

    def note(self) -> str:
        """The remark, and what did not add up on the paper though the boxes were looked at again."""
        said = [self.cleaned_data["note"].strip()]
        said += [self._sentence(block, one) for block, one in self.differences]
        return "\n".join(filter(None, said))

    def _given(self, question: Question) -> LineGiven | None:
        said = self.cleaned_data
        tally, value = self._tally(question), self._value(question)
        if not tally and value is None:
            return None
        return LineGiven(
            node=UUID(question.node),
            tally=tally,
            value=value,
            reason=said.get(f"{question.node}-reason") or "",
            suggestion=said.get(f"{question.node}-suggestion") or "",
            evidence=said.get(f"{question.node}-evidence") or "",
            evidence_on=said.get(f"{question.node}-evidence_on"),
            is_contested=bool(said.get(f"{question.node}-contested")),
        )

    def _tally(self, question: Question) -> dict[str, int]:
        if question.way is not Way.TALLY:
            return {}
        boxes = {
            level: self.cleaned_data.get(_box_of(question, level)) for level in question.levels
        }
        return {level: int(people) for level, people in boxes.items() if people}

    def _value(self, question: Question) -> Decimal | None:
        if question.way is Way.TICK:
            ticked = self.cleaned_data.get(f"{question.node}-tick")
            return Decimal(ticked) if ticked else None
        if question.way is Way.NUMBER:
            number: Decimal | None = self.cleaned_data.get(_box_of(question, ""))
            return number
        return None

    def _typed(self, block: Block) -> Typed:
        said = self.cleaned_data
        return Typed(
            cells=[self._cells(block, question) for question in block.questions],
            row_totals=[said.get(f"{question.node}-total") for question in block.questions],
            column_totals={column: said.get(_total_of(block, column)) for column in block.columns},
        )

    def _cells(self, block: Block, question: Question) -> dict[str, Decimal]:
        if question.way is Way.TALLY:
            return {level: Decimal(people) for level, people in self._tally(question).items()}
        value = self._value(question)
        if value is None:
            return {}
        if question.way is Way.TICK:
            ticked = self.cleaned_data[f"{question.node}-tick"]
            return {block.column_of(question, ticked): Decimal(1)}
        return {"": value}

    def _sentence(self, block: Block, one: Difference) -> str:
        number = None if one.question is None else block.questions[one.question].number
        return gettext(SAID[one.fault]) % {
            "number": number,
            "block": block.number,
            "column": one.column or gettext("of numbers"),
            "made": plain(one.made),
            "told": plain(one.told),
        }

    def _line(self, block: Block, at: int) -> Line:
        question = block.questions[at]
        if question.way is Way.TALLY:
            boxes = [self[_box_of(question, level)] for level in question.levels]
        elif question.way is Way.TICK:
            boxes = [self[f"{question.node}-tick"]]
        else:
            boxes = [self[_box_of(question, "")]]
        has_total = question.way is Way.TALLY and self.is_paper
        parts = ("reason", "suggestion", "evidence", "evidence_on", "contested")
        names = [f"{question.node}-{part}" for part in parts]
        return Line(
            question,
            boxes,
            self[f"{question.node}-total"] if has_total else None,
            [self[name] for name in names if name in self.fields],
            [
                self._sentence(b, one)
                for b, one in self.differences
                if b is block and one.question == at
            ],
        )


def _box_of(question: Question, column: str) -> str:
    return f"{question.node}-{column or 'value'}"


def _total_of(block: Block, column: str) -> str:
    return f"total-{block.number}-{column or 'value'}"


def _below(block: Block, column: str) -> str:
    """What stands above the total of a column."""
    if not column:
        return gettext("Sum of the numbers")
    return gettext("Box %(column)s") % {"column": column} if block.is_mixed else column


def _box(way: Way, label: str) -> forms.Field:
    attrs = {"aria-label": label, "autocomplete": "off"}
    if way is Way.NUMBER:
        widget = forms.TextInput(attrs={**attrs, "inputmode": "decimal"})
        return forms.DecimalField(
            label=label,
            required=False,
            max_digits=12,
            decimal_places=4,
            localize=True,
            widget=widget,
        )
    numbers = forms.NumberInput(attrs={**attrs, "inputmode": "numeric"})
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=_MOST_PEOPLE, widget=numbers
    )


def _ticks(question: Question, label: str) -> forms.ChoiceField:
    choices = [(head.level, _said_of(head, question)) for head in heads_of(question.scale)]
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect)


def _said_of(head: Column, question: Question) -> str:
    words = question.anchors.get(head.level) or (gettext(head.words) if head.words else "")
    return f"{head.level} · {words}" if words else head.level


def _words(label: Any, rows: int = 1) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": rows})
    )
