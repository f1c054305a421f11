"""The last step of saying something. Nothing that was typed or recorded is lost to an error."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from benkan.apps.files import actions as files
from benkan.apps.registry import queries as registry
from benkan.apps.voices.actions import OpenedCase, say
from benkan.kit.forms import Form
from benkan.kit.refusals import Refused
from benkan.kit.services import Service
from benkan.kit.words import sentence

_SEAL = signing.TimestampSigner(salt="voices.kept")
KEPT_FOR = timedelta(days=1)
"""How long a form that came back may still be sent with what was kept of it."""

FORGOTTEN_AFTER = timedelta(days=2)
"""When an upload goes whose form was never sent; later than it can be sent."""

MOST_READ = 10_000_000
"""More than any file that is kept: what is larger is refused without being read to its end."""

FIELD_OF = {"number_not_possible": "number", "nothing_said": "text"}
"""Where a refusal is shown."""


class AboutForm(Form):
    """What about and where: what the steps before have chosen, carried in the address."""

    service = forms.ChoiceField(choices=[(s.value, s.value) for s in Service])
    place = forms.UUIDField(required=False)
    facility = forms.UUIDField(required=False)

    def clean_place(self) -> UUID | None:
        """A place that we know, or none: an old link still opens the form."""
        place: UUID | None = self.cleaned_data["place"]
        return place if place and place in registry.place_cards({place}) else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        facility = cleaned.get("facility")
        card = registry.facility_cards({facility}).get(facility) if facility else None
        is_there = card is not None and card.commune == cleaned.get("place")
        cleaned["facility"] = facility if is_there else None
        return cleaned


class WordsForm(AboutForm):
    """Words, a recording, a photo, a number: all optional, but one of the first two is needed."""

    service = forms.ChoiceField(
        choices=[(s.value, s.value) for s in Service], widget=forms.HiddenInput
    )
    place = forms.UUIDField(required=False, widget=forms.HiddenInput)
    facility = forms.UUIDField(required=False, widget=forms.HiddenInput)
    client_key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("In writing"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    recording = forms.FileField(
        label=_("With your voice"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "audio/*", "capture": True}),
    )
    recording_kept = forms.CharField(required=False, widget=forms.HiddenInput)
    photo = forms.FileField(
        label=_("A photo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    photo_kept = forms.CharField(required=False, widget=forms.HiddenInput)
    is_sensitive = forms.BooleanField(
        label=_("It is delicate: violence, corruption, a threat"),
        help_text=_("Then only the programme’s own staff can read it."),
        required=False,
    )
    number = forms.CharField(
        label=_("Your telephone number"),
        required=False,
        max_length=24,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )

    def keep_uploads(self, *, programme: UUID, moment: datetime) -> bool:
        """Keep what came with the form, at once: a form that comes back has it already. What is never
        sent goes after two days. False when something cannot be kept; the form then says why."""
        forgotten = moment + FORGOTTEN_AFTER
        how: dict[str, Any] = {"programme": programme, "moment": moment, "delete_after": forgotten}
        self._keep("recording", partial(files.keep_audio, **how))
        self._keep("photo", partial(files.keep_picture, **how))
        return not self.errors

    def send(
        self, *, programme: UUID, language: str, connection: str, moment: datetime
    ) -> OpenedCase | None:
        """Open the case. What is wrong with the number is said beside the number."""
        try:
            return self.say(
                programme=programme, language=language, connection=connection, moment=moment
            )
        except Refused as refusal:
            self.add_error(FIELD_OF.get(refusal.code), sentence(refusal))
            return None

    def say(
        self, *, programme: UUID, language: str, connection: str, moment: datetime
    ) -> OpenedCase:
        """Open the case, or let the refusal pass."""
        return say(
            programme=programme,
            client_key=self.cleaned_data["client_key"],
            service=Service(self.cleaned_data["service"]),
            place=self.cleaned_data["place"],
            facility=self.cleaned_data["facility"],
            text=self.cleaned_data["text"],
            recording_file=self.kept("recording"),
            photo_file=self.kept("photo"),
            number=self.cleaned_data["number"],
            is_sensitive=self.cleaned_data["is_sensitive"],
            language=language,
            connection=connection,
            moment=moment,
        )

    def kept(self, name: str) -> UUID | None:
        """The file that was kept when the form came the first time."""
        try:
            return UUID(_SEAL.unsign(self.data.get(f"{name}_kept", ""), max_age=KEPT_FOR))
        except (signing.BadSignature, ValueError):
            return None

    @property
    def has_recording(self) -> bool:
        return self.kept("recording") is not None

    @property
    def has_photo(self) -> bool:
        return self.kept("photo") is not None

    def _keep(self, name: str, keep: Callable[..., UUID]) -> None:
        upload = self.files.get(name)
        if not isinstance(upload, UploadedFile):
            return
        try:
            file = keep(content=upload.read(MOST_READ))
        except Refused as refusal:
            self.add_error(name, sentence(refusal))
            return
        filled = QueryDict(mutable=True)
        filled.update(self.data)
        filled[f"{name}_kept"] = _SEAL.sign(str(file))
        self.data = filled


def new_client_key() -> str:
    """Names one filling-in of the form, so that sending it twice opens one case."""
    return secrets.token_hex(16)


class CodeForm(Form):
    """The tracking code of a case."""

    tracking_code = forms.CharField(
        label=_("Your tracking code"),
        help_text=_("10 letters and digits, such as 4F7KM-Q2TXB."),
        max_length=24,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "short",
            }
        ),
    )


class ContestForm(Form):
    """What is still not settled."""

    text = forms.CharField(
        label=_("What is not settled?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
