"""Invitations: from an inviter to an account with its role, or to neither."""

from datetime import date, timedelta

import pytest

from benkan.apps.journal.models import Entry
from benkan.apps.registry import queries as registry
from benkan.apps.registry.actions.invitations import (
    Invited,
    accept_with_account,
    accept_with_new_account,
    invite,
    invite_holder,
    withdraw_invitation,
)
from benkan.apps.registry.actions.roles import end_role
from benkan.apps.registry.models import (
    Account,
    Invitation,
    OfficeHolding,
    Organisation,
    Place,
    Programme,
    RoleGrant,
)
from benkan.apps.registry.rules import roles as rules
from benkan.kit.actor import Actor, Post, Role
from benkan.kit.refusals import NotAllowed, NotFound
from tests.make.registry import (
    NOW,
    make_account,
    make_actor,
    make_office,
    make_organisation,
    make_place,
    make_programme,
)

pytestmark = pytest.mark.django_db


def ask(
    programme: Programme,
    actor: Actor,
    role: Role = Role.MONITORING_OFFICER,
    *,
    organisation: Organisation | None = None,
    place: Place | None = None,
    email: str = "Fanta@example.org",
) -> Invited:
    return invite(
        programme=programme.pk,
        email=email,
        name="Fanta Exemple",
        role=role,
        organisation=organisation.pk if organisation else None,
        place=place.pk if place else None,
        actor=actor,
        moment=NOW,
    )


def accept(invited: Invited, days: float = 1) -> Actor:
    account = accept_with_new_account(
        token=invited.token,
        name="Fanta Exemple",
        password="une phrase longue",
        moment=NOW + timedelta(days=days),
    )
    programme = Invitation.objects.get(pk=invited.id).programme_id
    return registry.actor_for(account, programme=programme, moment=NOW + timedelta(days=days))


def test_who_accepts_has_an_account_with_the_role() -> None:
    programme, place = make_programme(), make_place()
    organisation = make_organisation(programme)
    coordinator = make_actor(programme, Role.COORDINATOR, organisation=organisation, place=place)

    invited = ask(programme, coordinator, Role.ANIMATOR, organisation=organisation, place=place)
    actor = accept(invited)

    assert actor.posts == (Post(Role.ANIMATOR, organisation.pk, place.pk),)
    account = Account.objects.get(pk=actor.account)
    assert (account.email, account.name) == ("fanta@example.org", "Fanta Exemple")
    assert account.check_password("une phrase longue")
    assert sorted(entry.name for entry in Entry.objects.all()) == ["PersonInvited", "RoleGranted"]


def test_the_token_is_not_kept() -> None:
    programme = make_programme()

    invited = ask(programme, make_actor(programme, Role.ADMINISTRATOR))

    kept = str(Invitation.objects.values().get()) + str(list(Entry.objects.values()))
    assert invited.token not in kept
    assert "fanta" not in str(list(Entry.objects.values()))


def test_a_coordinator_cannot_invite_for_a_neighbours_organisation() -> None:
    programme = make_programme()
    coordinator = make_actor(programme, Role.COORDINATOR, organisation=make_organisation(programme))

    with pytest.raises(NotAllowed):
        ask(programme, coordinator, Role.ANIMATOR, organisation=make_organisation(programme))


def test_a_coordinator_cannot_invite_another_coordinator() -> None:
    programme = make_programme()
    own = make_organisation(programme)
    coordinator = make_actor(programme, Role.COORDINATOR, organisation=own)

    with pytest.raises(NotAllowed):
        ask(programme, coordinator, Role.COORDINATOR, organisation=own)


@pytest.mark.parametrize("role", [Role.MONITORING_OFFICER, Role.ANIMATOR, Role.OFFICE_HOLDER])
def test_nobody_is_invited_by(role: Role) -> None:
    programme = make_programme()
    organisation = make_organisation(programme)
    actor = make_actor(programme, role, organisation=organisation)

    with pytest.raises(NotAllowed):
        ask(programme, actor, Role.ANIMATOR, organisation=organisation)


def test_a_link_serves_once() -> None:
    programme = make_programme()
    invited = ask(programme, make_actor(programme, Role.ADMINISTRATOR))
    actor = accept(invited)

    with pytest.raises(rules.InvitationNotOpen):
        accept(invited)
    assert actor.account is not None
    with pytest.raises(rules.InvitationNotOpen):
        accept_with_account(token=invited.token, account=actor.account, moment=NOW)


def test_a_link_serves_for_seven_days() -> None:
    programme = make_programme()
    invited = ask(programme, make_actor(programme, Role.ADMINISTRATOR))

    with pytest.raises(rules.InvitationNotOpen):
        accept(invited, days=7)

    assert not Account.objects.filter(email="fanta@example.org").exists()
    accept(invited, days=6.99)


def test_an_unknown_link_opens_nothing() -> None:
    with pytest.raises(rules.InvitationNotOpen):
        accept_with_new_account(token="x", name="x", password="x", moment=NOW)


def test_inviting_again_makes_a_new_link_and_stops_the_old_one() -> None:
    programme = make_programme()
    actor = make_actor(programme, Role.ADMINISTRATOR)
    first, second = ask(programme, actor), ask(programme, actor)

    with pytest.raises(rules.InvitationNotOpen):
        accept_with_new_account(token=first.token, name="x", password="x", moment=NOW)

    assert [post.role for post in accept(second).posts] == [Role.MONITORING_OFFICER]
    assert Invitation.objects.count() == 1


