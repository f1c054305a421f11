from datetime import date, timedelta
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from benkan.apps.commitments import queries
from benkan.apps.commitments.actions import record_check
from benkan.apps.commitments.queries import Awaiting
from benkan.apps.commitments.rules import Group, Lookers, State, Step
from benkan.kit.actor import Role
from benkan.kit.refusals import NotFound
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

TODAY = NOW.date()
PAST = TODAY - timedelta(days=5)


def test_what_was_promised_is_said_of_offices_and_shown_honestly() -> None:
    programme, place = make_programme(), make_place()
    office = make_office(programme, place, title="Maire")
    make_office_holder(office)
    make_commitment(office, state="declined", is_public=True)
    make_commitment(office, state="accepted", due_on=PAST, is_public=True)
    make_commitment(office, state="kept")
    make_commitment(make_office(programme, make_place("Bougouni")), is_public=True)

    lines = queries.promised_in(programme.pk, [place.pk], today=TODAY)

    assert {(line.state, line.is_late) for line in lines} == {
        (State.DECLINED, False),
        (State.ACCEPTED, True),
    }
    assert {line.office_title for line in lines} == {"Maire"}
    assert "Moussa" not in repr(lines)


@pytest.mark.parametrize("count", [1, 4])
def test_promises_take_as_many_queries_for_many(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    programme, place = make_programme(), make_place()
    for number in range(count):
        make_commitment(make_office(programme, place, title=f"Chef {number}"), is_public=True)

    with django_assert_num_queries(3):
        queries.promised_in(programme.pk, [place.pk], today=TODAY)


def test_a_commitment_offers_each_reader_the_steps_that_are_hers() -> None:
    programme, place = make_programme(), make_place()
    row = make_commitment(make_office(programme, place))
    mayor = make_office_holder(row.office)
    animator = make_actor(programme, Role.ANIMATOR, place=place)

    def steps(actor: object) -> tuple[Step, ...]:
        found = queries.commitment_page(
            row.pk,
            programme=programme.pk,
            actor=actor,  # type: ignore[arg-type]
            today=TODAY,
        )
        return found.open_steps

    assert steps(mayor) == (Step.ACCEPT, Step.DECLINE)
    assert steps(animator) == (Step.COMPLETE,)


def test_the_neighbour_finds_no_such_commitment_and_no_proof() -> None:
    programme = make_programme()
    row = make_commitment(make_office(programme, make_place()))
    neighbour = make_actor(programme, Role.ANIMATOR, place=make_place("Bougouni"))

    with pytest.raises(NotFound):
        queries.commitment_page(row.pk, programme=programme.pk, actor=neighbour, today=TODAY)
    with pytest.raises(NotFound):
        queries.proof_file(uuid4(), commitment=row.pk, programme=programme.pk, actor=neighbour)


def test_what_awaits_me_depends_on_who_i_am() -> None:
    programme, place = make_programme(), make_place()
    office = make_office(programme, place)
    for state in ("proposed", "accepted", "reported_done", "confirmed", "kept"):
        make_commitment(office, state=state, due_on=PAST)

    def waits(actor: object) -> Awaiting:
        return queries.awaiting(actor, programme.pk, TODAY)  # type: ignore[arg-type]

    assert waits(make_office_holder(office)) == Awaiting(1, 1, 1, 0, 0, 0)
    assert waits(make_actor(programme, Role.ANIMATOR, place=place)) == Awaiting(0, 0, 1, 1, 0, 0)
    assert waits(make_actor(programme, Role.PROGRAMME_STAFF)) == Awaiting(0, 0, 1, 1, 1, 5)


@pytest.mark.parametrize(
    ("states", "outcome"),
    [
        (["kept"], "kept"),
        (["kept", "declined"], "kept"),
        (["kept", "broken"], "broken"),
        (["kept", "accepted"], None),
        (["declined"], None),
        ([], None),
    ],
)
def test_an_issue_is_over_when_nothing_promised_on_it_is_open(
    states: list[str], outcome: str | None
) -> None:
    from benkan.apps.commitments.rules import outcome_of

    assert outcome_of([State(state) for state in states]) == outcome


def test_a_settled_line_has_its_day() -> None:
    programme, place = make_programme(), make_place()
    make_commitment(make_office(programme, place), state="kept", is_public=True)

    [line] = queries.promised_in(programme.pk, [place.pk], today=date(2026, 12, 1))

    assert line.settled_on == TODAY


def test_the_office_is_not_told_which_few_went_to_look() -> None:
    programme, place = make_programme(), make_place()
    promise = make_commitment(make_office(programme, place), state="reported_done")
    animator = make_actor(programme, Role.ANIMATOR, place=place)
    record_check(
        commitment=promise.pk,
        groups={"women": 8, "disability": 2},
        people=10,
        confirms=False,
        finding="L’eau ne coule pas",
        actor=animator,
        moment=NOW,
    )

    seen = []
    for reader in (make_office_holder(promise.office), animator):
        page = queries.commitment_page(
            promise.pk, programme=programme.pk, actor=reader, today=TODAY
        )
        [check] = [step.check for step in page.timeline if step.check]
        seen.append(check.lookers)

    everything = {Group.WOMEN: 8, Group.DISABILITY: 2}
    assert seen == [Lookers({Group.WOMEN: 8}, None, True), Lookers(everything, 10, False)]
