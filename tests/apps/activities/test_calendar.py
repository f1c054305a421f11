"""Planned against held: each meeting has one outcome, and a way down to it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from benkan.apps.activities import actions, queries
from benkan.apps.activities.models import Activity
from benkan.apps.activities.queries import Filters
from benkan.apps.activities.rules import calendar
from benkan.apps.activities.rules.calendar import Outcome
from benkan.apps.registry.models import Account
from benkan.kit.actor import Role
from benkan.kit.refusals import NotAllowed
from tests.make.activities import make_activity, make_held
from tests.make.registry import NOW, make_actor, make_organisation, make_place, make_programme

TODAY = NOW.date()
YEAR = Filters(since=date(2026, 1, 1), until=date(2026, 12, 31))


@pytest.mark.fast
@pytest.mark.parametrize(
    ("planned", "first", "held", "cancelled", "outcome"),
    [
        (date(2026, 10, 1), None, date(2026, 10, 1), False, Outcome.HELD),
        (date(2026, 10, 1), None, date(2026, 9, 30), False, Outcome.HELD),
        (date(2026, 10, 1), None, date(2026, 10, 2), False, Outcome.HELD_LATE),
        (date(2026, 10, 9), date(2026, 10, 1), date(2026, 10, 9), False, Outcome.HELD_LATE),
        (date(2026, 12, 1), None, None, True, Outcome.CANCELLED),
        (date(2026, 12, 1), date(2026, 10, 1), None, False, Outcome.POSTPONED),
        (date(2026, 11, 1), date(2026, 10, 1), None, False, Outcome.NOT_REPORTED),
        (TODAY, None, None, False, Outcome.TO_COME),
    ],
)
def test_what_became_of_a_meeting(
    planned: date, first: date | None, held: date | None, cancelled: bool, outcome: Outcome
) -> None:
    assert (
        calendar.outcome(
            planned_on=planned,
            first_planned_on=first,
            held_on=held,
            is_cancelled=cancelled,
            today=TODAY,
        )
        is outcome
    )


@pytest.mark.django_db
def test_a_meeting_is_put_off_and_cancelled_with_reasons_and_counts_on_its_first_day() -> None:
    programme, place = make_programme(), make_place()
    animator = make_actor(programme, Role.ANIMATOR, place=place)
    row = make_activity(programme, place, planned_on=date(2026, 10, 1))

    def put_off(
        to_day: date, reason: str = "Le maire est en mission.", *, minutes: int = 0
    ) -> None:
        actions.postpone_activity(
            activity=row.pk,
            to_day=to_day,
            reason=reason,
            actor=animator,
            moment=NOW + timedelta(minutes=minutes),
        )

    for _ in range(2):
        put_off(date(2026, 12, 1))
    put_off(date(2027, 1, 5), minutes=1)
    october = queries.balance(
        programme.pk, None, Filters(date(2026, 10, 1), date(2026, 10, 1)), today=TODAY
    )
    with pytest.raises(calendar.ReasonMissing):
        put_off(date(2027, 2, 1), " ")
    with pytest.raises(calendar.DayNotLater):
        put_off(TODAY)
    for _ in range(2):
        actions.cancel_activity(activity=row.pk, reason="Pluies", actor=animator, moment=NOW)

    assert [(a, b) for a, b, _ in queries.postponements_of(row.pk)] == [
        (date(2026, 10, 1), date(2026, 12, 1)),
        (date(2026, 12, 1), date(2027, 1, 5)),
    ]
    assert october.total.counts == {Outcome.POSTPONED: 1}
    assert queries.balance(programme.pk, None, YEAR, today=TODAY).total.counts == {
        Outcome.CANCELLED: 1
    }
    assert queries.upcoming(programme.pk, today=TODAY) == []
    with pytest.raises(calendar.CancelledAlready):
        put_off(date(2027, 3, 1))


@pytest.mark.django_db
def test_the_neighbour_neither_puts_off_nor_cancels() -> None:
    programme, place = make_programme(), make_place()
    row = make_activity(programme, place, planned_on=date(2026, 12, 1))
    neighbour = make_actor(programme, Role.ANIMATOR, place=make_place("Dio"))

    with pytest.raises(NotAllowed):
        actions.cancel_activity(activity=row.pk, reason="Non", actor=neighbour, moment=NOW)
    with pytest.raises(NotAllowed):
        actions.postpone_activity(
            activity=row.pk, to_day=date(2027, 1, 1), reason="Non", actor=neighbour, moment=NOW
        )

    assert Activity.objects.get().cancelled_at is None


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 4])
def test_the_balance_adds_up_by_kind_place_and_organisation(
    many: int, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    programme = make_programme("kayes")
    for _ in range(many):
        place = make_place()
        make_held(programme, place, planned_on=date(2026, 10, 1), kind="forum")
        row = make_activity(programme, place, planned_on=date(2026, 10, 2))
        row.organisation = make_organisation(programme)
        row.save()
    client.force_login(Account.objects.get(pk=make_actor(programme, Role.PROGRAMME_STAFF).account))

    for by in queries.calendar.BY:
        with django_assert_max_num_queries(9):
            found = queries.balance(
                programme.pk, None, Filters(YEAR.since, YEAR.until, by=by), today=TODAY
            )
        assert sum(line.planned for line in found.lines) == found.total.planned == 2 * many
    down = queries.balance(
        programme.pk, None, Filters(YEAR.since, YEAR.until, outcome=Outcome.HELD), today=TODAY
    )
    with django_assert_max_num_queries(20):
        page = client.get("/p/kayes/activites/bilan/?since=2026-01-01&until=2026-12-31")

    assert [(card.kind, of) for card, of in down.meetings] == [("forum", Outcome.HELD)] * many
    assert (down.matching, page.context["found"].matching) == (many, 2 * many)
