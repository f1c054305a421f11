"""The pages of a barometer, from its context to its endline."""

import re
from collections.abc import Mapping

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from benkan.apps.assessments.models import Group, Node, Round, Score
from benkan.apps.registry.models import Account
from benkan.kit.actor import Role
from tests.browser.axe import violations_in
from tests.make.barometers import close, make_barometer, make_endline, make_local, say
from tests.make.files import make_document
from tests.make.registry import (
    make_actor,
    make_office,
    make_organisation,
    make_place,
    make_programme,
)

pytestmark = pytest.mark.django_db


class Pages:
    """The pages of a barometer, as somebody with a role sees them."""

    def __init__(self, found: Round, role: Role = Role.COORDINATOR) -> None:
        self.found, self.client = found, Client()
        actor = make_actor(
            found.programme, role, place=found.place, organisation=found.organisation
        )
        self.client.force_login(Account.objects.get(pk=actor.account))

    def at(self, name: str, **words: object) -> str:
        given = {"programme": self.found.programme.slug, "round_id": self.found.pk, **words}
        return reverse(f"assessments:barometer_{name}", kwargs=given)

    def get(self, name: str, **words: object) -> str:
        page = self.client.get(self.at(name, **words))
        assert page.status_code == 200, name
        return page.content.decode()

    def post(self, name: str, said: Mapping[str, object], **words: object) -> str:
        page = self.client.post(self.at(name, **words), said, follow=True)
        assert page.status_code == 200, name
        return page.content.decode()


def make_found() -> Round:
    programme, place = make_programme(), make_place("Kati")
    return make_barometer(programme, place, organisation=make_organisation(programme))


def test_a_barometer_is_prepared_widened_scored_and_read_out() -> None:
    found = make_found()
    pages = Pages(found)
    office = make_office(found.programme, found.place)
    pages.post("context", {"context": "Commune calme", "scope": "Toute la commune"})
    refused = pages.post("preparation", {"agreed_on": "2026-01-05", "technical_group": "DRS"})
    assert "Choisissez la fonction qui a donné son accord." in refused
    said = {"office": str(office.pk), "agreed_on": "2026-01-05", "languages": ["bm"]}
    pages.post("preparation", {**said, "technical_group": "Le service de la statistique"})
    found.refresh_from_db()
    assert (found.office_id, found.languages, found.context) == (office.pk, ["bm"], "Commune calme")

    pages.post("model", {"reason": "Le marché compte ici"})
    found.refresh_from_db()
    branch = Node.objects.get(version=found.version_id, code="A1")
    local = {
        "branch": str(branch.pk),
        "label": "Marché",
        "question": "Le marché est-il propre ?",
        "scale": "four",
        "levels": "Sale\nPropre",
        "source_type": "consensus",
        "weight": "1",
    }
    assert "Écrivez 4 lignes" in pages.post("local_new", local)
    assert "Marché" in pages.post("local_new", {**local, "levels": "Sale\nPeu\nPlutôt\nPropre"})
    node = Node.objects.get(version=found.version_id, code="A1-L1")
    pages.post(
        "local",
        {**local, "scale": "percent", "levels": "", "worst": "0", "best": "100"},
        node_id=node.pk,
    )
    assert "Marché" in pages.get("versions")

    group = Group.objects.get(round=found, kind="elected")
    words = {"group_id": group.pk, "criterion": "A"}
    said = {
        "scored_on": "2026-01-15",
        "client_key": "a" * 32,
        "A1a-value": "67",
        "A1a-reason": "Mieux",
    }
    refused = pages.post(
        "group", {**said, "A1b-reason": "Sans réponse", "A1-L1-value": "120"}, **words
    )
    assert "Rien n’est encore gardé" in refused
    assert Score.objects.filter(round=found).count() == 0
    proof = SimpleUploadedFile("pv.pdf", make_document(), "application/pdf")
    sent = {**said, "A1b-value": "5", "A1b-file": proof, "A1-L1-value": "40"}
    assert "3 réponses sont gardées" in pages.post("group", sent, **words)
    page = pages.get("group", **words)
    assert re.findall(r'name="A1a-value" value="(\d+)"[^>]* checked', page) == ["67"]
    score = Score.objects.get(round=found, node__code="A1b")
    assert pages.client.get(pages.at("proof", score_id=score.pk)).status_code == 200
    # Mended by the same hand: the new answer holds, the old one stays to be read.
    pages.post(
        "group", {**said, "client_key": "b" * 32, "A1a-value": "100", "A1a-seen": "1"}, **words
    )
    assert Score.objects.get(round=found, node__code="A1a").value == 100
    assert "3/3" in pages.get("scores")
    assert pages.client.get(pages.at("poster")).status_code == 302

    close(found)
    shown = {name: pages.get(name) for name in ("restitution", "poster", "scores", "model")}
    assert "Ce que dit le baromètre" in shown["restitution"]
    assert violations_in({**shown, "versions": pages.get("versions")}) == {}


def test_the_endline_page_says_what_moved_and_what_cannot_be_compared() -> None:
    found = make_found()
    say(found, "elected", {"A1a": 33, "A1b": 5, "B1a": 50})
    assert "Aucune mesure plus ancienne" in Pages(found).get("change")
    close(found)
    pages = Pages(found)
    words = {"programme": found.programme.slug, "round_id": found.pk}
    to = reverse("assessments:next_round", kwargs=words)
    pages.client.post(to, {})
    assert Round.objects.filter(assessment=found.assessment_id).count() == 1
    pages.client.post(to, {"purpose": "endline"})
    after = Round.objects.get(assessment=found.assessment_id, purpose="endline")
    say(after, "elected", {"A1a": 67, "A1b": 5, "B1a": 25})
    page = Pages(after).get("change")
    assert "L’ensemble a gagné" in page
    close(after)
    third = make_endline(after)
    make_local(third)
    say(third, "civil_society", {"A1a": 67})
    page = Pages(third).get("change")
    assert "On compare donc ici le seul modèle universel" in page
    assert violations_in({"change": page}) == {}


def test_those_who_read_do_not_write_and_animators_do_not_change_the_questions() -> None:
    found = make_found()
    group = Group.objects.get(round=found, kind="elected")
    words = {"group_id": group.pk, "criterion": "A"}
    reader = Pages(found, Role.MONITORING_OFFICER)
    for name in ("scores", "model", "versions", "restitution", "change"):
        reader.get(name)
    for name, more in (("context", {}), ("preparation", {}), ("group", words)):
        assert reader.client.get(reader.at(name, **more)).status_code == 404
    animator = Pages(found, Role.ANIMATOR)
    animator.get("group", **words)
    for name in ("model", "local_new"):
        refused = animator.client.post(animator.at(name), {"reason": "Ici"})
        assert refused.status_code == 404
    found.refresh_from_db()
    assert found.version.instrument.programme_id is None
