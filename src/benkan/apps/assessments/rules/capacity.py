"""Whose hand gives which score of an organisation, and what a score owes to whoever reads it."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from benkan.kit.actor import Actor, Role
from benkan.kit.refusals import N_, Refused

VERIFIERS = (Role.ADMINISTRATOR, Role.PROGRAMME_STAFF)
"""Who looks at the proofs of an organisation: the programme, never the organisation itself."""
FURTHEST = timedelta(days=2 * 366)


class JustificationMissing(Refused):
    code = "capacity_justification_missing"
    text = N_("“%(question)s”: say in a sentence why this level was chosen.")


class ProofMissing(Refused):
    code = "capacity_proof_missing"
    text = N_("“%(question)s”: name the document that shows it. Without one, choose level 1.")


class OwnScoreStays(Refused):
    code = "capacity_own_score_stays"
    text = N_(
        "The organisation has scored itself. Its score stays as it is: whoever helps or checks writes "
        "beside it."
    )


class SameHands(Refused):
    code = "capacity_same_hands"
    text = N_("You wrote this organisation's own score, or work for it. Somebody else checks it.")


class NotScoredYet(Refused):
    code = "capacity_not_scored_yet"
    text = N_("The organisation has not scored itself yet: its own view comes first.")


class NotChecked(Refused):
    code = "capacity_not_checked"
    text = N_("“%(question)s” has not been checked against its proof yet.")


class WhatToImprove(Refused):
    code = "improvement_missing"
    text = N_("Say what the organisation will do, in a sentence that can be checked later.")


class ImprovementDay(Refused):
    code = "improvement_day"
    text = N_("Choose a day to come, within two years: the next round looks at it again.")


def is_of(actor: Actor, organisation: UUID | None) -> bool:
    """Whether the actor works for the organisation."""
    return organisation is not None and any(
        post.organisation == organisation for post in actor.posts
    )


def check_own_hand(actor: Actor, *, subject: UUID | None, is_scored: bool) -> None:
    """The organisation writes its own score. The programme may note a first one for it, and never
    changes one that is there."""
    if is_scored and not is_of(actor, subject):
        raise OwnScoreStays()


def check_other_hand(
    actor: Actor, *, subject: UUID | None, authors: Collection[UUID], is_scored: bool
) -> None:
    """Whoever checks has neither written the score nor works for the organisation."""
    if not is_scored:
        raise NotScoredYet()
    if is_of(actor, subject) or actor.account in authors:
        raise SameHands()


def check_told(question: str, *, reason: str, needs_proof: bool, level: int, proof: str) -> None:
    """A level has its justification and, above the first, its proof where the question asks for one."""
    if not reason.strip():
        raise JustificationMissing(question=question)
    if needs_proof and level > 1 and not proof.strip():
        raise ProofMissing(question=question)


def check_improvement(text: str, *, due_on: date, today: date) -> None:
    if not text.strip():
        raise WhatToImprove()
    if not today < due_on <= today + FURTHEST:
        raise ImprovementDay()
