"""Forms of a round: which ones a list shows, and how one is opened."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.assessments.queries.rounds import STATES, RoundFilters
from benkan.apps.assessments.rules.kinds import PURPOSES_OF, Kind, Purpose
from benkan.kit.choosing import Choice, choice, id_in
from benkan.kit.forms import Form, offer
from benkan.kit.refusals import N_
from benkan.kit.services import Service

Choices = Sequence[tuple[str, str]]
STATE_WORDS = {
    "open": N_("Being worked on"),
    "closed": N_("Scored, not public yet"),
    "public": N_("Public"),
}


def filters_of(asked: Mapping[str, str]) -> RoundFilters:
    """What an address asks for; what makes no sense narrows nothing."""
    kind, service, state = (asked.get(name, "") for name in ("kind", "service", "state"))
    return RoundFilters(
        kind=Kind(kind) if kind in list(Kind) else None,
        service=service if service in list(Service) else "",
        state=state if state in STATES else "",
        place=id_in(asked.get("place", "")),
    )


def choices_of(filters: RoundFilters, places: Choices) -> list[Choice]:
    """What the list may be narrowed by."""
    kinds = [(kind.value, gettext(kind.label)) for kind in Kind]
    services = [(one.value, gettext(one.label)) for one in Service]
    states = [(state, gettext(word)) for state, word in STATE_WORDS.items()]
    return [
        choice("kind", gettext("What kind"), kinds, filters.kind or ""),
        choice("state", gettext("How far"), states, filters.state),
        choice("service", gettext("Service"), services, filters.service),
        choice("place", gettext("Commune"), places, str(filters.place or "")),
    ]


class StartForm(Form):
    """What is asked, and where: the rest of the form follows from these."""

    instrument = forms.ChoiceField(label=_("What will be assessed?"), widget=forms.RadioSelect)
    place = forms.ChoiceField(label=_("In which commune?"))

    def offer(self, instruments: Choices, places: Sequence[Any]) -> "StartForm":
        offer(self, "instrument", instruments)
        offer(self, "place", [("", gettext("Choose…")), *places])
        return self


class OpenForm(Form):
    """What exactly is looked at, who answers for it and who carries it out."""

    facility = forms.ChoiceField(
        label=_("Which one?"),
        required=False,
        help_text=_(
            "The health centre, the school… If it is not in the list, write its name below."
        ),
    )
    subject = forms.ChoiceField(label=_("Which organisation is looked at?"))
    title = forms.CharField(
        label=_("Its name"),
        max_length=160,
        required=False,
        help_text=_("As people of the place call it: “Health centre of Banankoro”."),
    )
    purpose = forms.ChoiceField(label=_("Which time is it?"), widget=forms.RadioSelect)
    office = forms.ChoiceField(
        label=_("Which office answers for it?"),
        required=False,
        help_text=_("The one that can promise something. It may be chosen later."),
    )
    organisation = forms.ChoiceField(
        label=_("Who carries it out?"),
        required=False,
        help_text=_(
            "The organisation that sits with the groups. Besides the programme, only it sees the work."
        ),
    )

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind is Kind.CAPACITY:
            for name in ("facility", "title", "office"):
                del self.fields[name]
        else:
            del self.fields["subject"]
        if kind is Kind.BAROMETER:
            del self.fields["facility"]
        purposes = PURPOSES_OF[kind]
        if len(purposes) == 1:
            del self.fields["purpose"]
        else:
            offer(self, "purpose", [(one.value, gettext(one.label)) for one in purposes])
            self.fields["purpose"].initial = purposes[0].value

    def offer(self, *, facilities: Choices, offices: Choices, organisations: Choices) -> "OpenForm":
        """What can be chosen at the place; no organisation to choose: the reader's own carries it out."""
        for name, offered, nothing in (
            ("facility", facilities, gettext("None of these")),
            ("office", offices, gettext("Not known yet")),
            ("subject", organisations, gettext("Choose…")),
            ("organisation", organisations, gettext("The programme itself")),
        ):
            if name in self.fields:
                offer(self, name, [("", nothing), *offered])
        return self

    def without_organisation(self) -> "OpenForm":
        """For somebody who works for one organisation: it is hers."""
        del self.fields["organisation"]
        return self

    def chosen(self, name: str) -> UUID | None:
        """The id that was chosen in a field; None where nothing was, or the field is not asked."""
        said = self.cleaned_data.get(name)
        return UUID(said) if said else None

    def purpose_said(self) -> Purpose | None:
        said = self.cleaned_data.get("purpose")
        return Purpose(said) if said else None
