"""A small form for each step of a commitment."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from benkan.apps.commitments.rules import Group, ProofKind, Shown, Step
from benkan.kit.forms import Day, Form, offer
from benkan.kit.refusals import N_


def _sentences(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _file(label: Any, accept: str, hint: Any) -> forms.FileField:
    return forms.FileField(
        label=label,
        required=False,
        help_text=hint,
        widget=forms.ClearableFileInput(attrs={"accept": accept}),
    )


def _number(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"}),
    )


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
    """What was done, and something that shows it: files, or what was counted."""

    note = forms.CharField(
        label=_("What was done"),
        widget=_sentences(),
        help_text=_("A sentence or two. No names of citizens."),
    )
    photo = _file(_("Photo"), "image/*", _("One taken with the telephone is enough."))
    quantity = _number(_("How many are done?"))
    planned = _number(_("Out of how many planned?"))
    unit = forms.CharField(
        label=_("Of what?"),
        required=False,
        max_length=40,
        help_text=_("Pumps, desks, metres of road"),
    )
    document = _file(_("Document"), "application/pdf,image/*", _("A receipt or a handover report."))
    voice = _file(_("Recording"), "audio/*,video/*", _("Somebody tells what was done."))

    def said(self) -> dict[str, Any]:
        """The note and what shows it, as the action takes them."""
        return {"note": self.cleaned_data["note"], "proofs": [*self._files(), *self._count()]}

    def _files(self) -> Iterator[Shown]:
        for kind in (ProofKind.PHOTO, ProofKind.DOCUMENT, ProofKind.VOICE):
            if file := self.cleaned_data[kind]:
                yield Shown(kind, content=file.read())

    def _count(self) -> Iterator[Shown]:
        said = {key: self.cleaned_data[key] for key in ("quantity", "planned", "unit")}
        if any(value not in (None, "") for value in said.values()):
            yield Shown(ProofKind.COUNT, **said)


_FROM = "from_"
_FIRST = (Group.WOMEN, Group.MEN, Group.YOUNG)


class CheckForm(Form):
    """What citizens found when they went to look."""

    confirms = forms.TypedChoiceField(
        label=_("What did they find?"),
        choices=[("yes", _("Yes, it is done")), ("no", _("No, it is not done"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    people = forms.IntegerField(
        label=_("How many people went to look?"),
        min_value=1,
        max_value=10_000,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    finding = forms.CharField(
        label=_("What they saw"), widget=_sentences(), help_text=_("No names of citizens.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for group in Group:
            self.fields[_FROM + group] = forms.IntegerField(
                label=_(group.label),
                required=False,
                min_value=0,
                max_value=10_000,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )
        self.order_fields(["confirms", "people", *(_FROM + group for group in Group)])

    @property
    def first_groups(self) -> list[forms.BoundField]:
        """Those that are nearly always asked for; the same person may be of two."""
        return [self[_FROM + group] for group in _FIRST]

    @property
    def other_groups(self) -> list[forms.BoundField]:
        """The groups that unfold."""
        return [self[_FROM + group] for group in Group if group not in _FIRST]

    def offer_no_only(self) -> None:
        """What is confirmed already can only be contested."""
        offer(self, "confirms", [("no", _("No, it is not done"))])
        self.fields["confirms"].initial = "no"

    def said(self) -> dict[str, Any]:
        """What was found and by how many of each group, as the action takes them."""
        said = self.cleaned_data
        groups = {group: said[_FROM + group] for group in Group if said[_FROM + group]}
        return {"groups": groups, **{key: said[key] for key in ("confirms", "people", "finding")}}


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
