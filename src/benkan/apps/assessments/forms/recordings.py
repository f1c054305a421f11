"""The forms of recordings: a voice, and what was listened to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from benkan.apps.assessments.rules.languages import LONGEST_SPEAKER
from benkan.kit.forms import Form

MOST_READ = 10_000_000
"""More than any file that is kept: what is larger is refused without being read to its end."""


class VoiceForm(Form):
    """A question or a level, recorded here or brought as a file."""

    recording = forms.FileField(
        label=_("The recording"),
        widget=forms.FileInput(attrs={"accept": "audio/*", "capture": True}),
    )
    speaker = forms.CharField(
        label=_("Who speaks"),
        max_length=LONGEST_SPEAKER,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    agrees = forms.BooleanField(label=_("This person agrees that the groups hear this voice"))

    def content(self) -> bytes:
        return bytes(self.cleaned_data["recording"].read(MOST_READ))


class HeardForm(Form):
    """A recording that was listened to."""

    recording = forms.UUIDField(widget=forms.HiddenInput)
