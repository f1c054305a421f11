"""The forms of the voice line: words, voices, and the line itself."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.messaging.rules.contracts import VoiceContract
from benkan.apps.messaging.rules.prompts import CODES, LANGUAGES, LONGEST_TEXT
from benkan.kit.forms import Form

MOST_READ = 10_000_000
"""More than any file that is kept: what is larger is refused without being read to its end."""


class WordsOfPrompt(Form):
    """The words of a sentence in a language."""

    text = forms.CharField(
        label=_("What the line says"),
        help_text=_("If you change the words, they have to be recorded anew."),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class Speaker(Form):
    """Who lends her voice."""

    speaker = forms.CharField(
        label=_("Who speaks"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    agrees = forms.BooleanField(label=_("This person agrees that whoever calls hears this voice"))


class VoiceOfPrompt(Speaker):
    """One sentence, recorded here or brought as a file."""

    recording = forms.FileField(
        label=_("The recording"),
        widget=forms.FileInput(attrs={"accept": "audio/*", "capture": True}),
    )
    field_order = ("recording", "speaker", "agrees")

    def content(self) -> bytes:
        return bytes(self.cleaned_data["recording"].read(MOST_READ))


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class ManyVoices(Speaker):
    """Many sentences at once, each file named by its code."""

    recordings = forms.Field(
        label=_("The recordings"),
        help_text=_("Each file is named by the code of its sentence: digit_1.mp3, welcome.ogg."),
        required=False,
        widget=ManyFiles(attrs={"accept": "audio/*"}),
    )
    field_order = ("recordings", "speaker", "agrees")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.brought: dict[str, Any] = {}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        files = self.files
        listed = files.getlist("recordings") if isinstance(files, MultiValueDict) else []
        self.brought = {PurePath(file.name or "").stem.lower(): file for file in listed}
        unknown = sorted(self.brought.keys() - set(CODES))
        if unknown:
            words = gettext("No sentence has this code: %(names)s. Rename the files.")
            self.add_error("recordings", words % {"names": ", ".join(unknown[:5])})
        elif not self.brought:
            self.add_error("recordings", gettext("Choose the files."))
        return cleaned

    def contents(self) -> dict[str, bytes]:
        return {code: bytes(file.read(MOST_READ)) for code, file in self.brought.items()}

    @property
    def done(self) -> str:
        count = len(self.brought)
        words = ngettext(
            "%(count)s sentence is recorded.", "%(count)s sentences are recorded.", count
        )
        return words % {"count": count}


class ReviewForm(Form):
    """What was listened to."""

    recording = forms.UUIDField(widget=forms.HiddenInput)


class LineForm(Form):
    """A voice line as it is opened. What the provider needs is sealed at once."""

    code = forms.SlugField(
        label=_("A name for the line"), initial="voix", max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    languages = forms.MultipleChoiceField(
        label=_("Languages on offer, in this order"),
        choices=[(code, _(name)) for code, name in LANGUAGES.items()],
        initial=["fr"],
        widget=forms.CheckboxSelectMultiple,
    )
    is_free = forms.BooleanField(label=_("The call is free for whoever calls"), required=False)
    speaks_missing = forms.BooleanField(
        label=_("What is not recorded in French is spoken by the provider’s machine"),
        help_text=_("Other languages are always recorded voices."),
        required=False,
    )
    account = forms.CharField(
        label=_("Account at the provider"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    auth_token = forms.CharField(
        label=_("Secret of the provider"),
        help_text=_("With it the provider signs what it sends. It is sealed and never shown."),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    recordings_host = forms.CharField(
        label=_("Where the provider keeps recordings"),
        initial="api.twilio.com",
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def contract(self) -> VoiceContract:
        asked = self.cleaned_data
        return VoiceContract(
            auth_token=asked["auth_token"],
            account=asked["account"],
            recordings_host=asked["recordings_host"].strip().lower(),
            languages=tuple(asked["languages"]),
            is_free=asked["is_free"],
            speaks_missing=asked["speaks_missing"],
        )
