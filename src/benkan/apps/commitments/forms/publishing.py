"""To show promises to everybody, and to take one back."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.commitments.queries import Unpublished
from benkan.apps.commitments.queries.history import ProofShown
from benkan.kit.forms import Form, offer
from benkan.kit.refusals import N_

_KINDS = {"photo": N_("Photo"), "document": N_("Document"), "voice": N_("Recording")}


class _ReadForm(Form):
    """Somebody has looked before it is public."""

    is_read = forms.BooleanField(
        label=_("I have read it: it names no citizen, and nobody can be recognised.")
    )


class PublishForm(_ReadForm):
    """One promise, and which of its files everybody may see."""

    proofs = forms.TypedMultipleChoiceField(
        label=_("Files in which nobody can be recognised"),
        help_text=_("Only what you tick here is public: look at each face, name, and listen."),
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("proofs", "is_read")

    def offer(self, files: Sequence[ProofShown]) -> "PublishForm":
        """The files of the promise; without any, nothing is asked about them."""
        if not files:
            del self.fields["proofs"]
            return self
        offer(self, "proofs", [(str(one.id), _named(one)) for one in files])
        self.fields["proofs"].initial = [str(one.id) for one in files if one.is_public]
        return self


def _named(proof: ProofShown) -> str:
    kind = gettext(_KINDS[proof.kind])
    return f"{kind}: {proof.note[:80]}" if proof.note else kind


class PublishSeveralForm(_ReadForm):
    """Several promises at once, as after a meeting."""

    commitments = forms.TypedMultipleChoiceField(
        label=_("Promises to show to everybody"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick the promises that everybody may see.")},
    )
    field_order = ("commitments", "is_read")

    def offer(self, found: Sequence[Unpublished]) -> "PublishSeveralForm":
        """Those that the reader may publish."""
        offer(self, "commitments", [(str(one.line.id), _said(one)) for one in found])
        return self


def _said(one: Unpublished) -> str:
    line = one.line
    said = f"{line.number} · {line.action} ({line.office_title}, {line.place_name})"
    return f"{said}. {one.problem}" if one.problem else said


class WithdrawForm(Form):
    """Take a promise back from the public, and why."""

    reason = forms.CharField(
        label=_("Why it is taken back"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The programme keeps the reason; the public does not see it."),
    )

    def said(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["reason"]}
