"""The list of calls: who reads it, what it can be narrowed to, and that it stays quick."""

from typing import Any

import pytest
from django.test import Client

from benkan.apps.registry.models import Account, PlaceCode, Programme
from benkan.apps.voices.queries import calls as queries
from benkan.apps.voices.queries.calls.listing import A_PAGE
from benkan.kit.actor import Actor, Role
from tests.make.hotline import (
    rows_of_the_file,
)
from tests.make.registry import make_actor, make_place, make_programme

pytestmark = pytest.mark.django_db


def found_by(actor: Actor, programme: Programme, page: int = 1, **asked: Any) -> queries.CallList:
    choices = queries.call_choices(programme.pk)
    return queries.call_list(
        actor, programme.pk, choices=choices, asked=queries.Asked(**asked), page=page
    )


@pytest.mark.parametrize(
    ("asked", "column", "value"),
    [
        ({"vote": "legislative"}, "scrutin", "legislatives"),
        ({"sex": "unknown"}, "sex", ""),
        ({"age": "impossible"}, "age_band", "aberrant"),
        ({"operator": "malitel"}, "operator", "malitel"),
        ({"way": "charge_me"}, "channel", "CHARGE_ME"),
        ({"region": "ML02"}, "region_code", "ML02"),
        ({"region": "outside"}, "region_code", "HORS"),
        ({"region": "unknown"}, "region_code", ""),
    ],
)
def test_a_choice_finds_the_calls_of_the_file(
    hotline: Programme, asked: dict[str, Any], column: str, value: str
) -> None:
    staff = make_actor(hotline, Role.PROGRAMME_STAFF)
    expected = [row["id"] for row in rows_of_the_file() if row[column] == value]

    found = found_by(staff, hotline, **asked)

    assert found.matching == len(expected)
    assert [line.number for line in found.lines] == expected[:A_PAGE]


def test_a_topic_and_a_family_find_each_call_once(hotline: Programme) -> None:
    staff = make_actor(hotline, Role.PROGRAMME_STAFF)
    topics = [set(row["topics"].split("|")) for row in rows_of_the_file()]
    votes = {f"F{number}" for number in range(1, 13)}

    topic, family = found_by(staff, hotline, topic="F9"), found_by(staff, hotline, family="6")

    assert topic.matching == sum("F9" in one for one in topics)
    assert family.matching == sum(bool(one & votes) for one in topics)


def test_choices_are_joined(hotline: Programme) -> None:
    from datetime import date

    staff = make_actor(hotline, Role.PROGRAMME_STAFF)
    asked = {"topic": "F9", "region": "ML09", "sex": "female", "month": date(2013, 7, 1)}
    expected = [
        row["id"]
        for row in rows_of_the_file()
        if "F9" in row["topics"].split("|")
        and (row["region_code"], row["sex"], row["date"][:7]) == ("ML09", "F", "2013-07")
    ]

    last = -(-len(expected) // A_PAGE)
    found = found_by(staff, hotline, page=last, **asked)

    assert found.matching == len(expected)
    assert [line.number for line in found.lines] == expected[(last - 1) * A_PAGE :]
    assert found_by(staff, hotline, page=last + 7, **asked) == found


def test_who_answers_for_a_region_reads_its_calls_alone(hotline: Programme) -> None:
    kayes = PlaceCode.objects.get(code="ML01").place
    commune = make_place("Diamou", above=kayes)

    of_region = make_actor(hotline, Role.COORDINATOR, place=kayes)
    of_commune = make_actor(hotline, Role.COORDINATOR, place=commune)

    assert found_by(of_region, hotline).matching == 337
    assert found_by(of_region, hotline, region="ML02").matching == 0
    assert found_by(of_region, hotline, region="unknown").matching == 0
    assert found_by(of_commune, hotline).matching == 0


def _logged_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account))
    return client


def test_a_line_holds_nothing_that_singles_somebody_out(hotline: Programme) -> None:
    page = _logged_in(make_actor(hotline, Role.PROGRAMME_STAFF)).get("/p/ligne/appels/liste/")

    lines = page.context["lines"]
    assert [line.number for line in lines[:2]] == ["SOS-00001", "SOS-00002"]
    assert (lines[2].topics, lines[2].facts) == (
        "Pourquoi vous faites ça ? Qui êtes vous?",
        "juin 2013 · Élection présidentielle · Bamako · Bip (a sonné puis raccroché) · Orange · "
        "attente de 30,4 jours · 1 minute de conversation",
    )


@pytest.mark.parametrize(
    "role",
    [Role.ADMINISTRATOR, Role.PROGRAMME_STAFF, Role.MONITORING_OFFICER, Role.COORDINATOR],
)
def test_those_who_answer_for_figures_open_the_list(hotline: Programme, role: Role) -> None:
    page = _logged_in(make_actor(hotline, role)).get("/p/ligne/appels/liste/?vote=legislative")

    assert page.status_code == 200
    assert page.context["found"].matching == 2667


@pytest.mark.parametrize("role", [Role.ANIMATOR, Role.OFFICE_HOLDER])
def test_others_find_no_list(hotline: Programme, role: Role) -> None:
    page = _logged_in(make_actor(hotline, role)).get("/p/ligne/appels/liste/")

    assert page.status_code == 404


def test_a_neighbour_finds_no_list_and_a_stranger_is_sent_to_log_in(hotline: Programme) -> None:
    neighbour = make_actor(make_programme(), Role.PROGRAMME_STAFF)

    assert _logged_in(neighbour).get("/p/ligne/appels/liste/").status_code == 404
    assert Client().get("/p/ligne/appels/liste/").status_code == 302
