"""The meeting with the service: which one, who came, what was said; and questions of its own."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.assessments.rules.interface import Came, Category
from benkan.apps.assessments.rules.own_indicators import SCALES
from benkan.apps.assessments.rules.scales import Scale
from benkan.kit.counts import MOST_PEOPLE
from benkan.kit.forms import Day, Form, offer
from benkan.kit.refusals import N_
from benkan.kit.splits import Sex


class LinkForm(Form):
    """A meeting that is in the calendar already."""

    meeting = forms.ChoiceField(label=_("Meeting of the calendar"))

    def __init__(self, *args: Any, meetings: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = [(str(pk), words) for pk, words in meetings]
        offer(self, "meeting", [("", gettext("Choose…")), *told])


class PlanForm(Form):
    """A meeting to put in the calendar."""

    title = forms.CharField(
        label=_("Title"),
        max_length=160,
        help_text=_("As people of the place would call it: “Meeting on the health centre”."),
    )
    venue = forms.CharField(label=_("Where exactly"), max_length=120, required=False)
    planned_on = forms.DateField(label=_("Day"), widget=Day)


class CameForm(Form):
    """How many came, by what they came as and by sex."""

    sexes = tuple(Sex)

    def __init__(self, *args: Any, came: Came, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for of in Category:
            for sex in Sex:
                words = f"{gettext(of.label)}, {gettext(sex.label)}"
                self.fields[f"{of}-{sex}"] = forms.IntegerField(
                    label=words,
                    required=False,
                    min_value=0,
                    max_value=MOST_PEOPLE,
                    initial=came.get((of, sex)),
                    widget=forms.NumberInput(attrs={"inputmode": "numeric", "aria-label": words}),
                )

    def rows(self) -> Iterator[tuple[str, list[BoundField]]]:
        """A row a category."""
        for of in Category:
            yield of.label, [self[f"{of}-{sex}"] for sex in Sex]

    def came(self) -> Came:
        """The boxes with a number in them."""
        said = {(of, sex): self.cleaned_data[f"{of}-{sex}"] for of in Category for sex in Sex}
        return {key: people for key, people in said.items() if people}


class WordsForm(Form):
    """What both sides agreed on and what they did not."""

    agreements = forms.CharField(
        label=_("What both sides agreed on"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "What is promised goes into the plan, one action at a time. No names of citizens."
        ),
    )
    disagreements = forms.CharField(
        label=_("What they did not agree on"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("A disagreement that is written down can be taken up again next time."),
    )


SCALE_WORDS = {
    Scale.FACES: N_("Five faces, from very bad to very good"),
    Scale.YES_NO: N_("Yes or no"),
    Scale.PERCENT: N_("A percentage"),
}


class OwnQuestionForm(Form):
    """One question that the service asks itself."""

    question = forms.CharField(
        label=_("Question of the service to itself"),
        max_length=200,
        help_text=_("What only the staff can say: “Do we have gloves every day?”"),
    )
    scale = forms.ChoiceField(label=_("How is it answered?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["scale"]
        assert isinstance(field, forms.ChoiceField), "the scale is a choice"
        field.choices = [(scale.value, gettext(SCALE_WORDS[scale])) for scale in SCALES]
        field.initial = Scale.FACES.value
