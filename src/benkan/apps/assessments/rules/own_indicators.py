"""Questions that the service asks itself: one or two, beside those that everybody answers.

They are read beside the round and count in no index, no coverage and no gap: a service that could add
to its own score would do so.
"""

from benkan.apps.assessments.rules.scales import Scale
from benkan.kit.refusals import N_, Refused

MOST = 2
ASKED_OF = "provider"
SCALES = (Scale.FACES, Scale.YES_NO, Scale.PERCENT)
"""What such a question may be answered with."""


class AskedOfTheService(Refused):
    code = "question_of_the_service"
    text = N_("Only the service itself answers this question. Leave it out for this group.")


class QuestionMissing(Refused):
    code = "own_question_missing"
    text = N_("Write the question that the service asks itself.")


class EnoughOfTheirOwn(Refused):
    code = "own_questions_enough"
    text = N_("The service has two questions of its own: that is as many as it may add.")


class OwnTwice(Refused):
    code = "own_question_twice"
    text = N_("The service asks itself this already.")


class OwnAnswered(Refused):
    code = "own_question_answered"
    text = N_("The service has answered this question: it stays.")


class VersionFrozen(Refused):
    code = "instrument_version_frozen"
    text = N_(
        "The questions of this round stand as people answered them. Add it to the next cycle."
    )


def is_own(asked_of: str) -> bool:
    """Whether a question is for the service alone."""
    return asked_of == ASKED_OF


def check_own(question: str, *, known: list[str]) -> None:
    """One more question of its own, not said yet, and not more than two."""
    if not question.strip():
        raise QuestionMissing()
    if question.strip().casefold() in [one.strip().casefold() for one in known]:
        raise OwnTwice()
    if len(known) >= MOST:
        raise EnoughOfTheirOwn()