def test_an_invitation_falls_with_the_role_of_its_inviter() -> None:
    programme = make_programme()
    make_actor(programme, Role.ADMINISTRATOR)
    inviter = make_actor(programme, Role.ADMINISTRATOR)
    invited = ask(programme, inviter)
    grant = RoleGrant.objects.get(account=inviter.account)
    end_role(programme=programme.pk, grant=grant.pk, actor=inviter, moment=NOW)

    with pytest.raises(rules.InvitationNotOpen):
        accept(invited)

    assert not Account.objects.filter(email="fanta@example.org").exists()


def test_an_account_that_exists_gains_the_role() -> None:
    programme = make_programme()
    account = make_account("fanta@example.org", password="ancienne phrase")
    invited = ask(programme, make_actor(programme, Role.ADMINISTRATOR))

    with pytest.raises(rules.LogInToAccept):
        accept(invited)
    accept_with_account(token=invited.token, account=account.pk, moment=NOW)

    actor = registry.actor_for(account.pk, programme=programme.pk, moment=NOW)
    assert [post.role for post in actor.posts] == [Role.MONITORING_OFFICER]
    account.refresh_from_db()
    assert account.check_password("ancienne phrase")


def test_an_invitation_is_not_taken_by_another_account() -> None:
    programme = make_programme()
    make_account("fanta@example.org")
    invited = ask(programme, make_actor(programme, Role.ADMINISTRATOR))

    with pytest.raises(rules.InvitationForAnother):
        accept_with_account(token=invited.token, account=make_account().pk, moment=NOW)


def test_an_invitation_is_taken_back_by_who_could_have_written_it() -> None:
    programme = make_programme()
    own = make_organisation(programme)
    coordinator = make_actor(programme, Role.COORDINATOR, organisation=own)
    neighbour = make_actor(programme, Role.COORDINATOR, organisation=make_organisation(programme))
    invited = ask(programme, coordinator, Role.ANIMATOR, organisation=own)

    with pytest.raises(NotAllowed):
        withdraw_invitation(
            programme=programme.pk, invitation=invited.id, actor=neighbour, moment=NOW
        )
    for _ in range(2):
        withdraw_invitation(
            programme=programme.pk, invitation=invited.id, actor=coordinator, moment=NOW
        )

    assert sorted(e.name for e in Entry.objects.all()) == ["InvitationWithdrawn", "PersonInvited"]
    with pytest.raises(rules.InvitationNotOpen):
        accept_with_new_account(token=invited.token, name="x", password="x", moment=NOW)


def hold(programme: Programme, place: Place, closes_on: date | None = None) -> OfficeHolding:
    return OfficeHolding.objects.create(
        office=make_office(programme, place),
        holder="Moussa Exemple",
        capacity="elected",
        opens_on=date(2026, 1, 1),
        closes_on=closes_on,
    )


def ask_holder(programme: Programme, holding: OfficeHolding, actor: Actor) -> Invited:
    return invite_holder(
        programme=programme.pk,
        holding=holding.pk,
        email="moussa@example.org",
        actor=actor,
        moment=NOW,
    )


def test_an_office_holder_gets_an_account_and_with_it_the_office() -> None:
    programme, place = make_programme(), make_place()
    holding = hold(programme, place)
    staff = make_actor(programme, Role.PROGRAMME_STAFF, place=place)

    actor = accept(ask_holder(programme, holding, staff))

    assert actor.posts == (Post(Role.OFFICE_HOLDER, None, place.pk, holding.office_id),)
    assert actor.sits_in(holding.office_id)


def test_the_holder_is_not_invited_by_staff_of_the_next_commune() -> None:
    programme = make_programme()
    holding = hold(programme, make_place())
    neighbour = make_actor(programme, Role.PROGRAMME_STAFF, place=make_place("Baguinéda"))

    with pytest.raises(NotAllowed):
        ask_holder(programme, holding, neighbour)


def test_a_holding_that_has_ended_gets_no_account() -> None:
    programme = make_programme()
    holding = hold(programme, make_place())
    admin = make_actor(programme, Role.ADMINISTRATOR)
    invited = ask_holder(programme, holding, admin)
    OfficeHolding.objects.filter(pk=holding.pk).update(closes_on=date(2026, 11, 3))

    with pytest.raises(NotFound):
        ask_holder(programme, holding, admin)
    with pytest.raises(rules.InvitationNotOpen):
        accept(invited)


@pytest.mark.parametrize(
    ("kind", "outcome"), [("real", "accepted"), ("demonstration", "log_in_to_accept")]
)
def test_a_stranger_cannot_take_an_address_in_a_demonstration(kind: str, outcome: str) -> None:
    demonstration = make_programme(kind="demonstration")
    squatter = ask(demonstration, make_actor(demonstration, Role.ADMINISTRATOR))
    accept_with_new_account(
        token=squatter.token, name="Inconnu", password="connu de tous", moment=NOW
    )
    programme = make_programme(kind=kind)
    invited = ask(programme, make_actor(programme, Role.ADMINISTRATOR))

    try:
        accept_with_new_account(
            token=invited.token, name="Fanta", password="à elle seule", moment=NOW
        )
        found = "accepted"
    except rules.LogInToAccept as refusal:
        found = refusal.code

    account = Account.objects.get(email="fanta@example.org")
    assert found == outcome
    assert account.check_password("à elle seule") == (outcome == "accepted")
