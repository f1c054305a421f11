"""The pages of the team, of organisations and of offices, as their readers meet them."""

from datetime import date

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from benkan.apps.registry.models import (
    Account,
    Invitation,
    Office,
    OfficeHolding,
    Organisation,
    Programme,
    RoleGrant,
)
from benkan.kit.actor import Actor, Role
from tests.make.registry import (
    make_actor,
    make_office,
    make_organisation,
    make_place,
    make_programme,
)

pytestmark = pytest.mark.django_db


def page(programme: Programme, name: str, **ids: object) -> str:
    return reverse(f"registry:{name}", kwargs={"programme": programme.slug, **ids})


def enter(client: Client, actor: Actor) -> None:
    client.force_login(Account.objects.get(pk=actor.account))


WHO_OPENS = {
    "team": {
        Role.ADMINISTRATOR,
        Role.PROGRAMME_STAFF,
        Role.MONITORING_OFFICER,
        Role.COORDINATOR,
    },
    "invite": {Role.ADMINISTRATOR, Role.PROGRAMME_STAFF, Role.COORDINATOR},
    "organisations": set(Role) - {Role.OFFICE_HOLDER},
    "add_organisation": {Role.ADMINISTRATOR, Role.PROGRAMME_STAFF},
    "offices": set(Role) - {Role.OFFICE_HOLDER},
    "add_office": {Role.ADMINISTRATOR, Role.PROGRAMME_STAFF},
}


@pytest.mark.parametrize("name", sorted(WHO_OPENS))
@pytest.mark.parametrize("role", list(Role))
def test_a_page_opens_for_its_roles_and_is_not_there_for_others(
    client: Client, name: str, role: Role
) -> None:
    programme = make_programme()
    organisation = make_organisation(programme)
    enter(client, make_actor(programme, role, organisation=organisation))

    status = client.get(page(programme, name)).status_code

    assert status == (200 if role in WHO_OPENS[name] else 404)


def test_inviting_sends_a_letter_with_the_link_and_shows_it_once(client: Client) -> None:
    programme = make_programme()
    enter(client, make_actor(programme, Role.ADMINISTRATOR))

    response = client.post(
        page(programme, "invite"),
        {
            "name": "Fanta Exemple",
            "email": "fanta@example.org",
            "role": "monitoring_officer",
            "organisation": "",
            "place": "country",
        },
    )

    (letter,) = mail.outbox
    (link,) = [line for line in letter.body.splitlines() if "/invitation/" in line]
    assert letter.to == ["fanta@example.org"]
    assert link in response.content.decode()
    assert client.get(link).status_code == 422  # the inviter is somebody else
    assert Client().get(link).status_code == 200
    assert link not in client.get(page(programme, "team")).content.decode()


def test_a_demonstration_sends_no_letter(client: Client) -> None:
    programme = make_programme(kind="demonstration")
    enter(client, make_actor(programme, Role.ADMINISTRATOR))

    response = client.post(
        page(programme, "invite"),
        {"name": "F", "email": "f@example.org", "role": "monitoring_officer", "place": "country"},
    )

    assert mail.outbox == []
    assert "/invitation/" in response.content.decode()


def test_a_coordinator_is_offered_animators_of_the_own_organisation(client: Client) -> None:
    programme, place = make_programme(), make_place()
    own, neighbours = make_organisation(programme), make_organisation(programme)
    enter(client, make_actor(programme, Role.COORDINATOR, organisation=own, place=place))
    asked = {"name": "F", "email": "f@example.org", "role": "animator", "place": str(place.pk)}

    offered = client.get(page(programme, "invite")).content.decode()
    refused = client.post(page(programme, "invite"), {**asked, "organisation": neighbours.pk})
    done = client.post(page(programme, "invite"), {**asked, "organisation": own.pk})

    assert own.name in offered
    assert neighbours.name not in offered
    assert 'value="coordinator"' not in offered
    assert (refused.status_code, done.status_code) == (404, 200)
    assert Invitation.objects.get().organisation_id == own.pk


def test_an_animator_without_organisation_is_asked_for_one(client: Client) -> None:
    programme = make_programme()
    enter(client, make_actor(programme, Role.ADMINISTRATOR))

    response = client.post(
        page(programme, "invite"),
        {"name": "F", "email": "f@example.org", "role": "animator", "place": "country"},
    )

    assert "organisation" in response.context["form"].non_field_errors()[0]
    assert Invitation.objects.count() == 0


def test_a_role_is_ended_after_a_question(client: Client) -> None:
    programme = make_programme()
    enter(client, make_actor(programme, Role.ADMINISTRATOR))
    officer = make_actor(programme, Role.MONITORING_OFFICER)
    grant = RoleGrant.objects.get(account=officer.account)
    where = page(programme, "end_role", grant=grant.pk)

    asked = client.get(where)
    grant.refresh_from_db()
    before = grant.closes_at
    client.post(where)

    grant.refresh_from_db()
    assert (asked.status_code, before) == (200, None)
    assert grant.closes_at is not None


