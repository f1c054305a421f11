"""Each role finds the pages that let it in, and no other."""

import pytest
from django.test import Client

from benkan.apps.registry.models import Account
from benkan.kit.actor import Role
from tests.make.registry import (
    make_actor,
    make_office,
    make_office_holder,
    make_place,
    make_programme,
)

pytestmark = pytest.mark.django_db

EVERYTHING = [
    "Aujourd’hui",
    "Messages",
    "Écrire pour quelqu’un",
    "Préoccupations",
    "Rencontres",
    "Évaluations",
    "Engagements",
    "Politiques",
    "Chiffres",
]


def _ways(client: Client) -> list[str]:
    return [entry.label for entry in client.get("/p/demo/aujourdhui/").context["navigation"].staff]


@pytest.mark.parametrize(
    ("role", "more"),
    [
        (
            Role.ADMINISTRATOR,
            ["Équipe", "SMS", "Ligne vocale", "Simulateur", "Conservation des données"],
        ),
        (
            Role.PROGRAMME_STAFF,
            ["Équipe", "SMS", "Ligne vocale", "Simulateur", "Conservation des données"],
        ),
        (Role.COORDINATOR, ["Équipe", "Simulateur"]),
        (Role.ANIMATOR, ["Simulateur"]),
    ],
)
def test_a_role_finds_its_pages(client: Client, role: Role, more: list[str]) -> None:
    programme = make_programme("demo")
    client.force_login(Account.objects.get(pk=make_actor(programme, role).account))

    asked = [] if role is Role.ANIMATOR else ["Demandes"]
    assert _ways(client) == [*EVERYTHING[:4], *asked, *EVERYTHING[4:], *more]


def test_an_office_holder_finds_no_message_of_citizens(client: Client) -> None:
    office = make_office(make_programme("demo"), make_place())
    client.force_login(Account.objects.get(pk=make_office_holder(office).account))

    assert _ways(client) == [
        "Aujourd’hui",
        "Demandes",
        "Rencontres",
        "Engagements",
        "Chiffres",
    ]


def test_a_citizen_finds_the_doors_and_the_figures(client: Client) -> None:
    make_programme("demo")

    ways = client.get("/p/demo/").context["navigation"].public

    assert [entry.label for entry in ways] == [
        "Accueil",
        "Dire quelque chose",
        "Suivre",
        "Politiques",
        "Chiffres",
    ]
