"""What the public reads of a round: nobody alone, and nothing by subtraction."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benkan.apps.assessments import actions
from benkan.apps.assessments.models import Group, Release, Round, Shown, ShownGroup
from benkan.apps.assessments.rules.showing import Sits, put_together, together
from benkan.kit.actor import Role
from benkan.methods.barometer.rounds import Counts, counted, people
from benkan.methods.barometer.rounds import Round as RoundTold
from tests.make.assessments import make_round, make_sheet
from tests.make.registry import NOW, make_actor, make_place, make_programme

SITS = st.builds(Sits, st.integers(1, 40), st.booleans())


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=2), SITS, max_size=6))
def test_nobody_is_shown_alone_who_is_few_or_has_not_agreed(groups: dict[str, Sits]) -> None:
    shown = together(groups)

    assert sorted(name for names in shown for name in names) == (sorted(groups) if shown else [])
    for names in shown:
        assert sum(groups[name].fewest for name in names) >= 5
        if len(names) == 1:
            assert groups[names[0]].has_agreed


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.tuples(SITS, SITS, SITS), min_size=1, max_size=6)
)
def test_whoever_kept_the_older_figures_works_out_nobody_who_never_agreed(
    groups: dict[str, tuple[Sits, Sits, Sits]],
) -> None:
    names = sorted(groups)
    seen: list[list[Fraction]] = []
    before: tuple[tuple[str, ...], ...] = ()
    for at in range(3):
        before = together({name: groups[name][at] for name in names}, before=before)
        seen += [[Fraction(name in those) for name in names] for those in before]

    known = reduced(seen)
    for place, name in enumerate(names):
        if not any(one.stands_alone for one in groups[name]):
            alone = [Fraction(at == place) for at in range(len(names))]
            assert len(reduced([*known, alone])) > len(known)


def reduced(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    """As few rows as say the same: by elimination."""
    kept: list[list[Fraction]] = []
    for row in rows:
        for other in kept:
            pivot = next(at for at, one in enumerate(other) if one)
            row = [a - row[pivot] / other[pivot] * b for a, b in zip(row, other, strict=True)]
        if any(row):
            kept.append(row)
    return kept


CELLS = st.dictionaries(
    st.sampled_from(["women", "men", "youth", "leaders"]),
    st.dictionaries(st.integers(1, 5), st.integers(1, 9), min_size=1).map(counted),
    min_size=1,
)


@given(st.dictionaries(st.sampled_from(["A1", "A2", "A3"]), CELLS, min_size=1), st.data())
def test_at_no_question_a_few_are_shown_or_one_group_for_those_put_together(
    cells: dict[str, dict[str, Counts]], data: st.DataObject
) -> None:
    fewest: dict[str, int] = {}
    for groups in cells.values():
        for name, counts in groups.items():
            fewest[name] = min(fewest.get(name, people(counts)), people(counts))
    agreed = {name: data.draw(st.booleans()) for name in sorted(fewest)}
    shown = together({name: Sits(count, agreed[name]) for name, count in fewest.items()})

    told = put_together(RoundTold("", "1", 1, cells), shown)

    for leaf, groups in told.cells.items():
        for names, counts in groups.items():
            behind = [name for name in names.split(" + ") if name in cells[leaf]]
            assert people(counts) == sum(people(cells[leaf][name]) for name in behind) >= 5
            assert len(behind) > 1 or (" + " not in names and agreed[behind[0]])


def shown_of(found: Round) -> tuple[float | None, list[Any]]:
    release = Release.objects.filter(round=found, withdrawn_at=None).latest("edition")
    groups = ShownGroup.objects.filter(release=release).order_by("position")
    of = [
        (
            [kind for kind, _, _ in row.groups],
            row.people,
            Shown.objects.get(group=row, node__code="A").score,
        )
        for row in groups
    ]
    return release.index, of


@pytest.mark.django_db
def test_small_groups_and_those_that_refuse_are_put_together_and_a_late_one_tells_nothing() -> None:
    programme = make_programme()
    staff = make_actor(programme, Role.PROGRAMME_STAFF)
    found = make_round(
        programme, make_place(), groups=("women", "men", "youth", "leaders", "disabled")
    )
    groups = {one.kind: one for one in Group.objects.filter(round=found)}
    told = {"women": {"5": 6}, "men": {"3": 10}, "youth": {"1": 3}, "leaders": {"1": 9}}
    for kind, tally in told.items():
        make_sheet(groups[kind], tally=tally)
    make_sheet(groups["provider"], value=Decimal(4))
    Group.objects.filter(round=found).update(release="agreed")
    Group.objects.filter(round=found, kind="leaders").update(release="refused")

    def release() -> None:
        actions.close_round(round_id=found.pk, actor=staff, moment=NOW)
        actions.release_round(round_id=found.pk, actor=staff, moment=NOW)

    release()
    first = shown_of(found)
    actions.open_correction(round_id=found.pk, reason="Une fiche oubliée", actor=staff, moment=NOW)
    make_sheet(groups["disabled"], tally={"5": 2})
    release()
    second = shown_of(found)
    actions.say_release(
        group=groups["women"].pk, answer="refused", said_on=NOW.date(), actor=staff, moment=NOW
    )
    third = [names for names, _, _ in shown_of(found)[1]]
    actions.say_release(
        group=groups["leaders"].pk, answer="agreed", said_on=NOW.date(), actor=staff, moment=NOW
    )
    fourth = [names for names, _, _ in shown_of(found)[1]]

    # Three young people and nine leaders who refuse: (3 × 0 + 9 × 0) ÷ 12, beside 1 and a half.
    assert first == (
        0.5,
        [
            (["women"], None, 1.0),
            (["men"], None, 0.5),
            (["youth", "leaders"], None, 0.0),
            (["provider"], None, 0.75),
        ],
    )
    # Two people came later: the public figures stay, since the difference would be theirs.
    assert second == first
    # The women take their yes back: at once they stand with others.
    assert third == [["women", "youth", "leaders"], ["men"], ["provider"]]
    # The leaders give theirs: alone, they would give the young people away to who kept the first.
    assert fourth == third


@pytest.mark.django_db
def test_of_too_few_nothing_is_shown_and_hands_of_few_who_work_there_neither() -> None:
    programme = make_programme()
    staff = make_actor(programme, Role.PROGRAMME_STAFF)
    found = make_round(programme, make_place(), groups=("women",))
    make_sheet(Group.objects.get(round=found, kind="women"), tally={"5": 4})
    make_sheet(Group.objects.get(round=found, is_provider=True), tally={"4": 2})
    Group.objects.filter(round=found).update(release="agreed")
    actions.close_round(round_id=found.pk, actor=staff, moment=NOW)
    actions.release_round(round_id=found.pk, actor=staff, moment=NOW)

    assert shown_of(found) == (None, [])
    assert set(Shown.objects.values_list("score", flat=True)) == {None}
