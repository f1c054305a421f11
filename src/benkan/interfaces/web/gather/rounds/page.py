"""The page of a round: its card, its path, its promises, and a section that its kind makes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from benkan.apps.assessments import rules
from benkan.apps.assessments.queries.rounds import RoundCard, followed
from benkan.apps.assessments.queries.scope import rounds_seen_by
from benkan.apps.assessments.rules.kinds import Kind
from benkan.apps.assessments.rules.phases import Path, path_of
from benkan.apps.registry import queries as registry
from benkan.interfaces.web.gather.rounds import barometer, capacity, scorecard
from benkan.interfaces.web.gather.rounds.promises import Promises, promises_of
from benkan.interfaces.web.gather.rounds.ways import Way, ways_of
from benkan.kit.actor import Actor

SECTIONS: Mapping[Kind, Callable[[RoundCard, Actor, date], object]] = {
    Kind.SCORECARD: scorecard.section_of,
    Kind.BAROMETER: barometer.section_of,
    Kind.CAPACITY: capacity.section_of,
}
"""What a kind shows below the path, in the template `assessments/rounds/<kind>.html`."""


@dataclass(frozen=True)
class RoundPage:
    """A round as its page shows it. `works`: whether the reader may change something."""

    card: RoundCard
    path: Path
    section: object
    promises: Promises
    ways: tuple[Way, ...]
    office: str
    organisation: str
    works: bool

    @property
    def template(self) -> str:
        return f"assessments/rounds/{self.card.kind.value}.html"


def round_page(round_id: UUID, *, programme: UUID, actor: Actor, today: date) -> RoundPage:
    """The round as the actor may see it, in at most 16 queries and those of its kind's section.

    Raises:
        NotFound: there is none, or it is out of the actor's sight.
    """
    found = followed(round_id, programme=programme, actor=actor)
    card = found.card
    promises = promises_of(card, today=today)
    standing = replace(found.standing, promises=promises.made, promises_open=promises.open)
    mine = rounds_seen_by(actor, programme, *rules.WORKERS)
    return RoundPage(
        card=card,
        path=path_of(card.kind, standing, dates=found.days, today=today),
        section=SECTIONS[card.kind](card, actor, today),
        promises=promises,
        ways=ways_of(card, standing),
        office=_office(card.office),
        organisation=_organisation(card.organisation),
        works=mine.filter(pk=card.id).exists(),
    )


def _office(office: UUID | None) -> str:
    if office is None:
        return ""
    found = registry.offices_named([office]).get(office)
    return f"{found.title}, {found.place_name}" if found else ""


def _organisation(organisation: UUID | None) -> str:
    found = registry.organisation_card(organisation) if organisation else None
    return found.name if found else ""
