"""How groups are put together before anybody outside reads what they said.

The rule for small groups is the method's (`methods.barometer.scorecard.shown_together`). A group that
has not agreed to be shown is treated as one too small: else it could be worked out from the joint score
and the groups beside it. What is published, the joint score too, is computed from what is shown.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from benkan.apps.assessments.rules.measuring import Answer
from benkan.methods.barometer.rounds import Counts, Round, people, pooled
from benkan.methods.barometer.scorecard import FEWEST, shown_together

JOINED = " + "


@dataclass(frozen=True)
class Sits:
    """A group: the fewest who answered a leaf, in this edition and all released before it, and whether
    it agreed to be shown."""

    fewest: int
    has_agreed: bool

    @property
    def counted(self) -> int:
        """How many it counts for: one that has not agreed is too few."""
        return self.fewest if self.has_agreed else min(self.fewest, FEWEST - 1)

    @property
    def stands_alone(self) -> bool:
        return self.counted >= FEWEST


def together(
    groups: Mapping[str, Sits], *, before: Iterable[Collection[str]] = ()
) -> tuple[tuple[str, ...], ...]:
    """The groups as they are shown, each as the names it is made of; empty when all are too few.

    `before`: the groups as they were shown the last time. Those who stood together then stay together
    until all of them have agreed and are enough, and only whole ones are put together further: whoever
    kept the older figures could else take one from the other.

    >>> together({"women": Sits(12, True), "men": Sits(9, True), "youth": Sits(30, False)})
    (('men', 'youth'), ('women',))
    """
    stay = [
        names
        for those in before
        if len(names := sorted(name for name in those if name in groups)) > 1
        and not all(groups[name].stands_alone for name in names)
    ]
    bound = {name for names in stay for name in names}
    free = {name: one for name, one in groups.items() if name not in bound}
    if not stay:
        return shown_together({name: one.counted for name, one in free.items()})
    few = [name for name, one in free.items() if not one.stands_alone]
    if few:
        # A few who come now hide among all who are hidden already.
        stay = [[*few, *bound]]
    alone = [[name] for name in free if name not in few]
    return tuple(sorted(tuple(sorted(names)) for names in [*stay, *alone]))


def fewest_of(answers: Iterable[Answer]) -> dict[str, int]:
    """By group, the fewest who answered a leaf; an answer of nobody knows how many is one of one."""
    found: dict[str, int] = {}
    for answer in answers:
        if answer.group:
            number = sum(answer.tally.values()) if answer.tally else answer.people or 1
            found[answer.group] = min(found.get(answer.group, number), number)
    return found


def unchanged_where_small(
    answers: Sequence[Answer], *, before: Sequence[Answer] | None, small: Collection[str]
) -> list[Answer]:
    """The answers of a correction, without what changed in small groups since the edition before: the
    difference between two editions would be theirs alone. No edition before: as they are."""
    if before is None:
        return list(answers)
    kept = [answer for answer in answers if answer.group not in small]
    return kept + [answer for answer in before if answer.group in small]


def put_together(told: Round, shown: Sequence[tuple[str, ...]], *, fewest: int = FEWEST) -> Round:
    """The round with groups as they are shown. A leaf at which too few of a group of groups answered,
    or one of them alone, is left out there as if it had not been asked; where that leaves nobody, what
    was agreed on goes too, since few people could be read from it."""
    cells: dict[str, dict[str, Counts]] = {}
    for leaf, groups in told.cells.items():
        for names in shown:
            there = [groups[name] for name in names if groups.get(name)]
            counts = pooled(there)
            if people(counts) >= fewest and len(there) >= min(len(names), 2):
                cells.setdefault(leaf, {})[JOINED.join(names)] = counts
    agreed = {
        leaf: one for leaf, one in told.agreed.items() if leaf in cells or leaf not in told.cells
    }
    return Round(told.name, told.version, told.scale, cells, agreed)


def speaks_as_an_office(answers: Iterable[Answer]) -> bool:
    """Whether the service answered with one voice: one value a question, and no hands counted. Hands of
    fewer than five who work there would tell what each of them said."""
    counts = [sum(answer.tally.values()) for answer in answers if answer.tally]
    return all(count >= FEWEST for count in counts)
