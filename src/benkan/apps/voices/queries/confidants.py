"""Who reads sensitive cases by name, who has read one, and which nobody may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from benkan.apps.registry import queries as registry
from benkan.apps.voices.models import Case, CaseReading, Confidant
from benkan.apps.voices.queries.scope import cases_known_to
from benkan.apps.voices.rules.scope import READERS
from benkan.apps.voices.rules.states import OVER
from benkan.kit.actor import Actor

READINGS_SHOWN = 50


@dataclass(frozen=True)
class ConfidantLine:
    """Somebody who is named; `place_name` is empty for the whole programme, `named_by` where the
    house named her because nobody else could read."""

    id: UUID
    account: UUID
    name: str
    place: UUID | None
    place_name: str
    named_by: str
    since: datetime


@dataclass(frozen=True)
class Reading:
    """That somebody opened a case (`page`), listened to it or saw its photo."""

    name: str
    what: str
    moment: datetime


def confidants_of(programme: UUID) -> tuple[ConfidantLine, ...]:
    """Those named for the programme or a place, the first named first; at most four queries."""
    named = Confidant.objects.filter(programme=programme, case=None, closes_at=None)
    return _lines(list(named.order_by("opens_at", "id")[:500]))


def confidants_of_case(case: UUID) -> tuple[ConfidantLine, ...]:
    """Those named for one case alone, the first named first; at most two queries."""
    named = Confidant.objects.filter(case=case, closes_at=None)
    return _lines(list(named.order_by("opens_at", "id")))


def readings_of(case: UUID) -> tuple[Reading, ...]:
    """The last fifty times that a sensitive case was opened, the latest first; two queries."""
    rows = list(CaseReading.objects.filter(case=case).order_by("-moment", "id")[:READINGS_SHOWN])
    names = registry.names_of({row.account_id for row in rows})
    return tuple(Reading(names[row.account_id], row.what, row.moment) for row in rows)


def readers_named(programme: UUID, *, moment: datetime) -> tuple[Actor, ...]:
    """Those named for anything, as they stand today, in three queries; who works here no longer holds
    no post and reads nothing."""
    named = Confidant.objects.filter(programme=programme, closes_at=None)
    accounts = set(named.values_list("account_id", flat=True))
    found = registry.actors_for(accounts, programme=programme, moment=moment)
    return tuple(actor for actor in found.values() if actor.holds_anywhere(*READERS))


def unread_by_anybody(
    programme: UUID, *, moment: datetime, case: UUID | None = None
) -> QuerySet[Case]:
    """The sensitive cases, not yet over, that none of those named may read (`case`: whether that one
    is among them); one query where there is none, else four and two for each of those named."""
    waiting = Case.objects.filter(programme=programme, is_sensitive=True).exclude(state__in=OVER)
    if case is not None:
        waiting = waiting.filter(pk=case)
    if not waiting.exists():
        return waiting.none()
    for reader in readers_named(programme, moment=moment):
        read = cases_known_to(reader, programme).filter(is_sensitive=True)
        waiting = waiting.exclude(pk__in=read.values("pk"))
    return waiting


def _lines(rows: Sequence[Confidant]) -> tuple[ConfidantLine, ...]:
    people = {row.account_id for row in rows} | {row.named_by_id for row in rows if row.named_by_id}
    names = registry.names_of(people) if people else {}
    places = registry.place_cards({row.place_id for row in rows if row.place_id})
    return tuple(
        ConfidantLine(
            id=row.pk,
            account=row.account_id,
            name=names[row.account_id],
            place=row.place_id,
            place_name=places[row.place_id].name if row.place_id else "",
            named_by=names[row.named_by_id] if row.named_by_id else "",
            since=row.opens_at,
        )
        for row in rows
    )


def case_of_confidant(confidant: UUID) -> UUID | None:
    """The one case that somebody was named for, in one query; None for the list of the programme."""
    named = Confidant.objects.filter(pk=confidant)
    return named.values_list("case_id", flat=True).first()
