from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from benkan.apps.activities import queries
from benkan.apps.activities.models import Activity
from benkan.apps.activities.rules.kinds import asked_of
from benkan.apps.registry.models import Account, Place, Programme
from benkan.kit.actor import Actor, Role
from benkan.kit.splits import AgeBand, Sex, Situation
from tests.browser.axe import violations_in
from tests.make.activities import make_activity
from tests.make.registry import make_actor, make_organisation, make_place, make_programme

pytestmark = pytest.mark.django_db

PAST = date(2026, 1, 15)


@pytest.fixture
def programme() -> Programme:
    return make_programme("kayes")


@pytest.fixture
def place() -> Place:
    return make_place(above=make_place("Kati", kind="cercle"))


def as_(client: Client, actor: Actor) -> Client:
    client.force_login(Account.objects.get(pk=actor.account))
    return client


def sheet() -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (64, 48), "teal").save(out, "JPEG")
    return SimpleUploadedFile("feuille.jpg", out.getvalue(), "image/jpeg")


def counted(**changed: Any) -> dict[str, Any]:
    return {
        "held_on": "2026-01-15",
        "female-25_34": "12",
        "unknown-unknown": "3",
        "disability-female": "2",
        "minutes": "On a parlé de la pompe.",
        **changed,
    }


def test_an_animator_plans_a_meeting(client: Client, programme: Programme, place: Place) -> None:
    as_(client, make_actor(programme, Role.ANIMATOR, place=place))

    sent = client.post(
        "/p/kayes/activites/nouvelle/",
        {
            "kind": "forum",
            "title": "Forum sur le budget",
            "place": str(place.pk),
            "venue": "",
            "planned_on": "2026-12-01",
        },
    )

    activity = Activity.objects.get()
    assert sent["Location"] == f"/p/kayes/activites/{activity.pk}/"
    assert (activity.kind, activity.place) == ("forum", place)


TOLD: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "interface_meeting": ({"service": "water"}, {"levels": ["commune", "cercle"]}),
    "consultation": ({}, {}),
    "framework": ({"session": "2"}, {"members-women": "3"}),
    "forum": ({"theme": "L’eau"}, {}),
    "grand_dialogue": (
        {"theme": "L’eau"},
        {"panel-female": "2", "panel-male": "0", "broadcast": "yes", "radio": "Kayira"},
    ),
    "training": (
        {"curriculum": "Budget"},
        {"sessions": "3", "before-took": "9", "before-passed": "2", "after-took": "9"},
    ),
    "restitution": (
        {"body": "asaco", "fiscal_year": "2025"},
        {"documents": ["budget"], "languages": ["bm"], "broadcast": "no"},
    ),
}


def test_each_kind_has_its_own_form_and_what_is_left_out_is_completed_later(
    client: Client, programme: Programme, place: Place
) -> None:
    as_(client, make_actor(programme, Role.ANIMATOR, place=place))
    facts = {"place": str(place.pk), "title": "Rencontre", "planned_on": "2026-01-15"}
    kept = {}
    for kind, (planned, reported) in TOLD.items():
        asked = client.get(f"/p/kayes/activites/nouvelle/?kind={kind}&place={place.pk}")
        sent = client.post("/p/kayes/activites/nouvelle/", {**facts, "kind": kind, **planned})
        address = sent["Location"]
        open_page = client.get(address)
        client.post(f"{address}compte-rendu/", counted())
        client.get(f"{address}completer/")
        client.post(f"{address}completer/", reported)
        again = client.post(f"{address}completer/", reported)
        own = {one.name for one in asked.context["form"].asked}
        assert own == {one.name for one in asked_of(kind, at_report=False)}
        assert open_page.status_code == 200
        assert again["Location"] == address
        kept[kind] = Activity.objects.get(kind=kind).told

    assert kept["consultation"] == {}
    assert kept["grand_dialogue"] == {
        "theme": "L’eau",
        "panel": {"female": 2, "male": 0},
        "broadcast": True,
        "radio": "Kayira",
    }
    assert kept["training"]["before"] == {"took": 9, "passed": 2}
    assert kept["restitution"]["fiscal_year"] == 2025


def test_a_report_is_counted_first_and_closed_then(
    client: Client, programme: Programme, place: Place
) -> None:
    activity = make_activity(programme, place, planned_on=PAST)
    as_(client, make_actor(programme, Role.ANIMATOR, place=place))
    address = f"/p/kayes/activites/{activity.pk}/compte-rendu/"

    counting = client.post(address, counted(count="1"))
    still_open = not Activity.objects.get().closed_at
    closing = client.post(address, counted(sheet=sheet()))

    attendance = queries.attendance(activity.pk)
    assert (counting.context["form"].totals(), still_open) == ([12, 0, 3], True)
    assert closing.status_code == 302
    assert attendance.headcounts == {
        (Sex.FEMALE, AgeBand.FROM_25): 12,
        (Sex.UNKNOWN, AgeBand.UNKNOWN): 3,
    }
    assert attendance.situations == {(Situation.DISABILITY, Sex.FEMALE): 2}


