"""What the figures of a survey show, and what they do not, in plain words."""

from collections.abc import Iterable, Iterator
from math import floor, log10
from typing import TypeVar

from benkan.methods.refusals import N_
from benkan.methods.sentences import Decimal, Detail, Percent, Sentence, plain, plain_percent
from benkan.methods.survey.answering import Answers
from benkan.methods.survey.asking import (
    Mean,
    Model,
    Proportion,
    Quantile,
    Question,
    Ratio,
    Table,
    Total,
)
from benkan.methods.survey.contrasts import Contrast
from benkan.methods.survey.estimates import Estimate

Row = TypeVar("Row", Estimate, Contrast, Estimate | Contrast)

FEW = 25
FEW_DF = 10
# A standard error this small beside its value is rounding.
CERTAIN = 1e-9
MOST_ROWS, MOST_NAMES = 60, 12


def reasons(answers: Answers) -> Iterator[Sentence]:
    """The design, the estimates, the differences, and their limits."""
    yield from _design(answers)
    yield from _estimates(answers)
    yield from _contrasts(answers)
    yield from _limits(answers)


def _design(answers: Answers) -> Iterator[Sentence]:
    design = answers.design
    yield Sentence(N_("How the sample was drawn"), is_heading=True)
    clustered = N_(
        "Respondents: %(n)s. They were drawn as clusters (%(clusters)s) within strata "
        "(%(strata)s); a respondent drawn alone counts as a cluster. Degrees of freedom, that "
        "is clusters less strata: %(df)s; the fewer, the wider the intervals."
    )
    alone = N_(
        "Respondents: %(n)s. They were drawn one by one within strata (%(strata)s). Degrees of "
        "freedom, that is respondents less strata: %(df)s; the fewer, the wider the intervals."
    )
    from_all = N_(
        "Respondents: %(n)s. They are taken as drawn one by one from everybody: neither clusters "
        "nor strata were named."
    )
    one_by_one = design.clusters == len(design.weights)
    yield Sentence(
        clustered if not one_by_one else alone if design.strata > 1 else from_all,
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
    names = _Names(answers)
    level = Percent(answers.request.level)
    for name, rows in grouped(answers.estimates).items():
        yield Sentence(
            N_("%(name)s, with the interval of %(level)s"),
            {"name": names.of(name), "level": level},
            is_heading=True,
        )
        for estimate in rows[:MOST_ROWS]:
            yield _estimate(estimate, is_share=names.is_share(name))
        if len(rows) > MOST_ROWS:
            yield Sentence(
                N_("Others, which the JSON has: %(more)s."), {"more": len(rows) - MOST_ROWS}
            )


def _estimate(estimate: Estimate, *, is_share: bool) -> Sentence:
    details: dict[str, Detail] = {"domain": domain_of(estimate), "n": estimate.n}
    if estimate.value is None and estimate.n:
        text = N_("%(domain)s: it cannot be computed from these answers (respondents: %(n)s).")
        return Sentence(text, details)
    if estimate.value is None:
        return Sentence(N_("%(domain)s: not known, nobody answered."), details)
    details["value"] = _said(estimate.value, estimate.se, is_share)
    if estimate.reason == "one_cluster":
        text = N_(
            "%(domain)s: %(value)s; how sure that is cannot be known, since all who answered are in "
            "one cluster (respondents: %(n)s)."
        )
        return Sentence(text, details)
    if estimate.se is not None and estimate.se < CERTAIN * max(abs(estimate.value), CERTAIN):
        text = N_(
            "%(domain)s: %(value)s; the way the sample was drawn settles it, and chance has no part "
            "in it (respondents: %(n)s)."
        )
        return Sentence(text, details)
    if estimate.ci_low is None or estimate.ci_high is None:
        text = N_("%(domain)s: %(value)s; the interval has an open end (respondents: %(n)s).")
        return Sentence(text, details)
    details["low"] = _said(estimate.ci_low, estimate.se, is_share)
    details["high"] = _said(estimate.ci_high, estimate.se, is_share)
    text = N_("%(domain)s: %(value)s, between %(low)s and %(high)s (respondents: %(n)s).")
    return Sentence(text, details)


def grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows by what they are of, in the order in which that comes first: the domains of a
    coefficient stand together, though those of a model do."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.name, []).append(row)
    return found


def domain_of(row: Estimate | Contrast) -> Detail:
    """Such as `region=Kayes`."""
    return row.domain or Sentence(N_("The whole population"))


def _contrasts(answers: Answers) -> Iterator[Sentence]:
    names = _Names(answers)
    for name, rows in grouped(answers.contrasts).items():
        heading = names.of(name)
        yield Sentence(heading.text, heading.details, is_heading=True)
        for contrast in rows:
            yield _contrast(contrast, answers, is_share=names.is_share(name))


def _contrast(contrast: Contrast, answers: Answers, *, is_share: bool) -> Sentence:
    details: dict[str, Detail] = {"domain": domain_of(contrast)}
    if contrast.value is None or contrast.p_holm is None or contrast.p is None:
        text = N_("%(domain)s: not known; too few answered, or they did not differ at all.")
        return Sentence(text, details)
    stands = contrast.p_holm < 1 - answers.request.level
    details["p"] = _tested(contrast.p, contrast.p_holm)
    if contrast.se is None:
        if stands:
            text = N_("%(domain)s: they go together (%(p)s).")
        else:
            text = N_("%(domain)s: it cannot be told that they go together (%(p)s).")
        return Sentence(text, details)
    details["value"] = _difference(contrast.value, contrast.se, is_share)
    details["low"] = _in_points(_said(contrast.ci_low or 0.0, contrast.se, is_share))
    details["high"] = _in_points(_said(contrast.ci_high or 0.0, contrast.se, is_share))
    if stands:
        text = N_(
            "%(domain)s: %(value)s, between %(low)s and %(high)s. Chance alone would seldom make "
            "such a difference (%(p)s)."
        )
    else:
        text = N_(
            "%(domain)s: %(value)s, between %(low)s and %(high)s. It cannot be told from chance "
            "(%(p)s); nor does this show that there is none: "
            "whatever lies between the two ends would fit."
        )
    return Sentence(text, details)


class _Names:
    """What was asked, in words, by the names of estimates and contrasts."""

    def __init__(self, answers: Answers) -> None:
        self._questions = {each.name: each for each in answers.request.questions}

    def is_share(self, name: str) -> bool:
        return isinstance(self._asked(name)[0], Proportion)

    def of(self, name: str) -> Sentence:
        """A model's estimate has its term behind its name, a difference its sides."""
        question, rest = self._asked(name)
        words = _in_words(question)
        if not rest:
            return words
        if isinstance(question, Model):
            return Sentence(N_("%(model)s: %(term)s"), {"model": words, "term": rest})
        return Sentence(N_("%(name)s, difference: %(sides)s"), {"name": words, "sides": rest})

    def _asked(self, name: str) -> tuple[Question, str]:
        if name in self._questions:
            return self._questions[name], ""
        longest = max((each for each in self._questions if name.startswith(f"{each}: ")), key=len)
        return self._questions[longest], name[len(longest) + 2 :]


def name_of(answers: Answers, row: Estimate | Contrast) -> Sentence:
    """What a row is of, in words."""
    return _Names(answers).of(row.name)


def _in_words(question: Question) -> Sentence:
    match question:
        case Mean(column):
            return Sentence(N_("Mean of %(column)s"), {"column": column})
        case Total(column):
            return Sentence(N_("Total of %(column)s"), {"column": column})
        case Proportion(column, value):
            details = {"column": column, "value": str(value)}
            return Sentence(N_("Share with %(column)s = %(value)s"), details)
        case Ratio(over, under):
            return Sentence(N_("Ratio of %(over)s to %(under)s"), {"over": over, "under": under})
        case Quantile(column, share):
            decimals = 0 if (share * 100).is_integer() else 1
            said = Percent(share, decimals)
            text = N_("Value of %(column)s that %(share)s do not exceed")
            return Sentence(text, {"column": column, "share": said})
        case Model():
            model = question.name.removeprefix("logistic ")
            return Sentence(N_("Log odds, %(model)s"), {"model": model})
        case Table(rows, columns):
            pair = {"rows": rows, "columns": columns}
            return Sentence(N_("Do %(rows)s and %(columns)s go together?"), pair)


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
    if answers.contrasts:
        yield Sentence(
            N_(
                "p is how likely such a difference, or a larger one, would be by the chance of the "
                "draw if there were none."
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
    if round(largest.n / largest.deff) >= largest.n:
        return
    yield Sentence(
        N_(
            "The largest design effect is %(deff)s (%(name)s): because of clusters and weights, "
            "its %(n)s respondents tell as much as %(effective)s drawn one by one."
        ),
        {
            "deff": Decimal(largest.deff, 2),
            "name": _full_name(answers, largest),
            "n": largest.n,
            "effective": round(largest.n / largest.deff),
        },
    )


def _small_cells(answers: Answers) -> Iterator[Sentence]:
    small = [each for each in answers.estimates if each.n < FEW]
    domains = dict.fromkeys(each.domain for each in small if each.domain)
    if small:
        yield Sentence(
            N_("Fewer than %(few)s respondents, and so not to be published: %(domains)s."),
            {"few": FEW, "domains": _listed(list(domains))},
        )


def _listed(domains: list[str]) -> Detail:
    if not domains:
        return Sentence(N_("The whole population"))
    if len(domains) <= MOST_NAMES:
        return "; ".join(domains)
    first = "; ".join(domains[:MOST_NAMES])
    more = len(domains) - MOST_NAMES
    return Sentence(N_("%(first)s; and others: %(more)s"), {"first": first, "more": more})


def _full_name(answers: Answers, row: Estimate) -> Sentence:
    details: dict[str, Detail] = {"name": name_of(answers, row), "domain": domain_of(row)}
    return Sentence(N_("%(name)s, %(domain)s"), details)


def _tested(p: float, p_holm: float) -> Sentence:
    """The p, and what becomes of it with all tests counted, where that is another number."""
    if _chance(p) == _chance(p_holm):
        return Sentence(N_("p %(p)s"), {"p": _chance(p)})
    text = N_("p %(p)s; %(p_holm)s with all tests counted")
    return Sentence(text, {"p": _chance(p), "p_holm": _chance(p_holm)})


def _chance(p: float) -> Detail:
    """Four decimals, and more where they would all be zero."""
    if p < 1e-6:
        return "< 10⁻⁶"
    return Decimal(p, max(4, -floor(log10(p))))


def decimals_of(se: float, *, is_share: bool) -> int:
    """As many decimals as show two digits of a standard error (of a share: in per cent)."""
    size = se * (100 if is_share else 1)
    return min(max(1 - floor(log10(size)), 0), 6) if size > 1e-9 else 2


def _difference(value: float, se: float, is_share: bool) -> Detail:
    """Of shares in points: from 20% to 30% are ten points, not ten per cent."""
    said = _said(value, se, is_share)
    if not isinstance(said, Percent):
        return said
    return Sentence(N_("%(points)s points"), {"points": _in_points(said)})


def _in_points(said: Detail) -> Detail:
    return Decimal(said.share * 100, said.decimals) if isinstance(said, Percent) else said


def _said(value: float, se: float | None, is_share: bool) -> Detail:
    if not se:
        return plain_percent(value) if is_share else plain(value)
    decimals = decimals_of(se, is_share=is_share)
    return Percent(value, min(decimals, 2)) if is_share else Decimal(value, decimals)
