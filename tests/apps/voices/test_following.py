from datetime import datetime, timedelta

import pytest
from django.test import Client

from benkan.apps.files.actions import keep_picture
from benkan.apps.registry.models import Programme
from benkan.apps.voices.actions import answer_case, contest_case, open_by_code
from benkan.apps.voices.models import ConnectionCount
from benkan.apps.voices.queries import CaseForCitizen, case_for_citizen
from benkan.apps.voices.rules.codes import WRONG_CODES, CodeUnknown, TooManyCodes
from benkan.apps.voices.rules.states import CaseCannotBeContested
from benkan.kit.actor import Role
from benkan.kit.refusals import NotFound
from tests.make.files import make_picture
from tests.make.registry import NOW, make_actor, make_place, make_programme
from tests.make.voices import case_row, make_confidant, open_one

pytestmark = pytest.mark.django_db


def _try(
    programme: Programme, code: str, *, connection: str = "10.0.0.1", moment: datetime = NOW
) -> CaseForCitizen:
    return open_by_code(
        programme=programme.pk, tracking_code=code, connection=connection, moment=moment
    )


def test_the_code_opens_the_case_however_it_is_typed() -> None:
    programme = make_programme()
    opened = open_one(programme, make_place())
    code = opened.tracking_code

    found = _try(programme, f"  {code[:5].lower()} - {code[5:].lower()} ")

    assert found.id == opened.case


def test_after_too_many_wrong_codes_the_right_one_is_refused_too() -> None:
    programme = make_programme()
    opened = open_one(programme, make_place())
    for _ in range(WRONG_CODES):
        with pytest.raises(CodeUnknown):
            _try(programme, "0000000000")

    with pytest.raises(TooManyCodes):
        _try(programme, opened.tracking_code)

    assert _try(programme, opened.tracking_code, connection="10.0.0.2").id == opened.case
    later = NOW + timedelta(minutes=15)
    assert _try(programme, opened.tracking_code, moment=later).id == opened.case


def test_right_codes_are_not_counted() -> None:
    programme = make_programme()
    opened = open_one(programme, make_place())
    for _ in range(WRONG_CODES + 5):
        _try(programme, opened.tracking_code)

    assert [row.count for row in ConnectionCount.objects.all()] == [0]


def test_the_connection_is_kept_without_its_address() -> None:
    programme = make_programme()
    with pytest.raises(CodeUnknown):
        _try(programme, "0000000000", connection="10.11.12.13")

    assert [("10.11" in row.connection) for row in ConnectionCount.objects.all()] == [False]


def test_who_holds_the_code_can_say_that_it_is_not_settled() -> None:
    programme, place = make_programme(), make_place()
    opened = open_one(programme, place)
    staff = make_actor(programme, Role.COORDINATOR, place=place)
    answer_case(case=opened.case, answer="C’est réparé", actor=staff, moment=NOW)

    later = NOW + timedelta(days=2)
    contest_case(case=opened.case, programme=programme.pk, text="Toujours en panne", moment=later)

    assert case_row(opened.case).state == "accepted"
    found = case_for_citizen(opened.case, programme.pk)
    assert found is not None
    told = [(step.state.value, step.words, step.by_herself) for step in found.steps]
    assert told == [
        ("new", "", False),
        ("answered", "C’est réparé", False),
        ("accepted", "Toujours en panne", True),
    ]


def test_a_new_case_cannot_be_contested() -> None:
    programme = make_programme()
    opened = open_one(programme, make_place())

    with pytest.raises(CaseCannotBeContested):
        contest_case(case=opened.case, programme=programme.pk, text="Vite", moment=NOW)


def test_a_case_is_not_contested_through_another_programme() -> None:
    opened = open_one(make_programme(), make_place())

    with pytest.raises(NotFound):
        contest_case(case=opened.case, programme=make_programme().pk, text="Vite", moment=NOW)


def test_a_threat_in_what_is_not_settled_guards_the_case() -> None:
    programme, place = make_programme(), make_place()
    opened = open_one(programme, place)
    staff = make_actor(programme, Role.COORDINATOR, place=place)
    answer_case(case=opened.case, answer="C’est réparé", actor=staff, moment=NOW)

    contest_case(case=opened.case, programme=programme.pk, text="On me menace", moment=NOW)

    assert case_row(opened.case).is_sensitive


def test_the_code_of_a_delicate_case_shows_its_answer_and_not_what_she_said() -> None:
    programme, place = make_programme(), make_place()
    photo = keep_picture(programme=programme.pk, content=make_picture(), moment=NOW)
    opened = open_one(programme, place, text="On me menace", photo_file=photo)
    reader = make_actor(programme, Role.ADMINISTRATOR)
    make_confidant(reader)
    answer_case(case=opened.case, answer="Nous vous rappelons", actor=reader, moment=NOW)
    contest_case(case=opened.case, programme=programme.pk, text="Il est revenu", moment=NOW)

    found = _try(programme, opened.tracking_code)

    assert (found.shows_words, found.text, found.added, found.photo_file) == (False, "", (), None)
    assert [step.words for step in found.steps] == ["", "Nous vous rappelons", ""]


def test_the_page_of_a_delicate_case_names_neither_its_subject_nor_its_place(
    client: Client,
) -> None:
    programme, place = make_programme("demo"), make_place("Kalabancoro")
    opened = open_one(programme, place, service="security", text="On me menace")

    client.post("/p/demo/suivre/", {"tracking_code": opened.tracking_code})
    page = client.get("/p/demo/suivre/message/").content.decode()

    assert opened.reference in page
    assert [word for word in ("menace", "Sécurité", "Kalabancoro") if word in page] == []
