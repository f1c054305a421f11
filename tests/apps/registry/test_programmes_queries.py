"""Which programmes there are, whose they are, and where they work."""

import pytest

from benkan.apps.registry import queries as registry
from benkan.kit.actor import Role
from tests.make.registry import NOW, make_actor, make_office, make_place, make_programme

pytestmark = pytest.mark.django_db


def test_an_account_has_the_programmes_in_which_it_has_a_role() -> None:
    mine, other = make_programme("mine"), make_programme("other")
    actor = make_actor(mine, Role.ANIMATOR)
    make_actor(other, Role.ANIMATOR)
    assert actor.account is not None

    found = registry.programmes_of(actor.account, moment=NOW)

    assert [here.slug for here in found] == ["mine"]


def test_a_programme_works_in_the_communes_of_its_offices() -> None:
    programme = make_programme()
    commune = make_place("Kalabancoro")
    village = make_place("Gouana", kind="village", above=commune)
    make_place("Baguineda")
    make_office(programme, village)
    make_office(programme, commune)

    assert registry.communes_of_programme(programme.pk) == [commune.pk]
