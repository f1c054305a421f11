"""A commitment is public once somebody of the programme says so, and can be taken back."""

from datetime import timedelta
from gzip import compress

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from benkan.apps.commitments import actions, queries, rules
from benkan.apps.commitments.models import CitizensCheck, Commitment, CommitmentStep, Proof
from benkan.apps.files.actions import keep_picture
from benkan.apps.journal.models import Entry
from benkan.apps.registry.models import Account, Office
from benkan.kit.actor import Actor, Role
from benkan.kit.refusals import NotAllowed, Refused
from tests.make.activities import make_activity, make_recommendation
from tests.make.commitments import make_commitment
from tests.make.files import make_picture
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

LATER = NOW + timedelta(days=3)


@pytest.fixture
def office() -> Office:
    return make_office(make_programme("kayes"), make_place())


def as_(client: Client, actor: Actor) -> Client:
    client.force_login(Account.objects.get(pk=actor.account))
    return client


def public_page(row: Commitment, tail: str = "") -> str:
    return f"/p/kayes/engagements/E-{row.number:03}/{tail}"


def own_page(row: Commitment, tail: str = "") -> str:
    return f"/p/kayes/engagements/{row.pk}/{tail}"


def reported(office: Office) -> tuple[Commitment, Proof, Proof]:
    """A promise reported done with two photos, and looked at by few."""
    row = make_commitment(office, state="confirmed")
    file = keep_picture(programme=office.programme_id, content=make_picture(), moment=NOW)
    first, second = (
        Proof.objects.create(commitment=row, kind="photo", file=file, note="Réparée", moment=NOW)
        for _ in range(2)
    )
    CommitmentStep.objects.create(
        commitment=row, step="report_done", state="reported_done", due_on=row.due_on, moment=NOW
    )
    animator = make_actor(office.programme, Role.ANIMATOR, place=office.place)
    CitizensCheck.objects.create(
        commitment=row,
        groups={"women": 3},
        people=3,
        confirms=True,
        finding="L’eau coule.",
        recorded_by_id=animator.account,
        moment=LATER,
    )
    CommitmentStep.objects.create(
        commitment=row, step="confirm", state="confirmed", due_on=row.due_on, moment=LATER
    )
    return row, first, second


def test_a_promise_is_shown_with_the_photos_chosen_and_taken_back(
    client: Client, office: Office
) -> None:
    row, shown, hidden = reported(office)
    coordinator = make_actor(office.programme, Role.COORDINATOR, place=office.place)
    asked = [public_page(row, f"preuves/{proof.pk}/") for proof in (shown, hidden)]
    assert [client.get(one).status_code for one in (public_page(row), *asked)] == [404] * 3

    as_(client, coordinator)
    asking = client.get(own_page(row, "publier/")).content.decode()
    assert asking.count("<img") == 2, "who publishes sees what she chooses from"
    unread = client.post(own_page(row, "publier/"), {"proofs": [str(shown.pk)]})
    assert (unread.status_code, Commitment.objects.get().published_at) == (200, None)
    client.post(own_page(row, "publier/"), {"proofs": [str(shown.pk)], "is_read": "on"})
    client.logout()
    page = client.get(public_page(row))
    assert row.action in page.content.decode()
    assert len(compress(page.content)) < 14_000
    assert [client.get(one).status_code for one in asked] == [200, 404]
    [told] = [step.check.lookers for step in page.context["promise"].timeline if step.check]
    assert told == rules.Lookers({}, None, hides_some=True)

    as_(client, coordinator)
    client.post(own_page(row, "retirer/"), {"reason": " "})
    assert Commitment.objects.get().published_at is not None
    client.post(own_page(row, "retirer/"), {"reason": "Un nom y était."})
    client.logout()
    gone = client.get(public_page(row))
    words = gone.content.decode()
    assert (gone.status_code, client.get(asked[0]).status_code) == (410, 404)
    assert [word in words for word in (row.action, row.problem, "Un nom")] == [False] * 3
    entries = Entry.objects.filter(name__startswith="Commitment").order_by("moment")
    assert [one.name for one in entries] == ["CommitmentPublished", "CommitmentWithdrawn"]
    assert "Un nom" not in repr(list(entries.values()))