def test_counts_that_cannot_be_come_back_on_the_form(
    client: Client, programme: Programme, place: Place
) -> None:
    activity = make_activity(programme, place, planned_on=PAST)
    as_(client, make_actor(programme, Role.ANIMATOR, place=place))

    page = client.post(
        f"/p/kayes/activites/{activity.pk}/compte-rendu/", counted(**{"disability-female": "13"})
    )

    assert len(page.context["form"].non_field_errors()) == 1
    assert Activity.objects.get().closed_at is None


@pytest.mark.parametrize("tail", ["", "compte-rendu/", "feuille/"])
def test_the_neighbour_finds_no_such_meeting(
    client: Client, programme: Programme, place: Place, tail: str
) -> None:
    activity = make_activity(programme, place, planned_on=PAST)
    as_(client, make_actor(programme, Role.ANIMATOR, place=make_place("Bougouni")))
    address = f"/p/kayes/activites/{activity.pk}/{tail}"

    found = client.post(address, counted()) if tail == "compte-rendu/" else client.get(address)

    assert (found.status_code, Activity.objects.get().closed_at) == (404, None)


def test_the_attendance_sheet_is_for_the_organisers(
    client: Client, programme: Programme, place: Place
) -> None:
    activity = make_activity(programme, place, planned_on=PAST)
    as_(client, make_actor(programme, Role.ANIMATOR, place=place))
    client.post(f"/p/kayes/activites/{activity.pk}/compte-rendu/", counted(sheet=sheet()))
    address = f"/p/kayes/activites/{activity.pk}/feuille/"

    own = client.get(address)
    officer = as_(client, make_actor(programme, Role.MONITORING_OFFICER)).get(address)

    assert (own.status_code, own["Content-Type"]) == (200, "image/webp")
    assert officer.status_code == 404


def test_the_names_on_a_sheet_are_not_for_another_organisation_of_the_place(
    client: Client, programme: Programme, place: Place
) -> None:
    theirs, ours = make_organisation(programme), make_organisation(programme)
    activity = make_activity(programme, place, planned_on=PAST)
    activity.organisation = theirs
    activity.save()
    own, neighbour = (
        make_actor(programme, Role.COORDINATOR, place=place, organisation=organisation)
        for organisation in (theirs, ours)
    )
    address = f"/p/kayes/activites/{activity.pk}/"
    as_(client, own).post(f"{address}compte-rendu/", counted(sheet=sheet()))

    found = [as_(client, actor).get(f"{address}feuille/").status_code for actor in (own, neighbour)]

    assert found == [200, 404]
    assert b"feuille/" not in as_(client, neighbour).get(address).content


@pytest.mark.parametrize("role", [Role.MONITORING_OFFICER, Role.ADMINISTRATOR])
def test_others_do_not_plan(client: Client, programme: Programme, role: Role) -> None:
    as_(client, make_actor(programme, role))

    assert client.get("/p/kayes/activites/nouvelle/").status_code == 404


@pytest.mark.browser
@pytest.mark.needs("chromium")
@pytest.mark.parametrize("width", [360, pytest.param(1280, marks=pytest.mark.soak)])
def test_axe_finds_nothing_on_the_pages_of_meetings(
    client: Client, programme: Programme, place: Place, width: int
) -> None:
    open_one = make_activity(programme, place, planned_on=PAST)
    closed = make_activity(programme, place, planned_on=PAST)
    as_(client, make_actor(programme, Role.ANIMATOR, place=place))
    client.post(f"/p/kayes/activites/{closed.pk}/compte-rendu/", counted())
    addresses = [
        "/p/kayes/activites/",
        "/p/kayes/activites/nouvelle/",
        f"/p/kayes/activites/{open_one.pk}/",
        f"/p/kayes/activites/{closed.pk}/",
        f"/p/kayes/activites/{closed.pk}/noms/",
        f"/p/kayes/activites/{closed.pk}/completer/",
        f"/p/kayes/activites/{closed.pk}/questions/",
        f"/p/kayes/activites/nouvelle/?kind=restitution&place={place.pk}",
        "/p/kayes/activites/bilan/?since=2026-01-01&until=2026-12-31",
        "/p/kayes/activites/sans-suite/",
        "/p/kayes/activites/personnes/?since=2026-01-01&until=2026-12-31",
        "/p/kayes/comptes-rendus/",
    ]
    pages = {address: client.get(address).content.decode() for address in addresses}

    assert violations_in(pages, width=width) == {}
