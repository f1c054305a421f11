"""Who may give which role: one refusal for each line of the table."""

from datetime import timedelta
from uuid import UUID

import pytest

from benkan.apps.journal.models import Entry
from benkan.apps.registry import queries as registry
from benkan.apps.registry.actions.roles import (
    close_sessions,
    end_role,
    grant_role,
    log_out_everywhere,
)
from benkan.apps.registry.models import Account, RoleGrant
from benkan.apps.registry.rules import roles as rules
from benkan.kit.actor import Actor, Post, Role
from benkan.kit.refusals import NotAllowed, NotFound
from tests.make.registry import (
    NOW,
    make_account,
    make_actor,
    make_organisation,
    make_place,
    make_programme,
)

pytestmark = pytest.mark.django_db

GIVEN = {
    Role.ADMINISTRATOR: set(Role),
    Role.PROGRAMME_STAFF: {Role.COORDINATOR, Role.ANIMATOR, Role.OFFICE_HOLDER},
    Role.MONITORING_OFFICER: set(),
    Role.COORDINATOR: {Role.ANIMATOR},
    Role.ANIMATOR: set(),
    Role.OFFICE_HOLDER: set(),
}


@pytest.mark.parametrize("giver", list(Role))
@pytest.mark.parametrize("role", list(Role))
def test_a_role_is_given_by_those_whom_the_table_names(giver: Role, role: Role) -> None:
    organisation = make_organisation(make_programme()).pk
    actor = Actor(posts=(Post(giver, organisation),))

    def give() -> None:
        rules.check_may_give(actor, role, organisation=organisation, line=())

    if role in GIVEN[giver]:
        give()
    else:
        with pytest.raises(NotAllowed):
            give()


def test_a_coordinator_gives_nothing_for_a_neighbours_organisation() -> None:
    programme = make_programme()
    own, neighbours = make_organisation(programme), make_organisation(programme)
    actor = make_actor(programme, Role.COORDINATOR, organisation=own)

    with pytest.raises(NotAllowed):
        grant_role(
            programme=programme.pk,
            account=make_account().pk,
            role=Role.ANIMATOR,
            organisation=neighbours.pk,
            actor=actor,
            moment=NOW,
        )


def test_a_coordinator_gives_nothing_outside_the_own_place() -> None:
    programme, own_place, other = make_programme(), make_place(), make_place("Baguinéda")
    own = make_organisation(programme)
    actor = make_actor(programme, Role.COORDINATOR, organisation=own, place=own_place)

    for place in (other.pk, None):
        with pytest.raises(NotAllowed):
            grant_role(
                programme=programme.pk,
                account=make_account().pk,
                role=Role.ANIMATOR,
                organisation=own.pk,
                place=place,
                actor=actor,
                moment=NOW,
            )


def test_programme_staff_of_one_cercle_give_nothing_in_the_next() -> None:
    programme = make_programme()
    kati, koulikoro = make_place("Kati", kind="cercle"), make_place("Koulikoro", kind="cercle")
    actor = make_actor(programme, Role.PROGRAMME_STAFF, place=kati)
    below = make_place("Sanankoroba", above=kati)
    organisation = make_organisation(programme).pk

    def give(place: UUID) -> None:
        rules.check_may_give(
            actor, Role.ANIMATOR, organisation=organisation, line=registry.line_of(place)
        )

    give(below.pk)
    with pytest.raises(NotAllowed):
        give(koulikoro.pk)


def test_an_administrator_of_a_region_names_none_for_the_whole_country() -> None:
    programme, region = make_programme(), make_place("Ségou", kind="region")
    actor = make_actor(programme, Role.ADMINISTRATOR, place=region)

    with pytest.raises(NotAllowed):
        grant_role(
            programme=programme.pk,
            account=make_account().pk,
            role=Role.ADMINISTRATOR,
            actor=actor,
            moment=NOW,
        )


def test_an_animator_needs_an_organisation() -> None:
    programme = make_programme()
    actor = make_actor(programme, Role.ADMINISTRATOR)

    with pytest.raises(rules.OrganisationNeeded):
        grant_role(
            programme=programme.pk,
            account=make_account().pk,
            role=Role.ANIMATOR,
            actor=actor,
            moment=NOW,
        )


def test_an_organisation_of_another_programme_is_not_there() -> None:
    programme, other = make_programme(), make_programme()
    actor = make_actor(programme, Role.ADMINISTRATOR)

    with pytest.raises(NotFound):
        grant_role(
            programme=programme.pk,
            account=make_account().pk,
            role=Role.ANIMATOR,
            organisation=make_organisation(other).pk,
            actor=actor,
            moment=NOW,
        )


def test_an_office_is_not_given_as_a_role() -> None:
    programme = make_programme()

    with pytest.raises(rules.OfficeIsNotARole):
        grant_role(
            programme=programme.pk,
            account=make_account().pk,
            role=Role.OFFICE_HOLDER,
            actor=make_actor(programme, Role.ADMINISTRATOR),
            moment=NOW,
        )


def test_a_role_given_twice_is_held_once() -> None:
    programme, account = make_programme(), make_account()
    actor = make_actor(programme, Role.ADMINISTRATOR)

    grants = {
        grant_role(
            programme=programme.pk,
            account=account.pk,
            role=Role.MONITORING_OFFICER,
            actor=actor,
            moment=NOW,
        )
        for _ in range(2)
    }

    assert len(grants) == 1
    assert [entry.name for entry in Entry.objects.all()] == ["RoleGranted"]


