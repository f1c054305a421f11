from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from benkan.apps.activities import queries
from benkan.kit.actor import Role
from benkan.kit.refusals import NotFound
from tests.make.activities import make_activity
from tests.make.registry import NOW, make_actor, make_place, make_programme

pytestmark = pytest.mark.django_db

TODAY = NOW.date()


def test_meetings_are_to_come_to_report_or_held() -> None:
    programme, place = make_programme(), make_place()
    coming = make_activity(programme, place, planned_on=TODAY)
    missed = make_activity(programme, place, planned_on=TODAY - timedelta(days=1))
    done = make_activity(programme, place, planned_on=date(2026, 10, 1))
    done.held_on, done.closed_at = done.planned_on, NOW
    done.save()

    assert [card.id for card in queries.upcoming(programme.pk, today=TODAY)] == [coming.pk]
    assert [card.id for card in queries.to_report(programme.pk, today=TODAY)] == [missed.pk]
    lists = queries.meeting_lists(programme.pk, today=TODAY)
    found = [lists.upcoming, lists.to_report, lists.to_complete, lists.held.lines]
    assert [[card.id for card in those] for those in found] == [
        [coming.pk],
        [missed.pk],
        [done.pk],
        [done.pk],
    ]
    assert (lists.held.more, lists.without_end) == (False, 0)


def test_a_list_is_kept_to_the_places_and_what_is_below_them() -> None:
    programme, cercle = make_programme(), make_place("Kati", kind="cercle")
    inside = make_activity(programme, make_place(above=cercle), planned_on=TODAY)
    make_activity(programme, make_place("Bougouni"), planned_on=TODAY)

    found = queries.upcoming(programme.pk, [cercle.pk], today=TODAY)

    assert [card.id for card in found] == [inside.pk]


@pytest.mark.parametrize("count", [1, 4])
def test_a_list_takes_as_many_queries_for_many(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    programme = make_programme()
    for _ in range(count):
        make_activity(programme, make_place(), planned_on=TODAY)

    with django_assert_num_queries(2):
        queries.upcoming(programme.pk, today=TODAY)
    with django_assert_num_queries(6):
        queries.meeting_lists(programme.pk, today=TODAY)


def test_the_neighbour_finds_no_such_meeting() -> None:
    programme = make_programme()
    activity = make_activity(programme, make_place())
    neighbour = make_actor(programme, Role.ANIMATOR, place=make_place("Bougouni"))
    stranger = make_actor(make_programme(), Role.PROGRAMME_STAFF)

    for actor in (neighbour, stranger):
        with pytest.raises(NotFound):
            queries.seen_activity(activity.pk, programme=programme.pk, actor=actor)
