"""Name who reads sensitive cases, end it, and see to it that none waits for nobody."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from benkan.apps.journal import actions as journal
from benkan.apps.registry import queries as registry
from benkan.apps.voices.actions.change import case_to_change
from benkan.apps.voices.events import ConfidantEnded, ConfidantNamed, SensitiveCaseRead
from benkan.apps.voices.models import Case, CaseReading, Confidant
from benkan.apps.voices.queries.confidants import unread_by_anybody
from benkan.apps.voices.queries.scope import cases_known_to, may_be_entrusted
from benkan.apps.voices.rules import sensitivity as rules
from benkan.apps.voices.rules.scope import ANSWERERS, READERS
from benkan.kit.actor import NOBODY, Actor, Role, check_here
from benkan.kit.refusals import NotFound


@transaction.atomic
def name_confidant(
    *, programme: UUID, account: UUID, place: UUID | None = None, actor: Actor, moment: datetime
) -> UUID:
    """Name somebody who works here to read sensitive cases, of the programme or of a place. Who is
    named already stays so."""
    check_here(actor, programme)
    rules.check_may_name(actor, line=registry.line_of(place) if place else None)
    _check_works_here(programme, account, moment)
    return _name(
        programme=programme, account=account, place=place, case=None, actor=actor, moment=moment
    )


@transaction.atomic
def entrust_case(*, case: UUID, account: UUID, actor: Actor, moment: datetime) -> UUID:
    """Name somebody to follow one sensitive case: by who reads it herself. Whom it is about, or who
    answers for them, is refused."""
    row = case_to_change(case, actor=actor, roles=ANSWERERS)
    reader = _check_works_here(row.programme_id, account, moment)
    mine = Case.objects.filter(pk=row.pk)
    if not may_be_entrusted(mine, reader, row.programme_id).exists():
        raise rules.NotForThisPerson()
    return _name(
        programme=row.programme_id,
        account=account,
        place=None,
        case=row.pk,
        actor=actor,
        moment=moment,
    )


@transaction.atomic
def end_confidant(*, programme: UUID, confidant: UUID, actor: Actor, moment: datetime) -> None:
    """End what somebody was named for. On the list of the programme by who keeps it, on a case by who
    reads it; a second time changes nothing."""
    check_here(actor, programme)
    row = Confidant.objects.select_for_update().filter(programme=programme, pk=confidant).first()
    if row is None:
        raise NotFound()
    if row.case_id:
        case_to_change(row.case_id, actor=actor, roles=ANSWERERS)
    else:
        rules.check_may_name(actor, line=registry.line_of(row.place_id) if row.place_id else None)
    if row.closes_at is not None:
        return
    row.closes_at = moment
    row.save(update_fields=["closes_at"])
    event = ConfidantEnded(confidant=row.pk, account=row.account_id, case=row.case_id)
    journal.record(event, programme=programme, actor=actor, moment=moment)


@transaction.atomic
def note_reading(*, case: UUID, what: str, actor: Actor, moment: datetime) -> None:
    """Note that the actor opens a sensitive case, each time. One that is not sensitive, or not hers to
    know, is not noted: the page that follows decides what is shown."""
    if actor.account is None or actor.programme is None:
        return
    seen = cases_known_to(actor, actor.programme).filter(pk=case, is_sensitive=True)
    if not seen.exists():
        return
    CaseReading.objects.create(case_id=case, account_id=actor.account, what=what, moment=moment)
    event = SensitiveCaseRead(case=case, reader=actor.account, what=what)
    journal.record(event, programme=actor.programme, actor=actor, moment=moment)


@transaction.atomic
def entrust_what_waits(*, programme: UUID, moment: datetime, case: UUID | None = None) -> int:
    """Name the administrators for each sensitive case (or for this one) that nobody named may read,
    as far as it is not about them. Returns how many cases found a reader; those left are told by
    `benkan check`. A second call finds none."""
    unread = unread_by_anybody(programme, moment=moment, case=case)
    waiting = list(unread.order_by("opened_at", "id")[:500])
    if not waiting:
        return 0
    accounts = registry.accounts_with(programme, Role.ADMINISTRATOR, moment=moment)
    administrators = registry.actors_for(accounts, programme=programme, moment=moment)
    found: set[UUID] = set()
    mine = Case.objects.filter(pk__in=[row.pk for row in waiting])
    for administrator in administrators.values():
        for row in may_be_entrusted(mine, administrator, programme):
            line = registry.line_or_country(row.place_id)
            if administrator.holds(Role.ADMINISTRATOR, line=line) and administrator.account:
                _name(
                    programme=programme,
                    account=administrator.account,
                    place=None,
                    case=row.pk,
                    actor=NOBODY,
                    moment=moment,
                )
                found.add(row.pk)
    return len(found)


def _check_works_here(programme: UUID, account: UUID, moment: datetime) -> Actor:
    person = registry.actor_for(account, programme=programme, moment=moment)
    if not person.holds_anywhere(*READERS):
        raise rules.NotOneOfUs()
    return person


def _name(
    *,
    programme: UUID,
    account: UUID,
    place: UUID | None,
    case: UUID | None,
    actor: Actor,
    moment: datetime,
) -> UUID:
    whom: dict[str, Any] = {
        "programme_id": programme,
        "account_id": account,
        "place_id": place,
        "case_id": case,
        "closes_at": None,
    }
    row, first = Confidant.objects.get_or_create(
        **whom,
        defaults={"named_by_id": actor.account, "opens_at": moment},
    )
    if first:
        event = ConfidantNamed(confidant=row.pk, account=account, place=place, case=case)
        journal.record(event, programme=programme, actor=actor, moment=moment)
    return row.pk
