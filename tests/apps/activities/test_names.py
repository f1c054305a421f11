"""Attendance by name: with consent, sealed, erased, and for nobody but the organisers."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from benkan.apps.activities import actions, queries
from benkan.apps.activities.models import Attendee, Headcount
from benkan.apps.activities.rules import attendance
from benkan.apps.journal.models import Entry
from benkan.apps.registry.models import Account, Place, Programme
from benkan.kit.actor import Actor, Role
from benkan.kit.refusals import NotAllowed, Refused
from benkan.kit.splits import AgeBand, Sex, Situation
from tests.make.activities import make_activity, make_attendee, make_held, make_person
from tests.make.registry import NOW, make_actor, make_organisation, make_place, make_programme

pytestmark = pytest.mark.django_db

YEAR = (date(2026, 1, 1), date(2027, 1, 1))


@pytest.fixture
def programme() -> Programme:
    return make_programme("kayes")


@pytest.fixture
def place() -> Place:
    return make_place()


@pytest.fixture
def staff(programme: Programme) -> Actor:
    return make_actor(programme, Role.PROGRAMME_STAFF)


def test_a_sheet_whose_key_was_lost_is_shown_without_names_and_can_be_erased(
    settings: Settings, tmp_path: Path, programme: Programme, place: Place
) -> None:
    met = make_held(programme, place)
    make_attendee(met)
    settings.KEYS_DIR = tmp_path

    (line,) = queries.names_at(met.pk)

    assert (line.name, line.is_erased) == ("", False)


def test_people_are_counted_gross_everywhere_and_once_where_there_are_names(
    programme: Programme, place: Place, staff: Actor
) -> None:
    first = make_held(programme, place, planned_on=date(2026, 10, 1))
    second = make_held(programme, place, planned_on=date(2026, 10, 8), women=4)
    make_held(programme, place, planned_on=date(2026, 10, 9), women=50)
    awa = make_person("Awa Exemple", displaced=True)
    for meeting in (first, second):
        again = make_person("EXEMPLE Awa", mark="4127", age_band=AgeBand.FROM_35)
        people = [awa, again, make_person(f"Seule {meeting.pk}", mark="")]
        kept = actions.add_names(activity=meeting.pk, people=people, actor=staff, moment=NOW)
        assert (kept.added, kept.twice) == (2, 1)

    met = queries.people_met(programme.pk, *YEAR)

    assert (met.meetings, met.gross) == (3, 94)
    assert (met.meetings_with_names, met.gross_where_names) == (2, 34)
    assert (met.unique.people, met.unique.unsure, met.unique.attendances) == (1, 2, 4)
    assert met.unique.by_situation == {(Situation.DISPLACED, Sex.FEMALE): 1}
    assert queries.people_met(programme.pk, date(2026, 10, 2), date(2026, 10, 9)).gross == 14
    assert queries.people_met(programme.pk, *YEAR, [make_place("Dio").pk]).gross == 0


def test_the_page_shows_both_counts_and_leaves_the_last_day_in(
    client: Client, programme: Programme, place: Place
) -> None:
    make_attendee(make_held(programme, place, planned_on=date(2026, 10, 8)))
    make_held(programme, make_place("Dio"), planned_on=date(2026, 10, 8))
    asked = "/p/kayes/activites/personnes/?since=2026-10-08&until=2026-10-08"

    everywhere = as_(client, make_actor(programme, Role.MONITORING_OFFICER)).get(asked)
    here = as_(client, make_actor(programme, Role.ANIMATOR, place=place)).get(asked)

    found = [
        (page.context["met"].gross, page.context["met"].unique.people)
        for page in (everywhere, here)
    ]
    assert found == [(40, 1), (20, 1)]


def test_a_sheet_sent_twice_is_one_sheet(programme: Programme, place: Place, staff: Actor) -> None:
    meeting = make_held(programme, place)
    people = [make_person(), make_person("Sans chiffres", mark="")]

    for _ in range(2):
        actions.add_names(activity=meeting.pk, people=people, actor=staff, moment=NOW)

    assert queries.how_many_named(meeting.pk) == 2
    assert Entry.objects.filter(name="NamesKept").count() == 1


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"consents": False}, attendance.ConsentMissing),
        ({"name": " - "}, attendance.NameMissing),
        ({"mark": "12a4"}, attendance.MarkNotPossible),
        ({"sex": Sex.UNKNOWN}, attendance.MoreNamesThanPeople),
    ],
)
def test_a_line_that_cannot_be_kept_keeps_none_of_the_sheet(
    programme: Programme,
    place: Place,
    staff: Actor,
    said: dict[str, Any],
    refusal: type[Refused],
) -> None:
    meeting = make_held(programme, place)
    people = [make_person("Bintou Exemple"), make_person(**said)]

    with pytest.raises(refusal):
        actions.add_names(activity=meeting.pk, people=people, actor=staff, moment=NOW)

    assert not Attendee.objects.exists()


def test_names_wait_for_the_count(programme: Programme, place: Place, staff: Actor) -> None:
    meeting = make_activity(programme, place)

    with pytest.raises(attendance.NotClosedYet):
        actions.add_names(activity=meeting.pk, people=[make_person()], actor=staff, moment=NOW)


def test_no_name_lies_open_and_two_programmes_share_no_token(
    programme: Programme, place: Place
) -> None:
    here = make_attendee(make_held(programme, place), organisation="Benkadi")
    there = make_attendee(make_held(make_programme(), place), organisation="Benkadi")
    kept = str(list(Attendee.objects.values())) + str(list(Entry.objects.values()))

    assert [word for word in ("Awa", "Exemple", "Benkadi", "4127") if word in kept] == []
    assert here.token != there.token
    assert queries.names_at(here.activity_id)[0].name == "Awa Exemple"


def test_somebody_erased_is_gone_from_every_sheet_and_from_no_count(
    programme: Programme, place: Place, staff: Actor
) -> None:
    rows = [
        make_attendee(make_held(programme, place, planned_on=date(2026, 10, d))) for d in (1, 2)
    ]
    other = make_attendee(make_held(make_programme(), place))
    before, old = queries.people_met(programme.pk, *YEAR), rows[0].token

    for _ in range(2):
        actions.erase_attendee(
            activity=rows[0].activity_id, attendee=rows[0].pk, actor=staff, moment=NOW
        )

    assert queries.people_met(programme.pk, *YEAR) == before
    assert [one.name for row in rows for one in queries.names_at(row.activity_id)] == ["", ""]
    assert list(Attendee.objects.filter(token=old)) == []
    assert queries.names_at(other.activity_id)[0].name == "Awa Exemple"
    assert Entry.objects.filter(name="AttendeeErased").count() == 1
    assert sum(Headcount.objects.values_list("people", flat=True)) == 60


def test_a_name_goes_a_year_after_its_bearer_was_last_met(
    programme: Programme, place: Place
) -> None:
    first, later = (
        make_attendee(make_held(programme, place)),
        make_attendee(make_held(programme, place)),
    )
    alone = make_attendee(make_held(programme, place), name="Seule", mark="")
    over = NOW.date() + attendance.KEPT_FOR + timedelta(days=1)
    Attendee.objects.filter(pk=later.pk).update(keep_until=over + timedelta(days=9))

    def let_go(today: date) -> int:
        return actions.let_names_go(programme=programme.pk, today=today, limit=9, moment=NOW)

    assert [let_go(over), let_go(over), let_go(over + timedelta(days=10))] == [1, 0, 2]
    names = [queries.names_at(one.activity_id)[0].name for one in (first, later, alone)]
    assert names == ["", "", ""]
    assert queries.people_met(programme.pk, *YEAR).unique.people == 1


def as_(client: Client, actor: Actor) -> Client:
    client.force_login(Account.objects.get(pk=actor.account))
    return client


def test_names_are_typed_and_erased_on_the_page_of_those_who_held_the_meeting(
    client: Client, programme: Programme, place: Place
) -> None:
    theirs, ours = make_organisation(programme), make_organisation(programme)
    meeting = make_held(programme, place)
    meeting.organisation = theirs
    meeting.save()
    own, neighbour = (
        make_actor(programme, Role.COORDINATOR, place=place, organisation=organisation)
        for organisation in (theirs, ours)
    )
    officer = make_actor(programme, Role.MONITORING_OFFICER)
    address = f"/p/kayes/activites/{meeting.pk}/noms/"
    line = {"0-name": "Awa Exemple", "0-sex": "female", "0-mark": "4127", "0-consents": "on"}

    refused = as_(client, own).post(address, {**line, "0-consents": ""})
    client.post(address, {**line, **{f"3{key[1:]}": value for key, value in line.items()}})
    told = client.get(address).content.decode()
    attendee = Attendee.objects.get()
    others = [
        (as_(client, one).get(address).status_code, client.post(address, line).status_code)
        for one in (neighbour, officer)
    ]
    erased = as_(client, own).post(f"{address}{attendee.pk}/effacer/")

    assert len(refused.context["form"].non_field_errors()) == 1
    assert told.count("<strong>Awa Exemple</strong>") == 1
    assert others == [(404, 404), (404, 404)]
    assert Entry.objects.filter(name="NamesRead").count() == 1
    assert (erased.status_code, queries.names_at(meeting.pk)[0].is_erased) == (302, True)


def test_the_action_refuses_another_organisation(programme: Programme, place: Place) -> None:
    meeting = make_held(programme, place)
    meeting.organisation = make_organisation(programme)
    meeting.save()
    neighbour = make_actor(
        programme, Role.COORDINATOR, place=place, organisation=make_organisation(programme)
    )

    with pytest.raises(NotAllowed):
        actions.add_names(activity=meeting.pk, people=[make_person()], actor=neighbour, moment=NOW)


def test_the_empty_sheet_is_in_french_and_in_the_order_of_the_form(
    client: Client, programme: Programme, place: Place, staff: Actor
) -> None:
    meeting = make_activity(programme, place)

    page = as_(client, staff).get(
        f"/p/kayes/activites/{meeting.pk}/feuille-vierge/", headers={"accept-language": "en"}
    )

    told = page.content.decode()
    heads = [
        "Nom",
        "Sexe (F/H)",
        "Âge",
        "4 derniers chiffres",
        "Handicap",
        "Déplacé",
        "Organisation",
    ]
    found = [told.index(f'<th scope="col">{word}') for word in heads]
    assert found == sorted(found)
    assert '<html lang="fr">' in told
