"""The editions of a round beside each other: what was closed, shown, taken back and corrected, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from benkan.apps.assessments.models import Correction, Group, Release, Result, Round
from benkan.apps.assessments.queries.asked import AskedNode, asked_in
from benkan.apps.assessments.queries.measures import (
    answers_of,
    of_community,
    providers_of,
    ruler_of,
)
from benkan.apps.assessments.queries.naming import name_of
from benkan.apps.assessments.rules.measuring import measured


@dataclass(frozen=True)
class Edition:
    """One edition. `reason`: why it follows the one before. Scores from nought to one; `index` None
    while it is being written, and where nothing was scored; `public_index`: with small groups put
    together, as it was released."""

    number: int
    reason: str
    begun_at: datetime
    is_open: bool
    released_at: datetime | None
    withdrawn_at: datetime | None
    withdrawal_reason: str
    index: float | None
    coverage: float | None
    gap: float | None
    public_index: float | None

    @property
    def is_shown(self) -> bool:
        return self.released_at is not None and self.withdrawn_at is None


@dataclass(frozen=True)
class Row:
    """A node, or what a group said at it, through the editions; `is_changed`: not the same in all."""

    name: str
    group: str
    is_leaf: bool
    scores: tuple[float | None, ...]

    @property
    def is_changed(self) -> bool:
        return len(set(self.scores)) > 1


@dataclass(frozen=True)
class Editions:
    """All editions, the first one first, with their joint scores by node, and what groups said
    otherwise from one to the next."""

    all: tuple[Edition, ...]
    rows: tuple[Row, ...]
    by_group: tuple[Row, ...]

    @property
    def shown(self) -> Edition | None:
        """What the public reads today."""
        return next((one for one in reversed(self.all) if one.is_shown), None)

    @property
    def last(self) -> Edition:
        return self.all[-1]


def editions_of(found: Round, *, language: str = "fr") -> Editions:
    """All editions, in six queries, and four more for each that is past."""
    releases = {one.edition: one for one in Release.objects.filter(round=found)}
    corrections = {one.edition: one for one in Correction.objects.filter(round=found)}
    editions = [
        _edition(found, number, releases.get(number), corrections.get(number))
        for number in range(1, found.edition + 1)
    ]
    closed = [one.number for one in editions if not one.is_open]
    results: dict[tuple[UUID, UUID | None], dict[int, float | None]] = {}
    told = Result.objects.filter(round=found).values_list("node", "group", "edition", "score")
    for node, group, edition, score in told:
        results.setdefault((node, group), {})[edition] = score
    nodes = asked_in(found.version_id, language=language)
    names = {group.pk: name_of(group) for group in Group.objects.filter(round=found)}
    rows = [row for node in nodes if (row := _row(node, None, "", results, closed))]
    by_group = [
        row
        for node in nodes
        if node.leaf
        for group, name in names.items()
        if (row := _row(node, group, name, results, closed)) and row.is_changed
    ]
    return Editions(tuple(editions), tuple(rows), tuple(by_group))


def _row(
    node: AskedNode,
    group: UUID | None,
    name: str,
    results: Mapping[tuple[UUID, UUID | None], Mapping[int, float | None]],
    closed: Sequence[int],
) -> Row | None:
    scores = results.get((node.id, group))
    if scores is None:
        return None
    return Row(node.name, name, node.leaf is not None, tuple(scores.get(one) for one in closed))


def _edition(
    found: Round, number: int, release: Release | None, correction: Correction | None
) -> Edition:
    is_open = number == found.edition and found.closed_at is None
    index, coverage, gap = _figures(found, number, is_open=is_open)
    return Edition(
        number=number,
        reason=correction.reason if correction else "",
        begun_at=correction.opened_at if correction else found.opened_at,
        is_open=is_open,
        released_at=release.released_at if release else None,
        withdrawn_at=release.withdrawn_at if release else None,
        withdrawal_reason=release.withdrawal_reason if release else "",
        index=index,
        coverage=coverage,
        gap=gap,
        public_index=release.index if release else None,
    )


Figures = tuple[float | None, float | None, float | None]


def _figures(found: Round, number: int, *, is_open: bool) -> Figures:
    """Index, coverage and gap: those of the round, or computed anew of an edition that is past."""
    if is_open:
        return None, None, None
    if number == found.edition:
        return found.index, found.coverage, found.gap
    model, _ = ruler_of(found)
    answers = answers_of(found, edition=number)
    community = of_community(answers, providers=providers_of(found.pk))
    joint, whole = measured(model, community or answers), measured(model, answers)
    gap = next((float(gap.size) for gap in whole.gaps if gap.node == model.root.id), None)
    score = joint.index.score
    return None if score is None else float(score), float(joint.index.coverage), gap
