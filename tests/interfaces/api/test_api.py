"""What other programs may read: the published, in parts, with its terms; and that nothing else is there."""

import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from benkan.apps.registry.models import Place, Programme
from benkan.interfaces.api.doors import DOORS, OF_A_PROGRAMME, OF_THE_HOST
from tests.make.assessments import make_released
from tests.make.commitments import make_on_record
from tests.make.record import PUBLIC, UNPUBLISHED, WITHDRAWN, make_record
from tests.make.registry import make_office, make_place, make_programme

START = "/p/demo/api/v1/"
LISTS = [
    "communes",
    "promises",
    "assessments",
    "measures",
    "meetings",
    "meetings/to-come",
    "figures",
]


@pytest.fixture
def record(db: None) -> Programme:
    programme = make_programme("demo", kind="demonstration")
    place: Place = make_place(above=make_place("Koulikoro", kind="region"))
    make_record(programme, place)
    make_on_record(make_office(programme, place, title="Sous-préfet"), published_at=timezone.now())
    for _ in range(2):
        make_released(programme, place)
    return programme


def read(client: Client, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_every_door_has_its_operation_and_says_in_the_description_whom_it_lets_in() -> None:
    from benkan.interfaces.api.built import description, operations

    described = {
        asked["get"]["operationId"]: asked["get"]["x-audience"]
        for asked in description()["paths"].values()
    }

    assert set(operations()) == set(DOORS) == set(described)
    assert described == {
        name: [role.value for role in door.audience] or "everyone" for name, door in DOORS.items()
    }


def test_an_operation_without_a_door_is_not_made() -> None:
    from benkan.interfaces.api.asked import operation

    with pytest.raises(KeyError):
        operation("everything", response=list[str])


def test_programs_read_what_is_published_and_nothing_else(
    record: Programme, client: Client
) -> None:
    said = {path: json.dumps(read(client, START + path)) for path in LISTS}

    assert {path for path, words in said.items() if PUBLIC in words} == {
        "promises", "measures", "meetings",
    }  # fmt: skip
    hidden = (WITHDRAWN, UNPUBLISHED, "2026-04-01")
    assert [word for word in hidden if word in "".join(said.values())] == []
    assert len(read(client, START + "assessments")["items"]) == 2


def test_the_parts_of_a_list_are_the_whole_of_it_in_few_questions(
    record: Programme, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for path in LISTS:
        with django_assert_max_num_queries(12):
            whole = read(client, START + path)
        parts, asked = [], f"{START}{path}?size=1"
        while asked:
            found = read(client, asked)
            parts += found["items"]
            asked = found["next"]

        assert parts == whole["items"]
        assert whole["programme"] == {"slug": "demo", "name": "Demo", "kind": "demonstration"}
        assert whole["notice"].startswith("Demonstration")
        assert whole["licence"] == "CC BY 4.0"


def test_a_single_thing_is_what_its_list_says_of_it(record: Programme, client: Client) -> None:
    promise = read(client, START + "promises")["items"][0]
    released = read(client, START + "assessments")["items"][0]
    alone = read(client, f"{START}assessments/{released['id']}")

    assert read(client, f"{START}promises/{promise['number']}") == promise
    assert {name: alone[name] for name in released} == released
    assert alone["scores"] != []
    # Withdrawn, unpublished or unheard of: there is no difference.
    assert [client.get(f"{START}promises/{n}").status_code for n in (2, 3, 999)] == [404] * 3


def test_what_is_unchanged_is_not_sent_again_and_nothing_can_be_written(
    record: Programme, client: Client
) -> None:
    first = client.get(START + "promises")
    again = client.get(START + "promises", headers={"if-none-match": first["ETag"]})
    mistaken = client.get(START + "promises", {"size": "many", "after": "-1"})

    assert (again.status_code, again.content) == (304, b"")
    assert first["Cache-Control"] == "public, max-age=60"
    assert mistaken.status_code == 422
    for door in (*OF_THE_HOST, *OF_A_PROGRAMME):
        if "{" not in door.path:
            start = START if door in OF_A_PROGRAMME else "/api/v1/"
            assert client.post(start + door.path).status_code == 405
