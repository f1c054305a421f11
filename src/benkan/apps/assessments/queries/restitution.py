"""What a barometer says, to be read out and talked about: index, criteria, groups, gaps, weak points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from django.utils.translation import gettext

from benkan.apps.assessments.models import Group, Round, Score
from benkan.apps.assessments.queries.asked import AskedNode
from benkan.apps.assessments.queries.barometer_model import seen_barometer
from benkan.apps.assessments.queries.before_after import earlier_measures
from benkan.apps.assessments.queries.measures import answer_of, ruler_of
from benkan.apps.assessments.queries.stakeholders import group_label, lacks_proof
from benkan.apps.assessments.rules.joint import Way
from benkan.apps.assessments.rules.measuring import measured
from benkan.apps.assessments.rules.restitution import (
    UNREAD,
    WIDE,
    Reading,
    may_show_groups,
    points,
    read,
)
from benkan.kit.actor import Actor
from benkan.methods.barometer.barometer import Barometer

MOST_WEAK = 8
MOST_GAPS = 6


@dataclass(frozen=True)
class Stakeholder:
    """A group that scored. `people` None: nobody counted."""

    id: str
    label: str
    people: int | None


@dataclass(frozen=True)
class Line:
    """A node: what all say together, what each group says (in the order of the groups), and how far the
    two furthest are apart, in points."""

    code: str
    name: str
    definition: str
    is_local: bool
    joint: Reading
    groups: tuple[Reading, ...]
    gap: int | None
    lowest: str
    highest: str
    same_questions: bool
    below: tuple["Line", ...] = ()


@dataclass(frozen=True)
class Weak:
    """A question below the middle. `costs`: how many points of the index it holds back."""

    name: str
    above: str
    points: int
    costs: int


@dataclass(frozen=True)
class Restitution:
    """A whole barometer. `unscored`: questions that nobody scored; `lacking`: answers without the proof
    that they ask for; `contested`: scores that somebody in the group did not agree with."""

    groups: tuple[Stakeholder, ...]
    index: Line
    criteria: tuple[Line, ...]
    weak: tuple[Weak, ...]
    strong: tuple[Line, ...]
    gaps: tuple[Line, ...]
    questions: int
    local: int
    unscored: int
    contested: int
    lacking: int
    agreed: int
    shows_groups: bool

    @property
    def is_scored(self) -> bool:
        return self.index.joint.is_scored

    @property
    def index_words(self) -> str:
        """The step of the whole, in the reader's language."""
        return gettext(self.index.joint.words)


@dataclass(frozen=True)
class Glance:
    """A barometer in short, for the page of its round; `has_earlier`: it can be compared with one before."""

    told: Restitution
    has_earlier: bool


def glance_at(round_id: UUID, *, programme: UUID, actor: Actor, language: str) -> Glance:
    """The barometer in short, as the actor may see it, in seven queries."""
    found = seen_barometer(round_id, programme=programme, actor=actor)
    return Glance(restitution_of(found, language=language), bool(earlier_measures(found)))


def restitution_of(found: Round, *, language: str) -> Restitution:
    """What the round's edition says, in four queries; nothing of it is read from what was written at
    closing, so that it can be followed while groups still score."""
    model, nodes = ruler_of(found, language=language)
    scores = list(
        Score.objects.filter(round=found, edition=found.edition, state=Score.State.HOLDS)
        .exclude(group=None, way=Way.MEAN)
        .select_related("group")
    )
    told = measured(model, map(answer_of, scores))
    groups = _groups(found, told)
    by_id = {str(node.id): node for node in nodes}
    lines = _lines(told, by_id, groups)
    index = lines[model.root.id]
    criteria = tuple(
        _with_below(lines, told, child.id) for child in model.root.children if child.id in lines
    )
    subs = [line for criterion in criteria for line in criterion.below]
    return Restitution(
        groups=groups,
        index=index,
        criteria=criteria,
        weak=_weak(told, by_id),
        strong=_strong(subs),
        gaps=_widest(subs),
        questions=len(model.leaves),
        local=sum(node.is_local for node in nodes if node.leaf),
        unscored=sum(told.marks[leaf].score is None for leaf in model.leaves),
        contested=sum(score.is_contested for score in scores),
        lacking=sum(
            lacks_proof(by_id[str(score.node_id)], score)
            for score in scores
            if score.group_id and str(score.node_id) in by_id
        ),
        agreed=sum(score.group_id is None for score in scores),
        shows_groups=_shows_groups(found, groups),
    )


def _groups(found: Round, told: Barometer) -> tuple[Stakeholder, ...]:
    rows = Group.objects.filter(round=found, pk__in=map(UUID, told.by_group)).order_by("position")
    return tuple(Stakeholder(str(row.pk), group_label(row), row.people) for row in rows)


def _shows_groups(found: Round, groups: Sequence[Stakeholder]) -> bool:
    agreed = Group.objects.filter(round=found, release="agreed").values_list("pk", flat=True)
    return may_show_groups({one.id: one.people for one in groups}, {str(one) for one in agreed})


def _lines(
    told: Barometer, nodes: Mapping[str, AskedNode], groups: Sequence[Stakeholder]
) -> dict[str, Line]:
    gaps = {gap.node: gap for gap in told.gaps}
    labels = {group.id: group.label for group in groups}
    found = {}
    for place in told.model.places:
        node, gap = nodes.get(place.node.id), gaps.get(place.node.id)
        found[place.node.id] = Line(
            code=node.code if node else "",
            name=node.name if node else "",
            definition=node.words.definition if node else "",
            is_local=bool(node and node.is_local),
            joint=read(told.marks[place.node.id]),
            groups=tuple(
                read(told.by_group[group.id][place.node.id])
                if group.id in told.by_group
                else UNREAD
                for group in groups
            ),
            gap=points(gap.size) if gap else None,
            lowest=labels.get(gap.lowest, "") if gap else "",
            highest=labels.get(gap.highest, "") if gap else "",
            same_questions=gap.same_leaves if gap else True,
        )
    return found


def _with_below(lines: Mapping[str, Line], told: Barometer, node: str) -> Line:
    place = next(place.node for place in told.model.places if place.node.id == node)
    below = tuple(_with_below(lines, told, child.id) for child in place.children)
    return Line(**{**vars(lines[node]), "below": below})


def _weak(told: Barometer, nodes: Mapping[str, AskedNode]) -> tuple[Weak, ...]:
    found = []
    for weak in told.weak[:MOST_WEAK]:
        node = nodes[weak.leaf]
        above = nodes.get(str(node.parent))
        found.append(
            Weak(node.name, above.name if above else "", points(weak.score), points(weak.costs))
        )
    return tuple(found)


def _strong(subs: Sequence[Line]) -> tuple[Line, ...]:
    scored = [line for line in subs if line.joint.points is not None and line.joint.points > 50]
    return tuple(sorted(scored, key=lambda line: -(line.joint.points or 0))[:3])


def _widest(subs: Sequence[Line]) -> tuple[Line, ...]:
    wide = [line for line in subs if line.gap is not None and Fraction(line.gap, 100) >= WIDE]
    return tuple(sorted(wide, key=lambda line: -(line.gap or 0))[:MOST_GAPS])
