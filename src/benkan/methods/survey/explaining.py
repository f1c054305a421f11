"""What the figures of a survey show, and what they do not, in plain words."""

from collections.abc import Iterator
from math import floor, log10

from benkan.methods.refusals import N_
from benkan.methods.sentences import Decimal, Detail, Percent, Sentence
from benkan.methods.survey.answering import Answers
from benkan.methods.survey.asking import Proportion
from benkan.methods.survey.contrasts import Contrast
from benkan.methods.survey.estimates import Estimate

FEW = 25
FEW_DF = 10


def explained(answers: Answers) -> Iterator[Sentence]:
    """The design, the estimates, the differences, and their limits."""
    yield from _design(answers)
    yield from _estimates(answers)
    yield from _contrasts(answers)
    yield from _limits(answers)


def _design(answers: Answers) -> Iterator[Sentence]:
    design = answers.design
    yield Sentence(N_("How the sample was drawn"), is_heading=True)
    yield Sentence(
        N_(
            "Respondents: %(n)s. They were drawn as clusters (%(clusters)s) within strata "
            "(%(strata)s); a respondent drawn alone counts as a cluster. Degrees of freedom, that "
            "is clusters less strata: %(df)s."
        ),
        {
            "n": len(design.weights),
            "clusters": design.clusters,
            "strata": design.strata,
            "df": design.df,
        },
    )
    if design.df < FEW_DF:
        yield Sentence(
            N_(
                "That is few: the intervals are wide for it, and themselves less sure. More "
                "clusters would help, more people in the same clusters hardly."
            )
        )
    for name in design.centred_strata:
        yield Sentence(
            N_(
                "%(where)s has one cluster only: it was held against the mean of all, which tends "
                "to make the intervals too wide rather than too narrow."
            ),
            {"where": name},
        )
    if design.certain_strata:
        yield Sentence(
            N_("Drawn completely, and so without an error of sampling: strata %(count)s."),
            {"count": len(design.certain_strata)},
        )


def _estimates(answers: Answers) -> Iterator[Sentence]:
    shares = {each.name for each in answers.request.questions if isinstance(each, Proportion)}
    level = Percent(answers.request.level)
    before = None
    for estimate in answers.estimates:
        if estimate.name != before:
            yield Sentence(
                N_("%(name)s, with the interval of %(level)s"),
                {"name": estimate.name, "level": level},
                is_heading=True,
            )
            before = estimate.name
        yield _estimate(estimate, is_share=estimate.name in shares)


def _estimate(estimate: Estimate, *, is_share: bool) -> Sentence:
    details: dict[str, Detail] = {"domain": estimate.domain or "*", "n": estimate.n}
    if estimate.value is None and estimate.n:
        text = N_("%(domain)s: it cannot be computed from these answers (respondents: %(n)s).")
        return Sentence(text, details)
    if estimate.value is None:
        return Sentence(N_("%(domain)s: not known, nobody answered."), details)
    details["value"] = _said(estimate.value, estimate.se, is_share)
    if estimate.ci_low is None or estimate.ci_high is None:
        text = N_("%(domain)s: %(value)s; the interval has an open end (respondents: %(n)s).")
        return Sentence(text, details)
    details["low"] = _said(estimate.ci_low, estimate.se, is_share)
    details["high"] = _said(estimate.ci_high, estimate.se, is_share)
    text = N_("%(domain)s: %(value)s, between %(low)s and %(high)s (respondents: %(n)s).")
    return Sentence(text, details)


def _contrasts(answers: Answers) -> Iterator[Sentence]:
    shares = {each.name for each in answers.request.questions if isinstance(each, Proportion)}
    if answers.contrasts:
        yield Sentence(N_("Differences"), is_heading=True)
    for contrast in answers.contrasts:
        is_share = contrast.name.partition(": ")[0] in shares
        yield _contrast(contrast, answers, is_share=is_share)


