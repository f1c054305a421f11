"""From the scores of the groups to the public, through the pages: each refusal is one sentence."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from benkan.apps.activities.models import Activity
from benkan.apps.assessments import actions
from benkan.apps.assessments.models import Group, Node, Release, Representative, Round, Score
from benkan.apps.journal.models import Entry
from benkan.apps.registry.models import Account
from benkan.kit.actor import Actor, Role
from tests.browser.axe import violations_in
from tests.make.activities import make_activity
from tests.make.assessments import leaves_of, make_released, make_round, make_sheet
from tests.make.registry import NOW, make_actor, make_place, make_programme

pytestmark = pytest.mark.django_db


class Desk:
    """Somebody at the pages of one round, in French."""

    def __init__(self, found: Round, actor: Actor) -> None:
        self.client = Client(headers={"accept-language": "fr"})
        self.client.force_login(Account.objects.get(pk=actor.account))
        self.base = f"/p/{found.programme.slug}/evaluations/{found.pk}/"

    def read(self, page: str) -> str:
        answer = self.client.get(self.base + page)
        assert answer.status_code == 200, page
        return answer.content.decode()

    def send(self, page: str, **said: Any) -> HttpResponse:
        return self.client.post(self.base + page, {"csrfmiddlewaretoken": "x", **said})  # type: ignore[return-value]  # a test's response

    def refused(self, page: str, **said: Any) -> list[str]:
        """The sentences with which a form comes back."""
        told = self.send(page, **said).content.decode()
        notice = re.search(r'<div class="notice is-bad" role="alert"(.*?)</div>', told, re.DOTALL)
        assert notice, page
        return re.findall(r"<p>(.*?)</p>", notice[1].replace("\N{NO-BREAK SPACE}", " "))


def test_a_round_goes_from_the_groups_to_the_public_and_each_refusal_is_a_sentence() -> None:
    programme, place = make_programme(), make_place()
    coordinator = make_actor(programme, Role.COORDINATOR, place=place)
    found = make_round(programme, place, groups=("women", "mixed"), agreed=False)
    women, mixed, provider = Group.objects.filter(round=found).order_by("position")
    first, second, third = leaves_of(found)
    desk, animator = (
        Desk(found, actor)
        for actor in (coordinator, make_actor(programme, Role.ANIMATOR, place=place))
    )

    assert desk.refused("cloture/") == [
        "Notez d’abord que le service accepte d’être évalué, et depuis quand."
    ]
    Round.objects.filter(pk=found.pk).update(agreed_on=NOW.date())
    make_sheet(women, tally={"1": 6})
    assert desk.refused("cloture/") == [
        "Le service ne s’est pas encore noté lui-même. Sa note doit être à côté de celles des groupes."
    ]
    make_sheet(mixed, tally={"5": 9})

    # Whom they send, and what these settle on.
    prefix = mixed.pk.hex[:8]
    two_men = {f"{prefix}-{at}-sex": "male" for at in (0, 1)}
    named = {f"{prefix}-0-name": "Moussa Exemple"}
    assert desk.refused(f"representants/{mixed.pk}/", **two_men, **named) == [
        "Ne gardez le nom que d’une personne qui est d’accord. Sinon, laissez le nom vide."
    ]
    desk.send(f"representants/{mixed.pk}/", **two_men, **named, **{f"{prefix}-0-consents": "on"})
    told = desk.read("representants/")
    assert ("Moussa Exemple" in told, "il n’envoie que les unes ou que les autres" in told) == (
        True,
        True,
    )
    assert Entry.objects.filter(name="RepresentativesRead").count() == 1
    sent = Representative.objects.get(group=mixed, position=1)
    desk.send(f"representants/{sent.pk}/effacer/")
    assert "Moussa" not in desk.read("representants/")
    leaf = f"note-commune/{first.pk}/"
    assert "Loin l’un de l’autre" in desk.read(leaf)
    assert desk.refused(leaf, way="consensus", value="7") == [
        "7 n’est pas sur l’échelle de «\u202fQue pensez-vous de A1 ?\u202f»\u202f: choisissez entre 1 et 5."
    ]
    assert desk.refused(leaf, way="mean", is_contested="on") == [
        "Dites sur quoi certains ne sont pas d’accord : une note contestée se lit avec sa raison."
    ]
    settled = desk.send(leaf, way="consensus", value="2,5", reason="La nuit", is_contested="on")
    assert settled["Location"].endswith(f"note-commune/{second.pk}/")
    desk.send("note-commune/moyennes/")
    joint = Score.objects.filter(round=found, group=None).order_by("node__code")
    assert [(row.way, row.value, row.is_contested) for row in joint] == [
        ("consensus", Decimal("2.5"), True),
        ("mean", Decimal(3), False),
        ("mean", Decimal(3), False),
    ]

    # The service: one or two questions of its own, and its score.
    desk.send("service/", question="Avons-nous des gants ?", scale="yes_no")
    own = Node.objects.get(version=found.version_id, asked_of="provider")
    assert desk.refused("service/", question="avons-nous des gants ?", scale="faces") == [
        "Le service se pose déjà cette question."
    ]
    make_sheet(provider, tally={"4": 1}, nodes=[first, second, third])
    assert "3 questions sur 3" in desk.read("service/")

    # The meeting: planned, counted by what people came as, and put into words.
    desk.send("rencontre/prevoir/", title="Rencontre CSCom", venue="", planned_on="2026-12-01")
    meeting = Activity.objects.get()
    found.refresh_from_db()
    assert (meeting.kind, meeting.told, found.interface_meeting_id) == (
        "interface_meeting",
        {"service": "health"},
        meeting.pk,
    )
    assert desk.refused("rencontre/presents/") == [
        "Comptez au moins une personne, selon sa qualité."
    ]
    desk.send("rencontre/presents/", **{"users-female": "12", "traditional-male": "3"})
    desk.send("rencontre/paroles/", agreements="Une garde de nuit", disagreements="Le prix")
    told = desk.read("rencontre/")
    assert "Personne n’est compté sous « Personnel du service »" in told.replace("\xa0", " ")

    # Closed, asked, released, corrected, and taken back.
    desk.send(f"service/{own.pk}/retirer/")
    assert animator.send("cloture/").status_code == 302
    assert desk.send("publication/publier/").status_code == 422
    desk.send(f"publication/{women.pk}/", said="agreed", said_on="2026-01-05")
    late = timezone.localdate() + timedelta(days=1)
    assert desk.refused(f"publication/{mixed.pk}/", said="refused", said_on=late.isoformat()) == [
        "Donnez le jour où le groupe l’a dit : aujourd’hui ou avant."
    ]
    assert animator.send("publication/publier/").status_code == 404
    desk.send("publication/publier/")
    assert Round.objects.get(pk=found.pk).index == pytest.approx((1.5 / 4 + 0.5 + 0.5) / 3)
    assert desk.refused("rencontre/paroles/", agreements="Rien", disagreements="Le prix") == [
        "Cette évaluation est publique : ce qui a été écrit de sa rencontre reste. "
        "Corrigez-la par une nouvelle version, avec une raison."
    ]
    assert desk.refused(leaf, way="mean") == [
        "Cette évaluation est publique et reste comme elle est. Corrigez-la par une nouvelle "
        "version, avec une raison."
    ]
    assert len(desk.refused("publication/corriger/", reason=" ")) == 1
    desk.send("publication/corriger/", reason="Une fiche oubliée")
    make_sheet(women, tally={"3": 6})
    desk.send(leaf, way="mean")
    desk.send("cloture/")
    desk.send("publication/publier/")
    told = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", desk.read("editions/")))
    assert "Pourquoi elle a été corrigée : Une fiche oubliée" in told
    assert "Ensemble 46 75" in told
    desk.send("publication/retirer/", reason="On reconnaît quelqu’un")
    assert Release.objects.filter(withdrawn_at=None).count() == 0


def test_only_a_meeting_of_both_sides_at_this_place_is_chosen() -> None:
    programme, place = make_programme(), make_place()
    found = make_round(programme, place)
    staff = make_actor(programme, Role.PROGRAMME_STAFF)
    desk, day = Desk(found, staff), timezone.localdate()
    here = make_activity(programme, place, planned_on=day)
    others = [
        make_activity(programme, place, planned_on=day, kind="forum"),
        make_activity(programme, make_place("Kita"), planned_on=day),
        make_activity(make_programme(), place, planned_on=day),
    ]

    assert [str(one.pk) in desk.read("rencontre/") for one in (here, *others)] == [True] + [
        False
    ] * 3
    for one in others:
        assert desk.send("rencontre/", meeting=str(one.pk)).status_code == 200
    desk.send("rencontre/", meeting=str(here.pk))

    found.refresh_from_db()
    assert found.interface_meeting_id == here.pk


def test_the_pages_are_accessible_and_cost_the_same_with_many_groups(
    django_assert_max_num_queries: Any,
) -> None:
    programme, place = make_programme(), make_place()
    found = make_released(programme, place, groups=("women", "men", "youth", "leaders"))
    staff = make_actor(programme, Role.PROGRAMME_STAFF)
    actions.open_correction(round_id=found.pk, reason="Erreur", actor=staff, moment=NOW)
    desk, html = Desk(found, staff), {}
    leaf = leaves_of(found)[0].pk
    pages = ("representants/", "note-commune/", f"note-commune/{leaf}/", "service/", "rencontre/",
             "rencontre/presents/", "cloture/", "publication/", "editions/")  # fmt: skip
    for page in pages:
        with django_assert_max_num_queries(22):
            html[page] = desk.read(page)

    assert violations_in(html) == {}
