"""Sheets of one group that meet: what holds, what waits for a person, and what she decided."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from benkan.apps.assessments import actions
from benkan.apps.assessments.actions.counting import decide_counts
from benkan.apps.assessments.actions.deciding import decide_sheets
from benkan.apps.assessments.models import Group, Node, Score, Sheet
from benkan.apps.assessments.queries.merging import groups_in_conflict
from benkan.apps.assessments.rules.counting import Counts
from benkan.apps.assessments.rules.merging import (
    Choice,
    CountChoice,
    Held,
    Line,
    NotTheseSheets,
    SheetBefore,
    held,
    standing,
    still_decided,
)
from benkan.apps.assessments.rules.rounds import ConflictsLeft
from benkan.apps.registry.models import Account
from benkan.kit.actor import Actor, Role
from benkan.kit.splits import AgeBand, Sex
from tests.make.assessments import leaves_of, make_round, make_scored, make_sheet
from tests.make.registry import NOW, make_actor, make_place, make_programme

A, B, C = (UUID(int=number) for number in (1, 2, 3))


def line(id: UUID, people: int | None = None, value: int | None = None, hand: str = "") -> Line:
    return Line(
        id, {} if people is None else {"3": people}, None if value is None else Decimal(value), hand
    )


@pytest.mark.parametrize(
    ("lines", "holds"),
    [
        ([line(A, 4), line(B, 4)], Held(A, is_conflict=False)),
        ([line(A, 4), line(B, 5)], Held(None, is_conflict=True)),
        ([line(A, value=3), line(B, people=4)], Held(None, is_conflict=True)),
        ([line(A, 4, hand="awa"), line(B, 5, hand="awa")], Held(B, is_conflict=False)),
        ([line(A, 4, hand="awa"), line(B, 5, hand="bintou")], Held(None, is_conflict=True)),
    ],
)
def test_the_same_is_one_a_hand_corrects_itself_and_the_rest_waits(
    lines: list[Line], holds: Held
) -> None:
    assert held(standing(lines)) == holds


def test_what_was_decided_stands_against_what_was_seen_and_falls_to_something_new() -> None:
    seen = [line(A, 4), line(B, 5)]
    assert still_decided(seen, [line(C, 5)])
    assert not still_decided(seen, [line(C, 6)])
    assert not still_decided([], [line(C, 4)])


def held_of(group: Group, node: Node) -> tuple[str, dict[str, int]]:
    score = Score.objects.get(group=group, node=node, edition=group.round.edition)
    return score.state, score.tally


@pytest.mark.django_db
def test_a_decision_stands_when_the_same_comes_again_and_all_questions_are_decided_at_once() -> (
    None
):
    programme = make_programme()
    staff = make_actor(programme, Role.PROGRAMME_STAFF)
    found = make_round(programme, make_place())
    women = Group.objects.get(round=found, kind="women")
    one, two, three = leaves_of(found)
    first = make_sheet(women, tally={"2": 3})
    second = make_sheet(women, tally={"4": 2}, nodes=[one, two])
    make_sheet(women, tally={"2": 3}, nodes=[three])
    sheets = Sheet.objects.filter(group=women).values_list("pk", flat=True)

    def decide(choice: Choice, sheet: UUID, between: list[UUID]) -> int:
        return decide_sheets(
            group=women.pk, choice=choice, sheet=sheet, between=between, actor=staff, moment=NOW
        )

    with pytest.raises(NotTheseSheets):
        decide(Choice.THIS, first, [first])
    assert decide(Choice.THIS, second, list(sheets)) == 2
    assert [held_of(women, node) for node in (one, two, three)] == [
        ("holds", {"4": 2}),
        ("holds", {"4": 2}),
        ("holds", {"2": 3}),
    ]
    make_sheet(women, tally={"2": 3}, nodes=[one])
    assert held_of(women, one) == ("holds", {"4": 2})
    make_sheet(women, tally={"1": 1}, nodes=[two])
    assert held_of(women, two) == ("conflict", {})
    # Two telephones that went round in one group and happen to say the same asked other people.
    assert decide(Choice.BOTH, first, list(sheets.all())) == 3
    assert [held_of(women, node)[1] for node in (one, two, three)] == [
        {"2": 6, "4": 2},
        {"1": 1, "2": 3, "4": 2},
        {"2": 6},
    ]


@pytest.mark.django_db
def test_who_writes_at_a_desk_corrects_herself_and_an_earlier_edition_takes_no_more() -> None:
    programme = make_programme()
    staff = make_actor(programme, Role.PROGRAMME_STAFF)
    found = make_scored(programme, make_place())
    women, node = Group.objects.get(round=found, kind="women"), leaves_of(found)[0]
    actions.open_correction(round_id=found.pk, reason="Oubli", actor=staff, moment=NOW)
    women.refresh_from_db()
    for people in (3, 4):
        take(women, staff, way=Sheet.Way.DESK, tally={"3": people}, node=node)
    assert held_of(women, node) == ("holds", {"3": 4})

    before = Sheet.objects.filter(group=women, edition=1).get()
    before.lines.filter(node=node).delete()
    with pytest.raises(SheetBefore):
        take(women, staff, way=Sheet.Way.PHONE, tally={"3": 1}, node=node, key=before.client_key)


@pytest.mark.django_db
def test_another_count_of_the_people_waits_for_somebody() -> None:
    programme = make_programme()
    staff = make_actor(programme, Role.PROGRAMME_STAFF)
    found = make_round(programme, make_place())
    women, node = Group.objects.get(round=found, kind="women"), leaves_of(found)[0]
    make_sheet(Group.objects.get(round=found, is_provider=True))
    keys = [uuid4().hex for _ in range(3)]

    def count(people: int, key: str) -> Sheet:
        counts: Counts = ({(Sex.FEMALE, AgeBand.FROM_25): people}, {})
        sheet = take(
            women, staff, way=Sheet.Way.PHONE, tally={"3": 7}, node=node, key=key, counts=counts
        )
        women.refresh_from_db()
        return Sheet.objects.get(pk=sheet)

    assert (count(7, keys[0]).waiting_counts, women.people) == (None, 7)
    assert (count(7, keys[1]).waiting_counts, women.people) == (None, 7)
    waits = count(9, keys[2])
    assert (waits.waiting_counts, women.people) == ({"female-25_34": 9}, 7)
    with pytest.raises(ConflictsLeft):
        actions.close_round(round_id=found.pk, actor=staff, moment=NOW)
    for choice in (CountChoice.BOTH, CountChoice.THIS):  # decided again: nothing
        decide_counts(sheet=waits.pk, choice=choice, actor=staff, moment=NOW)
    assert (count(9, keys[2]).waiting_counts, women.people) == (None, 16)


def take(
    group: Group,
    actor: Actor,
    *,
    way: Sheet.Way,
    tally: dict[str, int],
    node: Node,
    key: str = "",
    counts: Counts | None = None,
) -> UUID:
    return actions.take_sheet(
        group=group.pk,
        way=way,
        client_key=key or uuid4().hex,
        lines=[actions.LineGiven(node=node.pk, tally=tally)],
        scored_on=NOW.date(),
        actor=actor,
        moment=NOW + timedelta(minutes=Sheet.objects.count()),
        counts=counts,
    ).sheet


@pytest.mark.django_db
def test_whoever_works_on_the_round_chooses_on_the_page_and_whoever_reads_it_does_not() -> None:
    programme = make_programme()
    found = make_round(programme, make_place())
    women = Group.objects.get(round=found, kind="women")
    sheets = [make_sheet(women, tally=tally) for tally in ({"2": 3}, {"4": 2})]
    here = {"programme": programme.slug, "round_id": found.pk}
    page = reverse("assessments:conflicts", kwargs=here)
    choose = reverse("assessments:decide_sheets", kwargs={**here, "group_id": women.pk})
    seen = " ".join(map(str, sheets))
    reader, worker = Client(), Client()
    for client, role in ((reader, Role.MONITORING_OFFICER), (worker, Role.ANIMATOR)):
        client.force_login(Account.objects.get(pk=make_actor(programme, role).account))

    assert reader.get(page).status_code == 404
    assert reader.post(choose, {"chosen": "both", "between": seen}).status_code == 404
    assert worker.get(page).content.count(b"<table") == 3
    # Somebody else's sheet has come since: she looks again.
    assert worker.post(choose, {"chosen": "both", "between": str(sheets[0])}).status_code == 422
    assert worker.post(choose, {"chosen": "both", "between": seen}).status_code == 302
    assert worker.get(page).content.count(b"<table") == 0
    assert held_of(women, leaves_of(found)[0]) == ("holds", {"2": 3, "4": 2})


@pytest.mark.django_db
@pytest.mark.parametrize("groups", [1, 3])
def test_what_waits_for_a_choice_is_asked_in_eleven_queries(
    groups: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    programme = make_programme()
    actor = make_actor(programme, Role.PROGRAMME_STAFF)
    found = make_round(programme, make_place(), groups=("women", "men", "youth"))
    for group in Group.objects.filter(round=found, is_provider=False)[:groups]:
        for tally in ({"2": 3}, {"4": 2}):
            make_sheet(group, tally=tally)

    with django_assert_num_queries(11):
        waits = groups_in_conflict(found.pk, programme=programme.pk, actor=actor)

    assert [len(one.conflicts) for one in waits] == [3] * groups
