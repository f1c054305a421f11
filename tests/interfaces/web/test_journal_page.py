"""The sheet with the head of the journal."""

import re

import pytest
from django.test import Client

from benkan.apps.journal.actions import seal
from benkan.apps.journal.queries import heads
from benkan.apps.journal.rules import anchors_in
from benkan.apps.registry.models import Account
from benkan.kit.actor import Role
from tests.make.journal import happen
from tests.make.registry import NOW, make_actor, make_programme

pytestmark = pytest.mark.django_db
PAGE = "/p/kayes/journal/"


def test_the_sheet_holds_the_head_of_its_own_programme_as_verify_reads_it(client: Client) -> None:
    programme, neighbour = make_programme("kayes"), make_programme("sikasso")
    staff = make_actor(programme, Role.MONITORING_OFFICER)
    client.force_login(Account.objects.get(pk=staff.account))
    empty = client.get(PAGE)
    happen(programme.pk, times=3)
    happen(neighbour.pk)
    seal(now=NOW)

    sheet = client.get(PAGE)

    assert (empty.status_code, sheet.status_code) == (200, 200)
    assert "<code" not in empty.content.decode()
    text = re.sub(r"<[^>]+>", "\n", sheet.content.decode())
    assert anchors_in(text) == [one for one in heads() if one.programme == programme.pk]


def test_an_animator_does_not_find_the_sheet(client: Client) -> None:
    programme = make_programme("kayes")
    animator = make_actor(programme, Role.ANIMATOR)
    client.force_login(Account.objects.get(pk=animator.account))

    assert client.get(PAGE).status_code == 404
