"""Everything that a barometer says of one round, and of the round before it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from benkan.methods.barometer.changes import Change, changes
from benkan.methods.barometer.gaps import Gap, gaps
from benkan.methods.barometer.model import Model
from benkan.methods.barometer.rounds import Counts, Round, people, pooled, total
from benkan.methods.barometer.scorecard import Card, card, mean_of, shown_together
from benkan.methods.barometer.scoring import Mark, Scoring
from benkan.methods.barometer.steps import Reading, reading
from benkan.methods.barometer.weak import Weak, weak_leaves

Marks = Mapping[str, Mark]
JOINED = " + "


@dataclass(frozen=True)
class Barometer:
    """One round. `marks` of all groups together by node; a leaf's score there is that of the agreed
    value, or the mean of the groups' scores. `cards` has the people of each scored leaf.
    `put_together`: the small groups that are shown as one; `is_hidden`: all together are too few."""

    model: Model
    round: str
    marks: Marks
    by_group: Mapping[str, Marks]
    gaps: tuple[Gap, ...]
    weak: tuple[Weak, ...]
    cards: Mapping[str, Card]
    changes: tuple[Change, ...] = ()
    put_together: tuple[tuple[str, ...], ...] = ()
    is_hidden: bool = False

    @property
    def index(self) -> Mark:
        """The mark of the root."""
        return self.marks[self.model.root.id]

    def reading_of(self, node: str) -> Reading | None:
        """The nine-step reading of a node; None without a score."""
        score = self.marks[node].score
        return None if score is None else reading(score)


def barometer(
    model: Model, rounds: Sequence[Round], *, of: Round, in_public: bool = False
) -> Barometer:
    """What the round `of` says, with its change since the round before.

    Args:
        model: the ruler.
        rounds: earliest first.
        of: one of them, of the model's version.
        in_public: every row is a person, and groups under five people are put together first (by
            the fewest that a group has on any leaf of any round), so that nothing shown is theirs
            alone. What all groups together would show is left out when they are under five.
    """
    together = _together(rounds) if in_public else ()
    if in_public:
        rounds = [_put_together(each, together) for each in rounds]
        of = next(each for each in rounds if each.name == of.name)
    scoring = Scoring(model)
    all_marks, by_group = _marked(scoring, of)
    before = rounds[: [each.name for each in rounds].index(of.name)]
    found: list[Change] = []
    if before:
        last = before[-1]
        earlier = _marked(scoring, last)[0] if last.version == model.version else None
        found = list(changes(model, earlier=(last.name, earlier), later=(of.name, all_marks)))
    return Barometer(
        model=model,
        round=of.name,
        marks=all_marks,
        by_group=by_group,
        gaps=gaps(model, by_group),
        weak=weak_leaves(model, all_marks),
        cards=_cards(model, of),
        changes=tuple(found),
        put_together=tuple(names for names in together if len(names) > 1),
        is_hidden=in_public and not together,
    )


def _cards(model: Model, place: Round) -> dict[str, Card]:
    """Of the leaves that people scored one by one, or agreed on."""
    found = {}
    for leaf in model.leaves:
        groups, agreed = place.cells.get(leaf, {}), place.agreed.get(leaf)
        if agreed is not None or any(len(c) > 1 or c[0][1] > 1 for c in groups.values()):
            found[leaf] = card(groups, scale=place.scale, agreed=agreed)
    return found


def _marked(scoring: Scoring, place: Round) -> tuple[Marks, Mapping[str, Marks]]:
    """The marks of all together, and those of each group."""
    of_groups: dict[str, dict[str, Fraction]] = {}
    of_all: dict[str, Fraction] = {}
    for leaf, spot in scoring.model.leaves.items():
        groups = place.cells.get(leaf, {})
        ends = spot.node.leaf
        assert ends, "a leaf has its ends"
        scores = ends.mean_scores(
            [(total(counts), people(counts)) for counts in groups.values()], scale=place.scale
        )
        for group, score in zip(groups, scores, strict=True):
            of_groups.setdefault(group, {})[leaf] = score
        if (agreed := place.agreed.get(leaf)) is not None:
            of_all[leaf] = ends.score(agreed)
        elif scores:
            of_all[leaf] = mean_of(scores)
    by_group: Mapping[str, Marks] = {
        name: scoring.marks(of_groups[name]) for name in sorted(of_groups)
    }
    return scoring.marks(of_all), by_group


def _together(rounds: Sequence[Round]) -> tuple[tuple[str, ...], ...]:
    fewest: dict[str, int] = {}
    for place in rounds:
        for groups in place.cells.values():
            for name, counts in groups.items():
                fewest[name] = min(fewest.get(name, people(counts)), people(counts))
    return shown_together(fewest)


def _put_together(place: Round, together: Sequence[tuple[str, ...]]) -> Round:
    cells: dict[str, dict[str, Counts]] = {}
    for leaf, groups in place.cells.items():
        for names in together:
            if counts := pooled(groups.get(name, ()) for name in names):
                cells.setdefault(leaf, {})[JOINED.join(names)] = counts
    return Round(place.name, place.version, place.scale, cells, place.agreed)
