from datetime import date
from functools import partial
from uuid import UUID

import pytest

from benkan.apps.activities.actions import plan_activity
from benkan.apps.registry.models import Place, Programme
from benkan.apps.voices import queries
from benkan.apps.voices.actions import (
    add_to_issue,
    agree_on,
    guard_case,
    open_issue,
    put_on_agenda,
)
from benkan.apps.voices.rules.about import AboutSomebodyStaysAlone
from benkan.apps.voices.rules.states import (
    AgreedOnAnotherIssue,
    CaseAlreadyGrouped,
    NoCaseChosen,
    SensitiveCaseStaysAlone,
)
from benkan.kit.actor import Actor, Role
from benkan.kit.refusals import NotAllowed, NotFound
from tests.make.registry import NOW, make_actor, make_office, make_place, make_programme
from tests.make.voices import case_row, make_case, make_confidant, say_about_office

pytestmark = pytest.mark.django_db


def _issue(programme: Programme, place: Place, cases: list[UUID], actor: Actor) -> UUID:
    return open_issue(
        programme=programme.pk,
        title="Une seule pompe pour trois villages",
        place=place.pk,
        service="water",
        cases=cases,
        actor=actor,
        moment=NOW,
    )


def _meeting(programme: Programme, place: Place, actor: Actor) -> UUID:
    return plan_activity(
        programme=programme.pk,
        kind="interface_meeting",
        title="Rencontre sur l’eau",
        place=place.pk,
        venue="Mairie",
        organisation=None,
        planned_on=date(2026, 11, 3),
        actor=actor,
        moment=NOW,
    )


def test_cases_that_say_the_same_become_an_issue() -> None:
    programme, place = make_programme(), make_place()
    animator = make_actor(programme, Role.ANIMATOR, place=place)
    cases = [make_case(programme, place), make_case(programme, place)]

    issue = _issue(programme, place, cases, animator)

    card = queries.issue_card(issue)
    assert (card.cases, card.state, card.place_name) == (2, "open", place.name)
    assert {case_row(case).state for case in cases} == {"grouped"}
    assert set(queries.cases_of_issue(issue)) == set(cases)


def test_a_case_is_in_one_issue_at_most_and_adding_it_again_changes_nothing() -> None:
    programme, place = make_programme(), make_place()
    animator = make_actor(programme, Role.ANIMATOR, place=place)
    first, second = make_case(programme, place), make_case(programme, place)
    issue = _issue(programme, place, [first], animator)

    add_to_issue(issue=issue, cases=[first, second], actor=animator, moment=NOW)
    add_to_issue(issue=issue, cases=[first, second], actor=animator, moment=NOW)

    assert queries.issue_card(issue).cases == 2
    with pytest.raises(CaseAlreadyGrouped):
        _issue(programme, place, [first], animator)


def test_an_issue_needs_a_case() -> None:
    programme, place = make_programme(), make_place()

    with pytest.raises(NoCaseChosen):
        _issue(programme, place, [], make_actor(programme, Role.ANIMATOR, place=place))


def test_a_sensitive_case_lends_nothing_to_an_issue() -> None:
    programme, place = make_programme(), make_place()
    case = make_case(programme, place, is_sensitive=True)
    reader = make_actor(programme, Role.ADMINISTRATOR)
    make_confidant(reader)

    with pytest.raises(SensitiveCaseStaysAlone):
        _issue(programme, place, [case], reader)

    assert case_row(case).state == "new"


def test_a_case_about_somebody_lends_nothing_to_an_issue() -> None:
    programme, place = make_programme(), make_place()
    case, staff = make_case(programme, place), make_actor(programme, Role.COORDINATOR)
    say_about_office(case, make_office(programme, place), staff)

    with pytest.raises(AboutSomebodyStaysAlone):
        _issue(programme, place, [case], staff)

    assert case_row(case).state == "new"


def test_what_a_meeting_agrees_is_kept_once_with_its_issue() -> None:
    programme, place = make_programme(), make_place()
    coordinator = make_actor(programme, Role.COORDINATOR, place=place)
    issue = _issue(programme, place, [make_case(programme, place)], coordinator)
    meeting = _meeting(programme, place, coordinator)
    office = make_office(programme, place)

    items = {
        put_on_agenda(issue=issue, activity=meeting, actor=coordinator, moment=NOW)
        for _ in range(2)
    }
    agreed = {
        agree_on(
            item=item,
            action="Réparer la pompe",
            office=office.pk,
            due_on=date(2026, 12, 31),
            actor=coordinator,
            moment=NOW,
        )
        for item in [*items, *items]
    }

    assert (len(items), len(agreed)) == (1, 1)
    [recommendation] = agreed
    assert queries.issue_of_recommendation(recommendation) == issue
    assert queries.issue_card(issue).state == "agreed"
    [line] = queries.agenda_of(meeting)
    assert (line.issue, line.recommendation, line.cases) == (issue, recommendation, 1)


