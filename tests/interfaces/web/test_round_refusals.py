"""What a round refuses on its pages: one sentence each, and what was typed is still there."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate

from benkan.apps.assessments import actions
from benkan.apps.assessments.models import Group, Node, SheetLine
from benkan.apps.commitments.models import Commitment
from benkan.apps.registry.models import Account
from benkan.kit.actor import Role
from tests.make.assessments import leaves_of, make_leaf, make_released, make_round, make_sheet
from tests.make.registry import NOW, make_actor, make_place, make_programme

pytestmark = pytest.mark.django_db


def said_in(html: str) -> list[str]:
    """The sentences at the head of a form that came back, without the names of its boxes."""
    notice = re.search(r'<div class="notice is-bad" role="alert"(.*?)</div>', html, re.DOTALL)
    assert notice, "nothing was refused"
    told = re.findall(r"<p>(?:<a .*?</a><br>)?(.*?)</p>", notice[1])
    return [re.sub(r"\s", " ", sentence) for sentence in told]


def test_each_refusal_is_one_sentence_and_nothing_is_lost() -> None:
    programme, place = make_programme(), make_place()
    actor = make_actor(programme, Role.COORDINATOR, place=place)
    client = Client(headers={"accept-language": "fr"})
    client.force_login(Account.objects.get(pk=actor.account))
    found = make_round(programme, place)
    share = make_leaf(found.version, "part", scale="percent")
    women = Group.objects.get(round=found, kind="women")
    base = f"/p/{programme.slug}/evaluations"

    def sent(address: str, **said: Any) -> str:
        return client.post(f"{base}/{address}", said).content.decode()

    # A score outside its scale.
    typed = {"scored_on": "2026-01-15", "client_key": "a" * 32, "note": "Typed at the desk"}
    html = sent(f"{found.pk}/groupes/{women.pk}/bureau/", **typed, **{f"{share.pk}-value": "120"})
    assert said_in(html) == [
        "120 n’est pas sur l’échelle de « Que pensez-vous de part ? » : choisissez entre 0 et 100."
    ]
    assert ('value="120"' in html, "Typed at the desk" in html) == (True, True)
    assert not SheetLine.objects.exists()

    # A group twice.
    html = sent(f"{found.pk}/groupes/", kind="women", name="")
    assert said_in(html) == [
        "Ce groupe est déjà dans cette évaluation. Donnez au second un nom qui les distingue."
    ]

    # Closing without the service.
    make_sheet(women, nodes=leaves_of(found)[:3])
    html = sent(f"{found.pk}/cloture/", csrfmiddlewaretoken="x")
    assert said_in(html) == [
        "Le service ne s’est pas encore noté lui-même. Sa note doit être à côté de celles des "
        "groupes."
    ]
    found.refresh_from_db()
    assert found.closed_at is None

    # A commitment without an office.
    done = make_released(programme, place)
    leaf: Node = leaves_of(done)[0]
    due: date = localdate() + timedelta(days=90)
    said = {f"{leaf.pk.hex}-action": "Ouvrir la nuit", f"{leaf.pk.hex}-due_on": due.isoformat()}
    html = sent(f"{done.pk}/plan/ecrire/", **said)
    assert "Dites quel responsable s’engage" in html
    assert ("Ouvrir la nuit" in html, Commitment.objects.count()) == (True, 0)

    # A change after the release: only a new version, with a reason.
    first = f"{done.pk}/note-commune/{leaf.pk}/"
    html = sent(first, way="consensus", value="4", reason="On l’a dit dehors")
    assert said_in(html) == [
        "Cette évaluation est publique et reste comme elle est. Corrigez-la par une nouvelle "
        "version, avec une raison."
    ]
    assert "On l’a dit dehors" in html
    assert client.get(f"{base}/{done.pk}/publication/corriger/").status_code == 200
    assert len(said_in(sent(f"{done.pk}/publication/corriger/", reason=" "))) == 1
    sent(f"{done.pk}/publication/corriger/", reason="Une fiche oubliée")
    assert client.post(f"{base}/{first}", {"way": "consensus", "value": "4"}).status_code == 302
    actions.close_round(round_id=done.pk, actor=actor, moment=NOW)
