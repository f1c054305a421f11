"""Write down what the public reads of an edition, at its release."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from uuid import UUID

from django.db.models import Exists, OuterRef

from benkan.apps.assessments.models import Group, Release, Round, Score, Shown, ShownGroup
from benkan.apps.assessments.queries.asked import AskedNode
from benkan.apps.assessments.queries.measures import answer_of, answers_of, ruler_of
from benkan.apps.assessments.rules import showing
from benkan.apps.assessments.rules.measuring import Answer, as_round
from benkan.apps.assessments.rules.showing import JOINED, Sits
from benkan.methods.barometer.barometer import Barometer, Marks, barometer
from benkan.methods.barometer.gaps import gaps
from benkan.methods.barometer.model import Model
from benkan.methods.barometer.scorecard import FEWEST

AGREED = "agreed"


def show(release: Release, found: Round) -> None:
    """Compute what may be shown of the edition and keep it beside the release; the release then carries
    that index, and none where all who answered are too few. Shown again it is written anew."""
    groups = {str(group.pk): group for group in Group.objects.filter(round=found)}
    before = _shown_before(release, found)
    ShownGroup.objects.filter(release=release).delete()
    Shown.objects.filter(release=release).delete()
    model, nodes = ruler_of(found)
    answers = _scored(_held(found, release.edition, groups), model)
    community, office = _sides(answers, groups)
    together = _together(release, found, groups, community, before)
    joint = _marked(model, community, together)
    beside = dict(joint.by_group) if len(together) > 1 else {}
    if office:
        own = _marked(model, office, [(office[0].group,)], fewest=1)
        beside |= own.by_group
        joint = joint if community else own
    _keep(release, joint, beside, groups, nodes)
    _mark(release, joint, _people(groups.values(), together), gap=_gaps(model, beside))


def show_again(found: Round) -> None:
    """A group has said something else since: what is public of the round follows at once."""
    standing = Release.objects.filter(round=found, withdrawn_at=None).order_by("-edition").first()
    if standing is not None:
        show(standing, found)


def _marked(
    model: Model,
    answers: Iterable[Answer],
    together: Sequence[tuple[str, ...]],
    *,
    fewest: int = FEWEST,
) -> Barometer:
    """What the answers say of the groups as they are shown; nothing where none may be."""
    told = showing.put_together(as_round(answers, model=model, name=""), together, fewest=fewest)
    if not together:
        told.agreed.clear()
    return barometer(model, [told], of=told)


def _held(found: Round, edition: int, groups: Mapping[str, Group]) -> list[Answer]:
    """The answers of the edition; of a group under five as the last released edition had them, and so
    of one that came new and has not agreed: the difference would be its own."""
    answers = answers_of(found, edition=edition)
    before = Release.objects.filter(round=found, edition__lt=edition).order_by("-edition").first()
    if before is None:
        return answers
    earlier = answers_of(found, edition=before.edition)
    now, then = showing.fewest_of(answers), showing.fewest_of(earlier)
    small = {
        group
        for group in now.keys() | then.keys()
        if min(now.get(group, FEWEST), then.get(group, FEWEST)) < FEWEST
        or (group not in then and groups[group].release != AGREED)
    }
    return showing.unchanged_where_small(answers, before=earlier, small=small)


def _scored(answers: Iterable[Answer], model: Model) -> list[Answer]:
    return [answer for answer in answers if str(answer.node) in model.leaves]


def _sides(
    answers: Sequence[Answer], groups: Mapping[str, Group]
) -> tuple[list[Answer], list[Answer]]:
    """Those who use the service, and the service where it agreed to be shown and speaks as one."""
    providers = {group for group, row in groups.items() if row.is_provider}
    office = [answer for answer in answers if answer.group in providers]
    has_agreed = any(groups[group].release == AGREED for group in providers)
    if not (has_agreed and showing.speaks_as_an_office(office)):
        office = []
    return [answer for answer in answers if answer.group not in providers], office


def _together(
    release: Release,
    found: Round,
    groups: Mapping[str, Group],
    community: Sequence[Answer],
    shown: Sequence[Sequence[str]],
) -> tuple[tuple[str, ...], ...]:
    """Which groups are shown as one, by the fewest of this edition and of all released until now."""
    fewest = showing.fewest_of(community)
    names = {group: (row.kind, row.name) for group, row in groups.items()}
    before = _fewest_before(release, found)
    return showing.together(
        {
            group: Sits(
                min(number, before.get(names[group], number)),
                has_agreed=groups[group].release == AGREED,
            )
            for group, number in fewest.items()
        },
        before=shown,
    )


def _shown_before(release: Release, found: Round) -> list[tuple[str, ...]]:
    """Which groups of the round stood together when it was shown the last time: in this edition, else
    in the one before it, taken back or not."""
    last = (
        Release.objects.filter(round=found, edition__lte=release.edition)
        .filter(Exists(Shown.objects.filter(release=OuterRef("pk"), score__isnull=False)))
        .order_by("-edition")
        .first()
    )
    if last is None:
        return []
    rows = ShownGroup.objects.filter(release=last, is_provider=False).order_by("position")
    stood = [tuple(group for _, _, group in row.groups) for row in rows]
    if stood:
        return stood
    # All of them as one: beside it nothing was shown.
    held = Score.objects.filter(
        round=found, edition=last.edition, group__is_provider=False, state=Score.State.HOLDS
    )
    return [tuple({str(group) for group in held.values_list("group", flat=True)})]


def _fewest_before(release: Release, found: Round) -> dict[tuple[str, str], int]:
    """By kind and name, the fewest who answered a leaf in what was released of this assessment before,
    also where it was taken back: who has kept a copy can compare."""
    shown = Release.objects.filter(
        round__assessment=found.assessment_id, round__number__lte=found.number
    ).exclude(pk=release.pk)
    editions = set(shown.values_list("round_id", "edition"))
    rows = Score.objects.filter(
        round__in={round_id for round_id, _ in editions},
        group__is_provider=False,
        state=Score.State.HOLDS,
    ).select_related("group")
    there: dict[tuple[str, str], int] = {}
    for row in rows:
        if (row.round_id, row.edition) not in editions or row.group is None:
            continue
        number = showing.fewest_of([replace(answer_of(row), group="one")])["one"]
        name = (row.group.kind, row.group.name)
        there[name] = min(there.get(name, number), number)
    return there


def _keep(
    release: Release,
    joint: Barometer,
    beside: Mapping[str, Marks],
    groups: Mapping[str, Group],
    nodes: Sequence[AskedNode],
) -> None:
    rows = {}
    for position, name in enumerate(sorted(beside, key=lambda n: _order(n, groups)), start=1):
        members = [groups[one] for one in name.split(JOINED)]
        is_provider = members[0].is_provider
        rows[name] = ShownGroup(
            release=release,
            position=position,
            groups=[
                [one.kind, one.name, str(one.pk)]
                for one in sorted(members, key=lambda one: one.position)
            ],
            is_provider=is_provider,
            people=None if is_provider else sum(one.people or 0 for one in members) or None,
        )
    ShownGroup.objects.bulk_create(rows.values())
    sizes = _gaps(joint.model, beside)
    cores = {str(node.id): node.core for node in nodes}
    Shown.objects.bulk_create(
        Shown(
            release=release,
            node_id=UUID(node),
            core_id=cores[node],
            group=rows.get(name),
            score=_float(mark.score),
            coverage=float(mark.coverage),
            gap=None if name else sizes.get(node),
        )
        for name, marks in [("", joint.marks), *beside.items()]
        for node, mark in marks.items()
        if node in cores
    )


def _order(name: str, groups: Mapping[str, Group]) -> int:
    return min(groups[one].position for one in name.split(JOINED))


def _gaps(model: Model, beside: Mapping[str, Marks]) -> dict[str, float]:
    return {gap.node: float(gap.size) for gap in gaps(model, beside)}


def _people(groups: Iterable[Group], together: Sequence[tuple[str, ...]]) -> int | None:
    shown = {name for names in together for name in names}
    return sum(group.people or 0 for group in groups if str(group.pk) in shown) or None


def _mark(
    release: Release, joint: Barometer, people: int | None, *, gap: Mapping[str, float]
) -> None:
    release.index = _float(joint.index.score)
    release.coverage = float(joint.index.coverage)
    release.gap = gap.get(joint.model.root.id)
    release.people = people
    release.save(update_fields=["index", "coverage", "gap", "people"])


def _float(exact: Fraction | None) -> float | None:
    return None if exact is None else float(exact)
