"""How many people to ask in each round, so that a change of a share would be seen.

Source: Fleiss, Levin, Paik, *Statistical Methods for Rates and Proportions* (3rd ed., 2003), section
4.2, formula 4.14, for two independent rounds of the same size, without continuity correction; times
the design effect (Kish, *Survey Sampling*, 1965, section 8.2).
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, sqrt
from statistics import NormalDist

from benkan.methods.refusals import N_, Refused

FORMULA = "n = deff·[z(1−α/2)·√(2·p̄·q̄) + z(power)·√(p₁q₁+p₂q₂)]² / (p₁−p₂)², p̄ = (p₁+p₂)/2, q = 1−p"
LARGEST = 10**15
# A sum that is whole but for the rounding of floats is whole.
HAIR = 1e-9
HALF = Fraction(1, 2)


class NotAShare(Refused):
    code = "not_a_share"
    text = N_("%(option)s must be a share from 0 to 1, such as 0.3 for 30 per cent.")


class SharesEqual(Refused):
    code = "shares_equal"
    text = N_("--from and --to are the same: no number of people shows a change that is none.")


class PowerTooSmall(Refused):
    code = "power_too_small"
    text = N_("--power must be at least 0.5 and below 1, such as 0.8.")


class AlphaOutside(Refused):
    code = "alpha_outside"
    text = N_("--alpha must be above 0 and below 1, such as 0.05.")


class DesignEffectNotAboveZero(Refused):
    code = "design_effect_not_above_zero"
    text = N_("--deff must be a number above 0, such as 2.")


class NobodyAnswers(Refused):
    code = "nobody_answers"
    text = N_("--nonresponse must be a share from 0 to below 1, such as 0.05.")


class TooManyPeople(Refused):
    code = "too_many_people"
    text = N_("So small a change would take more people than there are: choose a larger one.")


@dataclass(frozen=True)
class Size:
    """How many. `needed` is the formula's number before it is rounded up, `per_round` the answers
    wanted in each round, `with_nonresponse` the people to ask so that so many answer."""

    needed: float
    per_round: int
    with_nonresponse: int


def size_for_change(
    before: Fraction,
    after: Fraction,
    *,
    power: Fraction = Fraction(4, 5),
    alpha: Fraction = Fraction(1, 20),
    deff: Fraction = Fraction(1),
    nonresponse: Fraction = Fraction(0),
) -> Size:
    """How many people in each of two rounds show a change from one share to another.

    Args:
        before, after: shares from 0 to 1, not equal.
        power: the chance, from 1/2 to below 1, that the change is seen when it is there.
        alpha: the chance, between 0 and 1, that a change is seen when there is none; two-sided.
        deff: the design effect, above 0: 2 means that clusters halve what each answer is worth.
        nonresponse: the share from 0 to below 1 of people asked who do not answer.

    Raises:
        NotAShare, SharesEqual, PowerTooSmall, AlphaOutside, DesignEffectNotAboveZero,
        NobodyAnswers: an argument is outside; TooManyPeople: more than a thousand billion.

    >>> size_for_change(Fraction("0.3"), Fraction("0.4"), deff=Fraction(2)).per_round
    712
    """
    _check(before, after, power, alpha, deff, nonresponse)
    middle = (before + after) / 2
    spread = before * (1 - before) + after * (1 - after)
    seen = _z(alpha / 2) * sqrt(2 * middle * (1 - middle)) + _z(1 - power) * sqrt(spread)
    needed = float(deff) * (seen / float(abs(before - after))) ** 2
    if needed > LARGEST:
        raise TooManyPeople()
    per_round = max(ceil(needed * (1 - HAIR)), 1)
    return Size(needed, per_round, ceil(per_round / (1 - nonresponse)))


def _check(
    before: Fraction,
    after: Fraction,
    power: Fraction,
    alpha: Fraction,
    deff: Fraction,
    nonresponse: Fraction,
) -> None:
    for option, share in (("--from", before), ("--to", after)):
        if not 0 <= share <= 1:
            raise NotAShare(option=option)
    if before == after:
        raise SharesEqual()
    if not HALF <= power < 1:
        raise PowerTooSmall()
    if not 0 < alpha < 1:
        raise AlphaOutside()
    if deff <= 0:
        raise DesignEffectNotAboveZero()
    if not 0 <= nonresponse < 1:
        raise NobodyAnswers()


def _z(tail: Fraction) -> float:
    """The value that a normal variable exceeds with this probability."""
    return -NormalDist().inv_cdf(float(tail))
