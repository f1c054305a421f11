"""Rounds as pages head them, and the list of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext

from benkan.apps.assessments.models import Round
from benkan.apps.assessments.queries.scope import rounds_seen_by, seen_round
from benkan.apps.assessments.queries.standing import Days, days_of, standings_of
from benkan.apps.assessments.rules import READERS
from benkan.apps.assessments.rules.kinds import Kind, Purpose
from benkan.apps.assessments.rules.phases import Standing, phase_of
from benkan.apps.registry import queries as registry
from benkan.kit.actor import Actor
from benkan.kit.lists import LATEST, Part, are_many, counts_among, part_of, walked

A_PAGE = 30
_SHOWN = (
    *(column.name for column in Round._meta.concrete_fields),
    *(f"assessment__{name}" for name in ("title", "facility", "subject")),
    *(f"version__{name}" for name in ("core", "frozen_at")),
    "organisation__name",
)
"""Of a round all that there is, and what a list shows of its neighbours."""


@dataclass(frozen=True)
class RoundCard:
    """A round with the names around it. `place_name` empty: the place is gone."""

    id: UUID
    programme: UUID
    assessment: UUID
    version: UUID
    core: UUID | None
    kind: Kind
    title: str
    number: int
    purpose: Purpose
    place: UUID
    place_name: str
    service: str
    facility: UUID | None
    subject: UUID | None
    organisation: UUID | None
    office: UUID | None
    agreed_on: date | None
    agreement_note: str
    agreement_file: UUID | None
    catchment: str
    languages: tuple[str, ...]
    scope: str
    context: str
    technical_group: str
    interface_meeting: UUID | None
    agreements: str
    disagreements: str
    edition: int
    opened_at: datetime
    closed_at: datetime | None
    released_at: datetime | None
    index: float | None
    coverage: float | None
    gap: float | None
    people: int | None
    is_frozen: bool

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def is_released(self) -> bool:
        return self.released_at is not None

    @property
    def kind_label(self) -> str:
        return gettext(self.kind.label)

    @property
    def which(self) -> str:
        """Which time it is, in the reader's language: “Cycle 2”, “Baseline”."""
        label = gettext(self.purpose.label)
        return f"{label}\N{NO-BREAK SPACE}{self.number}" if self.purpose is Purpose.CYCLE else label


@dataclass(frozen=True)
class Followed:
    """A round with what decides where it stands."""

    card: RoundCard
    standing: Standing
    days: Days


@dataclass(frozen=True)
class RoundLine:
    """A round in a list. `here`: the number of the phase of its path in which it stands; None: the
    path is walked."""

    card: RoundCard
    here: int | None
    organisation_name: str


@dataclass(frozen=True)
class RoundFilters:
    """Which rounds; None and empty narrow nothing. `state`: open, closed (not public) or public."""

    kind: Kind | None = None
    service: str = ""
    state: str = ""
    place: UUID | None = None


STATES = ("open", "closed", "public")
_IN: dict[str, Q] = {
    "open": Q(closed_at=None),
    "closed": Q(closed_at__isnull=False, released_at=None),
    "public": Q(released_at__isnull=False),
}


@dataclass(frozen=True)
class RoundList:
    """A page of rounds. `by_state`: of the latest thousand that the reader sees, how many there are;
    `places`: where these are, to which the list can be kept."""

    part: Part[RoundLine]
    by_state: dict[str, int]
    places: list[tuple[str, str]]

    @property
    def lines(self) -> tuple[RoundLine, ...]:
        return self.part.lines

    latest: int = LATEST

    @property
    def total(self) -> int:
        return sum(self.by_state.values())


def round_card(round_id: UUID, *, programme: UUID, actor: Actor) -> RoundCard:
    """The round as the actor may see it, in two queries.

    Raises:
        NotFound: there is none, or it is out of sight.
    """
    found = seen_round(round_id, programme=programme, actor=actor)
    named = registry.place_names([found.place_id])
    return card_of(found, named.get(found.place_id, ""))


def followed(round_id: UUID, *, programme: UUID, actor: Actor) -> Followed:
    """The round with its counts and the days of its phases, in nine queries.

    Raises:
        NotFound: there is none, or it is out of the actor's sight.
    """
    found = seen_round(round_id, programme=programme, actor=actor)
    named = registry.place_names([found.place_id])
    days = days_of([found.pk])
    return Followed(
        card_of(found, named.get(found.place_id, "")),
        standings_of([found], days)[found.pk],
        days.get(found.pk, {}),
    )


def round_list(
    actor: Actor, programme: UUID, filters: RoundFilters = RoundFilters(), *, page: int
) -> RoundList:
    """The rounds in the actor's sight, the latest opened first; at most nine queries however many they are."""
    seen = rounds_seen_by(actor, programme)
    is_wide = actor.places(*READERS) is not None and are_many(seen)
    kept = (walked(seen, programme=programme) if is_wide else seen).filter(_wanted(filters))
    latest = seen.order_by("-opened_at")[:LATEST]
    offered = registry.places_among(latest.values("place"))
    rows = kept.select_related("assessment", "version", "organisation").only(*_SHOWN)
    return RoundList(
        part=part_of(
            rows.order_by("-opened_at", "-id"),
            page,
            size=A_PAGE,
            made=lambda shown: tuple(lines_of(shown, named=dict(offered))),
        ),
        by_state=counts_among(latest, **_IN),
        places=offered,
    )


def lines_of(rows: Collection[Round], *, named: Mapping[str, str]) -> list[RoundLine]:
    """Rounds, read with their organisations, and their standing: in five queries, and another where not
    all places are `named` by id."""
    further = {row.place_id for row in rows if str(row.place_id) not in named}
    places = registry.place_names(further)
    days = days_of([row.pk for row in rows])
    standings = standings_of(rows, days, for_a_list=True)
    return [
        RoundLine(
            card_of(row, named.get(str(row.place_id)) or places[row.place_id]),
            phase_of(Kind(row.kind), standings[row.pk], dates=days.get(row.pk, {})),
            row.organisation.name if row.organisation else "",
        )
        for row in rows
    ]


def card_of(row: Round, place_name: str) -> RoundCard:
    """The row, read with its assessment and version."""
    return RoundCard(
        id=row.pk,
        programme=row.programme_id,
        assessment=row.assessment_id,
        version=row.version_id,
        core=row.version.core_id,
        kind=Kind(row.kind),
        title=row.assessment.title,
        number=row.number,
        purpose=Purpose(row.purpose),
        place=row.place_id,
        place_name=place_name,
        service=row.service,
        facility=row.assessment.facility_id,
        subject=row.assessment.subject_id,
        organisation=row.organisation_id,
        office=row.office_id,
        agreed_on=row.agreed_on,
        agreement_note=row.agreement_note,
        agreement_file=row.agreement_file,
        catchment=row.catchment,
        languages=tuple(row.languages),
        scope=row.scope,
        context=row.context,
        technical_group=row.technical_group,
        interface_meeting=row.interface_meeting_id,
        agreements=row.agreements,
        disagreements=row.disagreements,
        edition=row.edition,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        released_at=row.released_at,
        index=row.index,
        coverage=row.coverage,
        gap=row.gap,
        people=row.people,
        is_frozen=row.version.frozen_at is not None,
    )


def _wanted(filters: RoundFilters) -> Q:
    wanted = _IN.get(filters.state, Q())
    if filters.kind:
        wanted &= Q(kind=filters.kind)
    if filters.service:
        wanted &= Q(service=filters.service)
    if filters.place:
        wanted &= Q(place__in=registry.below([filters.place]))
    return wanted