def test_the_same_words_for_two_issues_of_a_meeting_are_refused_with_a_sentence() -> None:
    programme, place = make_programme(), make_place()
    office = make_office(programme, place)
    coordinator = make_actor(programme, Role.COORDINATOR, place=place)
    meeting = _meeting(programme, place, coordinator)
    first, second = (
        put_on_agenda(
            issue=_issue(programme, place, [make_case(programme, place)], coordinator),
            activity=meeting,
            actor=coordinator,
            moment=NOW,
        )
        for _ in range(2)
    )
    agree = partial(
        agree_on,
        action="Réparer la pompe",
        office=office.pk,
        due_on=date(2026, 12, 31),
        actor=coordinator,
        moment=NOW,
    )
    agree(item=first)

    with pytest.raises(AgreedOnAnotherIssue):
        agree(item=second)

    agreed = {line.item: line.recommendation is not None for line in queries.agenda_of(meeting)}
    assert agreed == {first: True, second: False}


def test_an_issue_is_not_put_before_a_meeting_of_another_programme() -> None:
    programme, other, place = make_programme(), make_programme(), make_place()
    coordinator = make_actor(programme, Role.COORDINATOR, place=place)
    issue = _issue(programme, place, [make_case(programme, place)], coordinator)
    meeting = _meeting(other, place, make_actor(other, Role.COORDINATOR, place=place))

    with pytest.raises(NotFound):
        put_on_agenda(issue=issue, activity=meeting, actor=coordinator, moment=NOW)


def test_an_issue_is_not_put_before_the_meeting_of_a_neighbour() -> None:
    programme, here, there = make_programme(), make_place("Kati"), make_place("Dio-Gare")
    coordinator = make_actor(programme, Role.COORDINATOR, place=here)
    issue = _issue(programme, here, [make_case(programme, here)], coordinator)
    meeting = _meeting(programme, there, make_actor(programme, Role.COORDINATOR, place=there))

    with pytest.raises(NotAllowed):
        put_on_agenda(issue=issue, activity=meeting, actor=coordinator, moment=NOW)


def test_a_case_that_became_sensitive_is_no_longer_counted_in_its_issue() -> None:
    programme, place = make_programme(), make_place()
    coordinator = make_actor(programme, Role.COORDINATOR, place=place)
    cases = [make_case(programme, place), make_case(programme, place)]
    issue = _issue(programme, place, cases, coordinator)

    guard_case(case=cases[0], is_sensitive=True, actor=coordinator, moment=NOW)

    lines = queries.case_lines_of_issue(issue, actor=coordinator, programme=programme.pk)
    assert (queries.issue_card(issue).cases, len(lines)) == (1, 1)


@pytest.mark.parametrize(("number", "voices"), [(4, None), (5, 5), (7, 5)])
def test_a_meeting_is_not_told_how_few_spoke(number: int, voices: int | None) -> None:
    programme, place = make_programme(), make_place()
    coordinator = make_actor(programme, Role.COORDINATOR, place=place)
    cases = [make_case(programme, place) for _ in range(number)]
    issue = _issue(programme, place, cases, coordinator)
    meeting = _meeting(programme, place, coordinator)
    put_on_agenda(issue=issue, activity=meeting, actor=coordinator, moment=NOW)

    [line] = queries.agenda_of(meeting)

    assert line.voices == voices


def test_an_issue_of_another_place_does_not_exist() -> None:
    programme, here, there = make_programme(), make_place("Kati"), make_place("Dio-Gare")
    issue = _issue(
        programme,
        here,
        [make_case(programme, here)],
        make_actor(programme, Role.COORDINATOR, place=here),
    )
    neighbour = make_actor(programme, Role.COORDINATOR, place=there)

    with pytest.raises(NotFound):
        queries.issue_for(issue, actor=neighbour, programme=programme.pk)
    with pytest.raises(NotFound):
        add_to_issue(issue=issue, cases=[make_case(programme, there)], actor=neighbour, moment=NOW)
