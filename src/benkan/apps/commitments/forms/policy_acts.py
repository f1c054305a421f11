"""A small form for each thing that can be done to a measure."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.commitments.forms.policies import Choices, sentences
from benkan.apps.commitments.rules.articles import MOST_LETTERS
from benkan.apps.commitments.rules.policies import Part
from benkan.apps.commitments.rules.stages import Stage
from benkan.kit.forms import Day, Form, offer

_STAGES = [(stage.value, _(stage.label)) for stage in Stage]


class StageForm(Form):
    """Which stage it is about; the button knows."""

    stage = forms.TypedChoiceField(choices=_STAGES, coerce=Stage, widget=forms.HiddenInput)


class RecordForm(StageForm):
    """The stage was reached: since when, and what shows it."""

    on = forms.DateField(label=_("Date of the document"), widget=Day)
    note = forms.CharField(
        label=_("What document is it?"),
        widget=sentences(2),
        help_text=_("“Minutes of the session of 3 May, signed by the mayor.”"),
    )
    file = forms.FileField(
        label=_("The document"),
        help_text=_("A PDF, or a photo taken with the telephone."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*,application/pdf"}),
    )

    def evidence(self) -> dict[str, Any]:
        """What was brought, as the action takes it."""
        file = self.cleaned_data["file"]
        return {
            "stage": self.cleaned_data["stage"],
            "on": self.cleaned_data["on"],
            "note": self.cleaned_data["note"],
            "content": file.read(),
            # What the browser says; what the file is, is found out when it is kept.
            "is_picture": (file.content_type or "").startswith("image/"),
        }


class StageReasonForm(StageForm):
    """Skipped, or its document turned down: why."""

    reason = forms.CharField(label=_("Why?"), widget=sentences(2))


class BackForm(Form):
    """Those who decide sent it back."""

    to = forms.TypedChoiceField(label=_("Back to which stage?"), coerce=Stage)
    on = forms.DateField(label=_("When?"), widget=Day)
    note = forms.CharField(
        label=_("What happened"),
        widget=sentences(2),
        help_text=_("“The council asks for another wording of article 3.”"),
    )

    def offer(self, stages: Iterable[Stage]) -> "BackForm":
        offer(self, "to", [(stage.value, gettext(stage.label)) for stage in stages])
        return self


class PartForm(Form):
    """An organisation and its part."""

    organisation = forms.TypedChoiceField(label=_("Organisation"), coerce=UUID)
    part = forms.TypedChoiceField(
        label=_("Its part"), choices=[(part.value, _(part.label)) for part in Part], coerce=Part
    )

    def offer(self, organisations: Choices) -> "PartForm":
        offer(self, "organisation", _chosen(organisations))
        return self


class NameForm(Form):
    """Something to choose from a short list."""

    chosen = forms.TypedChoiceField(label="", coerce=UUID)

    def offer(self, label: str, choices: Choices) -> "NameForm":
        self.fields["chosen"].label = label
        offer(self, "chosen", _chosen(choices))
        return self


class DropForm(Form):
    """Something that was named by mistake."""

    chosen = forms.UUIDField(widget=forms.HiddenInput)


class DropPartForm(Form):
    """An organisation that was named by mistake."""

    organisation = forms.UUIDField(widget=forms.HiddenInput)
    part = forms.TypedChoiceField(
        choices=[(part.value, part.value) for part in Part], coerce=Part, widget=forms.HiddenInput
    )


class PromiseForm(Form):
    """What an office is asked to promise, so that the measure is put into practice."""

    office = forms.TypedChoiceField(label=_("Office"), coerce=UUID)
    action = forms.CharField(
        label=_("What will be done?"),
        widget=sentences(2),
        help_text=_("In a sentence that can be checked later."),
    )
    due_on = forms.DateField(label=_("By when"), widget=Day)

    def offer(self, offices: Choices, chosen: UUID | None) -> "PromiseForm":
        offer(self, "office", _chosen(offices))
        self.fields["office"].initial = str(chosen or "")
        return self


class PublishForm(Form):
    """Somebody has looked before it is public."""

    is_read = forms.BooleanField(
        label=_("I have read it: it names no citizen, and nobody can be recognised.")
    )


class WithdrawForm(Form):
    """Take a measure back from the public, and why."""

    reason = forms.CharField(
        label=_("Why it is taken back"),
        widget=sentences(3),
        help_text=_("The programme keeps the reason; the public does not see it."),
    )


class TextForm(Form):
    """A version of the text, pasted."""

    label = forms.CharField(
        label=_("Name of this version"),
        max_length=120,
        help_text=_("“First draft of the committee”, “Text adopted on 3 May”."),
    )
    language = forms.ChoiceField(label=_("Language"))
    status = forms.TypedChoiceField(
        label=_("What is it?"),
        choices=[("draft", _("A draft")), ("adopted", _("The adopted text"))],
        coerce=lambda said: said == "adopted",
        widget=forms.RadioSelect,
    )
    pasted = forms.CharField(
        label=_("The text"),
        max_length=2 * MOST_LETTERS,  # what is longer than a text may be is refused in better words
        widget=sentences(18),
        help_text=_(
            "Paste it whole. Each article begins on its own line: “Article 1”, “Art. 2 :”."
        ),
    )

    def offer(self, languages: Sequence[tuple[str, str]]) -> "TextForm":
        offer(self, "language", languages)
        return self


def _chosen(choices: Choices) -> list[tuple[str, str]]:
    nothing = ("", gettext("Choose…"))
    return [nothing, *((str(each), name) for each, name in choices)]
