"""The page on which a meeting's agenda becomes agreements."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from benkan.apps.activities.models import Activity, Recommendation
from benkan.apps.registry.models import Account, Office, Place, Programme
from benkan.apps.voices import actions as voices
from benkan.kit.actor import Actor, Role
from tests.make.activities import make_activity
from tests.make.commitments import make_commitment
from tests.make.registry import (
    IN_A_YEAR,
    NOW,
    make_actor,
    make_office,
    make_office_holder,
    make_place,
    make_programme,
)
from tests.make.voices import make_case

pytestmark = pytest.mark.django_db


class Table:
    """A meeting with an issue on its agenda, and who sits at it."""

    def __init__(self) -> None:
        self.programme: Programme = make_programme("kayes")
        self.place: Place = make_place()
        self.office: Office = make_office(self.programme, self.place)
        self.staff: Actor = make_actor(self.programme, Role.PROGRAMME_STAFF)
        self.meeting: Activity = make_activity(self.programme, self.place)

    def put(self) -> UUID:
        case = make_case(self.programme, self.place)
        voices.step_case(case=case, state="accepted", actor=self.staff, moment=NOW)
        issue = voices.open_issue(
            programme=self.programme.pk,
            title="La pompe",
            place=self.place.pk,
            service="water",
            cases=[case],
            actor=self.staff,
            moment=NOW,
        )
        return voices.put_on_agenda(
            issue=issue, activity=self.meeting.pk, actor=self.staff, moment=NOW
        )

    @property
    def address(self) -> str:
        return f"/p/kayes/rencontres/{self.meeting.pk}/"


@pytest.fixture
def table() -> Table:
    return Table()


def as_(client: Client, actor: Actor) -> Client:
    client.force_login(Account.objects.get(pk=actor.account))
    return client


def agreement(table: Table, **changed: Any) -> dict[str, Any]:
    return {
        "action": "Réparer la pompe",
        "office": table.office.pk,
        "due_on": IN_A_YEAR.isoformat(),
        **changed,
    }


def test_what_is_agreed_on_the_page_is_asked_of_the_office(table: Table, client: Client) -> None:
    item = table.put()

    sent = as_(client, table.staff).post(f"{table.address}accords/{item}/", agreement(table))

    agreed = Recommendation.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, table.address)
    assert (agreed.office, agreed.due_on) == (table.office, IN_A_YEAR)


def test_a_refusal_comes_back_on_the_form(table: Table, client: Client) -> None:
    item = table.put()

    sent = as_(client, table.staff).post(
        f"{table.address}accords/{item}/", agreement(table, due_on="2001-01-01")
    )

    [(_, form)] = sent.context["points"]
    assert (sent.status_code, form["action"].value()) == (200, "Réparer la pompe")
    assert len(form.non_field_errors()) == 1


def test_an_office_holder_reads_the_agenda_and_writes_nothing(table: Table, client: Client) -> None:
    item = table.put()
    mayor = make_office_holder(table.office)

    read = as_(client, mayor).get(table.address)
    written = client.post(f"{table.address}accords/{item}/", agreement(table))

    assert [form for _, form in read.context["points"]] == [None]
    assert (read.status_code, written.status_code) == (200, 404)


def test_the_neighbour_finds_no_such_meeting(table: Table, client: Client) -> None:
    item = table.put()
    neighbour = make_actor(table.programme, Role.COORDINATOR, place=make_place("Bougouni"))

    read = as_(client, neighbour).get(table.address)
    written = client.post(f"{table.address}accords/{item}/", agreement(table))

    assert (read.status_code, written.status_code) == (404, 404)
    assert not Recommendation.objects.exists()


def test_what_is_recommended_besides_ends_as_a_promise_or_with_a_reason(
    table: Table, client: Client
) -> None:
    as_(client, table.staff)
    said = {"action": "Curer le caniveau", "service": "roads"}
    pages = [
        client.post(f"{table.address}recommandations/", {**said, "action": action})["Location"]
        for action in ("Curer le caniveau", "Éclairer le marché", "Réparer la pompe")
    ]
    before = make_commitment(table.office)

    asked = client.post(
        f"{pages[0]}engagement/", {"office": table.office.pk, "due_on": IN_A_YEAR.isoformat()}
    )
    unsaid = client.post(f"{pages[1]}motif/", {"ending": "declined"})
    client.post(f"{pages[1]}motif/", {"ending": "declined", "note": "Pas de budget."})
    client.post(f"{pages[2]}motif/", {"ending": "promised_before", "promised_before": before.pk})

    ended = Recommendation.objects.order_by("recorded_at").values_list("ending", flat=True)
    assert (asked["Location"], len(unsaid.context["end_form"].non_field_errors())) == (
        table.address,
        1,
    )
    assert sorted(ended) == ["declined", "promised", "promised_before"]
    assert before.action in client.get(pages[2]).content.decode()


def test_an_item_of_another_agenda_is_not_found(table: Table, client: Client) -> None:
    sent = as_(client, table.staff).post(f"{table.address}accords/{uuid4()}/", agreement(table))

    assert sent.status_code == 404


@pytest.mark.parametrize("issues", [1, 4])
def test_a_long_agenda_takes_no_more_queries(
    table: Table,
    client: Client,
    issues: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(issues):
        table.put()
    as_(client, table.staff)

    with django_assert_max_num_queries(26):
        client.get(table.address)
