"""What somebody told an animator: the same form as a citizen's, and whether she agreed to her number."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.registry import queries as registry
from benkan.apps.voices.actions import OpenedCase, tell
from benkan.apps.voices.forms.saying import FIELD_OF, WordsForm
from benkan.kit.actor import Actor
from benkan.kit.forms import Form, offer
from benkan.kit.refusals import NotAllowed, NotFound, Refused
from benkan.kit.services import Service
from benkan.kit.words import sentence

Choices = Sequence[tuple[str, list[tuple[str, str]]]]
ITS_FIELD = FIELD_OF | {"telling_consent_missing": "consents", "telling_place_missing": "place"}
"""Where a refusal is shown."""


class AboutWhatForm(Form):
    """What about and where, before the words."""

    service = forms.ChoiceField(label=_("What is it about?"), widget=forms.RadioSelect)
    place = forms.ChoiceField(label=_("Commune"))

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "service", [(one.value, gettext(one.label)) for one in Service])
        offer(self, "place", [("", gettext("Choose…")), *places])


class TellForm(WordsForm):
    """The words of the person, in her language."""

    facility = forms.UUIDField(
        label=_("Which one?"), required=False, widget=forms.Select(attrs={"autocomplete": "off"})
    )
    consents = forms.BooleanField(
        label=_("The person agrees that we write to this number about this message"),
        help_text=_("Ask before you write the number down."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].label = _("The telephone number of the person")

    def offer(self, place: UUID, service: Service, sectors: set[Service]) -> "TellForm":
        """The schools, health centres or water points of the commune, if the service has any."""
        sector = service.value
        known = registry.facilities_in(place, sector=sector) if service in sectors else []
        named = [(str(one.id), f"{one.name} ({one.locality})") for one in known]
        widget = self.fields["facility"].widget
        assert isinstance(widget, forms.Select), "it is chosen from a list"
        widget.choices = [("", gettext("I do not know, or another one")), *named]
        self.has_facilities = bool(named)
        return self

    def tell(self, *, programme: UUID, language: str, actor: Actor, moment: datetime) -> OpenedCase:
        """Open the case, or let the refusal pass."""
        return tell(
            programme=programme,
            client_key=self.cleaned_data["client_key"],
            service=Service(self.cleaned_data["service"]),
            place=self.cleaned_data["place"],
            facility=self.cleaned_data["facility"],
            text=self.cleaned_data["text"],
            recording_file=self.kept("recording"),
            photo_file=self.kept("photo"),
            number=self.cleaned_data["number"],
            consents=self.cleaned_data["consents"],
            is_sensitive=self.cleaned_data["is_sensitive"],
            language=language,
            actor=actor,
            moment=moment,
        )

    def told(self, **how: Any) -> OpenedCase | None:
        """Open the case; what is refused is said beside its field. What the actor may not do at all
        goes on up."""
        try:
            return self.tell(**how)
        except (NotAllowed, NotFound):
            raise
        except Refused as refusal:
            self.add_error(ITS_FIELD.get(refusal.code), sentence(refusal))
            return None
