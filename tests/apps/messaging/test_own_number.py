"""An account's own telephone: given, proved by a code, taken away; the number is nowhere else."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from benkan.apps.journal.models import Entry
from benkan.apps.messaging import actions, queries
from benkan.apps.messaging.models import OutboundMessage
from benkan.apps.messaging.queries.retention import contacts_long_unheard
from benkan.apps.messaging.rules.own_number import CodeNotRight, CodeOver, CodesEnough
from benkan.apps.registry.models import Account, Programme
from benkan.kit.actor import Actor, Role
from tests.make.messaging import NUMBER
from tests.make.registry import NOW, make_actor, make_programme

pytestmark = pytest.mark.django_db
TYPED = "76 12 34 56"


def give(actor: Actor, *, code: str = "123456") -> None:
    assert actor.programme is not None
    actions.give_own_number(
        programme=actor.programme, number=TYPED, code=code, actor=actor, moment=NOW
    )


def confirm(actor: Actor, code: str, *, after: timedelta = timedelta(minutes=1)) -> None:
    assert actor.programme is not None
    actions.confirm_own_number(
        programme=actor.programme, code=code, actor=actor, moment=NOW + after
    )


@pytest.fixture
def actor() -> Actor:
    return make_actor(make_programme("kayes", kind="demonstration"), Role.COORDINATOR)


def test_a_number_is_given_confirmed_and_taken_away_on_its_page(
    client: Client, actor: Actor
) -> None:
    assert actor.account is not None
    client.force_login(Account.objects.get(pk=actor.account))
    page, programme = "/p/kayes/mon-telephone/", Programme.objects.get()

    client.post(page, {"number": TYPED})
    waiting = queries.contact_of_account(actor.account, programme=programme.pk)
    [sms] = queries.simulated_messages(programme.pk)
    [code] = re.findall(r"\b\d{6}\b", sms.text)
    client.post(page + "code/", {"code": code})
    contact = queries.contact_of_account(actor.account, programme=programme.pk)
    shown = client.get(page).content.decode()
    client.post(page + "retirer/")

    assert (waiting, contact is None) == (None, False)
    assert ("56" in shown, "76123456" in shown) == (True, False)
    assert queries.contact_of_account(actor.account, programme=programme.pk) is None
    assert NUMBER not in repr(list(Entry.objects.values()))
    assert [one.name for one in Entry.objects.order_by("moment")] == [
        "OwnNumberConfirmed", "OwnNumberTakenAway",
    ]  # fmt: skip


def test_a_number_is_not_confirmed_by_guessing(actor: Actor) -> None:
    give(actor)

    for guess in ("000000", "111111", "222222", "333333", "444444"):
        with pytest.raises(CodeNotRight):
            confirm(actor, guess)
    with pytest.raises(CodeOver):
        confirm(actor, "123456")
    give(actor, code="654321")
    with pytest.raises(CodeOver):
        confirm(actor, "654321", after=timedelta(minutes=31))
    give(actor, code="777777")
    with pytest.raises(CodesEnough):
        give(actor, code="888888")
    assert OutboundMessage.objects.filter(purpose="code").count() == 3


def test_nobody_has_a_telephone_rung_all_day_by_taking_a_number_away(
    actor: Actor,
) -> None:
    programme = Programme.objects.get()
    for code in ("111111", "222222", "333333"):
        give(actor, code=code)
        actions.take_own_number_away(programme=programme.pk, actor=actor, moment=NOW)

    with pytest.raises(CodesEnough):
        give(actor)
    with pytest.raises(CodesEnough):
        give(make_actor(programme, Role.COORDINATOR))
    assert OutboundMessage.objects.filter(purpose="code").count() == 3


def test_a_confirmed_number_is_kept_as_long_as_it_serves(actor: Actor) -> None:
    give(actor)
    confirm(actor, "123456")
    programme, later = actor.programme, NOW + timedelta(days=200)
    assert programme is not None

    def due() -> int:
        asked = {"before": later, "today": later.date(), "after": UUID(int=0), "limit": 9}
        return len(contacts_long_unheard(programme, **asked))  # type: ignore[arg-type]

    kept = due()
    actions.take_own_number_away(programme=programme, actor=actor, moment=later)

    assert (kept, due()) == (0, 1)
