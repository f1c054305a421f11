"""Register a policy measure, say who has which part in it, and what fed it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from benkan.apps.commitments.events import PolicyChanged, PolicyRegistered
from benkan.apps.commitments.models import (
    PolicyCounter,
    PolicyInvestment,
    PolicyMeasure,
    PolicyOrganisation,
    PolicyStep,
)
from benkan.apps.commitments.rules import policies as rules
from benkan.apps.commitments.rules import stages
from benkan.apps.commitments.rules.policies import GenderFocus, Investment, Kind, Level, Part
from benkan.apps.journal.actions import record
from benkan.apps.registry import queries as registry
from benkan.kit.actor import Actor, Role, check_here, require
from benkan.kit.refusals import NotFound
from benkan.kit.services import Service


@dataclass(frozen=True)
class Facts:
    """What may be changed of a measure, as somebody wrote it down."""

    title: str
    summary: str
    sector: Service
    office: UUID | None
    gender_focus: GenderFocus
    gender_reason: str
    investment: Investment | None = None


@transaction.atomic
def register_policy(
    *,
    programme: UUID,
    kind: Kind,
    place: UUID,
    facts: Facts,
    organisations: Collection[tuple[UUID, Part]] = (),
    actor: Actor,
    moment: datetime,
) -> UUID:
    """Write a measure down with its number. One of the same kind, place and title is the same one."""
    check_here(actor, programme)
    require(actor, *rules.WRITERS, line=registry.line_of(place))
    level = Level(registry.place_card(place).kind)
    rules.check_facts(kind=kind, title=facts.title, level=level, gender_reason=facts.gender_reason)
    rules.check_investment(kind, facts.investment, {part for _, part in organisations})
    _check_office(facts.office, programme, place)
    counter = _locked_counter(programme)
    same = PolicyMeasure.objects.filter(
        programme=programme, kind=kind, place=place, title=facts.title.strip()
    )
    if (known := same.first()) is not None:
        return known.pk
    row = PolicyMeasure(
        programme_id=programme,
        number=counter.last + 1,
        kind=kind,
        place_id=place,
        level=level,
        registered_at=moment,
    )
    _write(row, facts)
    counter.last += 1
    counter.save(update_fields=["last"])
    for organisation, part in organisations:
        _take_part(row, organisation, part)
    note_step(row, "registered", actor, moment)
    record(
        PolicyRegistered(policy=row.pk, place=place, kind=kind, sector=facts.sector),
        programme=programme,
        actor=actor,
        moment=moment,
    )
    return row.pk


@transaction.atomic
def change_policy(*, policy: UUID, facts: Facts, actor: Actor, moment: datetime) -> None:
    """Correct what a measure says of itself. Its kind and its place stay: another is another measure."""
    row = locked_policy(policy, actor)
    rules.check_facts(
        kind=Kind(row.kind),
        title=facts.title,
        level=Level(row.level),
        gender_reason=facts.gender_reason,
    )
    rules.check_investment(Kind(row.kind), facts.investment, _parts(row))
    _check_office(facts.office, row.programme_id, row.place_id)
    if facts.office is None and row.stage in stages.WITH_OFFICE:
        raise stages.ResponsibleOfficeMissing()
    twin = PolicyMeasure.objects.filter(
        programme=row.programme_id, kind=row.kind, place=row.place_id, title=facts.title.strip()
    )
    if twin.exclude(pk=row.pk).exists():
        raise rules.PolicyTitleTaken()
    _write(row, facts)
    note_step(row, "changed", actor, moment)
    announce_change(row, "facts", actor, moment)


@transaction.atomic
def add_organisation(
    *, policy: UUID, organisation: UUID, part: Part, actor: Actor, moment: datetime
) -> None:
    """An organisation has a part in the measure; written down twice, it is there once."""
    row = locked_policy(policy, actor)
    if _take_part(row, organisation, part):
        announce_change(row, "organisations", actor, moment)


@transaction.atomic
def remove_organisation(
    *, policy: UUID, organisation: UUID, part: Part, actor: Actor, moment: datetime
) -> None:
    """It was written down by mistake. An investment agreement keeps a private partner."""
    row = locked_policy(policy, actor)
    found = PolicyOrganisation.objects.filter(measure=row, organisation=organisation, part=part)
    if not found.exists():
        return
    found.delete()
    if row.kind == Kind.INVESTMENT and Part.PRIVATE_PARTNER not in _parts(row):
        raise rules.PrivatePartnerMissing()
    announce_change(row, "organisations", actor, moment)


def locked_policy(
    policy: UUID, actor: Actor, roles: tuple[Role, ...] = rules.WRITERS
) -> PolicyMeasure:
    """The measure, locked, for an actor who holds one of the roles at its place."""
    row = PolicyMeasure.objects.select_for_update().filter(pk=policy).first()
    if row is None:
        raise NotFound()
    check_here(actor, row.programme_id)
    require(actor, *roles, line=registry.line_of(row.place_id))
    return row


def note_step(
    row: PolicyMeasure,
    step: str,
    actor: Actor,
    moment: datetime,
    *,
    stage: str = "",
    note: str = "",
    on: date | None = None,
) -> None:
    """Write down what happened to a measure, today unless another day is given."""
    PolicyStep.objects.create(
        measure=row,
        step=step,
        stage=stage,
        on=on or timezone.localdate(moment),
        note=note.strip(),
        actor_id=actor.account,
        moment=moment,
    )


def announce_change(row: PolicyMeasure, what: str, actor: Actor, moment: datetime) -> None:
    """Say that something of a measure is other than before."""
    record(
        PolicyChanged(policy=row.pk, place=row.place_id, what=what),
        programme=row.programme_id,
        actor=actor,
        moment=moment,
    )


def _write(row: PolicyMeasure, facts: Facts) -> None:
    row.title, row.summary = facts.title.strip(), facts.summary.strip()
    row.sector, row.office_id = facts.sector, facts.office
    row.gender_focus, row.gender_reason = facts.gender_focus, facts.gender_reason.strip()
    row.save()
    if (money := facts.investment) is not None:
        PolicyInvestment.objects.update_or_create(
            measure=row,
            defaults={
                "amount": money.amount,
                "currency": money.currency,
                "rate": None if money.currency == rules.FCFA else money.rate,
                "purpose": money.purpose.strip(),
                "site": money.site.strip(),
                "due_on": money.due_on,
            },
        )


def _take_part(row: PolicyMeasure, organisation: UUID, part: Part) -> bool:
    card = registry.organisation_card(organisation)
    if card is None or card.programme != row.programme_id:
        raise NotFound()
    _, is_new = PolicyOrganisation.objects.get_or_create(
        measure=row, organisation_id=organisation, part=part
    )
    return is_new


def _parts(row: PolicyMeasure) -> set[Part]:
    parts = PolicyOrganisation.objects.filter(measure=row).values_list("part", flat=True)
    return {Part(part) for part in parts}


def _check_office(office: UUID | None, programme: UUID, place: UUID) -> None:
    if office is None:
        return
    if office not in {card.id for card in registry.offices_above(programme, place)}:
        raise rules.OfficeElsewhere()


def _locked_counter(programme: UUID) -> PolicyCounter:
    """The programme's counter, locked: measures of one programme wait for each other here."""
    PolicyCounter.objects.get_or_create(programme_id=programme)
    return PolicyCounter.objects.select_for_update().get(programme=programme)
