from datetime import timedelta

import pytest

from benkan.apps.journal.models import Entry
from benkan.apps.messaging.actions import stop_contact
from benkan.apps.messaging.models import OutboundMessage
from benkan.apps.messaging.queries.keys import words_of
from benkan.apps.voices.actions import (
    answer_case,
    answer_cases_of_issue,
    guard_case,
    open_issue,
    step_case,
)
from benkan.apps.voices.models import CaseStep
from benkan.apps.voices.queries import case_for_citizen
from benkan.apps.voices.rules.states import ReasonMissing, StepNotOpen
from benkan.kit.actor import Role
from tests.make.messaging import make_contact
from tests.make.registry import NOW, make_actor, make_office, make_place, make_programme
from tests.make.voices import case_row, make_case, say_about_office

pytestmark = pytest.mark.django_db


def test_an_answer_reaches_the_citizen_once() -> None:
    programme, place = make_programme(), make_place()
    case = make_case(programme, place, contact=make_contact(programme), channel="animator")
    staff = make_actor(programme, Role.COORDINATOR, place=place)

    answer_case(case=case, answer="La pompe est réparée.", actor=staff, moment=NOW)
    answer_case(case=case, answer="La pompe est réparée.", actor=staff, moment=NOW)

    assert case_row(case).state == "answered"
    assert [m.state for m in OutboundMessage.objects.all()] == ["queued"]
    assert Entry.objects.filter(name="CaseAnswered").count() == 1


@pytest.mark.parametrize(
    ("spelling", "told"),
    [("exact", "Ça sera bientôt prêt, sɔgɔma."), ("economical", "Ça sera bientot pret, sogoma.")],
)
def test_an_answer_is_spelled_as_its_writer_chose(spelling: str, told: str) -> None:
    programme, place = make_programme(), make_place()
    case = make_case(programme, place, contact=make_contact(programme), channel="animator")
    words = "Ça sera bientôt prêt, sɔgɔma."

    step_case(
        case=case,
        state="answered",
        answer=words,
        spelling=spelling,
        actor=make_actor(programme, Role.COORDINATOR, place=place),
        moment=NOW,
    )

    message = OutboundMessage.objects.get()
    assert words_of(message.contact, message.sealed_text, message.pk).endswith(told)
    found = case_for_citizen(case, programme.pk)
    assert found is not None
    assert found.steps[-1].words == words


def test_whoever_stopped_us_is_not_written_to_and_still_reads_it_with_the_code() -> None:
    programme, place = make_programme(), make_place()
    contact = make_contact(programme)
    case = make_case(programme, place, contact=contact, channel="animator")
    stop_contact(contact=contact, moment=NOW)
    staff = make_actor(programme, Role.COORDINATOR, place=place)

    answer_case(case=case, answer="La pompe est réparée.", actor=staff, moment=NOW)

    assert OutboundMessage.objects.count() == 0
    found = case_for_citizen(case, programme.pk)
    assert found is not None
    assert found.steps[-1].words == "La pompe est réparée."


def test_setting_aside_wants_a_reason_and_the_citizen_reads_it() -> None:
    programme, place = make_programme(), make_place()
    case = make_case(programme, place)
    staff = make_actor(programme, Role.COORDINATOR, place=place)

    with pytest.raises(ReasonMissing):
        step_case(case=case, state="set_aside", actor=staff, moment=NOW)
    step_case(case=case, state="set_aside", reason="Voyez le tribunal.", actor=staff, moment=NOW)

    found = case_for_citizen(case, programme.pk)
    assert found is not None
    assert (found.state.value, found.steps[-1].words) == ("set_aside", "Voyez le tribunal.")
    assert case_row(case).closed_at == NOW


def test_the_inner_reason_of_another_step_stays_with_the_desk() -> None:
    programme, place = make_programme(), make_place()
    case = make_case(programme, place)
    staff = make_actor(programme, Role.COORDINATOR, place=place)

    step_case(case=case, state="accepted", reason="À voir avec le maire", actor=staff, moment=NOW)

    found = case_for_citizen(case, programme.pk)
    assert found is not None
    assert found.steps[-1].words == ""


def test_a_case_is_not_grouped_by_a_mere_step() -> None:
    programme, place = make_programme(), make_place()
    staff = make_actor(programme, Role.COORDINATOR, place=place)

    with pytest.raises(StepNotOpen):
        step_case(case=make_case(programme, place), state="grouped", actor=staff, moment=NOW)


def test_those_concerned_are_told_once_what_came_of_it() -> None:
    programme, place = make_programme(), make_place()
    contact = make_contact(programme)
    cases = [
        make_case(programme, place, contact=contact, channel="animator"),
        make_case(programme, place),
    ]
    staff = make_actor(programme, Role.COORDINATOR, place=place)
    issue = open_issue(
        programme=programme.pk,
        title="Pompe",
        place=place.pk,
        service="water",
        cases=cases,
        actor=staff,
        moment=NOW,
    )

    told = [answer_cases_of_issue(issue=issue, wording="put_right", moment=NOW) for _ in range(2)]

    assert told == [2, 0]
    assert [case_row(case).state for case in cases] == ["answered", "answered"]
    assert OutboundMessage.objects.count() == 1


def test_a_later_different_outcome_is_told_again() -> None:
    programme, place = make_programme(), make_place()
    staff = make_actor(programme, Role.COORDINATOR, place=place)
    issue = open_issue(
        programme=programme.pk,
        title="Pompe",
        place=place.pk,
        service="water",
        cases=[make_case(programme, place)],
        actor=staff,
        moment=NOW,
    )
    later = NOW + timedelta(days=30)

    answer_cases_of_issue(issue=issue, wording="not_put_right", moment=NOW)
    answer_cases_of_issue(issue=issue, wording="put_right", moment=later)

    answers = CaseStep.objects.filter(state="answered").order_by("moment")
    assert [step.moment for step in answers] == [NOW, later]


def test_what_was_guarded_or_is_about_somebody_is_not_ended_by_a_promise() -> None:
    programme, place = make_programme(), make_place()
    staff = make_actor(programme, Role.ADMINISTRATOR)
    guarded, about, plain = [make_case(programme, place) for _ in range(3)]
    issue = open_issue(
        programme=programme.pk,
        title="Pompe",
        place=place.pk,
        service="water",
        cases=[guarded, about, plain],
        actor=staff,
        moment=NOW,
    )
    say_about_office(about, make_office(programme, place), staff)
    guard_case(case=guarded, is_sensitive=True, actor=staff, moment=NOW)

    told = answer_cases_of_issue(issue=issue, wording="put_right", moment=NOW)

    states = [case_row(case).state for case in (guarded, about, plain)]
    assert (told, states) == (1, ["grouped", "grouped", "answered"])
