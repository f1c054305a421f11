"""Local indicators of a barometer: written on top of the universal model, in versions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from benkan.apps.assessments.rules.scales import LEVELS, Asked, OutsideScale, Scale, ends
from benkan.kit.refusals import N_, Refused

SCALES = (Scale.FOUR, Scale.DOCUMENT, Scale.YES_NO, Scale.PERCENT, Scale.COUNT)
"""What a local indicator may be answered with: the scales of the universal model."""

SOURCES: Mapping[str, str] = {
    "consensus": N_("The group agrees on it"),
    "document": N_("A document that was seen"),
    "record": N_("A register or a figure of the administration"),
    "poll": N_("Several people were asked"),
}
"""Where an answer comes from, by the name in rows: never rename one."""

LEVEL_WORDS: Mapping[Scale, Mapping[str, str]] = {
    Scale.DOCUMENT: {"0": N_("None"), "5": N_("Begun"), "10": N_("Seen")},
    Scale.FOUR: {
        "0": N_("Not at all"),
        "33": N_("A little"),
        "67": N_("Mostly"),
        "100": N_("Entirely"),
    },
    Scale.YES_NO: {"0": N_("No"), "1": N_("Yes")},
}
"""For a level without words of its own."""

MOST_WEIGHT = Decimal(10)


class QuestionsAnswered(Refused):
    code = "questions_answered"
    text = N_(
        "Groups have already answered these questions. Change them for the next measure, so that "
        "all groups answer the same."
    )


class QuestionsFixed(Refused):
    code = "questions_fixed"
    text = N_("These questions are fixed. Begin a new version first, and say why.")


class NotLocal(Refused):
    code = "indicator_is_not_local"
    text = N_(
        "This question is of the universal model, which is the same everywhere. Add a local one beside it."
    )


class IndicatorPromised(Refused):
    code = "indicator_is_promised"
    text = N_("A promise names this question. Ask it otherwise if you must, and leave it in.")


class NoBranch(Refused):
    code = "indicator_without_branch"
    text = N_("Choose the sub-criterion that the local indicator belongs to.")


class EndsAlike(Refused):
    code = "indicator_ends_alike"
    text = N_("Worst and best are the same. Give two different numbers.")


class EndsMissing(Refused):
    code = "indicator_ends_missing"
    text = N_("Say which number is the worst and which is the best.")


class WeightWrong(Refused):
    code = "indicator_weight_wrong"
    text = N_("A weight is more than 0 and 10 at most; 1 counts like each of the others.")


@dataclass(frozen=True)
class LocalIndicator:
    """What a commune asks on top: label and question by language, words of the levels in French."""

    label: Mapping[str, str]
    question: Mapping[str, str]
    scale: Scale
    worst: Decimal | None = None
    best: Decimal | None = None
    unit: str = ""
    weight: Decimal = Decimal(1)
    source_type: str = "consensus"
    needs_evidence: bool = False
    anchors: Mapping[str, str] = field(default_factory=dict)


def ends_of(told: LocalIndicator) -> tuple[Decimal, Decimal]:
    """Worst and best: those of the scale where it has levels, else the two numbers that were given.

    Raises:
        EndsMissing, EndsAlike: a number counts up or down, and somebody has to say which.
        OutsideScale: a percentage beyond 100, a count below zero.
    """
    if levels := LEVELS.get(told.scale):
        return Decimal(levels[0]), Decimal(levels[-1])
    if told.worst is None or told.best is None:
        raise EndsMissing()
    if told.worst == told.best:
        raise EndsAlike()
    _check_on_scale(told, told.worst)
    _check_on_scale(told, told.best)
    return told.worst, told.best


def check_local(told: LocalIndicator) -> None:
    """Raise what is wrong with an indicator, the first thing first."""
    ends_of(told)
    if not 0 < told.weight <= MOST_WEIGHT:
        raise WeightWrong()


def next_code(branch: str, known: frozenset[str]) -> str:
    """The code of one more indicator below a branch. One that was taken out is never given again: by
    its code two measures are compared.

    >>> next_code("A5", frozenset({"A5a", "A5-L1"}))
    'A5-L2'
    """
    own = f"{branch}-L"
    numbers = [code.removeprefix(own) for code in known if code.startswith(own)]
    return f"{own}{1 + max((int(number) for number in numbers if number.isdecimal()), default=0)}"


def _check_on_scale(told: LocalIndicator, value: Decimal) -> None:
    leaf = Asked(told.scale, Decimal(0), Decimal(1))
    least, most = ends(leaf)
    if not least <= value <= most:
        name = told.question.get("fr") or told.label.get("fr", "")
        raise OutsideScale(value=str(value), question=name, least=least, most=most)
