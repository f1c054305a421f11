"""Lists cost the same however long they are, and the public sees no small number."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benkan.apps.registry.models import Place, Programme
from benkan.apps.voices import queries
from benkan.apps.voices.actions import open_issue, step_case
from benkan.apps.voices.rules.queue import Position
from benkan.kit.actor import Actor, Role
from tests.make.registry import NOW, make_actor, make_place, make_programme
from tests.make.voices import case_row, make_case, make_confidant

pytestmark = pytest.mark.django_db

ALL = queries.Filter()
Ask = Callable[[Actor, Programme], object]

LISTS: dict[str, tuple[Ask, int]] = {
    "triage": (lambda actor, p: queries.to_triage(actor, p.pk), 5),
    "queue": (lambda actor, p: queries.queue_page(actor, p.pk, asked=ALL, moment=NOW), 5),
    "next": (
        lambda actor, p: queries.next_in_queue(
            actor, p.pk, asked=ALL, moment=NOW, after=Position(2, NOW, uuid4())
        ),
        4,
    ),
    "awaiting": (lambda actor, p: queries.awaiting(actor, p.pk), 2),
    "issues": (lambda actor, p: queries.issues(actor, p.pk), 4),
}


def _fill(programme: Programme, place: Place, actor: Actor) -> None:
    make_case(programme, place)
    open_issue(
        programme=programme.pk,
        title="Pompe",
        place=place.pk,
        service="water",
        cases=[make_case(programme, place)],
        actor=actor,
        moment=NOW,
    )


def _asked(ask: Ask, actor: Actor, programme: Programme) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        ask(actor, programme)
    return len(asked)


@pytest.mark.parametrize(("ask", "most"), LISTS.values(), ids=LISTS)
def test_one_row_and_many_take_the_same_number_of_queries(ask: Ask, most: int) -> None:
    programme, place = make_programme(), make_place()
    actor = make_actor(programme, Role.COORDINATOR, place=place)
    _fill(programme, place, actor)
    one = _asked(ask, actor, programme)
    for name in ("Kati", "Ségou", "Mopti"):
        _fill(programme, make_place(name, above=place), actor)

    many = _asked(ask, actor, programme)

    assert many == one
    assert many <= most


def test_new_cases_come_first_and_then_the_latest() -> None:
    programme, place = make_programme(), make_place()
    actor = make_actor(programme, Role.ADMINISTRATOR)
    old, seen, new = (make_case(programme, place) for _ in range(3))
    for case in (old, seen):
        step_case(case=case, state="accepted", actor=actor, moment=NOW)

    found = queries.to_triage(actor, programme.pk)

    assert found.lines[0].id == new
    assert [line.state.value for line in found.lines] == ["new", "accepted", "accepted"]


def test_the_list_is_cut_into_pages() -> None:
    programme, place = make_programme(), make_place()
    actor = make_actor(programme, Role.ADMINISTRATOR)
    for _ in range(26):
        make_case(programme, place)

    first, second = (queries.to_triage(actor, programme.pk, page=page) for page in (1, 2))

    assert (len(first.lines), first.more) == (25, True)
    assert (len(second.lines), second.more) == (1, False)


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        (queries.Filter(service="health"), 1),
        (queries.Filter(state="new"), 3),
        (queries.Filter(only_sensitive=True), 1),
        (queries.Filter(only_unplaced=True), 1),
    ],
)
def test_the_list_is_filtered(asked: queries.Filter, number: int) -> None:
    programme, place = make_programme(), make_place()
    make_case(programme, place, service="health")
    make_case(programme, place, is_sensitive=True)
    make_case(programme)

    reader = make_actor(programme, Role.ADMINISTRATOR)
    make_confidant(reader)

    found = queries.to_triage(reader, programme.pk, asked=asked)

    assert len(found.lines) == number


def test_no_figure_counts_sensitive_set_aside_or_other_programmes_cases() -> None:
    programme, commune = make_programme(), make_place()
    staff = make_actor(programme, Role.ADMINISTRATOR)
    for _ in range(6):
        make_case(programme, commune, is_sensitive=True)
        make_case(programme, commune, service="security")
        make_case(make_programme(), commune)
        aside = make_case(programme, commune)
        step_case(case=aside, state="set_aside", reason="Publicité", actor=staff, moment=NOW)

    assert queries.cases_received(programme.pk, places=[commune.pk]) == []


def test_a_case_page_never_tells_the_number_or_who_sent_it() -> None:
    programme, place = make_programme(), make_place()
    case = make_case(programme, place)

    page = queries.case_page(
        case, actor=make_actor(programme, Role.ADMINISTRATOR), programme=programme.pk
    )

    assert page.line.reference == case_row(case).reference
    assert {"contact", "number"}.isdisjoint(vars(page) | vars(page.line))
