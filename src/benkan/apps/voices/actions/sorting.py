"""Sort a case: where it is, what it is about, who may read it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from benkan.apps.journal import actions as journal
from benkan.apps.registry import queries as registry
from benkan.apps.voices.actions.change import case_to_change, note_action
from benkan.apps.voices.events import CaseGuarded, CasePlaced, CaseSorted
from benkan.apps.voices.models import Case
from benkan.apps.voices.rules.scope import CONFIDANTS, SORTERS
from benkan.apps.voices.rules.sorting import check_facility_is_there, check_may_open_to_all
from benkan.kit.actor import Actor, require
from benkan.kit.services import Service


@transaction.atomic
def place_case(
    *, case: UUID, place: UUID, facility: UUID | None = None, actor: Actor, moment: datetime
) -> None:
    """Say where a case is. The same place again changes nothing."""
    row = case_to_change(case, actor=actor, roles=SORTERS)
    require(actor, *SORTERS, line=registry.line_of(place))
    put_case_at(row, place=place, facility=facility, actor=actor, moment=moment)


def put_case_at(
    row: Case, *, place: UUID, facility: UUID | None, actor: Actor, moment: datetime
) -> None:
    """Fix the place of a case that the caller has locked: the desk decided, or the citizen did."""
    if facility:
        check_facility_is_there(place, commune=registry.facility_card(facility).commune)
    now = (place, facility, Case.PlaceStatus.CONFIRMED)
    if (row.place_id, row.facility_id, row.place_status) == now:
        return
    row.place_id, row.facility_id, row.place_status = now
    row.save(update_fields=["place", "facility", "place_status"])
    note_action(row, actor=actor, moment=moment)
    event = CasePlaced(case=row.pk, place=place)
    journal.record(event, programme=row.programme_id, actor=actor, moment=moment)


@transaction.atomic
def sort_case(*, case: UUID, service: Service, actor: Actor, moment: datetime) -> None:
    """Say which service a case is about. A case about security is guarded from then on."""
    row = case_to_change(case, actor=actor, roles=SORTERS)
    if row.service == service:
        return
    row.service = service
    row.is_sensitive = row.is_sensitive or service is Service.SECURITY
    row.save(update_fields=["service", "is_sensitive"])
    note_action(row, actor=actor, moment=moment)
    event = CaseSorted(case=row.pk, service=service)
    journal.record(event, programme=row.programme_id, actor=actor, moment=moment)


@transaction.atomic
def guard_case(*, case: UUID, is_sensitive: bool, actor: Actor, moment: datetime) -> None:
    """Keep a case to the few who may read sensitive ones, or open it again to the desk.

    Whoever sorts may guard; only a confidant may open, which the scope of a guarded case sees to.
    """
    row = case_to_change(case, actor=actor, roles=SORTERS)
    if row.is_sensitive == is_sensitive:
        return
    if not is_sensitive:
        require(actor, *CONFIDANTS, line=registry.line_or_country(row.place_id))
        check_may_open_to_all(Service(row.service))
    row.is_sensitive = is_sensitive
    row.save(update_fields=["is_sensitive"])
    note_action(row, actor=actor, moment=moment)
    event = CaseGuarded(case=row.pk, is_sensitive=is_sensitive)
    journal.record(event, programme=row.programme_id, actor=actor, moment=moment)