def test_the_role_of_a_neighbour_is_not_there_to_end(client: Client) -> None:
    programme = make_programme()
    own, neighbours = make_organisation(programme), make_organisation(programme)
    enter(client, make_actor(programme, Role.COORDINATOR, organisation=own))
    animator = make_actor(programme, Role.ANIMATOR, organisation=neighbours)
    grant = RoleGrant.objects.get(account=animator.account)
    where = page(programme, "end_role", grant=grant.pk)

    assert client.get(where).status_code == 404
    assert client.post(where).status_code == 404


def test_the_last_administrator_is_told_why_the_role_stays(client: Client) -> None:
    programme = make_programme()
    admin = make_actor(programme, Role.ADMINISTRATOR)
    enter(client, admin)
    grant = RoleGrant.objects.get(account=admin.account)

    response = client.post(page(programme, "end_role", grant=grant.pk))

    assert response.status_code == 422


def test_an_organisation_is_added_and_changed(client: Client) -> None:
    programme, place = make_programme(), make_place()
    enter(client, make_actor(programme, Role.PROGRAMME_STAFF, place=place))
    said = {"name": "Association Jigi", "short_name": "AJ", "kind": "cso", "place": str(place.pk)}

    client.post(page(programme, "add_organisation"), said)
    organisation = Organisation.objects.get()
    where = page(programme, "organisation", organisation=organisation.pk)
    shown = client.get(where)
    client.post(where, {**said, "name": "Association Jigiya"})

    organisation.refresh_from_db()
    assert shown.context["form"]["place"].value() == place.pk
    assert organisation.name == "Association Jigiya"


def test_an_organisation_of_the_next_commune_is_not_there(client: Client) -> None:
    programme = make_programme()
    theirs = make_organisation(programme, place=make_place("Baguinéda"))
    enter(client, make_actor(programme, Role.PROGRAMME_STAFF, place=make_place()))

    assert client.get(page(programme, "organisation", organisation=theirs.pk)).status_code == 404


def test_an_office_is_opened_filled_ended_and_its_holder_invited(client: Client) -> None:
    programme, place = make_programme(), make_place()
    enter(client, make_actor(programme, Role.PROGRAMME_STAFF, place=place))

    client.post(
        page(programme, "add_office"),
        {"title": "Maire", "place": str(place.pk), "level": "commune", "organisation": ""},
    )
    office = Office.objects.get()
    client.post(
        page(programme, "fill_office", office=office.pk),
        {"holder": "Awa Exemple", "capacity": "elected", "opens_on": "2026-01-01"},
    )
    holding = OfficeHolding.objects.get()
    client.post(page(programme, "invite_holder", holding=holding.pk), {"email": "awa@example.org"})
    client.post(page(programme, "end_holding", holding=holding.pk), {"closes_on": "2026-06-01"})

    holding.refresh_from_db()
    assert holding.closes_on == date(2026, 6, 1)
    assert Invitation.objects.get().holding_id == holding.pk
    text = client.get(page(programme, "office", office=office.pk)).content.decode()
    assert "Awa Exemple" in text


def test_a_refused_holder_comes_back_as_a_sentence(client: Client) -> None:
    programme, place = make_programme(), make_place()
    enter(client, make_actor(programme, Role.ADMINISTRATOR))
    office = make_office(programme, place)
    where = page(programme, "fill_office", office=office.pk)
    said = {"holder": "Awa Exemple", "capacity": "elected", "opens_on": "2026-01-01"}
    client.post(where, said)

    response = client.post(where, {**said, "holder": "Moussa Exemple"})

    assert "1er janvier 2026" in response.context["form"].non_field_errors()[0]


def test_offices_of_another_place_or_programme_are_not_there(client: Client) -> None:
    programme = make_programme()
    enter(client, make_actor(programme, Role.PROGRAMME_STAFF, place=make_place()))
    there = make_office(programme, make_place("Baguinéda"))
    elsewhere = make_office(make_programme(), make_place("Kati"))

    for office in (there, elsewhere):
        assert client.get(page(programme, "office", office=office.pk)).status_code == 404
        assert client.post(page(programme, "fill_office", office=office.pk)).status_code == 404


def test_the_sessions_of_a_person_are_closed_by_an_administrator(client: Client) -> None:
    programme = make_programme()
    officer = make_actor(programme, Role.MONITORING_OFFICER)
    lost = Client()
    enter(lost, officer)
    enter(client, make_actor(programme, Role.ADMINISTRATOR))
    assert lost.get(page(programme, "team")).status_code == 200

    client.post(page(programme, "close_sessions", account=officer.account))

    assert lost.get(page(programme, "team")).status_code == 302


@pytest.mark.parametrize("rows", [1, 4])
@pytest.mark.parametrize(("name", "queries"), [("team", 9), ("organisations", 5), ("offices", 6)])
def test_a_list_page_takes_the_same_number_of_queries(
    client: Client, rows: int, name: str, queries: int, django_assert_num_queries: object
) -> None:
    programme, region = make_programme(), make_place("Koulikoro", kind="region")
    for number in range(rows):
        place = make_place(f"Commune {number}", above=region)
        make_office(programme, place)
        organisation = make_organisation(programme, place=place)
        make_actor(programme, Role.ANIMATOR, organisation=organisation, place=place)
    enter(client, make_actor(programme, Role.ADMINISTRATOR, place=region))

    with django_assert_num_queries(queries):  # type: ignore[operator]
        client.get(page(programme, name))
