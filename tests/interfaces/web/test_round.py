"""The list of rounds and the guided path of one, for those who work on it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benkan.apps.assessments.models import Round
from benkan.apps.registry.models import Account
from benkan.kit.actor import Role
from tests.make.assessments import make_instrument, make_round, make_scored
from tests.make.registry import make_actor, make_organisation, make_place, make_programme

pytestmark = pytest.mark.django_db


def test_the_list_asks_the_same_with_one_round_and_with_many() -> None:
    programme, place = make_programme(), make_place()
    reader = make_actor(programme, Role.PROGRAMME_STAFF)
    client = Client()
    client.force_login(Account.objects.get(pk=reader.account))
    address = reverse("assessments:list", kwargs={"programme": programme.slug})
    partner = make_organisation(programme)
    make_scored(programme, place, organisation=partner)
    client.get(address)

    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(address)
    make_round(programme, make_place("Dio"), instrument=make_instrument("barometer"), groups=())
    make_scored(programme, make_place("Kati"), organisation=partner)
    with CaptureQueriesContext(connection) as many:
        page = client.get(address)

    assert (page.status_code, len(one)) == (200, len(many))
    assert len(page.context["found"].lines) == Round.objects.count() == 3