def _contrast(contrast: Contrast, answers: Answers, *, is_share: bool) -> Sentence:
    name = f"{contrast.name} ({contrast.domain})" if contrast.domain else contrast.name
    if contrast.value is None or contrast.p_holm is None or contrast.p is None:
        text = N_("%(name)s: not known; too few answered, or they did not differ at all.")
        return Sentence(text, {"name": name})
    stands = contrast.p_holm < 1 - answers.request.level
    details: dict[str, Detail] = {
        "name": name,
        "p": _chance(contrast.p),
        "p_holm": _chance(contrast.p_holm),
    }
    if contrast.se is None:
        if stands:
            text = N_("%(name)s: they go together (p %(p)s; %(p_holm)s with all tests counted).")
        else:
            text = N_(
                "%(name)s: it cannot be told that they go together (p %(p)s; %(p_holm)s with all "
                "tests counted)."
            )
        return Sentence(text, details)
    details["value"] = _said(contrast.value, contrast.se, is_share)
    details["low"] = _said(contrast.ci_low or 0.0, contrast.se, is_share)
    details["high"] = _said(contrast.ci_high or 0.0, contrast.se, is_share)
    if stands:
        text = N_(
            "%(name)s: %(value)s, between %(low)s and %(high)s. Chance alone would seldom make "
            "such a difference (p %(p)s; %(p_holm)s with all tests counted)."
        )
    else:
        text = N_(
            "%(name)s: %(value)s, between %(low)s and %(high)s. It cannot be told from chance (p "
            "%(p)s; %(p_holm)s with all tests counted); nor does this show that there is none: "
            "whatever lies between the two ends would fit."
        )
    return Sentence(text, details)


def _limits(answers: Answers) -> Iterator[Sentence]:
    yield Sentence(N_("What this does not show"), is_heading=True)
    yield Sentence(
        N_(
            "The intervals hold the chance of the draw alone. Whom nobody found, who did not "
            "answer, and what was asked badly are not in them; more respondents do not mend that."
        )
    )
    yield from _largest_effect(answers)
    yield from _small_cells(answers)
    if len(answers.domains) > 1:
        yield Sentence(
            N_(
                "Two intervals that overlap do not show that two groups are equal, nor the other "
                "way round: ask for the difference with --compare."
            )
        )
    if answers.request.compare or any(each.ndf for each in answers.contrasts):
        yield Sentence(
            N_(
                "A difference says that two groups are not alike, not why: it is an association, "
                "and something else that sets the groups apart may have made it."
            )
        )
    if answers.request.did:
        yield Sentence(
            N_(
                "A difference of differences is the work of the programme only if both arms would "
                "have changed alike without it. The survey cannot show that."
            )
        )
    if len(answers.contrasts) > 1:
        yield Sentence(
            N_(
                "Of many tests some are small by chance: at p 0.05, one in twenty where there is "
                "nothing. The second p counts all %(count)s (Holm)."
            ),
            {"count": len(answers.contrasts)},
        )


def _largest_effect(answers: Answers) -> Iterator[Sentence]:
    known = [each for each in answers.estimates if each.deff is not None and each.deff > 0]
    if not known:
        return
    largest = max(known, key=lambda each: each.deff or 0.0)
    assert largest.deff is not None, "only known ones were taken"
    yield Sentence(
        N_(
            "The largest design effect is %(deff)s (%(name)s): because of clusters and weights, "
            "its %(n)s respondents tell as much as %(effective)s drawn one by one."
        ),
        {
            "deff": Decimal(largest.deff, 2),
            "name": _full_name(largest),
            "n": largest.n,
            "effective": round(largest.n / largest.deff),
        },
    )


def _small_cells(answers: Answers) -> Iterator[Sentence]:
    small = [_full_name(each) for each in answers.estimates if each.n < FEW]
    if small:
        yield Sentence(
            N_("Fewer than %(few)s respondents, and so not to be published: %(names)s."),
            {"few": FEW, "names": "; ".join(dict.fromkeys(small))},
        )


def _full_name(estimate: Estimate) -> str:
    return f"{estimate.name}, {estimate.domain}" if estimate.domain else estimate.name


def _chance(p: float) -> Decimal:
    """Four decimals, and more where they would all be zero."""
    return Decimal(p, min(max(4, -floor(log10(p))), 12) if p > 0 else 4)


def decimals_of(se: float, *, is_share: bool) -> int:
    """As many decimals as show two digits of a standard error (of a share: in per cent)."""
    size = se * (100 if is_share else 1)
    return min(max(1 - floor(log10(size)), 0), 6) if size > 1e-9 else 2


def _said(value: float, se: float | None, is_share: bool) -> Detail:
    decimals = decimals_of(se or 0.01, is_share=is_share)
    return Percent(value, min(decimals, 2)) if is_share else Decimal(value, decimals)
