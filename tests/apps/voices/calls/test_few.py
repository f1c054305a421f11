"""A handful of calls, or none: nothing is told that would single somebody out."""

from typing import Any

import pytest
from django.test import Client

from benkan.apps.voices.queries import calls as queries
from benkan.kit.actor import Role
from benkan.kit.refusals import NotFound
from tests.apps.voices.calls.test_list import found_by
from tests.apps.voices.calls.test_pages import PAGES
from tests.make.hotline import line, load, make_regions, programme_of_calls, small_file
from tests.make.registry import make_actor, make_programme

pytestmark = pytest.mark.django_db


def test_of_a_handful_of_calls_nothing_is_told() -> None:
    make_regions()
    load(small_file(line(1), line(2, sex="H"), line(3, region_code="")))
    programme = programme_of_calls()

    whole = queries.waiting(programme.pk).groups[0]

    topics = [line for line in queries.topics(programme.pk).lines if line.family]
    assert {count for line in topics for count in line.counts} == {None}
    assert whole.quartiles is None


def test_a_programme_without_calls_has_no_figures() -> None:
    programme = make_programme()

    for ask in (queries.call_source, queries.waiting, queries.topics, queries.callers):
        with pytest.raises(NotFound):
            ask(programme.pk)


def test_fewer_than_five_are_neither_listed_nor_counted() -> None:
    make_regions()
    load(small_file(*(line(number) for number in range(1, 9)), line(9, sex="H")))
    programme = programme_of_calls()
    staff = make_actor(programme, Role.PROGRAMME_STAFF)

    assert found_by(staff, programme, sex="male") == queries.CallList((), None)
    assert found_by(staff, programme, sex="unknown") == queries.CallList((), 0)
    assert found_by(staff, programme, sex="female").matching == 8


def test_the_list_takes_the_same_queries_for_one_call_and_for_many(
    django_assert_num_queries: Any,
) -> None:
    make_regions()
    load(small_file(*(line(number) for number in range(1, 6))), slug="few")
    load(small_file(*(line(number) for number in range(1, 60))), slug="many")

    for slug in ("few", "many"):
        programme = programme_of_calls(slug)
        staff = make_actor(programme, Role.PROGRAMME_STAFF)
        with django_assert_num_queries(8):
            found_by(staff, programme)


def test_another_programme_has_no_such_pages(client: Client) -> None:
    make_programme("autre")

    statuses = [client.get(f"/p/autre/appels/{page}").status_code for page in PAGES]

    assert statuses == [404] * len(PAGES)
