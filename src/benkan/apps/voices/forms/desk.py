"""What the triage desk fills in."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.messaging.forms.spelling import SpellingField
from benkan.apps.voices.rules.reasons import REASONS
from benkan.apps.voices.rules.states import State
from benkan.apps.voices.rules.wording import LONGEST_ANSWER
from benkan.kit.forms import Form, offer
from benkan.kit.services import Service


def _services() -> list[tuple[str, str]]:
    return [(s.value, gettext(s.label)) for s in Service]


class PlaceForm(Form):
    place = forms.UUIDField()
    facility = forms.UUIDField(required=False)


class ServiceForm(Form):
    service = forms.ChoiceField(label=_("Service"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        offer(self, "service", _services())


class AnswerForm(Form):
    answer = forms.CharField(
        error_messages={"required": _("Write what the citizen will read.")},
        label=_("Your answer"),
        help_text=_("The citizen reads it with her code, and by SMS if she left a number."),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    spelling = SpellingField()


class ReasonForm(Form):
    """Why a case ends: one of the list, and free words that the citizen reads as well."""

    why = forms.ChoiceField(label=_("Why"), required=False, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("In your words"),
        help_text=_("The citizen reads the sentence of the reason, and these words after it."),
        required=False,
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    to: State

    def __init__(self, *args: object, **kwargs: object) -> None:
        # Both are on one page: their ids differ, their names do not.
        super().__init__(*args, auto_id=f"{self.to}-%s", **kwargs)  # type: ignore[arg-type, misc]
        offer(self, "why", [(why.value, gettext(why.label)) for why in REASONS[self.to]])


class SetAsideForm(ReasonForm):
    to = State.SET_ASIDE
    spelling = SpellingField()


class CloseForm(ReasonForm):
    """The end, after an answer: no SMS says it."""

    to = State.CLOSED

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = gettext(
            "No SMS is sent. Who opens the message with the code reads the sentence of the reason, and "
            "these words after it."
        )


class NewIssueForm(Form):
    """An issue that is made of chosen cases."""

    title = forms.CharField(
        label=_("Title"),
        help_text=_("What the meeting will talk about, in a few words. No names."),
        max_length=160,
    )
    description = forms.CharField(
        label=_("What people say"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    service = forms.ChoiceField(label=_("Service"))
    place = forms.ChoiceField(label=_("Place"))

    def __init__(self, *args: object, places: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        offer(self, "service", _services())
        offer(self, "place", places)


class ChosenIssueForm(Form):
    issue = forms.UUIDField()


class AgendaForm(Form):
    activity = forms.UUIDField()


def named(name: str, cercle: str) -> str:
    """A place with its cercle, since fourteen names repeat."""
    return f"{name} ({cercle})" if cercle else name
