"""Who asks to be forgotten is, on the page of her message."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from benkan.apps.files.actions import keep_audio
from benkan.apps.files.models import StoredFile
from benkan.apps.journal.models import Entry
from benkan.apps.messaging.queries import can_be_answered
from benkan.apps.registry.models import Account
from benkan.apps.voices.actions import (
    answer_case,
    contest_case,
    forget_case,
    forget_contact,
)
from benkan.apps.voices.models import Case, CaseStep
from benkan.apps.voices.queries import forgotten_in_part, what_is_to_forget, words_of
from benkan.kit.actor import Role
from benkan.kit.refusals import NotAllowed
from tests.make.files import make_tone
from tests.make.messaging import make_contact
from tests.make.registry import NOW, make_actor, make_place, make_programme
from tests.make.voices import case_row, make_case, say_about_person

pytestmark = pytest.mark.django_db


def test_words_voice_and_number_go_and_the_case_stays_counted(client: Client) -> None:
    programme, place = make_programme("demo"), make_place()
    staff = make_actor(programme, Role.PROGRAMME_STAFF)
    contact = make_contact(programme)
    voice = keep_audio(programme=programme.pk, content=make_tone(), moment=NOW)
    case = make_case(programme, place, contact=contact, recording_file=voice)
    answer_case(case=case, answer="C’est réparé", actor=staff, moment=NOW)
    contest_case(case=case, programme=programme.pk, text="Toujours en panne", moment=NOW)
    client.force_login(Account.objects.get(pk=staff.account))

    for _ in range(2):
        client.post(f"/p/demo/messages/{case}/effacer/")

    row = case_row(case)
    assert (bytes(row.sealed_text), row.recording_file, can_be_answered(contact)) == (
        b"",
        None,
        False,
    )
    assert StoredFile.objects.get(pk=voice).delete_after is not None
    assert {bytes(box) for box in CaseStep.objects.values_list("sealed_words", flat=True)} == {b""}
    assert Case.objects.count() == 1
    assert Entry.objects.filter(name="ContactErased").count() == 1


def test_what_others_said_stays() -> None:
    programme, place = make_programme(), make_place()
    forgotten, kept = make_case(programme, place), make_case(programme, place)

    forget_case(case=forgotten, actor=make_actor(programme, Role.ADMINISTRATOR), moment=NOW)

    assert [case_row(case).text for case in (forgotten, kept)] == ["", "La pompe est en panne"]


@pytest.mark.parametrize("role", [Role.ANIMATOR, Role.COORDINATOR, Role.PROGRAMME_STAFF])
def test_who_works_in_one_place_forgets_nobody(role: Role) -> None:
    programme, place = make_programme(), make_place()
    case = make_case(programme, place)

    with pytest.raises(NotAllowed):
        forget_case(case=case, actor=make_actor(programme, role, place=place), moment=NOW)

    assert case_row(case).text == "La pompe est en panne"


def test_a_page_says_first_what_goes_and_what_stays(client: Client) -> None:
    programme, place = make_programme("demo"), make_place()
    contact = make_contact(programme)
    case = make_case(programme, place, contact=contact)
    make_case(programme, place, contact=contact)
    staff = make_actor(programme, Role.PROGRAMME_STAFF)
    client.force_login(Account.objects.get(pk=staff.account))

    page = client.get(f"/p/demo/messages/{case}/effacer/").content.decode()
    before = can_be_answered(contact)
    client.post(f"/p/demo/messages/{case}/effacer/")
    after = client.get(f"/p/demo/messages/{case}/effacer/").content.decode()

    assert before
    assert "1 autre message du même numéro" in page
    assert "dans les sauvegardes de ce serveur, en une minute" in page
    assert "déjà effacé" in after
    assert '<form method="post" class="stack">' not in after


def test_what_is_to_forget_takes_two_queries_more_than_what_one_may_know(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    programme, place = make_programme(), make_place()
    case = make_case(programme, place, contact=make_contact(programme))
    staff = make_actor(programme, Role.PROGRAMME_STAFF)

    with django_assert_num_queries(3):
        found = what_is_to_forget(case, actor=staff, programme=programme.pk)

    assert (found.has_contact, found.others, found.is_open) == (True, 0, True)


def test_what_was_answered_on_the_page_goes_too() -> None:
    programme, place = make_programme(), make_place()
    staff = make_actor(programme, Role.ADMINISTRATOR)
    case = make_case(programme, place)
    answer_case(case=case, answer="Madame Awa, c’est réparé", actor=staff, moment=NOW)

    forget_case(case=case, actor=staff, moment=NOW)

    assert {step.answer for step in CaseStep.objects.filter(case=case)} == {""}


def test_nobody_makes_a_complaint_about_herself_vanish_by_what_else_came_from_its_number() -> None:
    programme, place = make_programme(), make_place()
    contact, accused = make_contact(programme), make_actor(programme, Role.PROGRAMME_STAFF)
    harmless = make_case(programme, place, contact=contact)
    complaint = make_case(programme, place, contact=contact, text="Elle garde l’argent")
    reader = make_actor(programme, Role.ADMINISTRATOR)
    say_about_person(complaint, accused, reader)

    forget_case(case=harmless, actor=accused, moment=NOW)
    kept = words_of([harmless, complaint]), can_be_answered(contact)
    left = forgotten_in_part(programme.pk)
    forget_case(case=harmless, actor=reader, moment=NOW)
    forget_contact(contact=contact, moment=NOW)

    assert kept == ({harmless: "", complaint: "Elle garde l’argent"}, True)
    assert not can_be_answered(contact)
    assert (left, forgotten_in_part(programme.pk)) == (1, 0)
