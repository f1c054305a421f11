"""The neighbour is refused: another commune, another programme, an office holder, a sensitive case."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from benkan.apps.voices import actions, queries
from benkan.kit.actor import STAFF, Actor, Post, Role
from benkan.kit.refusals import NotAllowed, NotFound
from benkan.kit.services import Service
from tests.make.registry import (
    NOW,
    make_actor,
    make_office,
    make_office_holder,
    make_place,
    make_programme,
)
from tests.make.voices import case_row, make_case, make_confidant

pytestmark = pytest.mark.django_db

Act = Callable[[UUID, Actor], object]

ACTS: dict[str, Act] = {
    "place": lambda case, actor: actions.place_case(
        case=case, place=case_row(case).place_id or uuid4(), actor=actor, moment=NOW
    ),
    "sort": lambda case, actor: actions.sort_case(
        case=case, service=Service.ROADS, actor=actor, moment=NOW
    ),
    "guard": lambda case, actor: actions.guard_case(
        case=case, is_sensitive=True, actor=actor, moment=NOW
    ),
    "accept": lambda case, actor: actions.step_case(
        case=case, state="accepted", actor=actor, moment=NOW
    ),
    "answer": lambda case, actor: actions.answer_case(
        case=case, answer="Merci", actor=actor, moment=NOW
    ),
    "set aside": lambda case, actor: actions.step_case(
        case=case, state="set_aside", reason="Hors du programme", actor=actor, moment=NOW
    ),
    "group": lambda case, actor: actions.open_issue(
        programme=actor.programme or uuid4(),
        title="Pompe",
        place=case_row(case).place_id or uuid4(),
        service="water",
        cases=[case],
        actor=actor,
        moment=NOW,
    ),
    "read": lambda case, actor: queries.case_page(
        case, actor=actor, programme=actor.programme or uuid4()
    ),
}


def _outcome(act: Act, case: UUID, actor: Actor) -> str:
    try:
        act(case, actor)
    except (NotFound, NotAllowed):
        return "refused"
    return "done"


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_whoever_works_in_another_commune_is_refused(act: Act) -> None:
    programme, here, there = make_programme(), make_place("Kati"), make_place("Dio-Gare")
    case = make_case(programme, here)

    outcomes = [
        _outcome(act, case, make_actor(programme, Role.COORDINATOR, place=place))
        for place in (there, here)
    ]

    assert outcomes == ["refused", "done"]


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_an_administrator_of_another_programme_is_refused(act: Act) -> None:
    case = make_case(make_programme(), make_place())

    assert _outcome(act, case, make_actor(make_programme(), Role.ADMINISTRATOR)) == "refused"


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_an_office_holder_is_refused(act: Act) -> None:
    programme, place = make_programme(), make_place()
    case = make_case(programme, place)

    assert _outcome(act, case, make_office_holder(make_office(programme, place))) == "refused"


@pytest.mark.parametrize("name", [name for name in ACTS if name != "group"])
@pytest.mark.parametrize("role", STAFF)
def test_a_sensitive_case_is_for_nobody_by_her_role_alone(name: str, role: Role) -> None:
    programme, place = make_programme(), make_place()
    case = make_case(programme, place, is_sensitive=True)

    assert _outcome(ACTS[name], case, make_actor(programme, role, place=place)) == "refused"


@pytest.mark.parametrize("name", [name for name in ACTS if name != "group"])
def test_a_sensitive_case_is_for_those_named(name: str) -> None:
    programme, place, elsewhere = make_programme(), make_place("Kati"), make_place("Ségou")
    readers = [make_actor(programme, Role.COORDINATOR, place=place) for _ in range(4)]
    case = make_case(programme, place, is_sensitive=True)
    make_confidant(readers[0])
    make_confidant(readers[1], place=place)
    make_confidant(readers[2], place=elsewhere)

    outcomes = [_outcome(ACTS[name], case, reader) for reader in readers]

    # Opened to all by nobody here: a second "guard" with the same danger changes nothing.
    assert outcomes == ["done", "done", "refused", "refused"]


def test_who_is_named_for_one_case_reads_that_one() -> None:
    programme, place = make_programme(), make_place()
    reader = make_actor(programme, Role.COORDINATOR, place=place)
    case, other = (make_case(programme, place, is_sensitive=True) for _ in range(2))
    make_confidant(reader, case=case)

    assert [_outcome(ACTS["read"], one, reader) for one in (case, other)] == ["done", "refused"]


def test_who_is_named_and_works_here_no_longer_reads_nothing() -> None:
    programme, place = make_programme(), make_place()
    reader = make_actor(programme, Role.COORDINATOR, place=place)
    case = make_case(programme, place, is_sensitive=True)
    make_confidant(reader)

    assert _outcome(ACTS["read"], case, replace(reader, posts=())) == "refused"


def test_an_animator_sorts_but_does_not_answer() -> None:
    programme, place = make_programme(), make_place()
    animator = make_actor(programme, Role.ANIMATOR, place=place)

    outcomes = {
        name: _outcome(act, make_case(programme, place), animator) for name, act in ACTS.items()
    }

    assert outcomes == {
        "place": "done",
        "sort": "done",
        "guard": "done",
        "accept": "done",
        "answer": "refused",
        "set aside": "refused",
        "group": "done",
        "read": "done",
    }


def test_a_case_without_a_place_is_for_those_who_work_everywhere() -> None:
    programme, place = make_programme(), make_place()
    case = make_case(programme)

    outcomes = [
        _outcome(ACTS["accept"], case, actor)
        for actor in (
            make_actor(programme, Role.COORDINATOR, place=place),
            make_actor(programme, Role.PROGRAMME_STAFF),
        )
    ]

    assert outcomes == ["refused", "done"]


def test_a_case_is_not_placed_where_the_actor_does_not_work() -> None:
    programme, here, there = make_programme(), make_place("Kati"), make_place("Dio-Gare")
    case = make_case(programme, here)
    actor = make_actor(programme, Role.COORDINATOR, place=here)

    with pytest.raises(NotAllowed):
        actions.place_case(case=case, place=there.pk, actor=actor, moment=NOW)


def test_the_list_holds_the_cases_of_the_places_and_below() -> None:
    programme = make_programme()
    cercle = make_place("Kati", kind="cercle")
    commune, elsewhere = make_place("Kalifabougou", above=cercle), make_place("Ségou")
    below = make_case(programme, commune)
    make_case(programme, commune, is_sensitive=True)
    make_case(programme, elsewhere)
    make_case(programme)
    make_case(make_programme(), commune)
    coordinator = make_actor(programme, Role.COORDINATOR, place=cercle)

    found = queries.to_triage(coordinator, programme.pk)

    assert [line.id for line in found.lines] == [below]


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COORDINATOR])
def test_who_holds_an_office_there_is_refused_whatever_else_she_is(act: Act, role: Role) -> None:
    programme, cercle = make_programme(), make_place("Kati", kind="cercle")
    below, beside = make_place("Kalifabougou", above=cercle), make_place("Ségou")
    prefect = make_office_holder(make_office(programme, cercle, title="Préfet"))
    posts = tuple(Post(role, place=place.pk) for place in (below, beside))
    both = replace(prefect, posts=(*prefect.posts, *posts))

    outcomes = [_outcome(act, make_case(programme, place), both) for place in (below, beside)]

    assert outcomes == ["refused", "done"]


def test_who_holds_an_office_sees_no_message_that_may_be_about_it() -> None:
    programme, here, there = make_programme(), make_place("Kati"), make_place("Dio-Gare")
    mayor = make_office_holder(make_office(programme, here))
    everywhere = replace(mayor, posts=(*mayor.posts, Post(Role.ADMINISTRATOR)))
    make_case(programme, here)
    make_case(programme)
    other = make_case(programme, there)

    found = queries.to_triage(everywhere, programme.pk)

    assert [line.id for line in found.lines] == [other]
    assert queries.awaiting(everywhere, programme.pk).new == 1
