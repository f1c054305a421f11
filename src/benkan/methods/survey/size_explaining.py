"""What a number of people buys, in sentences."""

from collections.abc import Iterator
from fractions import Fraction

from benkan.methods.refusals import N_
from benkan.methods.sentences import Sentence, plain, plain_percent
from benkan.methods.survey.size import Size


def reasons(
    size: Size,
    *,
    before: Fraction,
    after: Fraction,
    power: Fraction,
    alpha: Fraction,
    deff: Fraction,
    nonresponse: Fraction,
) -> Iterator[Sentence]:
    """How many, why, and what it does not promise."""
    yield Sentence(
        N_("Answers needed in each of the two rounds: %(people)s."), {"people": size.per_round}
    )
    if nonresponse:
        yield Sentence(
            N_("People to ask in each round, since %(share)s will not answer: %(people)s."),
            {"share": plain_percent(nonresponse), "people": size.with_nonresponse},
        )
    yield Sentence(
        N_(
            "If the share really goes from %(before)s to %(after)s, two such rounds show it with a "
            "chance of %(power)s. If nothing changes, they show a change with a chance of %(alpha)s."
        ),
        {
            "before": plain_percent(before),
            "after": plain_percent(after),
            "power": plain_percent(power),
            "alpha": plain_percent(alpha),
        },
    )
    if deff != 1:
        yield Sentence(
            N_(
                "People of one place answer alike: with a design effect of %(deff)s, that takes "
                "%(deff)s times the people of a plain random sample."
            ),
            {"deff": plain(deff)},
        )
    yield Sentence(
        N_(
            "It does not say why something changed, and a smaller change than this one can remain "
            "unseen."
        )
    )
