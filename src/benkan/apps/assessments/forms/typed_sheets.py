"""The other sheets of a round as they are typed in: of the meeting, of the common score."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.assessments.actions.typed import JointGiven
from benkan.apps.assessments.forms.grids import GridForm, plain, words_box
from benkan.apps.assessments.rules.interface import Came, Category
from benkan.apps.assessments.rules.joint import Way
from benkan.apps.assessments.rules.papers import Question
from benkan.kit.forms import Form
from benkan.kit.splits import Sex


class MeetingSheetForm(GridForm):
    """Who came and as what, then what was said, as it stands on the sheet of the meeting."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(
            *args,
            rows=[(one.value, gettext(one.label)) for one in Category],
            columns=[(one.value, gettext(one.label)) for one in Sex],
            **kwargs,
        )
        self.fields["agreements"] = words_box(_("What both sides agreed on"), rows=5)
        self.fields["disagreements"] = words_box(
            _("On what they did not agree, and who said what"), rows=4
        )

    def came(self) -> Came:
        return {(Category(of), Sex(sex)): n for (of, sex), n in self.counted().items()}


@dataclass(frozen=True)
class JointLine:
    question: Question
    value: BoundField
    way: BoundField
    contested: BoundField
    reason: BoundField


class JointSheetForm(Form):
    """What the representatives agreed on, question by question, and the sum of the column."""

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        ways = [(Way.MEAN.value, _("mean")), (Way.CONSENSUS.value, _("agreement"))]
        for one in questions:
            label = gettext("Question %(number)s, together") % {"number": one.number}
            self.fields[f"{one.node}-value"] = _number(label)
            self.fields[f"{one.node}-way"] = forms.ChoiceField(
                label=_("Mean or agreement"),
                choices=ways,
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[f"{one.node}-contested"] = forms.BooleanField(
                label=_("Somebody did not agree"), required=False
            )
            self.fields[f"{one.node}-reason"] = words_box(_("Why"))
        self.fields["total"] = _number(gettext("Total of the column “Together”"))
        self.fields["keeps"] = forms.BooleanField(
            label=_("The paper was added up wrongly: keep the boxes as I typed them"),
            required=False,
        )
        self.is_off = False

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if self.errors:
            return said
        given = [said.get(f"{one.node}-value") for one in self.questions]
        if all(value is None for value in given):
            raise forms.ValidationError(
                gettext("Nothing is typed yet. Begin with the first question.")
            )
        made, told = (
            sum((value for value in given if value is not None), Decimal()),
            said.get("total"),
        )
        if told is None:
            self.add_error(
                "total", gettext("Type the total of the column, or count it on the paper.")
            )
        elif made != told:
            self.is_off = True
            if not said.get("keeps"):
                self.add_error(None, _off(made, told))
        for one in self.questions:
            if said.get(f"{one.node}-value") is not None and not said.get(f"{one.node}-way"):
                self.add_error(
                    f"{one.node}-way",
                    gettext("Question %(number)s: say whether it is the mean or an agreement.")
                    % {"number": one.number},
                )
        return said

    def lines(self) -> Iterator[JointLine]:
        for one in self.questions:
            names = ("value", "way", "contested", "reason")
            yield JointLine(one, *(self[f"{one.node}-{name}"] for name in names))

    def given(self) -> list[JointGiven]:
        """The questions that were answered."""
        said = self.cleaned_data
        return [
            JointGiven(
                node=UUID(one.node),
                way=said[f"{one.node}-way"],
                value=said[f"{one.node}-value"],
                reason=said[f"{one.node}-reason"],
                is_contested=said[f"{one.node}-contested"],
            )
            for one in self.questions
            if said.get(f"{one.node}-value") is not None
        ]


def _off(made: Decimal, told: Decimal) -> str:
    sentence = gettext(
        "The scores make %(made)s together, the total on the paper is %(told)s. Look down the column"
        " again."
    )
    return sentence % {"made": plain(made), "told": plain(told)}


def _number(label: str) -> forms.DecimalField:
    attrs = {"aria-label": label, "inputmode": "decimal", "autocomplete": "off"}
    return forms.DecimalField(
        label=label,
        required=False,
        max_digits=12,
        decimal_places=4,
        localize=True,
        widget=forms.TextInput(attrs=attrs),
    )
