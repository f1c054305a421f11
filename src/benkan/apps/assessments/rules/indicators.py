"""Common indicators: what the concerns of all groups are put together into."""

from benkan.apps.assessments.rules.scales import Scale
from benkan.kit.refusals import N_, Refused

SCALES = (Scale.FACES, Scale.FACES_3, Scale.PERCENT, Scale.YES_NO)
"""What people of a village choose from; others belong to data packs."""

SCALE_WORDS = {
    Scale.FACES: N_("Five faces, from very bad to very good (1 to 5)"),
    Scale.FACES_3: N_("Three faces: bad, so-so, good"),
    Scale.PERCENT: N_("A number from 0 to 100"),
    Scale.YES_NO: N_("Yes or no"),
}
MOST = 30
"""More than a group can score in one sitting."""


class IndicatorMissing(Refused):
    code = "indicator_missing"
    text = N_("Give the indicator a name in a few words: “Welcome at the maternity”.")


class IndicatorTwice(Refused):
    code = "indicator_twice"
    text = N_("“%(name)s” is an indicator already: put the concern there.")


class IndicatorAnswered(Refused):
    code = "indicator_is_answered"
    text = N_("This indicator has been scored or promised on: it stays, with its scale.")


class TooManyIndicators(Refused):
    code = "indicators_too_many"
    text = N_("%(most)s indicators are all that a group can score. Put some of them together.")


class QuestionsSettled(Refused):
    code = "questions_settled"
    text = N_(
        "The questions of this round are settled: they stay, so that cycles can be compared. "
        "New ones belong in the next cycle."
    )


def check_name(name: str, *, known: list[str]) -> None:
    """An indicator has a name, and another one than the others."""
    if not name.strip():
        raise IndicatorMissing()
    if name.strip().casefold() in {one.casefold() for one in known}:
        raise IndicatorTwice(name=name.strip())


def next_code(known: list[str]) -> str:
    """The code of the next indicator that people wrote: one that no earlier cycle has used, since scores
    are compared by it."""
    numbers = [int(code[1:]) for code in known if code[:1] == "L" and code[1:].isdecimal()]
    return f"L{max(numbers, default=0) + 1}"
