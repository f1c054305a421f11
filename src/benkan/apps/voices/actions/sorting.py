"""Sort a case: where it is, and what it is about."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from benkan.apps.journal import actions as journal
from benkan.apps.registry import queries as registry
from benkan.apps.voices.actions.change import case_to_change, note_action
from benkan.apps.voices.actions.guarding import keep_from_all
from benkan.apps.voices.events import CasePlaced, CaseSorted
from benkan.apps.voices.models import Case
from benkan.apps.voices.rules.scope import SORTERS
from benkan.apps.voices.rules.sensitivity import Sensitivity
from benkan.apps.voices.rules.sorting import check_facility_is_there
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
    row.save(update_fields=["service"])
    note_action(row, actor=actor, moment=moment)
    event = CaseSorted(case=row.pk, service=service)
    journal.record(event, programme=row.programme_id, actor=actor, moment=moment)
    if service is Service.SECURITY:
        keep_from_all(row, Sensitivity.OTHER, actor=actor, moment=moment)
