"""What a telephone takes along of a round."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from benkan.apps.assessments.models import Group, NodeText, Round
from benkan.apps.assessments.queries.sessions import session_of
from benkan.apps.registry.models import Account, Programme
from benkan.kit.actor import Role
from tests.make.assessments import leaves_of, make_instrument, make_round, make_voice
from tests.make.registry import make_actor, make_place, make_programme

pytestmark = pytest.mark.django_db


def client_of(programme: Programme, role: Role) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=make_actor(programme, role).account))
    return client


def test_a_session_holds_each_question_as_it_is_read_and_heard() -> None:
    programme = make_programme()
    found = make_round(programme, make_place(), instrument=make_instrument(leaves=2))
    first, _ = leaves_of(found)
    assert first.core is not None
    NodeText.objects.create(node=first.core, part="question", language="ses", words="Songhay")
    NodeText.objects.create(node=first.core, part="anchor", level="5", language="fr", words="Bien")
    make_voice(found)
    make_voice(found, language="ses", heard=False)
    Group.objects.filter(round=found, kind="men").update(name="Kola", language="snk")
    client = client_of(programme, Role.ANIMATOR)
    address = reverse(
        "assessments:session", kwargs={"programme": programme.slug, "round_id": found.pk}
    )

    told = client.get(address).json()

    assert [one["label"] for one in told["groups"]] == [
        "Femmes",
        "Hommes, Kola",
        "Le service lui-même",
    ]
    assert [one["code"] for one in told["languages"]] == ["bm", "fr", "snk"]
    leaf, other = told["leaves"]
    assert (leaf["question"], leaf["words"]["ses"]) == ("Que pensez-vous de A1 ?", "Songhay")
    assert [one["level"] for one in leaf["levels"]] == ["1", "2", "3", "4", "5"]
    assert (leaf["levels"][4]["words"], leaf["least"], leaf["most"]) == ("Bien", 1.0, 5.0)
    assert (list(leaf["audio"]), other["audio"]) == (["bm"], {})
    assert client.get(leaf["audio"]["bm"])["Content-Type"].startswith("audio/")


def test_those_who_only_read_take_no_session_along() -> None:
    programme = make_programme()
    found = make_round(programme, make_place())
    address = reverse(
        "assessments:session", kwargs={"programme": programme.slug, "round_id": found.pk}
    )

    assert client_of(programme, Role.MONITORING_OFFICER).get(address).status_code == 404


@pytest.mark.parametrize("leaves", [1, 12])
def test_a_session_is_asked_in_eight_queries(
    leaves: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    programme = make_programme()
    found: Round = make_round(programme, make_place(), instrument=make_instrument(leaves=leaves))
    actor = make_actor(programme, Role.PROGRAMME_STAFF)

    with django_assert_num_queries(8):
        session = session_of(found.pk, programme=programme.pk, actor=actor)

    assert len(session.leaves) == leaves
