"""The map in plain words: which groups, what each stands for, what joins them, and how sure it is."""

from collections.abc import Iterator, Mapping

import numpy as np

from benkan.methods.opinion_map.groups import letter
from benkan.methods.opinion_map.map import OpinionMap
from benkan.methods.opinion_map.stability import GROUP_STABLE, ROUNDS, Stability
from benkan.methods.opinion_map.standing import Agreed, Direction, Representative
from benkan.methods.opinion_map.votes import Label, shown
from benkan.methods.refusals import N_
from benkan.methods.sentences import Decimal, Detail, Percent, Sentence

JOINING = 5
FEWEST = 5
NOTHING_HELD, ALL_HELD = 0.005, 0.995
# From here on a decimal would only seem to be exact.
MANY_TIMES = 10

STANDS: Mapping[Direction, str] = {
    "agree": N_(
        "%(statement)s: the group agrees (%(votes)s of the %(seen)s who voted on it), "
        "about %(ratio)s times as often as the others."
    ),
    "disagree": N_(
        "%(statement)s: the group disagrees (%(votes)s of the %(seen)s who voted on it), "
        "about %(ratio)s times as often as the others."
    ),
}
EVERYBODY: Mapping[Direction, str] = {
    "agree": N_("%(statement)s: agreed to by %(votes)s of the %(seen)s who voted on it."),
    "disagree": N_("%(statement)s: turned down by %(votes)s of the %(seen)s who voted on it."),
}


def reasons(
    found: OpinionMap, stability: Stability | None, texts: Mapping[str, str]
) -> Iterator[Sentence]:
    """Why the map looks as it does.

    Args:
        found: the map.
        stability: of its groups; None where it was not worked out.
        texts: what statements say, by label; those that are missing are called by their label.
    """
    yield from _overview(found)
    yield from _sureness(stability, found)
    for group in range(len(found.tallies) if len(found.tallies) > 1 else 0):
        yield from _group(found, group, stability, texts)
    yield from _joining(found, texts)
    yield from _everybody(found, texts)


def _overview(found: OpinionMap) -> Iterator[Sentence]:
    people, statements = found.votes.shape
    grouped = int((found.groups >= 0).sum())
    yield Sentence(N_("The conversation"), is_heading=True)
    yield Sentence(
        N_("People: %(people)s. Statements: %(statements)s. Votes: %(votes)s."),
        {"people": people, "statements": statements, "votes": len(found.votes.cells)},
    )
    yield Sentence(
        N_("Placed in a group: %(grouped)s. Voted on too little to be placed: %(others)s.")
        if people > grouped
        else N_("Placed in a group: %(grouped)s, which is everybody."),
        {"grouped": grouped, "others": people - grouped},
    )
    held = float(found.components.variances.sum())
    if held < NOTHING_HELD:
        yield Sentence(
            N_("Nobody voted unlike the others, so there is nothing to tell people apart.")
        )
    else:
        yield Sentence(
            N_(
                "The map shows the two directions in which votes differ most: they hold %(share)s of "
                "all differences, so two people who stand close may still differ on much."
            )
            if held < ALL_HELD
            else N_(
                "The map shows the two directions in which votes differ most: together they hold all "
                "differences."
            ),
            {"share": Percent(held)},
        )
    if len(found.tallies) == 1:
        yield Sentence(N_("The votes show no groups: everybody is in one."))
    elif found.grouping.silhouettes:
        yield Sentence(
            N_(
                "Number of groups: %(k)s, the number that sets groups apart best (silhouette "
                "%(score)s; 1 would be perfectly apart, 0 not at all)."
            ),
            {
                "k": len(found.tallies),
                "score": Decimal(found.grouping.silhouettes.get(len(found.tallies), 0.0)),
            },
        )


