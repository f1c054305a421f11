"""A question asked at a meeting: by whom, and what was answered."""

from benkan.apps.activities.rules.kinds import CATEGORIES
from benkan.kit.refusals import N_, Refused

ASKERS = (*CATEGORIES, ("unknown", N_("Not known")))
"""Who asked: a category, never a name."""


class QuestionMissing(Refused):
    code = "activity_question_missing"
    text = N_("Write the question as it was asked, without the name of who asked it.")


class AskerNotKnown(Refused):
    code = "activity_asker_not_known"
    text = N_("Choose who asked from the list; “not known” is an answer too.")


def check_question(question: str, *, asker: str) -> None:
    if not question.strip():
        raise QuestionMissing()
    if asker not in {code for code, _ in ASKERS}:
        raise AskerNotKnown()
