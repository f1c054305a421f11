"""Sensitive cases are read by those named, each reading is noted, and none waits for nobody."""

import pytest

from benkan.apps.journal.models import Entry
from benkan.apps.voices import queries
from benkan.apps.voices.actions import (
    end_confidant,
    entrust_case,
    entrust_what_waits,
    guard_case,
    name_confidant,
    note_reading,
)
from benkan.apps.voices.rules.sensitivity import NotForThisPerson, NotOneOfUs, Sensitivity
from benkan.kit.actor import Actor, Role
from benkan.kit.refusals import NotAllowed, NotFound
from tests.make.registry import (
    NOW,
    make_account,
    make_actor,
    make_office,
    make_office_holder,
    make_place,
    make_programme,
)
from tests.make.voices import (
    make_case,
    make_case_about,
    make_confidant,
    say_about_office,
    say_about_person,
)

pytestmark = pytest.mark.django_db


def read_by(actor: Actor) -> int:
    assert actor.programme is not None
    return queries.cases_known_to(actor, actor.programme).filter(is_sensitive=True).count()


def test_an_administrator_names_and_ends_and_twice_is_once() -> None:
    programme, place = make_programme(), make_place()
    chief, reader = make_actor(programme, Role.ADMINISTRATOR), make_actor(programme, Role.ANIMATOR)
    make_case(programme, place, sensitivity=Sensitivity.VIOLENCE)
    assert reader.account is not None

    named = {
        name_confidant(programme=programme.pk, account=reader.account, actor=chief, moment=NOW)
        for _ in range(2)
    }
    while_named = read_by(reader)
    for _ in range(2):
        end_confidant(programme=programme.pk, confidant=next(iter(named)), actor=chief, moment=NOW)

    assert (len(named), while_named, read_by(reader)) == (1, 1, 0)
    names = Entry.objects.filter(name__startswith="Confidant").order_by("name")
    assert [entry.name for entry in names] == ["ConfidantEnded", "ConfidantNamed"]


@pytest.mark.parametrize(
    "role",
    [Role.PROGRAMME_STAFF, Role.MONITORING_OFFICER, Role.COORDINATOR, Role.ANIMATOR],
)
def test_nobody_else_keeps_the_list(role: Role) -> None:
    programme = make_programme()
    actor = make_actor(programme, role)
    assert actor.account is not None

    with pytest.raises(NotAllowed):
        name_confidant(programme=programme.pk, account=actor.account, actor=actor, moment=NOW)


def test_an_administrator_of_a_place_names_for_that_place_alone() -> None:
    programme, here, there = make_programme(), make_place("Kati"), make_place("Ségou")
    chief = make_actor(programme, Role.ADMINISTRATOR, place=here)
    reader = make_actor(programme, Role.COORDINATOR).account
    assert reader is not None

    name_confidant(programme=programme.pk, account=reader, place=here.pk, actor=chief, moment=NOW)

    for place in (there.pk, None):
        with pytest.raises(NotAllowed):
            name_confidant(
                programme=programme.pk, account=reader, place=place, actor=chief, moment=NOW
            )


def test_only_who_works_for_the_programme_is_named() -> None:
    programme, place = make_programme(), make_place()
    chief = make_actor(programme, Role.ADMINISTRATOR)
    mayor = make_office_holder(make_office(programme, place)).account
    assert mayor is not None

    for account in (mayor, make_account().pk):
        with pytest.raises(NotOneOfUs):
            name_confidant(programme=programme.pk, account=account, actor=chief, moment=NOW)


def test_who_reads_a_case_names_somebody_to_follow_it_and_takes_it_away() -> None:
    programme, place = make_programme(), make_place()
    reader, helper = (make_actor(programme, Role.COORDINATOR, place=place) for _ in range(2))
    make_confidant(reader)
    case = make_case(programme, place, is_sensitive=True)
    assert helper.account is not None

    named = entrust_case(case=case, account=helper.account, actor=reader, moment=NOW)
    while_named = read_by(helper)
    end_confidant(programme=programme.pk, confidant=named, actor=reader, moment=NOW)

    assert (while_named, read_by(helper)) == (1, 0)