def _sureness(stability: Stability | None, found: OpinionMap) -> Iterator[Sentence]:
    if stability is None or len(found.tallies) <= 1:
        if len(found.tallies) > 1:
            yield Sentence(N_("Whether these groups are stable was not checked (see --stability)."))
        return
    details: dict[str, Detail] = {
        "mean": Decimal(stability.mean),
        "same": stability.same_number,
        "rounds": ROUNDS,
    }
    if stability.stable:
        yield Sentence(
            N_(
                "The groups are stable: with a tenth of the people left out they stay nearly the "
                "same (agreement %(mean)s on average; 1 is the same, 0 is chance), and their "
                "number stays in %(same)s of %(rounds)s tries."
            ),
            details,
        )
    else:
        yield Sentence(
            N_(
                "Careful: these groups are NOT stable. With a tenth of the people left out they "
                "change (agreement %(mean)s on average; 1 is the same, 0 is chance), and their "
                "number stays in %(same)s of %(rounds)s tries. Speak of the statements below, not "
                "of camps."
            ),
            details,
        )


def _group(
    found: OpinionMap, group: int, stability: Stability | None, texts: Mapping[str, str]
) -> Iterator[Sentence]:
    size = int(found.sizes[group])
    share = Percent(size / max(int((found.groups >= 0).sum()), 1))
    yield Sentence(
        N_("Group %(letter)s – people: %(size)s, %(share)s of those placed"),
        {"letter": letter(group), "size": size, "share": share},
        is_heading=True,
    )
    if size < FEWEST:
        text = N_("These are fewer than %(fewest)s people: outliers, not a camp.")
        yield Sentence(text, {"fewest": FEWEST})
    if stability is not None:
        kept = stability.groups[group]
        text = (
            N_("It holds together when people are left out (overlap %(kept)s).")
            if kept >= GROUP_STABLE
            else N_("It does not hold together when people are left out (overlap %(kept)s).")
        )
        yield Sentence(text, {"kept": Percent(kept)})
    if not found.representative[group]:
        yield Sentence(N_("No statement sets this group apart."))
    for one in found.representative[group]:
        yield _stands(one, texts)


def _stands(one: Representative, texts: Mapping[str, str]) -> Sentence:
    return Sentence(
        STANDS[one.direction],
        {
            "statement": _called(one.statement, texts),
            "votes": one.votes,
            "seen": one.seen,
            "ratio": Decimal(one.ratio, 0 if one.ratio >= MANY_TIMES else 1),
        },
    )


def joining(found: OpinionMap) -> list[int]:
    """The places of the statements that have a majority in every group, the most joining first."""
    agrees, seen = found.tallies[:, :, 2], found.tallies.sum(axis=2)
    everywhere = ((agrees + 1) / (seen + 2)).min(axis=0)
    best = np.flatnonzero(~found.muted & (everywhere > 0.5) & (seen.min(axis=0) > 0))
    order = np.argsort(-found.group_informed[best], kind="stable")
    return [int(at) for at in best[order]]


def _joining(found: OpinionMap, texts: Mapping[str, str]) -> Iterator[Sentence]:
    """The statements that every group agrees with, the most first."""
    if len(found.tallies) <= 1:
        return
    yield Sentence(N_("What joins the groups"), is_heading=True)
    agrees, seen = found.tallies[:, :, 2], found.tallies.sum(axis=2)
    best = joining(found)[:JOINING]
    if not best:
        yield Sentence(N_("No statement has a majority in every group."))
    for at in best:
        yield Sentence(
            N_("%(statement)s: a majority in every group; where it is smallest, %(share)s agree."),
            {
                "statement": _called(found.votes.statements[at], texts),
                "share": Percent(float((agrees / np.maximum(seen, 1))[:, at].min())),
            },
        )


def _everybody(found: OpinionMap, texts: Mapping[str, str]) -> Iterator[Sentence]:
    yield Sentence(N_("What everybody together thinks"), is_heading=True)
    there = [(d, one) for d in EVERYBODY for one in found.consensus[d]]
    if not there:
        yield Sentence(N_("There is no statement on which the whole agrees beyond chance."))
    for direction, one in there:
        yield _agreed(direction, one, texts)


def _agreed(direction: Direction, one: Agreed, texts: Mapping[str, str]) -> Sentence:
    return Sentence(
        EVERYBODY[direction],
        {"statement": _called(one.statement, texts), "votes": one.votes, "seen": one.seen},
    )


def _called(label: Label, texts: Mapping[str, str]) -> str:
    text = texts.get(str(label))
    return f"{shown(label)} ({text})" if text else shown(label)
