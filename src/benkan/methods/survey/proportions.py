"""Intervals of a share that stay between 0 and 1.

Between 5 % and 95 % the interval is made on the scale of log odds. Nearer to 0 or 1 the odds tell
little, and Korn and Graubard's interval is used: that of Clopper and Pearson, for the number of
people that an independent sample of the same precision would have had.

Source: Lumley, *Complex Surveys* (2010), section 2.4 ("logit"); Korn and Graubard, "Confidence
intervals for proportions with small expected number of positive counts estimated from survey data",
*Survey Methodology* 24 (1998), section 2. R: `svyciprop`, methods "logit" and "beta".
"""

from math import exp, log

from scipy.special import betaincinv, stdtrit

from benkan.methods.survey.estimates import Limits

NEAR = 0.05
# Above so many people the two ends are those of the normal distribution, to the last digit shown.
SO_MANY = 1e12


def share_limits(df: float, level: float, *, kind: str = "auto") -> Limits:
    """How the interval of a share is made.

    Args:
        df: degrees of freedom of the design.
        level: such as 0.95.
        kind: `logit`, `korn-graubard`, or `auto` for the second below 5 % and above 95 %.
    """

    def limits(share: float, se: float, reach: float, count: int) -> tuple[float, float, str]:
        is_near = share < NEAR or share > 1 - NEAR
        if kind == "korn-graubard" or (kind == "auto" and is_near) or not 0 < share < 1:
            return (*_korn_graubard(share, se, count, df, level), "korn-graubard")
        return (*_logit(share, se, reach), "logit")

    return limits


def _logit(share: float, se: float, reach: float) -> tuple[float, float]:
    odds, width = log(share / (1 - share)), reach * se / (share * (1 - share))
    return _share(odds - width), _share(odds + width)


def _share(odds: float) -> float:
    return 1 / (1 + exp(-odds)) if odds > -700 else 0.0


def _korn_graubard(
    share: float, se: float, count: int, df: float, level: float
) -> tuple[float, float]:
    """With no variance at all (everybody says the same) the people who answered stand for the
    effective number."""
    tail = (1 - level) / 2
    effective = share * (1 - share) / se**2 if se > 0 and 0 < share < 1 else float(count)
    if count > 1:
        effective *= float(stdtrit(count - 1, tail) / stdtrit(df, tail)) ** 2
    if effective > SO_MANY:
        width = float(stdtrit(df, 1 - tail)) * se
        return max(share - width, 0.0), min(share + width, 1.0)
    yes, no = effective * share, effective * (1 - share)
    low = float(betaincinv(yes, no + 1, tail)) if yes > 0 else 0.0
    high = float(betaincinv(yes + 1, no, 1 - tail)) if no > 0 else 1.0
    return low, high
