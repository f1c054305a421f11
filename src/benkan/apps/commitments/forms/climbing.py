"""Forms by which a promise is carried up and its letter followed."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from benkan.apps.commitments.rules.escalating import How, Move
from benkan.apps.registry.queries import OfficeCard
from benkan.kit.forms import Day, Form, offer
from benkan.kit.refusals import N_


class RaiseForm(Form):
    """To which office one level up."""

    to_office = forms.ChoiceField(label=_("To which office?"), widget=forms.RadioSelect)

    def offer(self, offices: Sequence[OfficeCard]) -> "RaiseForm":
        """Fill in the offices; a single one is chosen already."""
        words = [
            (str(one.id), f"{one.title}, {one.place_name} ({one.level_label})") for one in offices
        ]
        offer(self, "to_office", words)
        if len(words) == 1:
            self.initial["to_office"] = words[0][0]
        return self


class DayForm(Form):
    """On which day it happened."""

    on = forms.DateField(label=_("On which day?"), widget=Day)


class SendForm(DayForm):
    """How the letter was handed over, and when."""

    how = forms.ChoiceField(
        label=_("How was it handed over?"),
        choices=[(how.value, _(how.label)) for how in How],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=300,
        help_text=_("For instance the number under which the office registered it. No names."),
    )
    field_order = ("how", "on", "note")


class AnswerForm(DayForm):
    """What the office answered."""

    note = forms.CharField(
        label=_("What the office answers"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        help_text=_("What will be done, and by which day. Citizens will read it."),
    )
    field_order = ("note", "on")


class CloseForm(DayForm):
    """Why it is over."""

    note = forms.CharField(
        label=_("Why is it closed?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("Citizens will read it."),
    )
    field_order = ("note", "on")


FORMS: dict[Move, type[Form]] = {
    Move.SEND: SendForm,
    Move.RECEIVE: DayForm,
    Move.ANSWER: AnswerForm,
    Move.CLOSE: CloseForm,
    Move.CLIMB: RaiseForm,
}
BUTTONS: dict[Move, str] = {
    Move.SEND: N_("Write down that it was handed over"),
    Move.RECEIVE: N_("Write down that it was received"),
    Move.ANSWER: N_("Write the answer"),
    Move.CLOSE: N_("Close"),
    Move.CLIMB: N_("Carry it one level further"),
}