def test_a_role_ends_and_opens_nothing_any_more() -> None:
    programme = make_programme()
    actor = make_actor(programme, Role.ADMINISTRATOR)
    officer = make_actor(programme, Role.MONITORING_OFFICER)
    grant = RoleGrant.objects.get(account=officer.account)

    for _ in range(2):
        end_role(programme=programme.pk, grant=grant.pk, actor=actor, moment=NOW)

    assert officer.account is not None
    after = registry.actor_for(officer.account, programme=programme.pk, moment=NOW)
    assert after.posts == ()
    assert [entry.name for entry in Entry.objects.all()] == ["RoleEnded"]


def test_who_holds_a_role_may_lay_it_down() -> None:
    programme = make_programme()
    officer = make_actor(programme, Role.MONITORING_OFFICER)
    grant = RoleGrant.objects.get(account=officer.account)

    end_role(programme=programme.pk, grant=grant.pk, actor=officer, moment=NOW)

    grant.refresh_from_db()
    assert grant.closes_at == NOW


def test_a_coordinator_ends_no_role_of_a_neighbours_organisation() -> None:
    programme = make_programme()
    own, neighbours = make_organisation(programme), make_organisation(programme)
    coordinator = make_actor(programme, Role.COORDINATOR, organisation=own)
    animator = make_actor(programme, Role.ANIMATOR, organisation=neighbours)
    grant = RoleGrant.objects.get(account=animator.account)

    with pytest.raises(NotAllowed):
        end_role(programme=programme.pk, grant=grant.pk, actor=coordinator, moment=NOW)


def test_a_role_of_another_programme_is_not_there() -> None:
    programme, other = make_programme(), make_programme()
    make_actor(other, Role.MONITORING_OFFICER)

    with pytest.raises(NotFound):
        end_role(
            programme=programme.pk,
            grant=RoleGrant.objects.get(programme=other).pk,
            actor=make_actor(programme, Role.ADMINISTRATOR),
            moment=NOW,
        )


def test_a_programme_keeps_one_administrator() -> None:
    programme = make_programme()
    first = make_actor(programme, Role.ADMINISTRATOR)
    grant = RoleGrant.objects.get(account=first.account)

    with pytest.raises(rules.LastAdministrator):
        end_role(programme=programme.pk, grant=grant.pk, actor=first, moment=NOW)

    make_actor(programme, Role.ADMINISTRATOR)
    end_role(programme=programme.pk, grant=grant.pk, actor=first, moment=NOW)


def test_an_account_that_was_closed_holds_nothing() -> None:
    programme = make_programme()
    actor = make_actor(programme, Role.ADMINISTRATOR)
    assert actor.account is not None
    Account.objects.filter(pk=actor.account).update(is_active=False)

    assert registry.actor_for(actor.account, programme=programme.pk, moment=NOW).posts == ()


def test_a_role_is_not_held_before_it_opens() -> None:
    programme = make_programme()
    actor = make_actor(programme, Role.ADMINISTRATOR)
    assert actor.account is not None
    long_ago = NOW - timedelta(days=900)

    assert registry.actor_for(actor.account, programme=programme.pk, moment=long_ago).posts == ()


def test_sessions_are_closed_by_oneself_and_by_administrators() -> None:
    programme = make_programme()
    officer = make_actor(programme, Role.MONITORING_OFFICER)
    administrator = make_actor(programme, Role.ADMINISTRATOR)
    staff = make_actor(programme, Role.PROGRAMME_STAFF)
    of_place = make_actor(programme, Role.ADMINISTRATOR, place=make_place())
    of_another = make_actor(make_programme(), Role.ADMINISTRATOR)
    assert officer.account is not None

    def close(actor: Actor) -> None:
        assert officer.account is not None
        close_sessions(programme=programme.pk, account=officer.account, actor=actor, moment=NOW)

    log_out_everywhere(account=officer.account)
    close(administrator)
    for actor in (staff, of_place, of_another):
        with pytest.raises((NotAllowed, NotFound)):
            close(actor)

    assert Account.objects.get(pk=officer.account).session_round == 2


def test_an_administrator_closes_no_session_of_a_stranger() -> None:
    programme = make_programme()

    with pytest.raises(NotFound):
        close_sessions(
            programme=programme.pk,
            account=make_account().pk,
            actor=make_actor(programme, Role.ADMINISTRATOR),
            moment=NOW,
        )


@pytest.mark.parametrize("posts", [1, 5])
def test_an_actor_takes_one_query(posts: int, django_assert_num_queries: object) -> None:
    programme, account = make_programme(), make_account()
    for _ in range(posts):
        RoleGrant.objects.create(
            account=account,
            programme=programme,
            role=Role.ANIMATOR,
            organisation=make_organisation(programme),
            opens_at=NOW,
        )

    with django_assert_num_queries(1):  # type: ignore[operator]
        actor = registry.actor_for(account.pk, programme=programme.pk, moment=NOW)

    assert len(actor.posts) == posts


def test_an_administrator_of_another_programme_gives_nothing_here() -> None:
    programme = make_programme()

    with pytest.raises(NotFound):
        grant_role(
            programme=programme.pk,
            account=make_account().pk,
            role=Role.MONITORING_OFFICER,
            actor=make_actor(make_programme(), Role.ADMINISTRATOR),
            moment=NOW,
        )
