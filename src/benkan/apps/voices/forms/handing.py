"""What is asked of an office, and what it says."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.messaging.forms.spelling import SpellingField
from benkan.apps.voices.queries import OfficeChoice
from benkan.apps.voices.rules.handing import State
from benkan.apps.voices.rules.wording import LONGEST_ANSWER
from benkan.kit.forms import Form, offer

LONGEST_REQUEST = 600


class HandOverForm(Form):
    """Which office, what is asked of it, and words of the case if it needs some."""

    office = forms.TypedChoiceField(
        label=_("Which office"),
        coerce=UUID,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the office that can settle it.")},
    )
    asked = forms.CharField(
        label=_("What you ask of it"),
        error_messages={"required": _("Write in a sentence what you ask of it.")},
        help_text=_(
            "The office reads this, and nothing else of the message. No name, no telephone number, "
            "nothing by which the person could be found."
        ),
        max_length=LONGEST_REQUEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    excerpt = forms.CharField(
        label=_("Words of the message that it may read"),
        help_text=_("Only if it needs them: copy a sentence, without what tells who wrote it."),
        required=False,
        max_length=LONGEST_REQUEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def offer_offices(
        self, offices: Sequence[OfficeChoice], *, doubted: Collection[UUID] = ()
    ) -> None:
        """`doubted`: the words may accuse them. They are not chosen unless somebody means to."""
        offer(self, "office", [(str(one.id), _named(one, one.id in doubted)) for one in offices])
        proposed = [one for one in offices if one.is_proposed and one.id not in doubted]
        if proposed:
            self.fields["office"].initial = str(proposed[0].id)


def _named(one: OfficeChoice, is_doubted: bool) -> str:
    name = f"{one.title}, {one.place_name} · {one.level_label}"
    if is_doubted:
        return gettext("%(office)s (the message may be about them)") % {"office": name}
    return gettext("%(office)s (proposed)") % {"office": name} if one.is_proposed else name


class RequestStepForm(Form):
    """A step of a request; the words are what the office says."""

    state = forms.TypedChoiceField(coerce=State, choices=[(one.value, one.value) for one in State])
    words = forms.CharField(
        label=_("In a sentence or two"),
        required=False,
        max_length=LONGEST_REQUEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class OfficeAnswerForm(Form):
    """What the desk tells the citizen, written from what the office says."""

    answer = forms.CharField(
        label=_("What the citizen will read"),
        error_messages={"required": _("Write what the citizen will read.")},
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    spelling = SpellingField()
