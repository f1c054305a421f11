"""Which programmes there are, whose they are, and where they work."""

from datetime import timedelta

import pytest

from benkan.apps.registry import queries as registry
from benkan.apps.registry.models import RoleGrant
from benkan.kit.actor import Role
from tests.make.registry import (
    NOW,
    make_actor,
    make_office,
    make_office_holder,
    make_organisation,
    make_place,
    make_programme,
)

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


@pytest.mark.parametrize("days", [-400, 0, 400], ids=["before", "now", "later"])
def test_who_enters_a_programme_has_the_posts_of_that_moment_there(days: int) -> None:
    place = make_place()
    here, there = make_programme("here"), make_programme("there")
    holder = make_office_holder(make_office(here, place))
    of_partner = make_actor(
        here, Role.COORDINATOR, place=place, organisation=make_organisation(here)
    )
    RoleGrant.objects.filter(account=of_partner.account).update(closes_at=NOW + timedelta(300))
    moment = NOW + timedelta(days)

    for account in (holder.account, of_partner.account):
        assert account is not None
        for programme in (here, there):
            found = registry.programme_entered(programme.slug, account=account, moment=moment)
            assert found == (
                registry.programme_called(programme.slug),
                registry.actor_for(account, programme=programme.pk, moment=moment),
            )
        assert registry.programme_entered("nowhere", account=account, moment=moment) is None
    entered = registry.programme_entered("here", account=holder.account or place.pk, moment=NOW)
    assert entered is not None
    assert entered[1] == holder