def test_it_is_published_once_and_may_be_published_again(office: Office) -> None:
    row = make_commitment(office)
    staff = make_actor(office.programme, Role.PROGRAMME_STAFF)

    def publish() -> bool:
        return actions.publish(commitment=row.pk, actor=staff, moment=LATER)

    assert [publish(), publish()] == [True, False]
    actions.withdraw(commitment=row.pk, reason="Erreur", actor=staff, moment=LATER)
    with pytest.raises(rules.NotPublic):
        actions.withdraw(commitment=row.pk, reason="Erreur", actor=staff, moment=LATER)
    assert publish()
    acts = row.publications.order_by("moment", "id").values_list("withdraws", flat=True)
    assert sorted(acts) == [False, False, True]


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.OFFICE_HOLDER])
def test_the_programme_at_the_place_publishes_and_nobody_else(office: Office, role: Role) -> None:
    row = make_commitment(office)
    here = make_actor(office.programme, role, place=office.place)
    neighbour = make_actor(office.programme, role, place=make_place("Bougouni"))

    def refusal(actor: Actor) -> type[Refused] | None:
        try:
            actions.publish(commitment=row.pk, actor=actor, moment=LATER)
        except Refused as refused:
            return type(refused)
        return None

    publishers = {Role.COORDINATOR, Role.PROGRAMME_STAFF, Role.MONITORING_OFFICER}
    assert refusal(neighbour) is NotAllowed
    assert refusal(here) is (None if role in publishers else NotAllowed)


def test_neither_the_office_nor_its_organisation_publishes_or_takes_back(office: Office) -> None:
    office.organisation = make_organisation(office.programme)
    office.save()
    row = make_commitment(office, is_public=True)
    colleague = make_actor(
        office.programme, Role.COORDINATOR, place=office.place, organisation=office.organisation
    )

    for judged in (make_office_holder(office), colleague):
        with pytest.raises(rules.PublishedByItself):
            actions.publish(commitment=row.pk, actor=judged, moment=LATER)
        with pytest.raises(rules.PublishedByItself):
            actions.withdraw(commitment=row.pk, reason="Gênant", actor=judged, moment=LATER)
        assert queries.unpublished(judged, office.programme_id, today=NOW.date()) == []


def test_what_a_meeting_led_to_is_published_at_once(client: Client, office: Office) -> None:
    meeting = make_activity(office.programme, office.place)
    of_meeting = [make_commitment(office) for _ in range(2)]
    for row in of_meeting:
        row.recommendation_id = make_recommendation(meeting, office).pk
        row.save()
    other = make_commitment(office)
    elsewhere = make_commitment(make_office(office.programme, make_place("Bougouni")))
    as_(client, make_actor(office.programme, Role.COORDINATOR, place=office.place))
    address = f"/p/kayes/engagements/a-publier/?meeting={meeting.pk}"

    offered = {one.line.id for one in client.get(address).context["found"]}
    client.post(address, {"commitments": [str(row.pk) for row in of_meeting], "is_read": "on"})
    client.post(address, {"commitments": [str(elsewhere.pk)], "is_read": "on"})

    assert offered == {row.pk for row in of_meeting}
    published = Commitment.objects.exclude(published_at=None).values_list("pk", flat=True)
    assert set(published) == offered
    assert {other.pk, elsewhere.pk} & offered == set()


@pytest.mark.parametrize("count", [1, 4])
def test_what_may_be_published_takes_as_many_queries_for_many(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    programme, place = make_programme(), make_place()
    for number in range(count):
        make_commitment(make_office(programme, place, title=f"Chef {number}"))
    actor = make_actor(programme, Role.COORDINATOR, place=place)

    with django_assert_num_queries(5):
        queries.unpublished(actor, programme.pk, today=NOW.date())


@pytest.mark.parametrize("steps", [1, 4])
def test_the_public_page_takes_as_many_queries_for_many_steps(
    client: Client,
    office: Office,
    steps: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    row = make_commitment(office, state="postponed", is_public=True)
    for number in range(steps):
        CommitmentStep.objects.create(
            commitment=row,
            step="postpone",
            state="postponed",
            reason="Budget",
            due_on=row.due_on,
            moment=NOW + timedelta(days=number),
        )

    with django_assert_num_queries(PUBLIC):
        client.get(public_page(row))


# The programme, the promise, offices and places, its steps, proofs, checks and letters.
PUBLIC = 13
