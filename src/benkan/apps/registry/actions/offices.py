"""Offices, and who holds them from when until when."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from benkan.apps.journal.actions import record
from benkan.apps.registry.events import HoldingEnded, OfficeFilled, OfficeOpened
from benkan.apps.registry.models import Office, OfficeHolding, Organisation, Programme
from benkan.apps.registry.queries.lines import line_of
from benkan.apps.registry.rules import offices as rules
from benkan.apps.registry.rules.roles import KEEPS_THE_REGISTER
from benkan.kit.actor import Actor, check_here, require
from benkan.kit.refusals import NotFound


@transaction.atomic
def open_office(
    *,
    programme: UUID,
    title: str,
    place: UUID,
    level: str,
    organisation: UUID | None,
    actor: Actor,
    moment: datetime,
) -> UUID:
    """Write down that there is such an office at a place. A second call finds it."""
    check_here(actor, programme)
    require(actor, *KEEPS_THE_REGISTER, line=line_of(place))
    Programme.objects.select_for_update().get(pk=programme)
    if organisation is not None:
        _organisation_of(programme, organisation)
    same = Office.objects.filter(programme=programme, place=place, title=title).first()
    if same is not None:
        if (same.level, same.organisation_id) != (level, organisation):
            raise rules.OfficeTaken()
        return same.pk
    office = Office.objects.create(
        programme_id=programme,
        title=title,
        place_id=place,
        level=level,
        organisation_id=organisation,
    )
    event = OfficeOpened(office=office.pk, level=level)
    record(event, programme=programme, actor=actor, moment=moment)
    return office.pk


@transaction.atomic
def fill_office(
    *,
    programme: UUID,
    office: UUID,
    holder: str,
    capacity: str,
    opens_on: date,
    actor: Actor,
    moment: datetime,
) -> UUID:
    """Note who holds an office from a day on; an earlier holder without an end ends that day.
    The same holder from the same day, said twice, is noted once."""
    _office_to_write(programme, office, actor)
    held = list(OfficeHolding.objects.filter(office=office).order_by("opens_on"))
    for holding in held:
        said = (holding.holder, holding.capacity, holding.opens_on)
        if said == (holder, capacity, opens_on):
            return holding.pk
    rules.check_may_begin(opens_on, [rules.Span(h.opens_on, h.closes_on) for h in held])
    for holding in held:
        if holding.closes_on is None:
            _end(holding, opens_on, programme=programme, actor=actor, moment=moment)
    filled = OfficeHolding.objects.create(
        office_id=office, holder=holder, capacity=capacity, opens_on=opens_on
    )
    event = OfficeFilled(office=office, holding=filled.pk, capacity=capacity)
    record(event, programme=programme, actor=actor, moment=moment)
    return filled.pk


@transaction.atomic
def end_holding(
    *, programme: UUID, holding: UUID, closes_on: date, actor: Actor, moment: datetime
) -> None:
    """Note the day from which somebody no longer holds the office. The same day twice is once."""
    row = OfficeHolding.objects.filter(office__programme=programme, pk=holding).first()
    if row is None:
        raise NotFound()
    _office_to_write(programme, row.office_id, actor)
    row.refresh_from_db()
    if row.closes_on == closes_on:
        return
    rules.check_may_end(rules.Span(row.opens_on, row.closes_on), closes_on)
    _end(row, closes_on, programme=programme, actor=actor, moment=moment)


def _office_to_write(programme: UUID, office: UUID, actor: Actor) -> Office:
    """The office, locked, when it is the actor's to write."""
    check_here(actor, programme)
    row = Office.objects.select_for_update().filter(programme=programme, pk=office).first()
    if row is None:
        raise NotFound()
    require(actor, *KEEPS_THE_REGISTER, line=line_of(row.place_id))
    return row


def _end(
    holding: OfficeHolding, on: date, *, programme: UUID, actor: Actor, moment: datetime
) -> None:
    holding.closes_on = on
    holding.save(update_fields=["closes_on"])
    event = HoldingEnded(office=holding.office_id, holding=holding.pk)
    record(event, programme=programme, actor=actor, moment=moment)


def _organisation_of(programme: UUID, organisation: UUID) -> None:
    if not Organisation.objects.filter(programme=programme, pk=organisation).exists():
        raise NotFound()
