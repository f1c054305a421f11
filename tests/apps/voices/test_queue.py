"""The queue: every message once, in its order, however one goes through it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from benkan.apps.registry.models import Account, Programme
from benkan.apps.voices import queries
from benkan.apps.voices.actions import place_case, step_case
from benkan.apps.voices.forms.queue import filter_in, query_of
from benkan.apps.voices.queries import Filter, queue
from benkan.apps.voices.rules import codes
from benkan.apps.voices.rules.queue import Order, Position, position_of, waits_too_long
from benkan.apps.voices.rules.states import State
from benkan.kit.actor import Actor, Role
from tests.make.registry import NOW, make_actor, make_place, make_programme
from tests.make.voices import case_row, make_case

DAY = timedelta(days=1)


def _cases(programme: Programme, number: int = 9) -> list[UUID]:
    """Some new, some under way, some over; two of each moment."""
    actor = make_actor(programme, Role.ADMINISTRATOR)
    place, cases = make_place(), []
    for n in range(number):
        case = make_case(programme, place, moment=NOW - n // 2 * DAY)
        cases.append(case)
        for state in ("accepted", "answered")[: n % 3]:
            step_case(case=case, state=state, answer="Oui", actor=actor, moment=NOW - n // 2 * DAY)
    return cases


def _walk(actor: Actor, programme: UUID, asked: Filter, *, backwards: bool) -> Iterator[UUID]:
    at = Position(2, NOW - 99 * DAY if asked.order is Order.LATEST else NOW, UUID(int=2**128 - 1))
    if not backwards:
        at = Position(0, NOW + DAY if asked.order is Order.LATEST else NOW - 99 * DAY, UUID(int=0))
    while case := queries.next_in_queue(
        actor, programme, asked=asked, moment=NOW, after=at, backwards=backwards
    ):
        yield case
        row = case_row(case)
        by = row.opened_at if asked.order is Order.LATEST else row.acted_at
        at = Position(row.turn, by, case)


@pytest.mark.django_db
@pytest.mark.parametrize("most", [1000, 2], ids=["few", "many"])
@pytest.mark.parametrize("order", Order)
def test_each_message_comes_once_by_pages_and_one_by_one_there_and_back(
    monkeypatch: pytest.MonkeyPatch, most: int, order: Order
) -> None:
    monkeypatch.setattr(queue, "MOST_COUNTED", most)
    monkeypatch.setattr(queue, "PAGE", 4)
    programme = make_programme()
    cases, actor = _cases(programme), make_actor(programme, Role.ADMINISTRATOR)
    asked = Filter(order=order)

    pages = [queries.queue_page(actor, programme.pk, asked=asked, moment=NOW)]
    while pages[-1].after:
        pages.append(
            queries.queue_page(actor, programme.pk, asked=asked, moment=NOW, at=pages[-1].after)
        )
    listed = [line.id for page in pages for line in page.lines]
    before = pages[-1].before
    assert before is not None
    back = queries.queue_page(actor, programme.pk, asked=asked, moment=NOW, to=before)

    assert set(listed) == set(cases)
    assert len(listed) == len(cases)
    assert [line.turn for page in pages for line in page.lines] == sorted(
        case_row(case).turn for case in cases
    )
    assert back.lines == pages[-2].lines
    there = list(_walk(actor, programme.pk, asked, backwards=False))
    assert there == listed
    assert list(_walk(actor, programme.pk, asked, backwards=True)) == listed[::-1]


@pytest.mark.django_db
def test_few_are_counted_by_filter_and_many_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    programme, place = make_programme(), make_place()
    actor = make_actor(programme, Role.ADMINISTRATOR)
    for service in ("water", "water", "health"):
        make_case(programme, place, service=service)

    few = queries.queue_page(actor, programme.pk, asked=Filter(), moment=NOW)
    monkeypatch.setattr(queue, "MOST_COUNTED", 2)
    many = queries.queue_page(actor, programme.pk, asked=Filter(), moment=NOW)

    assert (few.count, few.facets["service"]) == (3, {"water": 2, "health": 1})
    assert (many.count, many.facets) == (None, {})


@pytest.mark.django_db
@pytest.mark.parametrize("most", [1000, 0], ids=["few", "many"])
def test_a_place_of_any_level_holds_what_lies_below(
    monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(queue, "MOST_COUNTED", most)
    programme = make_programme()
    region = make_place("Koulikoro", kind="region")
    cercle = make_place("Kati", kind="cercle", above=region)
    here = make_case(programme, make_place("Sanankoroba", above=cercle))
    make_case(programme, make_place("Mopti"))
    everywhere = make_actor(programme, Role.ADMINISTRATOR)
    of_the_region = make_actor(programme, Role.COORDINATOR, place=region)

    found = [
        queries.queue_page(actor, programme.pk, asked=Filter(place=place), moment=NOW).lines
        for actor, place in (
            (everywhere, region.pk),
            (everywhere, cercle.pk),
            (of_the_region, None),
            (of_the_region, cercle.pk),
        )
    ]

    assert [[line.id for line in lines] for lines in found] == [[here]] * 4


@pytest.mark.django_db
def test_an_action_of_the_desk_ends_the_waiting_and_what_the_citizen_does_not() -> None:
    programme, place = make_programme(), make_place()
    actor = make_actor(programme, Role.ADMINISTRATOR)
    touched, left = (make_case(programme, moment=NOW - 8 * DAY) for _ in range(2))
    asked = Filter(idle=7, order=Order.WAITING)

    place_case(case=touched, place=place.pk, actor=actor, moment=NOW)

    found = queries.queue_page(actor, programme.pk, asked=asked, moment=NOW)
    assert [line.id for line in found.lines] == [left]


@pytest.mark.django_db
def test_a_message_is_found_by_its_spoken_number_within_ones_places() -> None:
    programme = make_programme("demo")
    here, there = make_place("Sanankoroba"), make_place("Mopti")
    case = make_case(programme, here)
    make_case(programme, there)
    coordinator = make_actor(programme, Role.COORDINATOR, place=here)
    client = Client()
    client.force_login(Account.objects.get(pk=coordinator.account))

    ways = [
        client.post("/p/demo/messages/chercher/", {"reference": said})["Location"]
        for said in ("san 1", "SAN-0001", "MOP-0001", "n’importe quoi", "")
    ]

    assert ways == [f"/p/demo/messages/{case}/"] * 2 + ["/p/demo/messages/"] * 3


@pytest.mark.django_db
def test_the_filter_is_remembered_through_a_case_and_back() -> None:
    programme, place = make_programme("demo"), make_place()
    cases = [make_case(programme, place, moment=NOW - n * DAY) for n in range(3)]
    client = Client()
    client.force_login(Account.objects.get(pk=make_actor(programme, Role.COORDINATOR).account))
    at = Position(0, NOW, cases[0])
    query = f"state=new&service=water&at={at.code}"

    page = client.get(f"/p/demo/messages/{cases[0]}/?{query}").content.decode()
    answered = client.post(
        f"/p/demo/messages/{cases[0]}/reponse/?{query}", {"answer": "Oui", "then_next": "1"}
    )
    back = client.get(f"/p/demo/messages/?{query}")

    assert f"/p/demo/messages/?{query}".replace("&", "&amp;") in page
    assert answered["Location"] == f"/p/demo/messages/{cases[1]}/?state=new&service=water"
    assert [line.id for line in back.context["found"].lines] == cases[1:]
    assert [chip.label for chip in back.context["chips"]] == ["Nouveau", "Eau"]


@given(st.integers(0, 2), st.datetimes(), st.uuids())
def test_a_position_stands_in_an_address_and_is_read_back(
    turn: int, moment: object, case: UUID
) -> None:
    since = NOW + timedelta(microseconds=case.int % 10**15)
    at = Position(turn, since, case)

    assert position_of(at.code) == at


@given(st.text(max_size=60))
def test_anything_else_is_no_position(text: str) -> None:
    found = position_of(text)

    assert found is None or found.code.split(".")[0] == text.split(".")[0]


def test_a_filter_stands_in_an_address_by_codes_and_is_read_back() -> None:
    asked = Filter(
        state="new", service="water", language="bm", channel="sms", place=uuid4(),
        only_unplaced=True, idle=7, order=Order.WAITING,
    )  # fmt: skip

    back = filter_in(dict(pair.split("=") for pair in query_of(asked).split("&")))

    assert back == asked
    assert filter_in({"state": "x", "place": "x", "idle": "6", "order": "x"}) == Filter()
    assert replace(asked, idle=0) != asked


@pytest.mark.parametrize(
    ("state", "days", "too_long"),
    [("new", 2, False), ("new", 3, True), ("accepted", 13, False), ("accepted", 14, True),
     ("grouped", 59, False), ("grouped", 60, True), ("answered", 400, False)],
)  # fmt: skip
def test_how_long_is_too_long(state: str, days: int, too_long: bool) -> None:
    found = waits_too_long(State(state), acted_at=NOW - days * DAY, moment=NOW)

    assert found == too_long


@pytest.mark.parametrize(
    ("said", "reference"),
    [("kay 427", "KAY-0427"), ("KAY-0427", "KAY-0427"), ("427", ""), ("KAY", ""), ("", "")],
)
def test_a_spoken_number_is_read_as_it_is_said(said: str, reference: str) -> None:
    assert codes.typed_reference(said) == reference
