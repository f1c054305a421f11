"""A commune: who it is, what people say, what was promised, what is there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.utils.safestring import SafeString

from benkan.apps.activities import queries as activities
from benkan.apps.assessments.queries import public as assessments
from benkan.apps.commitments import queries as commitments
from benkan.apps.commitments.rules import State
from benkan.apps.messaging import queries as messaging
from benkan.apps.registry import queries as registry
from benkan.apps.results import queries as results
from benkan.interfaces.web.gather.compare import Comparison, comparison
from benkan.interfaces.web.gather.figures import FigureHere, SaidHere, figures_here, said_here
from benkan.interfaces.web.gather.poster import in_reading_order
from benkan.kit.refusals import NotFound
from benkan.kit.services import Service

MOST_PROMISES = 30
MOST_OF_A_KIND = 40
MOST_SUMMARIES = 3
MOST_POLICIES = 10
MOST_ASSESSMENTS = 6


@dataclass(frozen=True)
class FacilityLine:
    """A school or health facility, with its known errors as sentences to be translated."""

    name: str
    kind: str
    locality: str
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class Sector:
    """The facilities of a service: `lines` are at most 40 of the `total`."""

    service: Service
    lines: list[FacilityLine]
    total: int
    doubtful: int

    @property
    def left_out(self) -> int:
        return self.total - len(self.lines)


@dataclass(frozen=True)
class Rights:
    """The rights around one service; of every service where it is None."""

    service: Service | None
    cards: list[registry.RightCard]


@dataclass(frozen=True)
class Commune:
    """What was promised and kept comes first: `promises` that an office took on, `asked` what it has
    not answered or declined. `works_here`: the programme has an office in the commune."""

    card: registry.PlaceCard
    region_since_2023: str
    doubts: tuple[str, ...]
    said: SaidHere
    promises: list[commitments.PromiseLine]
    asked: list[commitments.PromiseLine]
    kept: commitments.KeptInPublic
    sectors: list[Sector]
    meetings: list[activities.ActivityCard]
    summaries: list[activities.public.PublicMeeting]
    assessed: list[assessments.PublicRound]
    policies: list[commitments.PolicyOnRecord]
    figures: list[FigureHere]
    rights: list[Rights]
    beside: Comparison
    ways: messaging.WaysToSpeak
    works_here: bool
    map: SafeString


def commune_at(
    programme: UUID,
    code: str,
    *,
    on: date,
    language: str,
    address: Callable[[registry.PlaceCard], str],
) -> Commune:
    """Everything on the page of a commune, in at most 39 queries however much there is. `address` leads from
    the map to the communes beside it.

    Raises:
        NotFound: no commune has the code.
    """
    place = registry.place_by_code(code)
    card = registry.place_card(place) if place else None
    if place is None or card is None or card.kind != "commune":
        raise NotFound()
    since_2023 = registry.region_of_2023(place)
    at_work = registry.communes_of_programme(programme)
    published = results.published(programme, place=place, language=language)
    below = registry.places_below([place])
    lines = commitments.promised_in(programme, below, today=on, limit=MOST_PROMISES)
    return Commune(
        card=card,
        region_since_2023=since_2023.name if since_2023 else "",
        doubts=_doubts(card.flags),
        said=said_here(published),
        promises=in_reading_order(lines),
        asked=[line for line in lines if line.state in (State.PROPOSED, State.DECLINED)],
        kept=commitments.kept_in_public(programme, below, today=on),
        sectors=list(_sectors(registry.facilities_in(place))),
        meetings=activities.upcoming(programme, [place], today=on, limit=5, open_to_all=True),
        summaries=activities.public.published(programme, [place], size=MOST_SUMMARIES),
        assessed=assessments.last_of_each(programme, below, limit=MOST_ASSESSMENTS),
        policies=commitments.policies_on_record(
            programme, registry.line_of(place), limit=MOST_POLICIES
        ),
        figures=figures_here(published, str(place)),
        rights=_rights(registry.rights(language=language)),
        beside=comparison(place, at_work=at_work, published=published),
        ways=messaging.ways_to_speak(programme),
        works_here=place in at_work,
        map=registry.commune_map(place, address=address),
    )


def _rights(cards: Iterable[registry.RightCard]) -> list[Rights]:
    found: dict[Service | None, list[registry.RightCard]] = {}
    for card in cards:
        found.setdefault(card.service, []).append(card)
    return [Rights(service, cards) for service, cards in found.items()]


def _doubts(flags: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(registry.flag_sentence(flag) for flag in flags))


def _sectors(facilities: Iterable[registry.FacilityCard]) -> Iterable[Sector]:
    for sector, cards in groupby(facilities, key=lambda card: card.sector):
        lines = [
            FacilityLine(card.name, card.kind, card.locality, _doubts(card.flags)) for card in cards
        ]
        yield Sector(
            service=Service(sector),
            lines=lines[:MOST_OF_A_KIND],
            total=len(lines),
            doubtful=sum(bool(line.doubts) for line in lines),
        )
