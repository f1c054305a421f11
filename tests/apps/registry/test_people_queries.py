"""Who sees whom, and which accounts a demonstration shows."""

import pytest

from benkan.apps.registry import queries as registry
from benkan.apps.registry.models import RoleGrant
from benkan.kit.actor import Actor, Role
from tests.make.registry import (
    NOW,
    make_account,
    make_actor,
    make_office,
    make_office_holder,
    make_organisation,
    make_place,
    make_programme,
)

pytestmark = pytest.mark.django_db


def test_people_are_seen_within_the_own_place_and_organisation() -> None:
    programme, here, there = make_programme(), make_place(), make_place("Baguinéda")
    own, other = make_organisation(programme), make_organisation(programme)
    ours = make_actor(programme, Role.ANIMATOR, organisation=own, place=here)
    ours_there = make_actor(programme, Role.ANIMATOR, organisation=own, place=there)
    theirs = make_actor(programme, Role.ANIMATOR, organisation=other, place=here)
    mayor = make_office_holder(make_office(programme, here))
    make_actor(make_programme(), Role.ANIMATOR)

    def seen(actor: Actor) -> set[object]:
        return {p.account for p in registry.people_of(programme.pk, actor=actor, moment=NOW)}

    coordinator = make_actor(programme, Role.COORDINATOR, organisation=own, place=here)
    staff = make_actor(programme, Role.PROGRAMME_STAFF, place=here)
    officer = make_actor(programme, Role.MONITORING_OFFICER)
    everybody = {a.account for a in (ours, ours_there, theirs, mayor, coordinator, staff, officer)}
    assert seen(coordinator) == {coordinator.account, ours.account}
    assert seen(staff) == everybody - {officer.account, ours_there.account}
    assert seen(officer) == everybody
    assert seen(ours) == set()


def test_a_demonstration_shows_one_account_of_each_role() -> None:
    demonstration, real = make_programme(kind="demonstration"), make_programme()
    for _ in range(2):
        make_actor(demonstration, Role.ANIMATOR)
    make_actor(demonstration, Role.ADMINISTRATOR)
    make_office_holder(make_office(demonstration, make_place()))
    make_actor(real, Role.ADMINISTRATOR)

    shown = registry.demonstration_accounts()

    assert [account.role for account in shown] == [
        Role.ADMINISTRATOR,
        Role.ANIMATOR,
        Role.OFFICE_HOLDER,
    ]


def test_an_account_with_a_real_role_is_never_shown_as_a_demonstration() -> None:
    demonstration, real = make_programme(kind="demonstration"), make_programme()
    account = make_account("vraie@example.org")
    for programme in (demonstration, real):
        RoleGrant.objects.create(
            account=account, programme=programme, role=Role.ANIMATOR, opens_at=NOW
        )

    assert registry.demonstration_accounts() == []
    assert not registry.is_demonstration_only(account.pk)
    assert not registry.is_demonstration_address("vraie@example.org")


@pytest.mark.parametrize("rows", [1, 4])
def test_the_list_of_people_takes_four_queries(
    rows: int, django_assert_num_queries: object
) -> None:
    programme, region = make_programme(), make_place("Koulikoro", kind="region")
    admin = make_actor(programme, Role.ADMINISTRATOR, place=region)
    for number in range(rows):
        place = make_place(f"Commune {number}", above=region)
        make_actor(programme, Role.ANIMATOR, organisation=make_organisation(programme), place=place)
        make_office_holder(make_office(programme, place))

    with django_assert_num_queries(4):  # type: ignore[operator]
        people = registry.people_of(programme.pk, actor=admin, moment=NOW)
    with django_assert_num_queries(1):  # type: ignore[operator]
        count = registry.people_count(programme.pk, actor=admin, moment=NOW)

    assert len(people) == count == 2 * rows + 1


def test_the_list_of_people_is_cut_as_the_actor_is_asked() -> None:
    programme = make_programme()
    region = make_place("Koulikoro", kind="region")
    cercle = make_place("Kati", kind="cercle", above=region)
    places = [region, cercle, make_place(above=cercle), make_place("Ségou", kind="region")]
    grants = [
        RoleGrant.objects.get(
            account=make_actor(programme, Role.MONITORING_OFFICER, place=p).account
        )
        for p in places
    ]

    for place in (*places, None):
        actor = make_actor(programme, Role.ADMINISTRATOR, place=place)
        shown = {
            role.grant
            for person in registry.people_of(programme.pk, actor=actor, moment=NOW)
            for role in person.roles
        }
        asked = {
            grant.pk
            for grant in grants
            if actor.holds(Role.ADMINISTRATOR, line=registry.line_or_country(grant.place_id))
        }
        assert shown & {grant.pk for grant in grants} == asked
