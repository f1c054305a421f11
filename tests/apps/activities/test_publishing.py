"""What anybody may read of a meeting: a summary that somebody decided on, and counts of no few."""

from datetime import date

import pytest
from django.test import Client

from benkan.apps.activities import actions, queries
from benkan.apps.activities.models import Summary
from benkan.apps.activities.rules import publishing
from benkan.apps.activities.rules.publishing import shown_attendance
from benkan.kit.actor import Role
from benkan.kit.refusals import NotAllowed, NotFound
from benkan.kit.splits import AgeBand, Sex
from tests.make.activities import make_activity, make_held
from tests.make.registry import NOW, make_actor, make_place, make_programme

WOMEN, MEN, NOT_KNOWN = Sex.FEMALE, Sex.MALE, Sex.UNKNOWN
YOUNG, OLD = AgeBand.FROM_18, AgeBand.FROM_60


@pytest.mark.fast
def test_a_small_group_is_hidden_and_so_is_what_would_give_it_away() -> None:
    few = shown_attendance({(WOMEN, YOUNG): 4})
    mixed = shown_attendance({(WOMEN, YOUNG): 12, (MEN, YOUNG): 9, (NOT_KNOWN, OLD): 3})

    assert few == publishing.PublicAttendance(None, None)
    # 24 less 12 is 12: nobody can tell the 3 from the 9. In tens: 20 and 10.
    assert (mixed.people, mixed.by_sex) == (20, {WOMEN: 10, MEN: None, NOT_KNOWN: None})


@pytest.mark.django_db
def test_a_summary_is_published_corrected_and_taken_back(client: Client) -> None:
    programme, place = make_programme("kayes"), make_place()
    meeting = make_held(programme, place, planned_on=date(2026, 10, 1), kind="forum")
    staff = make_actor(programme, Role.PROGRAMME_STAFF)
    address = f"/p/kayes/comptes-rendus/{meeting.pk}/"

    def publish(text: str) -> None:
        actions.publish_summary(activity=meeting.pk, text=text, actor=staff, moment=NOW)

    before = client.get(address).status_code
    for text in (
        "On a parlé de l’eau.",
        "On a parlé de l’eau.",
        "On a parlé de l’eau et du marché.",
    ):
        publish(text)
    page, listed = client.get(address).content.decode(), client.get("/p/kayes/comptes-rendus/")
    with pytest.raises(publishing.WithdrawalReasonMissing):
        actions.withdraw_summary(activity=meeting.pk, reason="", actor=staff, moment=NOW)
    for _ in range(2):
        actions.withdraw_summary(activity=meeting.pk, reason="Erreur", actor=staff, moment=NOW)

    assert (before, client.get(address).status_code) == (404, 404)
    assert "On a parlé de l’eau et du marché." in page
    assert "On a parlé.</p>" not in page
    assert [met.id for met in listed.context["published"].lines] == [meeting.pk]
    assert Summary.objects.count() == 2
    with pytest.raises(NotFound):
        queries.public.published_meeting(meeting.pk, programme=programme.pk)


@pytest.mark.django_db
def test_only_what_was_held_is_published_and_not_by_an_animator() -> None:
    programme, place = make_programme(), make_place()
    to_come, held = make_activity(programme, place), make_held(programme, place)
    staff = make_actor(programme, Role.PROGRAMME_STAFF)
    animator = make_actor(programme, Role.ANIMATOR, place=place)

    with pytest.raises(publishing.NotHeld):
        actions.publish_summary(activity=to_come.pk, text="Bien", actor=staff, moment=NOW)
    with pytest.raises(NotAllowed):
        actions.publish_summary(activity=held.pk, text="Bien", actor=animator, moment=NOW)

    assert queries.public.published(programme.pk) == []


@pytest.mark.django_db
def test_a_meeting_for_those_who_were_asked_is_not_announced() -> None:
    programme, place = make_programme(), make_place()
    make_activity(programme, place, planned_on=date(2026, 12, 1), kind="consultation")
    make_activity(programme, place, planned_on=date(2026, 12, 1), kind="framework")
    forum = make_activity(programme, place, planned_on=date(2026, 12, 1), kind="forum")

    found = queries.public.to_come(programme.pk, today=NOW.date())

    assert [card.id for card in found] == [forum.pk]
