"""A question that is put into SQL once answers for whatever it is asked."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db.models import F, Q, QuerySet

from benkan.apps.registry.models import Programme
from benkan.kit.prepared import Prepared
from tests.make.registry import make_programme

pytestmark = pytest.mark.django_db


def _ask(*, slug: str, pk: UUID, day: date) -> QuerySet[Any, Any]:
    """Not that one, or it again by its other name; the same value in two places."""
    of_day = Programme.objects.filter(~Q(pk=pk), opens_on__lte=day, slug__gte=slug)
    later = Programme.objects.filter(slug=slug, opens_on__gt=day)
    return of_day.values_list("pk", "slug", "opens_on").union(
        later.values_list("pk", "slug", "opens_on")
    )


def test_it_answers_as_the_question_itself_does_each_time_anew() -> None:
    asked = Prepared(_ask, slug=str, pk=UUID, day=date)
    one, other, third = (make_programme(slug) for slug in ("a%s", "b'", "c"))
    found = []

    for programme in (one, other, third):
        for day in (date(2026, 1, 1), date(2025, 12, 31)):
            values: dict[str, Any] = {"slug": programme.slug, "pk": other.pk, "day": day}
            found.append(sorted(row[1] for row in asked(**values)))
            assert sorted(asked(**values)) == sorted(_ask(**values))

    assert found == [["a%s", "c"], ["a%s"], ["c"], ["b'"], ["c"], ["c"]]


def test_a_value_that_the_question_does_not_use_is_said() -> None:
    asked = Prepared(lambda slug, pk: Programme.objects.filter(pk=pk).values_list("pk"),
                     slug=str, pk=UUID)  # fmt: skip

    with pytest.raises(AssertionError, match="leaves out a value"):
        asked(slug="a", pk=make_programme().pk)


def test_any_number_of_values_may_be_asked_about_at_once() -> None:
    asked = Prepared(
        lambda day, slugs: (
            Programme.objects.filter(slug__in=slugs, opens_on=day)
            .order_by("slug")
            .values("slug", closes=F("closes_on"))
        ),
        day=date,
        slugs=(str,),
    )
    made = [make_programme(slug).slug for slug in "abcde"]
    day = Programme.objects.get(slug="a").opens_on

    found = [asked.by_name(day=day, slugs=set(made[:many])) for many in range(6)]

    assert found == [[{"slug": slug, "closes": None} for slug in made[:many]] for many in range(6)]
