"""Move a case on, and tell the citizen."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db import transaction

from benkan.apps.journal import actions as journal
from benkan.apps.messaging import actions as messaging
from benkan.apps.messaging import queries as contacts
from benkan.apps.voices.actions import words
from benkan.apps.voices.actions.change import case_to_change
from benkan.apps.voices.actions.guarding import keep_from_all
from benkan.apps.voices.actions.keeping import keep_step_words
from benkan.apps.voices.events import CaseAnswered, CaseStepped
from benkan.apps.voices.models import Case, CaseStep, Issue
from benkan.apps.voices.queries.scope import about_nobody
from benkan.apps.voices.queries.words import last_step_words
from benkan.apps.voices.rules.lexicon import sensitivity_of
from benkan.apps.voices.rules.queue import TURNS
from benkan.apps.voices.rules.reasons import reason_for
from benkan.apps.voices.rules.scope import ANSWERERS, SORTERS, acts_as
from benkan.apps.voices.rules.states import (
    GROUPABLE,
    NEXT,
    OVER,
    IssueState,
    State,
    StepNotOpen,
    check_may_contest,
    check_not_moved,
    check_step,
)
from benkan.apps.voices.rules.templates import check_filled
from benkan.kit.actor import NOBODY, Actor
from benkan.kit.refusals import NotFound


@transaction.atomic
def step_case(
    *,
    case: UUID,
    state: str,
    reason: str = "",
    why: str = "",
    answer: str = "",
    spelling: str = "exact",
    seen: int | None = None,
    actor: Actor,
    moment: datetime,
) -> None:
    """Move a case to another state; to end it or to set it aside needs a reason. `seen` is how many
    steps the reader had before her: when somebody else was faster, she is told. Words for the citizen are sent if she can be answered; the same
    step again with the same words changes nothing."""
    roles = SORTERS if state == State.ACCEPTED else ANSWERERS
    row = case_to_change(case, actor=actor, roles=roles)
    to = State(state)
    if to is State.GROUPED:
        raise StepNotOpen(state=row.state, step=to)
    if _is_repeated(row, to, reason, why, answer):
        return
    check_not_moved(row.steps.count(), seen=seen)
    check_step(State(row.state), to, answer=answer)
    given = reason_for(to, why=why, words=reason)
    move_case(
        row,
        to,
        reason=reason,
        why=given or "",
        answer=answer,
        spelling=spelling,
        actor=actor,
        moment=moment,
    )


def answer_case(*, case: UUID, answer: str, actor: Actor, moment: datetime) -> None:
    """Answer the citizen. The same answer again changes nothing."""
    step_case(case=case, state=State.ANSWERED, answer=answer, actor=actor, moment=moment)


@transaction.atomic
def answer_cases_of_issue(
    *,
    issue: UUID,
    wording: Literal["put_right", "not_put_right"],
    actor: Actor = NOBODY,
    moment: datetime,
) -> int:
    """Tell everybody whose case is part of an issue what came of it. Returns how many were told.

    It follows from a promise that was settled, so nobody's role is asked. A second call with the
    same wording tells nobody twice. A case that was guarded since, or is said to be about somebody, is
    left to those who follow it: a promise that is settled elsewhere does not end a complaint.
    """
    about = Issue.objects.select_for_update().get(pk=issue)
    settled = wording == "put_right"
    about.state = IssueState.SETTLED if settled else IssueState.OPEN
    about.save(update_fields=["state"])
    told = 0
    cases = about_nobody(Case.objects.filter(membership__issue=issue))
    for row in cases.select_for_update().order_by("id"):
        answer = words.answer(wording, row.language)
        may_be_told = State.ANSWERED in NEXT[State(row.state)]
        if may_be_told and not _is_repeated(row, State.ANSWERED, "", "", answer):
            # Our own words, in the spelling that costs a programme least.
            move_case(
                row,
                State.ANSWERED,
                answer=answer,
                spelling="economical",
                actor=actor,
                moment=moment,
            )
            told += 1
    return told


@transaction.atomic
def contest_case(*, case: UUID, programme: UUID, text: str, moment: datetime) -> None:
    """The holder of the code says that it is not settled: the case is taken up again. Words of
    violence, corruption or a threat guard it from then on."""
    row = Case.objects.select_for_update().filter(pk=case, programme=programme).first()
    if row is None:
        raise NotFound()
    check_may_contest(State(row.state))
    keep_from_all(row, sensitivity_of(text), actor=NOBODY, moment=moment)
    move_case(row, State.ACCEPTED, reason=text, actor=NOBODY, moment=moment)


def move_case(
    row: Case,
    to: State,
    *,
    reason: str = "",
    why: str = "",
    answer: str = "",
    spelling: str = "exact",
    actor: Actor,
    moment: datetime,
) -> None:
    """Move a case that the caller has locked and checked, and tell the citizen if there are words."""
    check_filled(answer)
    row.state = to
    row.turn = TURNS[to]
    row.acted_at = moment
    row.closed_at = moment if to in OVER else None
    row.save(update_fields=["state", "turn", "acted_at", "closed_at"])
    post = acts_as(actor)
    step = CaseStep(
        case=row,
        number=row.steps.count() + 1,
        state=to,
        why=why,
        actor_id=actor.account,
        role=post.role if post else "",
        organisation_id=post.organisation if post else None,
        moment=moment,
    )
    reason, answer = reason.strip(), answer.strip()
    keep_step_words(step, reason=reason, answer=answer, contact=row.contact_id)
    step.save(force_insert=True)
    stepped = CaseStepped(case=row.pk, state=to)
    journal.record(stepped, programme=row.programme_id, actor=actor, moment=moment)
    told = answer or (words.why(why, reason, row.language) if to == State.SET_ASIDE else "")
    if told:
        _tell(row, step, told, spelling, actor, moment)


def _is_repeated(row: Case, to: State, reason: str, why: str, answer: str) -> bool:
    if row.state != to or to in GROUPABLE:
        return row.state == to
    last = last_step_words(row)
    same_words = (reason.strip(), answer.strip())
    return (
        last is not None and why in ("", last.row.why) and (last.reason, last.answer) == same_words
    )


def _tell(
    row: Case, step: CaseStep, told: str, spelling: str, actor: Actor, moment: datetime
) -> None:
    if row.contact_id and contacts.can_be_answered(row.contact_id):
        messaging.queue_message(
            programme=row.programme_id,
            contact=row.contact_id,
            key=f"voices:step:{step.pk}",
            purpose="answer",
            text=words.sms("step", row.language, reference=row.reference, words=told),
            spelling=spelling,
            moment=moment,
        )
    answered = CaseAnswered(case=row.pk, step=step.pk)
    journal.record(answered, programme=row.programme_id, actor=actor, moment=moment)
