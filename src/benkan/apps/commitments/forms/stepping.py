"""A small form for each step of a commitment."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from benkan.apps.commitments.models import Proof
from benkan.apps.commitments.rules import Group, Step
from benkan.kit.forms import Day, Form, offer
from benkan.kit.refusals import N_


def _sentences(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PlainForm(Form):
    """A step that needs nothing but the button."""


class ReasonForm(Form):
    """Declined, or not kept: why."""

    reason = forms.CharField(
        label=_("The reason"), widget=_sentences(), help_text=_("Citizens will read it.")
    )


class PostponeForm(ReasonForm):
    """Another day, and why."""

    due_on = forms.DateField(label=_("New date"), widget=Day)
    field_order = ("due_on", "reason")


class ReportForm(Form):
    """What was done, and something that shows it."""

    note = forms.CharField(
        label=_("What was done"),
        widget=_sentences(),
        help_text=_("With numbers if you can: “2 pumps repaired, 1 still to do”."),
    )
    file = forms.FileField(
        label=_("Photo, document or recording"),
        required=False,
        help_text=_("A photo taken with the telephone is enough."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*,audio/*,application/pdf"}),
    )

    def proof(self) -> dict[str, Any]:
        """The note and the file, as the action takes them."""
        file = self.cleaned_data["file"]
        kind = Proof.Kind.COUNT if file is None else _kind_of(file.content_type or "")
        content = None if file is None else file.read()
        return {"note": self.cleaned_data["note"], "kind": kind, "content": content}


def _kind_of(media_type: str) -> Proof.Kind:
    """What the browser says; what the file is, is found out when it is kept."""
    if media_type.startswith("image/"):
        return Proof.Kind.PHOTO
    if media_type.startswith(("audio/", "video/")):
        return Proof.Kind.VOICE
    return Proof.Kind.DOCUMENT


class CheckForm(Form):
    """What citizens found when they went to look."""

    confirms = forms.TypedChoiceField(
        label=_("What did they find?"),
        choices=[("yes", _("Yes, it is done")), ("no", _("No, it is not done"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    groups = forms.MultipleChoiceField(
        label=_("Who went to look?"),
        choices=[(group.value, _(group.label)) for group in Group],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Groups, never names."),
    )
    people = forms.IntegerField(
        label=_("How many people?"),
        min_value=1,
        max_value=10_000,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    finding = forms.CharField(
        label=_("What they saw"), widget=_sentences(), help_text=_("No names of citizens.")
    )

    def offer_no_only(self) -> None:
        """What is confirmed already can only be contested."""
        offer(self, "confirms", [("no", _("No, it is not done"))])
        self.fields["confirms"].initial = "no"


FORMS: dict[str, type[forms.Form]] = {
    Step.ACCEPT: PlainForm,
    Step.DECLINE: ReasonForm,
    Step.BEGIN: PlainForm,
    Step.POSTPONE: PostponeForm,
    Step.REPORT_DONE: ReportForm,
    "check": CheckForm,
    Step.KEEP: PlainForm,
    Step.BREAK_OFF: ReasonForm,
}
"""By the last word of the address to which it is sent; confirming and contesting are one form."""

BUTTONS: dict[str, str] = {
    Step.ACCEPT: N_("Yes, we promise this"),
    Step.DECLINE: N_("We cannot do this"),
    Step.BEGIN: N_("Work has begun"),
    Step.POSTPONE: N_("Ask for another date"),
    Step.REPORT_DONE: N_("It is done: show it"),
    "check": N_("Record the citizens’ check"),
    Step.KEEP: N_("Declare the promise kept"),
    Step.BREAK_OFF: N_("Declare the promise not kept"),
}
