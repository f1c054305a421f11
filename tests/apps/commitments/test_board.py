"""The board: what a reader follows, in its order, by office and place, in a calendar, and at her desk."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from benkan.apps.activities.models import Activity
from benkan.apps.commitments import queries
from benkan.apps.commitments.models import Commitment
from benkan.apps.commitments.queries import Filters
from benkan.apps.commitments.queries.board import A_PAGE, position
from benkan.apps.commitments.queries.calendar import month_due
from benkan.apps.commitments.queries.overview import Standing, by_office, by_place
from benkan.apps.commitments.rules import State
from benkan.apps.registry.models import Account
from benkan.kit.actor import Role
from tests.make.activities import make_activity
from tests.make.commitments import make_commitment
from tests.make.registry import (
    NOW,
    make_actor,
    make_office,
    make_office_holder,
    make_place,
    make_programme,
)

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
PAST = TODAY - timedelta(days=5)


def test_the_board_shows_each_reader_her_places_and_her_office() -> None:
    programme, here, there = make_programme(), make_place(), make_place("Bougouni")
    mine = make_commitment(make_office(programme, here))
    neighbours = make_commitment(make_office(programme, there))
    staff = make_actor(programme, Role.PROGRAMME_STAFF)
    animator = make_actor(programme, Role.ANIMATOR, place=here)
    mayor = make_office_holder(neighbours.office)
    stranger = make_actor(make_programme(), Role.PROGRAMME_STAFF)

    seen = {
        name: {line.id for line in queries.board(programme.pk, actor, today=TODAY).lines}
        for name, actor in [
            ("staff", staff),
            ("animator", animator),
            ("mayor", mayor),
            ("stranger", stranger),
        ]
    }

    assert seen == {
        "staff": {mine.pk, neighbours.pk},
        "animator": {mine.pk},
        "mayor": {neighbours.pk},
        "stranger": set(),
    }


def test_the_board_is_kept_to_a_state_an_office_or_what_is_late() -> None:
    programme, place = make_programme(), make_place()
    office = make_office(programme, place)
    late = make_commitment(office, state="accepted", due_on=PAST)
    kept = make_commitment(office, state="kept")
    other = make_commitment(make_office(programme, place, title="Chef du CSCom"))
    staff = make_actor(programme, Role.PROGRAMME_STAFF)

    def shown(filters: Filters) -> set[object]:
        return {line.id for line in queries.board(programme.pk, staff, filters, today=TODAY).lines}

    assert shown(Filters(only_late=True)) == {late.pk}
    assert shown(Filters(state=State.KEPT)) == {kept.pk}
    assert shown(Filters(office=other.office_id)) == {other.pk}
    assert shown(Filters(place=make_place("Bougouni").pk)) == set()


@pytest.mark.parametrize("count", [1, 5])
def test_the_board_takes_as_many_queries_for_many(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    programme = make_programme()
    for _ in range(count):
        make_commitment(make_office(programme, make_place()))
    staff = make_actor(programme, Role.PROGRAMME_STAFF)

    with django_assert_num_queries(5):
        queries.board(programme.pk, staff, today=TODAY)


def test_the_pages_of_the_board_hold_each_promise_once_there_and_back() -> None:
    programme = make_programme()
    office = make_office(programme, make_place())
    for number in range(2 * A_PAGE + 3):
        state = "kept" if number % 2 else "accepted"
        make_commitment(office, state=state, due_on=TODAY + timedelta(days=number % 7))
    staff = make_actor(programme, Role.PROGRAMME_STAFF)
    rows = Commitment.objects.order_by("is_over", "due_on", "number")
    ordered = [(row.pk, position(row)) for row in rows]

    there: list[UUID] = []
    found = queries.board(programme.pk, staff, today=TODAY)
    while True:
        there += [line.id for line in found.lines]
        if found.after is None:
            break
        found = queries.board(programme.pk, staff, today=TODAY, at=found.after)
    back = queries.board(programme.pk, staff, today=TODAY, to=ordered[A_PAGE][1])

    assert there == [pk for pk, _ in ordered]
    assert [line.id for line in back.lines] == there[:A_PAGE]
    assert (back.before, back.after) == (None, ordered[A_PAGE][1])


def test_how_promises_stand_is_counted_by_office_and_by_place() -> None:
    programme = make_programme()
    kati = make_place("Kati", kind="cercle")
    here, there = make_place(above=kati), make_place("Kangaba", above=kati)
    mayor, silent = make_office(programme, here), make_office(programme, there, title="Chef")
    for state, due_on in [("accepted", PAST), ("accepted", TODAY), ("kept", PAST)]:
        make_commitment(mayor, state=state, due_on=due_on)
    prefect = make_office(programme, kati, title="Préfet")
    make_commitment(prefect, place=there)
    staff = make_actor(programme, Role.PROGRAMME_STAFF)
    neighbour = make_actor(programme, Role.ANIMATOR, place=there)

    offices = by_office(programme.pk, staff, today=TODAY)
    places = by_place(programme.pk, staff, today=TODAY)
    below = by_place(programme.pk, neighbour, today=TODAY)

    at_work = Standing({State.ACCEPTED: 2, State.KEPT: 1}, late=1)
    asked = Standing({State.PROPOSED: 1})
    assert [(row.id, row.standing) for row in offices.rows] == [
        (silent.pk, Standing()),
        (prefect.pk, asked),
        (mayor.pk, at_work),
    ]
    assert [(row.name, row.where, row.standing) for row in places.rows] == [
        ("Kangaba", "Kati", asked),
        ("Sanankoroba", "Kati", at_work),
    ]
    assert (at_work.late, at_work.to_do, at_work.kept) == (1, 1, 1)
    assert [(row.name, row.standing) for row in below.rows] == [("Kangaba", asked)]


def test_a_month_has_its_days_with_what_falls_due() -> None:
    programme = make_programme()
    office = make_office(programme, make_place())
    for _ in range(6):
        make_commitment(office, state="accepted", due_on=date(2026, 12, 1))
    make_commitment(office, due_on=date(2027, 1, 1))
    meeting = make_activity(programme, office.place, planned_on=date(2026, 12, 3))
    late = make_activity(programme, office.place, planned_on=date(2026, 11, 30))
    Activity.objects.filter(pk=late.pk).update(held_on=date(2026, 12, 5))
    staff = make_actor(programme, Role.PROGRAMME_STAFF)

    month = month_due(programme.pk, staff, month=date(2026, 12, 15), today=TODAY)

    assert (len(month.days), month.begins_on, month.total) == (31, 2, 6)
    assert (month.earlier, month.later) == (date(2026, 11, 1), date(2027, 1, 1))
    first, *others = month.days
    assert [(day.day.day, met.id) for day in others for met in day.meetings] == [
        (3, meeting.pk),
        (5, late.pk),
    ]
    assert (first.day, len(first.lines), first.more) == (date(2026, 12, 1), 4, 2)
    assert not any(day.lines or day.more for day in others)


def test_an_office_has_before_it_what_to_do_first() -> None:
    programme = make_programme()
    office = make_office(programme, make_place())
    mayor = make_office_holder(office)
    asked = make_commitment(office)
    late = make_commitment(office, state="in_progress", due_on=PAST)
    todo = make_commitment(office, state="postponed")
    make_commitment(office, state="reported_done")
    make_commitment(office, state="kept")
    make_commitment(make_office(programme, make_place("Bougouni")))

    day = queries.office_day(programme.pk, mayor, today=TODAY)

    assert day.first is not None
    assert day.first.id == late.pk
    assert [line.id for line in day.to_answer] == [asked.pk]
    assert [line.id for line in day.to_do] == [todo.pk]
    assert (len(day.with_citizens), day.ends, day.open) == (1, {State.KEPT: 1}, 4)


@pytest.mark.parametrize("count", [1, 12])
@pytest.mark.parametrize(
    ("address", "queries_asked"),
    [("", 10), ("par-responsable/", 7), ("par-commune/", 6), ("calendrier/", 7)],
)
def test_each_way_to_look_takes_as_many_queries_for_many(
    count: int,
    address: str,
    queries_asked: int,
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    programme, place = make_programme("kayes"), make_place()
    for number in range(count):
        make_commitment(make_office(programme, place, title=f"Chef {number}"))
    actor = make_actor(programme, Role.COORDINATOR, place=place)
    client.force_login(Account.objects.get(pk=actor.account))
    client.get("/p/kayes/engagements/")

    with django_assert_num_queries(queries_asked):
        page = client.get(f"/p/kayes/engagements/{address}")

    assert page.status_code == 200


def test_a_reader_of_another_place_counts_nothing_of_ours(client: Client) -> None:
    programme, place = make_programme("kayes"), make_place()
    promise = make_commitment(make_office(programme, place), due_on=TODAY)
    neighbour = make_actor(programme, Role.COORDINATOR, place=make_place("Bougouni"))
    client.force_login(Account.objects.get(pk=neighbour.account))
    tails = ["", f"?place={place.pk}", f"?office={promise.office_id}", "par-responsable/"]
    tails += ["par-commune/", f"calendrier/?month={TODAY:%Y-%m}"]

    pages = [client.get(f"/p/kayes/engagements/{tail}") for tail in tails]

    assert [promise.action in page.content.decode() for page in pages] == [False] * len(tails)
    assert pages[3].context["overview"].rows == pages[4].context["overview"].rows == []
