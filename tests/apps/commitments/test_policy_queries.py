from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from benkan.apps.commitments.actions.policies import (
    add_organisation,
)
from benkan.apps.commitments.actions.policy_links import (
    link_meeting,
)
from benkan.apps.commitments.queries.policy_list import PolicyFilters, policy_list
from benkan.apps.commitments.queries.policy_page import policy_page
from benkan.apps.commitments.rules.policies import Kind, Part
from benkan.apps.commitments.rules.stages import Stage, StageState
from benkan.apps.registry.models import Place, Programme
from benkan.kit.actor import Actor, Role
from benkan.kit.services import Service
from tests.make.activities import make_activity
from tests.make.commitments import make_policy, reach_stage
from tests.make.registry import (
    NOW,
    make_actor,
    make_office,
    make_organisation,
    make_place,
    make_programme,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Programme:
    return make_programme()


@pytest.fixture
def place() -> Place:
    return make_place("Kati")


@pytest.fixture
def coordinator(programme: Programme, place: Place) -> Actor:
    return make_actor(programme, Role.COORDINATOR, place=place)


def test_each_reader_sees_the_measures_of_her_places_and_those_above(
    programme: Programme,
) -> None:
    country = make_place("Mali", kind="country")
    home, next_door = make_place("Kati", above=country), make_place("Dio", above=country)
    law = make_policy(programme, country, kind="law", level="country")
    here, there = make_policy(programme, home), make_policy(programme, next_door)
    mayor_office = make_office(programme, next_door)
    there.office = mayor_office
    there.save()

    def seen(actor: Actor) -> set[object]:
        return {line.id for line in policy_list(actor, programme.pk).lines}

    assert seen(make_actor(programme, Role.MONITORING_OFFICER)) == {law.pk, here.pk, there.pk}
    assert seen(make_actor(programme, Role.ANIMATOR, place=home)) == {law.pk, here.pk}
    assert seen(make_actor(make_programme(), Role.PROGRAMME_STAFF)) == set()


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_takes_as_many_queries_for_many_and_can_be_kept_to_a_part(
    programme: Programme,
    place: Place,
    coordinator: Actor,
    count: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(count):
        row = make_policy(programme, place)
        reach_stage(row, "analysed", by=coordinator, state="reported")
    other = make_policy(programme, place, kind="convention", sector="health")

    with django_assert_max_num_queries(9):
        everything = policy_list(coordinator, programme.pk)

    assert (everything.total, everything.to_verify, len(everything.lines)) == (
        count + 1,
        count,
        count + 1,
    )
    for filters, found in (
        (PolicyFilters(kind=Kind.CONVENTION), 1),
        (PolicyFilters(stage=Stage.ANALYSED), count),
        (PolicyFilters(sector=Service.HEALTH), 1),
        (PolicyFilters(place=place.pk), count + 1),
        (PolicyFilters(place=other.pk), 0),
        (PolicyFilters(only_to_verify=True), count),
    ):
        assert len(policy_list(coordinator, programme.pk, filters).lines) == found


@pytest.mark.parametrize("count", [1, 3])
def test_one_measure_takes_as_many_queries_however_much_there_is(
    programme: Programme,
    place: Place,
    coordinator: Actor,
    count: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    row = make_policy(programme, place, office=make_office(programme, place))
    by: dict[str, Any] = {"policy": row.pk, "actor": coordinator, "moment": NOW}
    for stage in tuple(Stage)[:count]:
        reach_stage(row, stage, by=coordinator, state="reported")
    for _ in range(count):
        link_meeting(activity=make_activity(programme, place).pk, **by)
        organisation = make_organisation(programme).pk
        add_organisation(organisation=organisation, part=Part.ADVOCATE, **by)

    with django_assert_max_num_queries(30):
        card = policy_page(row.pk, programme=programme.pk, actor=coordinator, today=NOW.date())

    assert (len(card.meetings), len(card.organisations)) == (count, count)
    assert [one.state for one in card.track if one.state] == [StageState.REPORTED] * count


def test_the_database_itself_counts_a_stage_once_and_wants_another_hand(
    programme: Programme, place: Place, coordinator: Actor
) -> None:
    row = make_policy(programme, place)
    reach_stage(row, "analysed", by=coordinator)

    for stage, verifier in (("analysed", None), ("drafted", coordinator)):
        with pytest.raises(IntegrityError), transaction.atomic():
            reach_stage(row, stage, by=coordinator, verified_by=verifier)
