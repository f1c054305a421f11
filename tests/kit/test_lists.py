"""What a list says of rows that it does not read."""

import pytest
from django.db.models import Q
from pytest_django import DjangoAssertNumQueries

from benkan.apps.registry.models import Programme
from benkan.kit.lists import WrittenId, counting_up_to, counts_among, walked
from tests.make.registry import make_programme

pytestmark = pytest.mark.django_db


def test_rows_are_counted_by_condition_and_no_further_than_is_shown(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for kind in ("real", "real", "real", "demonstration"):
        make_programme(kind=kind)
    rows = Programme.objects.order_by("slug")

    with django_assert_num_queries(3):
        among = counts_among(rows[:3], real=Q(kind="real"), played=Q(kind="demonstration"))
        counted = list(counting_up_to(1, rows, "kind", ["real", "demonstration", "historical"]))
        nothing = list(counting_up_to(1, rows.filter(slug="-"), "kind", ["real"]))

    assert sum(among.values()) == 3
    assert counted == [{"real": 2, "demonstration": 1, "historical": 0}]
    assert nothing == []


def test_many_rows_are_walked_in_their_order_and_stay_the_same() -> None:
    for kind in ("real", "demonstration", "real", "real"):
        make_programme(f"{kind[0]}{Programme.objects.count()}", kind=kind)
    some = Programme.objects.filter(kind="real", slug__in=["r0", "r3", "d1"])

    found = walked(some, kind="real").order_by("-slug")

    assert [row.slug for row in found] == ["r3", "r0"]


def test_the_database_writes_an_id_as_an_address_has_it() -> None:
    programme = make_programme()

    assert Programme.objects.values_list(WrittenId("pk")).get() == (str(programme.pk),)
