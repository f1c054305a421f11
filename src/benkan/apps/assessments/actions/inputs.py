"""Input tracking: what a service should receive by law or norm, beside what is really there."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from benkan.apps.assessments.actions.owning import open_round_of
from benkan.apps.assessments.models import CoreInput, InputCheck, Round
from benkan.apps.assessments.rules.community import InputTwice, LawUnknown, check_input, due_for
from benkan.apps.files import actions as files
from benkan.apps.registry import queries as registry
from benkan.kit.actor import Actor
from benkan.kit.refusals import NotFound


@dataclass(frozen=True)
class InputGiven:
    """A line as it is written down. `evidence_file` None: the one that is there stays."""

    name: str
    unit: str = ""
    entitled: Decimal | None = None
    law: str = ""
    article: str = ""
    norm: str = ""
    actual: Decimal | None = None
    heads: int | None = None
    evidence: str = ""
    evidence_file: UUID | None = None
    remark: str = ""
    checked_on: date | None = None


@transaction.atomic
def begin_inputs(*, round_id: UUID, heads: int | None, actor: Actor) -> int:
    """Start from the list of the house: how many lines were added. Begun again, only what is not there
    yet is added. `heads`: how many people the service is for, where something is due by head."""
    found = open_round_of(round_id, actor)
    core = found.version.core_id or found.version_id
    there = set(InputCheck.objects.filter(round=found).values_list("name", flat=True))
    due = [one for one in CoreInput.objects.filter(version=core) if one.name_fr not in there]
    last = _last(found)
    InputCheck.objects.bulk_create(
        InputCheck(
            round=found,
            core_code=one.code,
            position=last + one.position,
            name=one.name_fr,
            unit=one.unit_fr,
            entitled=_due(one, heads),
            law=one.law,
            article=one.article,
            norm=one.norm_fr,
            heads=heads if one.per_heads else None,
        )
        for one in due
    )
    return len(due)


@transaction.atomic
def note_input(
    *, round_id: UUID, given: InputGiven, actor: Actor, moment: datetime, line: UUID | None = None
) -> UUID:
    """Write a line down, or anew where `line` is one of the round.

    Raises:
        InputMissing, EntitlementUncited, BelowNothing, LawUnknown: what is wrong with it.
        InputTwice: another line has this name.
    """
    found = open_round_of(round_id, actor)
    check_input(
        given.name,
        entitled=given.entitled,
        actual=given.actual,
        law=given.law,
        norm=given.norm,
    )
    if given.law and given.law not in registry.laws_called([given.law]):
        raise LawUnknown()
    name = " ".join(given.name.split())
    rows = InputCheck.objects.filter(round=found)
    row = _line_of(found, line)
    if rows.filter(name__iexact=name).exclude(pk=row.pk).exists():
        raise InputTwice(name=name)
    _replace_photo(row, given.evidence_file, moment)
    row.name, row.unit = name, given.unit.strip()
    row.entitled, row.actual, row.heads = given.entitled, given.actual, given.heads
    row.law, row.article, row.norm = given.law, given.article.strip(), given.norm.strip()
    row.evidence, row.remark = given.evidence.strip(), given.remark.strip()
    row.checked_on = given.checked_on
    row.save()
    return row.pk


@transaction.atomic
def remove_input(*, round_id: UUID, line: UUID, actor: Actor, moment: datetime) -> None:
    """Take a line out of the list, with its photo. Taken out again: nothing."""
    found = open_round_of(round_id, actor)
    row = InputCheck.objects.filter(round=found, pk=line).first()
    if row is None:
        return
    if row.evidence_file:
        files.let_go([row.evidence_file], moment=moment)
    row.delete()


def _line_of(found: Round, line: UUID | None) -> InputCheck:
    if line is None:
        return InputCheck(round=found, position=_last(found) + 1)
    row = InputCheck.objects.filter(round=found, pk=line).first()
    if row is None:
        raise NotFound()
    return row


def _replace_photo(row: InputCheck, photo: UUID | None, moment: datetime) -> None:
    if photo is None:
        return
    if row.evidence_file:
        files.let_go([row.evidence_file], moment=moment)
    files.keep_for_good([photo])
    row.evidence_file = photo


def _due(one: CoreInput, heads: int | None) -> Decimal | None:
    if one.entitled is None:
        return None
    return due_for(one.entitled, per_heads=one.per_heads, heads=heads)


def _last(found: Round) -> int:
    rows = InputCheck.objects.filter(round=found)
    return rows.aggregate(last=Max("position"))["last"] or 0
