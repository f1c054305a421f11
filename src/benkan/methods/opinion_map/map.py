"""The opinion map: who stands near whom, which groups there are, and what joins them.

Source: compdemocracy/polis; Small et al., "Polis: Scaling deliberation by mapping high dimensional
opinion spaces", RECERCA 26 (2021). What is mended: no start is random, nobody is left out of large
conversations, and nothing depends on what was computed before.
"""

from dataclasses import dataclass, replace

import numpy as np

from benkan.methods.opinion_map import order
from benkan.methods.opinion_map.components import Components, components, is_thin
from benkan.methods.opinion_map.groups import BASE_CLUSTERS, Grouping, grouped
from benkan.methods.opinion_map.matrix import Centred
from benkan.methods.opinion_map.moderation import NONE, Moderation
from benkan.methods.opinion_map.placing import placed, positions, projections
from benkan.methods.opinion_map.priority import priorities
from benkan.methods.opinion_map.standing import (
    Agreed,
    Direction,
    Representative,
    consensus,
    group_informed_consensus,
    group_tallies,
    representative,
)
from benkan.methods.opinion_map.votes import Array, NoVotes, Votes
from benkan.methods.progress import Progress, untold
from benkan.methods.refusals import N_, Refused

UNGROUPED = -1


class WrongNumberOfGroups(Refused):
    code = "wrong_number_of_groups"
    text = N_("Groups asked for: %(found)s. With these votes it can be 1 to %(most)s.")


@dataclass(frozen=True)
class OpinionMap:
    """The map of n people and m statements; arrays are in the order of `votes`.

    Attributes:
        votes: what it was made from.
        muted: length m, statements that count as zero for the map.
        rejected: length m, those of them that a moderator rejected.
        positions: shape (n, 2).
        components: the two directions.
        projections: shape (m, 2), where each statement pulls to.
        groups: length n, from 0, the largest first; -1 for people who voted on too little.
        grouping: how the groups were found.
        tallies: shape (k, m, 3), votes against, passes and votes for, a group.
        representative: for each group, the statements that stand for it.
        consensus: what everybody together agrees with and disagrees with.
        group_informed: length m, the group-informed consensus, 0 to 1.
        priorities: length m, the weight with which a statement is shown next.
    """

    votes: Votes
    muted: Array
    rejected: Array
    positions: Array
    components: Components
    projections: Array
    groups: Array
    grouping: Grouping
    tallies: Array
    representative: list[list[Representative]]
    consensus: dict[Direction, list[Agreed]]
    group_informed: Array
    priorities: Array

    @property
    def sizes(self) -> Array:
        """Length k: people in each group."""
        return np.bincount(self.groups[self.groups >= 0], minlength=len(self.tallies))


def opinion_map(
    votes: Votes,
    *,
    moderation: Moderation = NONE,
    groups: int | None = None,
    bases: int = BASE_CLUSTERS,
    start: Array | None = None,
    progress: Progress = untold,
) -> OpinionMap:
    """The map of a conversation.

    Args:
        votes: at least one.
        moderation: which statements count as zero for the map.
        groups: how many groups; None for the number with the best mean silhouette, 2 to 5.
        bases: how many base clusters people are gathered into first; 0 groups them directly.
        start: m × b vectors of an earlier map of nearly the same votes: the same answer, sooner.
        progress: told how far it is.

    Returns:
        The same map for the same votes, whatever the order of their rows and whatever people and
        statements are called (in small conversations to the last bit, in others to rounding). Where
        everybody votes alike, everybody stands at the origin and there is one group.

    Raises:
        NoVotes: there is none.
        WrongNumberOfGroups: fewer than one, or more than there are people to be grouped.

    >>> from benkan.methods.opinion_map.votes import collected
    >>> people = [person for person in "abcdef" for _ in range(2)]
    >>> votes = collected(people, [1, 2] * 6, [1, 1, 1, 1, 1, 1, -1, 1, -1, 1, -1, 0])
    >>> found = opinion_map(votes)
    >>> found.sizes.tolist(), found.consensus["agree"][0].statement
    ([3, 3], 2)
    """
    if len(votes.cells) == 0:
        raise NoVotes()
    if groups is not None and not 1 <= groups <= placed(votes).sum():
        raise WrongNumberOfGroups(found=groups, most=int(placed(votes).sum()))
    if len(votes.cells) <= order.FEW:
        people, statements = order.by_votes(votes, _muted(votes, moderation))
        ordered = order.rearranged(votes, people, statements)
        found = _mapped(ordered, moderation, groups, bases, start, progress)
        return _put_back(found, votes, people, statements)
    return _mapped(votes, moderation, groups, bases, start, progress)


def _muted(votes: Votes, moderation: Moderation) -> Array:
    rejected, meta = moderation.rejects(votes.statements), moderation.is_meta(votes.statements)
    return np.asarray(rejected + 2 * meta)


def _mapped(
    votes: Votes,
    moderation: Moderation,
    groups: int | None,
    bases: int,
    start: Array | None,
    progress: Progress,
) -> OpinionMap:
    rejected, meta = moderation.rejects(votes.statements), moderation.is_meta(votes.statements)
    matrix = Centred(votes, rejected | meta)
    # People grouped directly are for comparing with peers, who know no such correction.
    found = components(matrix, start, corrected=bases > 0 and is_thin(matrix))
    progress(0.6)
    return located(matrix, found, rejected, meta, groups=groups, bases=bases, progress=progress)


def located(
    matrix: Centred,
    found: Components,
    rejected: Array,
    meta: Array,
    *,
    groups: int | None,
    bases: int,
    progress: Progress,
) -> OpinionMap:
    """The map, once its directions are known."""
    votes, muted = matrix.votes, matrix.muted
    places = positions(matrix, found)
    progress(0.7)
    labels, grouping = _labels(places, placed(votes), groups, bases)
    progress(0.9)
    tallies = group_tallies(votes, labels, len(grouping.centres))
    pulls = projections(matrix, found)
    return OpinionMap(
        votes=votes,
        muted=muted,
        rejected=rejected,
        positions=places,
        components=found,
        projections=pulls,
        groups=labels,
        grouping=grouping,
        tallies=tallies,
        representative=representative(tallies, votes.statements, muted),
        consensus=consensus(votes.tallies, votes.statements, muted),
        group_informed=group_informed_consensus(tallies),
        priorities=priorities(votes.tallies, np.hypot(pulls[:, 0], pulls[:, 1]), meta),
    )


def _labels(places: Array, who: Array, groups: int | None, bases: int) -> tuple[Array, Grouping]:
    grouping = grouped(places[who], bases=bases, groups=groups)
    labels = np.full(len(places), UNGROUPED)
    labels[who] = grouping.labels
    return labels, grouping


def _put_back(found: OpinionMap, votes: Votes, people: Array, statements: Array) -> OpinionMap:
    """The map in the order of the names again."""
    person, statement = np.argsort(people), np.argsort(statements)
    parts = found.components
    return OpinionMap(
        votes=votes,
        muted=found.muted[statement],
        rejected=found.rejected[statement],
        positions=found.positions[person],
        components=replace(parts, vectors=parts.vectors[statement], spare=parts.spare[statement]),
        projections=found.projections[statement],
        groups=found.groups[person],
        grouping=found.grouping,
        tallies=found.tallies[:, statement],
        representative=found.representative,
        consensus=found.consensus,
        group_informed=found.group_informed[statement],
        priorities=found.priorities[statement],
    )
