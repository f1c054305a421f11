"""Figures as they stand: against plain loops over random histories, and in few queries."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from benkan.apps.registry.models import Place, Programme
from benkan.apps.results import queries
from benkan.apps.results.models import Fact
from benkan.apps.results.queries.live import counts_in
from benkan.apps.results.rules.facts import Known, histories
from benkan.apps.results.rules.indicators import CUTS, Cut, Indicator
from benkan.apps.results.rules.periods import period_called, so_far
from benkan.apps.results.rules.tables import Unique
from benkan.kit.actor import Role
from tests.make.activities import make_attendee, make_held
from tests.make.commitments import make_policy, reach_stage
from tests.make.registry import NOW, make_actor, make_office, make_place, make_programme
from tests.make.results import make_fact
from tests.make.voices import make_case, say_about_office

DAY = date(2026, 11, 3)
START = datetime(2026, 6, 1, 12, tzinfo=UTC)
Q3 = period_called("2026-T3")


def told(record: int, steps: list[tuple[str, int, int]]) -> list[Known]:
    """The facts of a promise: each an outcome, after so many days, due so many days after the start."""
    return [
        Known(
            record=UUID(int=record),
            place=UUID(int=record % 3),
            service="water",
            outcome=outcome,
            due_on=START.date() + timedelta(days=due),
            moment=START + timedelta(days=day),
            entry=UUID(int=100 * record + at),
        )
        for at, (outcome, day, due) in enumerate(steps)
    ]


@st.composite
def promises(draw: st.DrawFn) -> list[tuple[str, int, int]]:
    """What may happen to one: asked, answered, postponed, settled, as far as it has come."""
    day, due = draw(st.integers(0, 40)), draw(st.integers(20, 200))
    steps = [("proposed", day, due)]
    for outcome in draw(
        st.sampled_from(
            [[], ["declined"], ["accepted"], ["accepted", "postponed"], ["accepted", "kept"],
             ["accepted", "postponed", "kept"], ["accepted", "broken"]]
        )
    ):  # fmt: skip
        day += draw(st.integers(1, 80))
        due += draw(st.integers(1, 60)) if outcome == "postponed" else 0
        steps.append((outcome, day, due))
    return steps


@pytest.mark.fast
@given(st.lists(promises(), max_size=8), st.integers(0, 250), st.randoms())
def test_promises_are_counted_as_somebody_with_a_pencil_would(
    lives: list[list[tuple[str, int, int]]], days: int, lots: object
) -> None:
    on = START.date() + timedelta(days=days)
    facts = [fact for number, steps in enumerate(lives) for fact in told(number, steps)]
    known = [fact for fact in facts if fact.moment.date() <= on]
    lots.shuffle(known)  # type: ignore[attr-defined]

    found = Counter(counts_in(one, Q3, on) for one in histories(known).values())

    expected: Counter[str | None] = Counter()
    for steps in lives:
        seen = [step for step in steps if (START + timedelta(days=step[1])).date() <= on]
        if not seen:
            continue
        outcome, day, due = seen[-1]
        due_on, last = START.date() + timedelta(days=due), START.date() + timedelta(days=day)
        how = None
        if date(2026, 7, 1) <= due_on < date(2026, 10, 1):
            if outcome == "broken":
                how = "broken"
            elif outcome == "kept":
                how = "kept" if last <= due_on else "kept_late"
            elif outcome in ("accepted", "postponed") and due_on < on:
                how = "late"
        expected[how] += 1
    assert found == expected


@pytest.fixture
def programme() -> Programme:
    return make_programme("kayes")


def lay_down_promise(programme: Programme, place: Place, *steps: str, due_on: date) -> UUID:
    record, office = uuid4(), make_office(programme, place, title=f"Bureau {uuid4().hex}")
    for at, outcome in enumerate(steps):
        fact = make_fact(
            programme, place, outcome=outcome, due_on=due_on, moment=START + timedelta(days=at)
        )
        Fact.objects.filter(pk=fact.pk).update(record=record, office=office)
    return record


@pytest.mark.django_db
@pytest.mark.parametrize("cut", CUTS[Indicator.COMMITMENTS_KEPT])
@pytest.mark.parametrize("many", [1, 4])
def test_promises_by_each_cut_take_as_many_queries_for_many(
    programme: Programme, cut: Cut, many: int, django_assert_max_num_queries: object
) -> None:
    for number in range(many):
        place = make_place(f"Commune {number}")
        lay_down_promise(programme, place, "proposed", "accepted", "kept", due_on=date(2026, 8, 1))
        lay_down_promise(programme, place, "proposed", "accepted", due_on=date(2026, 8, 2))

    with django_assert_max_num_queries(5):  # type: ignore[operator]
        found = queries.live(
            Indicator.COMMITMENTS_KEPT, programme=programme.pk, period=Q3, on=DAY, cut=cut
        )

    assert found.counts is not None
    assert found.counts.totals.cells == (many, 0, many, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 4])
def test_messages_take_as_many_queries_for_many(
    programme: Programme, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(many):
        make_case(programme, make_place(f"Commune {number}"))

    with django_assert_num_queries(5):
        found = queries.live(
            Indicator.CASES_RECEIVED, programme=programme.pk, period=so_far(DAY), on=DAY
        )

    assert found.counts is not None
    assert found.counts.total == many


@pytest.mark.django_db
def test_what_is_sensitive_or_about_somebody_is_not_counted(programme: Programme) -> None:
    place = make_place()
    make_case(programme, place)
    make_case(programme, place, service="security")
    say_about_office(
        make_case(programme, place),
        make_office(programme, place),
        make_actor(programme, Role.ADMINISTRATOR),
    )
    make_case(make_programme(), place)

    found = queries.live(
        Indicator.CASES_RECEIVED, programme=programme.pk, period=so_far(DAY), on=DAY
    )

    assert found.counts is not None
    assert found.counts.total == 1


@pytest.mark.django_db
def test_a_reader_sees_her_places_alone(programme: Programme) -> None:
    here, there = make_place("Kati"), make_place("Dio")
    for place in (here, here, there):
        make_case(programme, place)
        lay_down_promise(programme, place, "accepted", due_on=date(2026, 8, 1))

    for indicator in (Indicator.CASES_RECEIVED, Indicator.COMMITMENTS_KEPT):
        found = queries.live(
            indicator, programme=programme.pk, period=so_far(DAY), on=DAY, places={here.pk}
        ).counts
        assert found is not None
        assert [(line.key, line.total) for line in found.lines if line.total] == [(str(here.pk), 2)]


@pytest.mark.django_db
def test_time_runs_from_the_first_voice_or_from_the_day_it_was_asked(programme: Programme) -> None:
    place = make_place()
    heard = lay_down_promise(programme, place, "proposed", "accepted", "kept", due_on=DAY)
    Fact.objects.filter(record=heard, outcome="proposed").update(
        heard_at=START - timedelta(days=20)
    )
    lay_down_promise(programme, place, "proposed", "accepted", "kept", due_on=DAY)

    found = queries.live(
        Indicator.TIME_TO_KEPT, programme=programme.pk, period=so_far(DAY), on=NOW.date()
    ).waits

    assert found is not None
    # 22 days from the voice are 4 weeks begun, 2 days from the asking are one.
    assert [(point.week, point.kept) for point in found.curve] == [(1, 1), (4, 1)]


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 3])
def test_people_are_counted_at_each_meeting_and_told_apart_where_there_are_names(
    programme: Programme, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(many):
        meeting = make_held(programme, make_place(f"Commune {number}"), women=12, men=8)
        make_attendee(meeting)

    with django_assert_num_queries(6):
        found = queries.live(
            Indicator.PEOPLE_MET, programme=programme.pk, period=so_far(DAY), on=DAY
        ).counts

    assert found is not None
    assert (found.total, found.unique) == (20 * many, Unique(1, many))
    assert [line.total for line in found.lines] == [12 * many, 8 * many]


@pytest.mark.django_db
def test_a_policy_counts_once_a_stage(programme: Programme) -> None:
    measure = make_policy(programme, make_place())
    reach_stage(measure, "drafted", by=make_actor(programme, Role.COORDINATOR))

    for cut in CUTS[Indicator.POLICY_STAGES]:
        found = queries.live(
            Indicator.POLICY_STAGES, programme=programme.pk, period=so_far(DAY), on=DAY, cut=cut
        ).counts
        assert found is not None
        assert found.total == 1
