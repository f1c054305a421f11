"""Put a case or an issue before an office, and take what it says back to the citizen."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from benkan.apps.journal import actions as journal
from benkan.apps.registry import queries as registry
from benkan.apps.voices.actions.answering import move_case
from benkan.apps.voices.actions.change import case_to_change, issue_to_change, note_action
from benkan.apps.voices.actions.keeping import kept_words
from benkan.apps.voices.events import HandedOver, HandOverMoved
from benkan.apps.voices.models import Case, HandOver, HandOverStep, Issue
from benkan.apps.voices.queries.handing import (
    hand_overs_seen_by,
    is_at_the_desk,
    office_is_concerned,
)
from benkan.apps.voices.rules import handing as rules
from benkan.apps.voices.rules import states
from benkan.apps.voices.rules.scope import ANSWERERS
from benkan.kit.actor import Actor
from benkan.kit.refusals import NotAllowed, NotFound


@transaction.atomic
def hand_over_case(
    *, case: UUID, office: UUID, asked: str, excerpt: str = "", actor: Actor, moment: datetime
) -> UUID:
    """Ask an office of the place, or of a place above, to put a case right. It is given what the desk
    writes, and words of the case only where the desk chose some. An office that is asked already and
    has not answered is not asked twice."""
    row = case_to_change(case, actor=actor, roles=ANSWERERS)
    if row.is_sensitive:
        raise rules.SensitiveStaysInside()
    if row.place_id is None:
        raise rules.PlaceComesFirst()
    made = _hand_over(row, office, asked=asked, excerpt=excerpt, actor=actor, moment=moment)
    note_action(row, actor=actor, moment=moment)
    if row.state == states.State.NEW:
        move_case(row, states.State.ACCEPTED, actor=actor, moment=moment)
    return made


@transaction.atomic
def hand_over_issue(
    *, issue: UUID, office: UUID, asked: str, actor: Actor, moment: datetime
) -> UUID:
    """Ask an office to put right what an issue is about."""
    row = issue_to_change(issue, actor=actor, roles=ANSWERERS)
    return _hand_over(row, office, asked=asked, excerpt="", actor=actor, moment=moment)


@transaction.atomic
def move_request(
    *, hand_over: UUID, state: rules.State, words: str = "", actor: Actor, moment: datetime
) -> None:
    """Take a step: the office with its own, or the desk, which also notes what an office without an
    account says. The same step again with the same words changes nothing."""
    row = HandOver.objects.select_for_update().filter(pk=hand_over).first()
    if row is None or actor.programme != row.programme_id:
        raise NotFound()
    if not hand_overs_seen_by(actor, row.programme_id).filter(pk=row.pk).exists():
        raise NotFound()
    last = row.steps.order_by("-number").first()
    if last is not None and (last.state, last.words) == (state, words.strip()):
        return
    rules.check_step(rules.State(row.state), state, words)
    is_desk = is_at_the_desk(row, actor)
    is_office = actor.sits_in(row.office_id)
    is_theirs = rules.NEXT[rules.State(row.state)][state] is rules.Taker.OFFICE
    if not (is_desk or (is_theirs and is_office)):
        raise NotAllowed()
    _step(row, state, words, actor=actor, moment=moment)


@transaction.atomic
def answer_from_office(
    *, hand_over: UUID, answer: str, spelling: str = "exact", actor: Actor, moment: datetime
) -> None:
    """Tell the citizen what came of the request: the desk's words, written from the office's."""
    row = HandOver.objects.select_for_update().filter(pk=hand_over, case__isnull=False).first()
    if row is None or row.case_id is None:
        raise NotFound()
    case = case_to_change(row.case_id, actor=actor, roles=ANSWERERS)
    if rules.State(row.state) is rules.State.TAKEN_UP:
        return
    rules.check_step(rules.State(row.state), rules.State.TAKEN_UP, "")
    answered = states.State.ANSWERED
    states.check_step(states.State(case.state), answered, answer=answer)
    move_case(case, answered, answer=answer, spelling=spelling, actor=actor, moment=moment)
    _step(row, rules.State.TAKEN_UP, "", actor=actor, moment=moment)


def _hand_over(
    about: Case | Issue, office: UUID, *, asked: str, excerpt: str, actor: Actor, moment: datetime
) -> UUID:
    assert about.place_id is not None, "the caller has asked for a place"
    card = registry.office_card(office, on=timezone.localdate(moment))
    if card is None or registry.programme_of_office(office) != about.programme_id:
        raise NotFound()
    if card.place not in registry.line_of(about.place_id):
        raise NotFound()
    if office_is_concerned(about, office):
        raise rules.OfficeIsConcerned()
    if not asked.strip():
        raise rules.RequestWordsMissing()
    rules.check_says_no_number(asked, excerpt)
    one = {"case": about} if isinstance(about, Case) else {"issue": about}
    there = HandOver.objects.filter(office=office, state__in=rules.OPEN, **one).first()
    if there is not None:
        return there.pk
    row = HandOver(
        programme_id=about.programme_id,
        office_id=office,
        level=card.level,
        service=about.service,
        place_id=about.place_id,
        asked=asked.strip(),
        state=rules.State.ASKED,
        asked_at=moment,
        moved_at=moment,
        **one,
    )
    contact = about.contact_id if isinstance(about, Case) else None
    row.excerpt, row.sealed_excerpt = kept_words(excerpt.strip(), contact=contact, row=row.pk)
    row.save()
    _note(row, rules.State.ASKED, "", actor=actor, moment=moment)
    event = HandedOver(
        hand_over=row.pk, case=row.case_id, issue=row.issue_id, office=office, level=card.level
    )
    journal.record(event, programme=row.programme_id, actor=actor, moment=moment)
    return row.pk


def _step(row: HandOver, state: rules.State, words: str, *, actor: Actor, moment: datetime) -> None:
    row.state, row.moved_at = state, moment
    row.save(update_fields=["state", "moved_at"])
    _note(row, state, words, actor=actor, moment=moment)
    event = HandOverMoved(hand_over=row.pk, office=row.office_id, state=state)
    journal.record(event, programme=row.programme_id, actor=actor, moment=moment)


def _note(row: HandOver, state: rules.State, words: str, *, actor: Actor, moment: datetime) -> None:
    HandOverStep.objects.create(
        hand_over=row,
        number=row.steps.count() + 1,
        state=state,
        words=words.strip(),
        actor_id=actor.account,
        moment=moment,
    )
