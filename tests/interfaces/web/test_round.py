"""The list of rounds and the guided path of one, for those who work on it."""

from collections.abc import Mapping
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benkan.apps.assessments.models import Group, Round
from benkan.apps.assessments.rules.phases import PHASES_OF
from benkan.apps.registry.models import Account
from benkan.interfaces.web.gather.rounds.ways import WAYS
from benkan.kit.actor import Role
from tests.make.assessments import make_concern, make_instrument, make_round, make_scored
from tests.make.registry import (
    IN_A_YEAR,
    make_actor,
    make_office,
    make_organisation,
    make_place,
    make_programme,
)

pytestmark = pytest.mark.django_db


def test_the_list_asks_the_same_with_one_round_and_with_many() -> None:
    programme, place = make_programme(), make_place()
    reader = make_actor(programme, Role.PROGRAMME_STAFF)
    client = Client()
    client.force_login(Account.objects.get(pk=reader.account))
    address = reverse("assessments:list", kwargs={"programme": programme.slug})
    partner = make_organisation(programme)
    make_round(programme, place, organisation=partner)
    client.get(address)

    with CaptureQueriesContext(connection) as one:
        client.get(address)
    make_round(programme, make_place("Dio"), instrument=make_instrument("barometer"), groups=())
    make_scored(programme, make_place("Kati"), organisation=partner)
    with CaptureQueriesContext(connection) as many:
        page = client.get(address)

    assert (page.status_code, len(one), len(many)) == (200, 11, 11)
    assert len(page.context["found"].lines) == Round.objects.count() == 3


def test_each_step_and_each_way_leads_to_a_page_that_there_is() -> None:
    pages = {
        step.page for phases in PHASES_OF.values() for phase in phases for step in phase.steps
    } | {way.page for way in WAYS}

    for page in pages:
        reverse(page, kwargs={"programme": "p", "round_id": uuid4()})


def test_a_partner_opens_a_round_and_another_partner_never_hears_of_it() -> None:
    programme, place = make_programme(), make_place()
    ours, theirs = make_organisation(programme), make_organisation(programme)
    office, instrument = make_office(programme, place), make_instrument()
    mine, other = Client(), Client()
    for client, organisation in ((mine, ours), (other, theirs)):
        actor = make_actor(programme, Role.COORDINATOR, organisation=organisation)
        client.force_login(Account.objects.get(pk=actor.account))
    at = {"programme": programme.slug}
    start = f"{reverse('assessments:open', kwargs=at)}?instrument={instrument.pk}&place={place.pk}"

    nothing_chosen = mine.get(reverse("assessments:open", kwargs=at), {"place": ""})
    assert set(nothing_chosen.context["form"].errors) == {"instrument", "place"}
    opened = mine.post(start, {"title": "CSCom de Kabé", "office": office.pk})
    found = Round.objects.get()
    page = opened["Location"]

    assert page == reverse("web:round", kwargs={**at, "round_id": found.pk})
    assert (found.organisation_id, found.office_id) == (ours.pk, office.pk)
    assert mine.get(page).context["next"].step.code == "agreement"
    assert other.get(page).status_code == 404
    agreement = reverse("assessments:agreement", kwargs={**at, "round_id": found.pk})
    said = {"office": office.pk, "agreed_on": "2026-11-03"}
    assert other.post(agreement, said).status_code == 404
    assert mine.post(agreement, said)["Location"] == page
    assert mine.get(page).context["next"].step.code == "setting"
    assert [
        len(client.get(reverse("assessments:list", kwargs=at)).context["found"].lines)
        for client in (mine, other)
    ] == [1, 0]


def test_a_page_of_a_round_says_why_it_refuses_and_loses_nothing() -> None:
    programme = make_programme()
    found = make_round(programme, make_place())
    women = Group.objects.get(round=found, kind="women")
    concern = make_concern(women)
    client = Client(headers={"accept-language": "en"})
    actor = make_actor(programme, Role.COORDINATOR)
    client.force_login(Account.objects.get(pk=actor.account))
    at = {"programme": programme.slug, "round_id": found.pk}

    def written(name: str, said: Mapping[str, object], **more: object) -> str:
        sent = client.post(reverse(f"assessments:{name}", kwargs={**at, **more}), said)
        return sent.content.decode()

    assert "already in the round" in written("groups", {"kind": "women", "name": ""})
    beds = {"name": "Beds", "entitled": "10", "actual": "0,5"}
    told = written("new_input", beds)
    assert "Say which law or norm" in told
    assert 'value="0.5"' in told or 'value="0,5"' in told
    merged = {"concerns": [str(concern)], "into": "new", "name": " ", "scale": "faces"}
    told = written("indicators", merged)
    assert "Give the indicator a name" in told
    assert f'value="{concern}" checked' in told
    assert "Say why" in written("indicators", {"concerns": [str(concern)], "into": "left"})
    assert "it stays, with what it said" in written("remove_group", {}, group_id=women.pk)
    later = f"{IN_A_YEAR:%Y-%m-%d}"
    assert "after it was done" in written("dates", {"prepare-done": later})


def test_a_reader_who_does_not_work_on_it_sees_the_path_without_ways_to_change() -> None:
    programme = make_programme()
    found = make_round(programme, make_place())
    client = Client()
    actor = make_actor(programme, Role.MONITORING_OFFICER)
    client.force_login(Account.objects.get(pk=actor.account))

    page = client.get(
        reverse("web:round", kwargs={"programme": programme.slug, "round_id": found.pk})
    )

    assert page.context["next_href"] == ""
    assert [client.get(href).status_code for _, href in page.context["ways"]] == [200] * len(
        page.context["ways"]
    )
    assert (
        client.get(
            reverse(
                "assessments:setting", kwargs={"programme": programme.slug, "round_id": found.pk}
            )
        ).status_code
        == 404
    )