def test_who_does_not_read_a_case_names_nobody_for_it() -> None:
    programme, place = make_programme(), make_place()
    stranger = make_actor(programme, Role.ADMINISTRATOR)
    case = make_case(programme, place, is_sensitive=True)
    assert stranger.account is not None

    with pytest.raises(NotFound):
        entrust_case(case=case, account=stranger.account, actor=stranger, moment=NOW)


def test_whom_a_case_is_about_is_not_named_for_it() -> None:
    programme, place = make_programme(), make_place()
    reader, her = (make_actor(programme, Role.COORDINATOR, place=place) for _ in range(2))
    make_confidant(reader)
    case = make_case(programme, place, is_sensitive=True)
    say_about_person(case, her, reader)
    assert her.account is not None

    with pytest.raises(NotForThisPerson):
        entrust_case(case=case, account=her.account, actor=reader, moment=NOW)


def test_every_opening_of_a_sensitive_case_is_noted_and_no_other() -> None:
    programme, place = make_programme(), make_place()
    reader, stranger = make_actor(programme, Role.ANIMATOR), make_actor(programme, Role.ANIMATOR)
    make_confidant(reader)
    case, ordinary = make_case(programme, place, is_sensitive=True), make_case(programme, place)

    for actor in (reader, reader, stranger):
        for one in (case, ordinary):
            note_reading(case=one, what="page", actor=actor, moment=NOW)

    entries = Entry.objects.filter(name="SensitiveCaseRead")
    assert [reading.what for reading in queries.readings_of(case)] == ["page", "page"]
    assert queries.readings_of(ordinary) == ()
    assert {(entry.actor, str(case) in entry.body) for entry in entries} == {(reader.account, True)}
    assert entries.count() == 2


def test_a_case_that_nobody_named_may_read_goes_to_the_administrators_once() -> None:
    programme, place = make_programme(), make_place()
    chief, coordinator = (
        make_actor(programme, role) for role in (Role.ADMINISTRATOR, Role.COORDINATOR)
    )
    make_case(programme, place, is_sensitive=True)

    found = [entrust_what_waits(programme=programme.pk, moment=NOW) for _ in range(2)]

    assert found == [1, 0]
    assert (read_by(chief), read_by(coordinator)) == (1, 0)


def test_a_case_that_somebody_named_reads_goes_to_nobody_else() -> None:
    programme, place = make_programme(), make_place()
    chief, reader = make_actor(programme, Role.ADMINISTRATOR), make_actor(programme, Role.ANIMATOR)
    make_confidant(reader, place=place)
    make_case(programme, place, is_sensitive=True)

    assert entrust_what_waits(programme=programme.pk, moment=NOW) == 0
    assert read_by(chief) == 0


def test_a_case_about_the_only_reader_goes_to_an_administrator_it_is_not_about() -> None:
    programme, place = make_programme(), make_place()
    chiefs = [make_actor(programme, Role.ADMINISTRATOR) for _ in range(2)]
    reader = make_actor(programme, Role.COORDINATOR)
    make_confidant(reader)
    case = make_case(programme, place)
    for whom in (reader, chiefs[0]):
        say_about_person(case, whom, chiefs[1])
    guard_case(case=case, is_sensitive=True, actor=chiefs[1], moment=NOW)

    entrust_what_waits(programme=programme.pk, moment=NOW)

    assert [read_by(actor) for actor in (reader, *chiefs)] == [0, 0, 1]


def test_a_case_about_all_who_could_read_it_waits_and_is_told_of() -> None:
    programme, place = make_programme(), make_place()
    chief = make_actor(programme, Role.ADMINISTRATOR)
    make_case_about(chief, programme, place, sensitivity="threat")

    assert entrust_what_waits(programme=programme.pk, moment=NOW) == 0
    assert queries.unread_by_anybody(programme.pk, moment=NOW).count() == 1
    assert read_by(chief) == 0


def test_a_reader_whom_it_is_about_does_not_see_a_sensitive_case() -> None:
    programme, place = make_programme(), make_place()
    office = make_office(programme, place)
    reader = make_actor(programme, Role.COORDINATOR)
    make_confidant(reader)
    case = make_case(programme, place, is_sensitive=True)
    say_about_office(case, office, reader)

    assert read_by(reader) == 1
