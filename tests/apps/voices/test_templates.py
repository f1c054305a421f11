"""Ready answers: written by one, read by another, filled in where they are chosen."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benkan.apps.registry.models import Account, Programme
from benkan.apps.voices import actions, queries
from benkan.apps.voices.models import AnswerTemplate
from benkan.apps.voices.rules import templates as rules
from benkan.apps.voices.rules.wording import LANGUAGES, LONGEST_ANSWER, cheap
from benkan.kit.actor import Actor, Role
from benkan.kit.refusals import NotFound
from benkan.kit.services import Service
from tests.make.registry import NOW, make_actor, make_office, make_place, make_programme
from tests.make.voices import case_row, make_case, make_template


def _write(programme: Programme, actor: Actor, **facts: str) -> AnswerTemplate:
    given = {"service": "", "language": "fr", "title": "Merci", "text": "Merci.", **facts}
    pk = actions.write_template(programme=programme.pk, **given, actor=actor, moment=NOW)  # type: ignore[arg-type]
    return AnswerTemplate.objects.get(pk=pk)


def _as(actor: Actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account))
    return client


@pytest.mark.parametrize("ready", rules.READY, ids=lambda ready: ready.code)
def test_what_comes_with_benkan_can_be_filled_and_sent_in_each_language(ready: rules.Ready) -> None:
    assert set(ready.words) == set(ready.titles) == set(LANGUAGES)
    for words in ready.words.values():
        rules.check_template(words)
        values = {"reference": "KAY-0427", "place": "Kati", "service": "Eau", "office": "Mairie"}
        rules.check_filled(rules.filled(words, values))
        assert len(cheap(words)) <= LONGEST_ANSWER


def test_a_place_that_nobody_can_fill_is_refused() -> None:
    with pytest.raises(rules.PlaceNotKnown):
        rules.check_template("Bonjour {name}")


@pytest.mark.django_db
def test_a_programme_begins_with_what_is_ready_and_keeps_its_own() -> None:
    programme = make_programme()
    staff = make_actor(programme, Role.PROGRAMME_STAFF)
    _write(programme, staff, code="settled", text="C’est fini.")

    came = [
        actions.take_ready_answers(programme=programme.pk, actor=staff, moment=NOW)
        for _ in range(2)
    ]

    assert came == [len(rules.READY) * 2 - 1, 0]
    own = AnswerTemplate.objects.get(code="settled", language="fr")
    assert (own.text, own.reviewed_at) == ("C’est fini.", None)


@pytest.mark.django_db
def test_who_wrote_it_does_not_review_it_and_a_change_asks_for_a_new_reading() -> None:
    programme = make_programme()
    writer, reader = (make_actor(programme, Role.PROGRAMME_STAFF) for _ in range(2))
    row = _write(programme, writer)

    with pytest.raises(rules.ReviewedByAnother):
        actions.review_template(template=row.pk, programme=programme.pk, actor=writer, moment=NOW)
    actions.review_template(template=row.pk, programme=programme.pk, actor=reader, moment=NOW)
    reviewed = queries.template_of(row.pk, programme.pk).is_reviewed
    actions.write_template(
        programme=programme.pk, template=row.pk, service="", language="fr", title="Merci",
        text="Merci encore.", actor=writer, moment=NOW,
    )  # fmt: skip

    assert (reviewed, queries.template_of(row.pk, programme.pk).is_reviewed) == (True, False)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ANIMATOR, Role.MONITORING_OFFICER])
def test_who_does_not_write_for_the_programme_finds_no_way_to(role: Role) -> None:
    programme = make_programme("demo")
    actor = make_actor(programme, role)

    row = make_template(programme)

    with pytest.raises(NotFound):
        _write(programme, actor)
    with pytest.raises(NotFound):
        actions.withdraw_template(template=row, programme=programme.pk, actor=actor)

    assert _as(actor).get("/p/demo/messages/reponses/").status_code == 404


@pytest.mark.django_db
def test_the_language_of_the_citizen_comes_first_and_her_service_before_all() -> None:
    programme = make_programme()
    for code, language, service in (
        ("a", "en", ""), ("a", "fr", ""), ("b", "fr", "water"), ("c", "fr", "health"), ("d", "bm", ""),
    ):  # fmt: skip
        make_template(programme, code=code, language=language, service=service)

    found = queries.templates_for(programme.pk, service=Service.WATER, language="bm")

    assert [(line.code, line.language) for line in found] == [
        ("d", "bm"), ("b", "fr"), ("a", "fr"), ("a", "en"),
    ]  # fmt: skip


@pytest.mark.django_db
def test_who_reads_french_is_answered_in_french_as_soon_as_there_is_an_answer() -> None:
    programme = make_programme()

    def offered(language: str) -> list[str]:
        found = queries.templates_for(programme.pk, service=Service.WATER, language=language)
        return [line.language for line in found]

    make_template(programme, code="a", language="en")
    english_alone = offered("fr")
    make_template(programme, code="a", language="fr")

    assert (english_alone, offered("fr"), offered("bm")) == (["en"], ["fr"], ["fr", "en"])


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 5])
def test_ready_answers_cost_one_query(number: int) -> None:
    programme = make_programme()
    for _ in range(number):
        make_template(programme)

    with CaptureQueriesContext(connection) as asked:
        found = queries.templates_for(programme.pk, service=Service.WATER, language="fr")

    assert (len(asked), len(found)) == (1, number)


@pytest.mark.django_db
def test_without_a_script_a_chosen_answer_stands_in_the_form_filled_in() -> None:
    programme, place = make_programme("demo"), make_place("Sanankoroba")
    case = make_case(programme, place, language="bm")
    template = make_template(programme, "No {reference}, {place}: {office} vous répond.")
    client = _as(make_actor(programme, Role.ADMINISTRATOR))

    page = client.get(f"/p/demo/messages/{case}/", {"answer": str(template)})
    words = page.context["answer_form"]["answer"].value()
    refused = client.post(f"/p/demo/messages/{case}/reponse/", {"answer": words})

    assert words == "No SAN-0001, Sanankoroba: {office} vous répond."
    assert "dans la langue de cette personne" in page.content.decode()
    assert (refused.status_code, case_row(case).state) == (422, "new")


@pytest.mark.django_db
def test_the_office_that_was_asked_is_named_in_the_answer() -> None:
    programme, place = make_programme("demo"), make_place("Sanankoroba")
    case = make_case(programme, place)
    template = make_template(programme, "{office} nous répond.")
    staff = make_actor(programme, Role.ADMINISTRATOR)
    actions.hand_over_case(
        case=case, office=make_office(programme, place).pk, asked="Réparer", actor=staff, moment=NOW
    )

    page = _as(staff).get(f"/p/demo/messages/{case}/", {"answer": str(template)})

    words = page.context["answer_form"]["answer"].value()
    assert words == "Maire, Sanankoroba nous répond."
