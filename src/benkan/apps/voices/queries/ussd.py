"""What the USSD dialogue asks of the registry, and its screens in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils import translation

from benkan.apps.registry import queries as registry
from benkan.apps.voices.rules import ussd, wording
from benkan.apps.voices.rules.ussd import Named, Screen, SoFar
from benkan.apps.voices.rules.ussd.steps import MOST_FOUND
from benkan.kit.services import Service

LIKELY = 60
"""How well a name must match what was typed, of 100: on a small screen a long shot is in the way."""


@dataclass(frozen=True)
class UssdScreen:
    """A screen as the telephone shows it; one that `ends` is read and put away."""

    text: str
    ends: bool


class Gazetteer:
    """The registry, as the dialogue asks it: one query a question."""

    def places(self, typed: str) -> list[Named]:
        found = registry.find_places(typed, limit=MOST_FOUND)
        return [
            Named(str(one.id), one.name, one.cercle or one.region)
            for one in found
            if one.score >= LIKELY
        ]

    def facilities(self, typed: str, *, place: str, service: Service) -> list[Named]:
        found = registry.find_facilities(
            typed, commune=UUID(place), sector=service.value, limit=MOST_FOUND
        )
        return [
            Named(str(one.id), f"{one.kind} {one.name}".strip())
            for one in found
            if not typed or one.score >= LIKELY
        ]


def in_words(screen: Screen, language: str) -> UssdScreen:
    """A screen in a language that was reviewed, in no query."""
    with translation.override(wording.language_for(language)):
        text = ussd.shown(screen, lambda said: wording.cheap(translation.gettext(said)))
    return UssdScreen(text, screen.ends)


def rehearsed(inputs: Iterable[str]) -> UssdScreen:
    """The screen after some inputs in a row, for whoever only tries the menus: nothing is kept."""
    so_far: SoFar = ussd.begun(language="", before=None)
    for said in inputs:
        so_far = ussd.after(so_far, said, Gazetteer())
    return in_words(ussd.screen_of(so_far), so_far.language)
