"""Whose a round is to change, asked by every action."""

from uuid import UUID

from benkan.apps.assessments import rules
from benkan.apps.assessments.models import Group, Round, Score, Sheet
from benkan.apps.assessments.queries.scope import rounds_seen_by
from benkan.apps.assessments.rules import capacity
from benkan.apps.assessments.rules.kinds import Kind
from benkan.apps.assessments.rules.rounds import check_open
from benkan.kit.actor import Actor, Role
from benkan.kit.refusals import NotAllowed, NotFound


def own_round(round_id: UUID, actor: Actor, *roles: Role) -> Round:
    """The round, locked, if one of the roles (those who work on rounds unless told) is the actor's there.

    Raises:
        NotFound: there is none in the actor's programme, or it is out of sight.
        NotAllowed: it is seen, and another role is asked for.
    """
    if actor.programme is None:
        raise NotFound()
    mine = rounds_seen_by(actor, actor.programme, *(roles or rules.WORKERS)).filter(pk=round_id)
    found = Round.objects.select_for_update().filter(pk__in=mine.values("pk")).first()
    if found is not None:
        return found
    if rounds_seen_by(actor, actor.programme).filter(pk=round_id).exists():
        raise NotAllowed()
    raise NotFound()


def open_round_of(round_id: UUID, actor: Actor) -> Round:
    """The same, and still open: neither closed nor released.

    Raises:
        RoundReleased, RoundClosed: a change is a correction.
    """
    found = own_round(round_id, actor)
    check_open(is_closed=found.closed_at is not None, is_released=found.released_at is not None)
    return found


def own_group(group: UUID, actor: Actor) -> tuple[Round, Group]:
    """The group with its open round, locked."""
    found = Group.objects.filter(pk=group).first()
    if found is None:
        raise NotFound()
    of = open_round_of(found.round_id, actor)
    # As it is now that nobody else changes it.
    found.refresh_from_db()
    return of, found


def own_group_by_hand(group: UUID, actor: Actor) -> tuple[Round, Group]:
    """The same, for whoever says what holds there: of an organisation its own people and those who
    check each write their side alone.

    Raises:
        OwnScoreStays, NotScoredYet, SameHands: the other side is another hand's.
    """
    found, of = own_group(group, actor)
    if found.kind == Kind.CAPACITY:
        check_hand(found, actor, is_own=of.is_provider)
    return found, of


def check_hand(found: Round, actor: Actor, *, is_own: bool) -> None:
    """Whether the actor may write that side of an organisation's round."""
    subject = found.assessment.subject_id
    own = Score.objects.filter(round=found, edition=found.edition, group__is_provider=True)
    if is_own:
        capacity.check_own_hand(actor, subject=subject, is_scored=own.exists())
        return
    own_round(found.pk, actor, *capacity.VERIFIERS)
    sheets = Sheet.objects.filter(round=found, group__is_provider=True)
    authors = set(sheets.values_list("author_id", flat=True))
    capacity.check_other_hand(actor, subject=subject, authors=authors, is_scored=own.exists())
