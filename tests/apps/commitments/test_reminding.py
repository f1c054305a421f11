"""Offices are reminded: once for each occasion, day and way, and never of what is settled."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import example, given
from hypothesis import settings as runs
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from benkan.apps.commitments import actions as commitments
from benkan.apps.commitments.actions import reminding as actions
from benkan.apps.commitments.models import Commitment, Reminder
from benkan.apps.commitments.queries.reminding import to_tell
from benkan.apps.commitments.rules import SETTLED, ProofKind, Shown
from benkan.apps.commitments.rules.reminding import NotToBeTold
from benkan.apps.messaging import actions as messaging
from benkan.apps.messaging import queries as written
from benkan.apps.messaging.models import OutboundLetter, OutboundMessage
from benkan.apps.messaging.rules.sms import segments
from benkan.apps.registry import queries as registry
from benkan.apps.registry.models import Office, Programme
from benkan.kit.actor import Actor, Role
from tests.make.commitments import make_commitment
from tests.make.registry import (
    NOW,
    make_actor,
    make_office,
    make_office_holder,
    make_place,
    make_programme,
)

pytestmark = pytest.mark.django_db
DUE = date(2026, 12, 1)
PUMPS = Shown(ProofKind.COUNT, quantity=Decimal(2), unit="pompes")


def remind(programme: Programme, moment: datetime) -> int:
    here = registry.programme_here(programme.pk)
    return actions.remind_offices(programme=here, now=moment)


def at(days: int, *, hour: int = 9, due: date = DUE) -> datetime:
    return NOW.replace(hour=hour) + (due + timedelta(days=days) - NOW.date())


def gives_her_number(holder: Actor) -> None:
    assert holder.programme is not None
    here: dict[str, Any] = {"programme": holder.programme, "actor": holder, "moment": NOW}
    messaging.give_own_number(number="76 12 34 56", code="123456", **here)
    messaging.confirm_own_number(code="123456", **here)


def given_so_far(way: str = "email") -> list[str]:
    rows = Reminder.objects.filter(way=way).order_by("moment")
    return list(rows.values_list("occasion", flat=True))


@pytest.fixture(autouse=True)
def _nights(settings: Any) -> None:
    settings.QUIET_HOURS = [21, 7]


@pytest.fixture
def office() -> Office:
    return make_office(make_programme("kayes", kind="demonstration"), make_place())


def test_an_office_is_reminded_by_sms_and_e_mail_of_each_day_once(office: Office) -> None:
    gives_her_number(make_office_holder(office))
    promise = make_commitment(office, state="accepted", due_on=DUE)

    for days in (-20, -14, -14, -13, -3, -2, 0, 1, 7, 8, 31):
        for hour in (2, 9, 10, 23):  # at night nobody is written to
            remind(office.programme, at(days, hour=hour))

    assert given_so_far() == given_so_far("sms") == ["two_weeks", "three_days", "today", "late"]
    said = [one.text for one in written.simulated_messages(office.programme_id)][1:]
    number = f"E-{promise.number:03}"
    assert said == [
        f"Benkan {number} : promis pour le 01/12/2026. {promise.action}",
        f"Benkan {number} : à faire avant le 01/12/2026. {promise.action}",
        f"Benkan {number} : promis pour aujourd'hui. Dites sur votre page si c'est fait. {promise.action}",
        f"Benkan {number} : promis pour le 01/12/2026, rien de déclaré. {promise.action}",
    ]
    assert {segments(text) for text in said} == {1}
    letter = OutboundLetter.objects.earliest("queued_at")
    assert letter.subject == f"Benkan : {number} : promis pour le 1er décembre 2026"
    assert f"/p/kayes/engagements/{promise.pk}/" in letter.text
    assert (letter.state, letter.reason) == ("withheld", "not_real")


def test_a_proposal_without_an_answer_is_recalled_once(office: Office) -> None:
    make_office_holder(office)
    make_commitment(office, due_on=DUE)

    for days in (13, 14, 20):
        remind(office.programme, NOW + timedelta(days=days))

    assert given_so_far() == ["unanswered"]


def test_an_office_without_an_account_is_told_by_word_of_mouth(office: Office) -> None:
    make_commitment(office, state="accepted", due_on=DUE)
    programme = office.programme_id
    coordinator = make_actor(office.programme, Role.COORDINATOR, place=office.place)
    neighbour = make_actor(office.programme, Role.COORDINATOR, place=make_place("Dio"))

    for days in (-14, -3):
        remind(office.programme, at(days))
    [told] = to_tell(coordinator, programme, today=DUE)
    for _ in range(2):
        before = Reminder.objects.filter(state="told").count()
        try:
            actions.note_told(reminder=told.id, actor=coordinator, moment=at(-2))
        except NotToBeTold:
            assert before == 1

    assert told.occasion == "three_days"
    assert (to_tell(neighbour, programme, today=DUE), OutboundLetter.objects.count()) == ([], 0)
    states = Reminder.objects.order_by("moment").values_list("state", flat=True)
    assert (list(states), to_tell(coordinator, programme, today=DUE)) == (["over", "told"], [])


def test_a_past_programme_reminds_nobody() -> None:
    programme = make_programme(kind="historical")
    make_commitment(make_office(programme, make_place()), state="accepted", due_on=DUE)

    assert (remind(programme, at(0)), Reminder.objects.count()) == (0, 0)


def test_a_worker_killed_between_leaves_nothing_half_done(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    gives_her_number(make_office_holder(office))
    make_commitment(office, state="accepted", due_on=DUE)

    def killed(**_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(messaging, "write_letter", killed)
        with pytest.raises(KeyboardInterrupt), transaction.atomic():
            remind(office.programme, at(0))
    half = Reminder.objects.count(), OutboundMessage.objects.filter(purpose="reminder").count()
    done = [remind(office.programme, at(0)) for _ in range(2)]

    assert (half, done) == ((0, 0), [1, 0])
    assert OutboundMessage.objects.filter(purpose="reminder").count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_where_all_were_reminded_it_is_one_query(
    office: Office, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_office_holder(office)
    for _ in range(count):
        make_commitment(office, state="accepted", due_on=DUE)
    coordinator = make_actor(office.programme, Role.COORDINATOR, place=office.place)
    here = registry.programme_here(office.programme_id)
    assert actions.remind_offices(programme=here, now=at(0)) == count

    with django_assert_num_queries(1):
        actions.remind_offices(programme=here, now=at(0))
    Reminder.objects.update(way="hand", state="waiting")
    with django_assert_num_queries(3):
        assert len(to_tell(coordinator, office.programme_id, today=DUE)) == count


# What happens to a promise, and when the worker looks: days after the first day promised. The worker
# sleeps for weeks, and its clock is set back.
LOOKS = st.lists(st.tuples(st.integers(-20, 80), st.sampled_from([7, 20, 22])), max_size=14)
STEPS = st.lists(
    st.tuples(st.integers(0, 13), st.sampled_from(["postpone", "report_done", "break_off"])),
    max_size=4,
)


@runs(max_examples=25)
@given(looks=LOOKS, steps=STEPS)
@example(looks=[(0, 7), (0, 7)], steps=[(1, "postpone")])
def test_each_occasion_is_recalled_once_a_day_promised_and_never_after_the_end(
    looks: Sequence[tuple[int, int]], steps: Sequence[tuple[int, str]]
) -> None:
    with transaction.atomic():
        programme = make_programme()
        office = make_office(programme, make_place())
        holder = make_office_holder(office)
        gives_her_number(holder)
        staff = make_actor(programme, Role.PROGRAMME_STAFF)
        promise = make_commitment(office, state="accepted", due_on=DUE)
        for turn, (days, hour) in enumerate(looks):
            for when, step in steps:
                if when == turn:
                    _take(promise, step, holder, staff)
            before = set(Reminder.objects.values_list("pk", flat=True))
            now = Commitment.objects.get()
            remind(programme, at(days, hour=hour))
            fresh = Reminder.objects.exclude(pk__in=before)
            if now.state in {*SETTLED, "reported_done"} or hour == 22:
                assert not fresh
            assert {one.due_on for one in fresh} <= {now.due_on}

        keys = [(one.occasion, one.due_on, one.way) for one in Reminder.objects.all()]
        ways = [one.way for one in Reminder.objects.all()]
        assert len(keys) == len(set(keys))
        assert ways.count("sms") == OutboundMessage.objects.filter(purpose="reminder").count()
        assert ways.count("email") == OutboundLetter.objects.count()
        transaction.set_rollback(True)


def _take(promise: Commitment, step: str, holder: Actor, staff: Actor) -> None:
    row = Commitment.objects.get(pk=promise.pk)
    by: dict[str, Any] = {"commitment": promise.pk, "moment": NOW}
    if row.state in {*SETTLED, "reported_done"}:
        return
    if step == "postpone" and row.postponements < 2:
        later = row.due_on + timedelta(days=21)
        commitments.postpone(reason="Les pluies", due_on=later, actor=holder, **by)
    if step == "report_done":
        commitments.report_done(note="2 pompes", proofs=[PUMPS], actor=holder, **by)
    if step == "break_off":
        commitments.break_off(reason="Rien n’est fait", actor=staff, **by)
