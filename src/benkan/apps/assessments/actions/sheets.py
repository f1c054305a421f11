"""Take in what groups answered, and decide between sheets."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from benkan.apps.assessments.actions.counting import take_counts
from benkan.apps.assessments.actions.owning import own_group_by_hand
from benkan.apps.assessments.events import SheetTaken
from benkan.apps.assessments.models import Group, Round, Score, Sheet, SheetLine
from benkan.apps.assessments.queries.asked import AskedNode, asked_in
from benkan.apps.assessments.queries.lines import as_line, lines_of
from benkan.apps.assessments.rules import merging, scales
from benkan.apps.assessments.rules.counting import Counts
from benkan.apps.assessments.rules.merging import NotTheseSheets, SheetBefore
from benkan.apps.assessments.rules.own_indicators import AskedOfTheService, is_own
from benkan.apps.assessments.rules.rounds import AnsweredTwice, LeafOfAnother
from benkan.apps.files import actions as files
from benkan.apps.journal.actions import record
from benkan.kit.actor import Actor


@dataclass(frozen=True)
class LineGiven:
    """An answer as it comes in: a tally of people by level, or one value for all."""

    node: UUID
    tally: scales.Tally = field(default_factory=dict)
    value: Decimal | None = None
    reason: str = ""
    suggestion: str = ""
    is_contested: bool = False
    evidence: str = ""
    evidence_on: date | None = None
    evidence_file: UUID | None = None
    photo: UUID | None = None
    voice: UUID | None = None


@dataclass(frozen=True)
class Taken:
    """What became of a sheet: how many leaves now say two things."""

    sheet: UUID
    conflicts: int


@transaction.atomic
def take_sheet(
    *,
    group: UUID,
    way: str,
    client_key: str,
    lines: Sequence[LineGiven],
    scored_on: date,
    actor: Actor,
    moment: datetime,
    device: str = "",
    note: str = "",
    counts: Counts | None = None,
) -> Taken:
    """Take in what a group answered, all of it or nothing. The same sheet sent again is the one that is
    there; lines that it did not have yet are added to it. `counts`: who sat there, as the sheet says.

    Raises:
        OutsideScale, NobodyScored: which question, and what may be said.
        TooManyScored, AnsweredTwice: a slip.
        LeafOfAnother, AskedOfTheService: a question of another round, or of the service alone.
        RoundClosed, RoundReleased: too late; a change is a correction.
        SheetBefore: it was begun before the correction.
    """
    found, of = own_group_by_hand(group, actor)
    assert actor.account is not None, "whoever holds a role has an account"
    asked = {node.id: node for node in asked_in(found.version_id) if node.leaf}
    _check(lines, asked, is_provider=of.is_provider)
    sheet, is_new = Sheet.objects.get_or_create(
        round=found,
        client_key=client_key,
        defaults={
            "group": of,
            "edition": found.edition,
            "way": way,
            "device": device,
            "scored_on": scored_on,
            "received_at": moment,
            "author_id": actor.account,
            "note": note.strip(),
        },
    )
    if sheet.group_id != of.pk:
        raise NotTheseSheets()
    if counts is not None and is_new:
        take_counts(sheet, of, counts)
    there = set(SheetLine.objects.filter(sheet=sheet).values_list("node_id", flat=True))
    new = [line for line in lines if line.node not in there]
    if not new:
        return Taken(sheet.pk, 0)
    if sheet.edition != found.edition:
        raise SheetBefore()
    lines_in = SheetLine.objects.bulk_create(_line(sheet, line) for line in new)
    files.keep_for_good([file for line in new for file in _files(line)])
    conflicts = settle(found, of, lines_in)
    record(
        SheetTaken(
            round=found.pk,
            sheet=sheet.pk,
            group=of.pk,
            place=found.place_id,
            lines=len(new),
            conflicts=conflicts,
        ),
        programme=found.programme_id,
        actor=actor,
        moment=moment,
    )
    return Taken(sheet.pk, conflicts)


def settle(found: Round, of: Group, new: Collection[SheetLine]) -> int:
    """Say what holds of a group at the leaves of the new lines, and how many of them say two things.
    What a person decided holds until a line comes that says something else than all lines did then."""
    nodes, those_new = {line.node_id for line in new}, {line.pk for line in new}
    scores = Score.objects.filter(round=found, edition=found.edition, group=of, node__in=nodes)
    known = {score.node_id: score for score in scores}
    conflicts = 0
    for (_, node), those in lines_of(found, [of], nodes).items():
        score = known.get(node) or Score(round=found, edition=found.edition, group=of, node_id=node)
        conflicts += _settle_one(score, those, those_new)
    return conflicts


def _settle_one(score: Score, lines: Sequence[SheetLine], new: Collection[UUID]) -> bool:
    before = [as_line(line) for line in lines if line.pk not in new]
    come = [as_line(line) for line in lines if line.pk in new]
    if score.decided_at is not None and merging.still_decided(before, come):
        return False
    now = merging.held(merging.standing([as_line(line) for line in lines]))
    if now.is_conflict:
        _in_conflict(score)
    else:
        hold(score, next(line for line in lines if line.pk == now.line))
    return now.is_conflict


def hold(
    score: Score, line: SheetLine, *, decided: tuple[UUID | None, datetime] | None = None
) -> None:
    """Let a line hold."""
    exact = scales.value_of(line.tally, line.value)
    score.state = Score.State.HOLDS
    score.value, score.tally = scales.rounded(exact), line.tally
    score.people = scales.people_of(line.tally)
    score.reason, score.suggestion = line.reason, line.suggestion
    score.evidence, score.evidence_on = line.evidence, line.evidence_on
    score.evidence_file = line.evidence_file
    score.is_contested = line.is_contested
    score.decided_by_id, score.decided_at = decided or (None, None)
    score.save()


def _in_conflict(score: Score) -> None:
    score.state, score.value, score.tally, score.people = Score.State.CONFLICT, None, {}, None
    score.decided_by_id, score.decided_at = None, None
    score.save()


def _check(
    lines: Sequence[LineGiven], asked: Mapping[UUID, AskedNode], *, is_provider: bool
) -> None:
    if len({line.node for line in lines}) < len(lines):
        raise AnsweredTwice()
    for line in lines:
        node = asked.get(line.node)
        if node is None or node.leaf is None:
            raise LeafOfAnother()
        if is_own(node.asked_of) and not is_provider:
            raise AskedOfTheService()
        scales.check_answer(node.leaf, tally=line.tally, value=line.value)


def _line(sheet: Sheet, line: LineGiven) -> SheetLine:
    exact = scales.value_of(line.tally, line.value)
    return SheetLine(
        sheet=sheet,
        node_id=line.node,
        tally={level: people for level, people in line.tally.items() if people},
        value=scales.rounded(exact),
        reason=line.reason.strip(),
        suggestion=line.suggestion.strip(),
        is_contested=line.is_contested,
        evidence=line.evidence.strip(),
        evidence_on=line.evidence_on,
        evidence_file=line.evidence_file,
        photo=line.photo,
        voice=line.voice,
    )


def _files(line: LineGiven) -> list[UUID]:
    return [file for file in (line.evidence_file, line.photo, line.voice) if file]
