"""What ends has a reason that can be counted, and that the citizen reads."""

import pytest

from benkan.apps.voices.actions import answer_case, step_case
from benkan.apps.voices.models import CaseStep
from benkan.apps.voices.queries import case_for_citizen
from benkan.apps.voices.rules.queue import TOO_LONG, TURNS
from benkan.apps.voices.rules.reasons import REASONS, ReasonNotListed, Why, reason_for
from benkan.apps.voices.rules.states import OVER, ReasonMissing, State, StepNotOpen
from benkan.kit.actor import Role
from tests.make.registry import NOW, make_actor, make_organisation, make_place, make_programme
from tests.make.voices import case_row, make_case


def test_each_state_that_ends_a_case_has_reasons_and_each_state_its_turn() -> None:
    assert set(REASONS) == OVER
    assert set(TURNS) == set(State)
    assert set(TOO_LONG) == {state for state in State if TURNS[state] < 2}
    assert {why for reasons in REASONS.values() for why in reasons} == set(Why)


@pytest.mark.parametrize(
    ("why", "words", "given"),
    [
        ("not_ours", "", Why.NOT_OURS),
        ("not_ours", "Voyez la mairie.", Why.NOT_OURS),
        ("", "Voyez la mairie.", Why.OTHER),
        ("", " ", ReasonMissing),
        ("other", "", ReasonMissing),
        ("settled", "", ReasonNotListed),
        ("nonsense", "", ReasonNotListed),
    ],
)
def test_a_reason_is_of_the_list_or_in_words(why: str, words: str, given: object) -> None:
    try:
        found: object = reason_for(State.SET_ASIDE, why=why, words=words)
    except (ReasonMissing, ReasonNotListed) as refused:
        found = type(refused)

    assert found == given


@pytest.mark.django_db
def test_the_citizen_reads_the_sentence_of_the_reason_and_the_words() -> None:
    programme, place = make_programme(), make_place()
    staff = make_actor(programme, Role.ADMINISTRATOR)
    case = make_case(programme, place)

    step_case(
        case=case, state="set_aside", why="not_ours", reason="Voyez la mairie.",
        actor=staff, moment=NOW,
    )  # fmt: skip

    hers = case_for_citizen(case, programme.pk)
    assert hers is not None
    told = hers.steps[-1]
    assert told.plain == "Our programme cannot deal with this: another service has to."
    assert told.words == "Voyez la mairie."


@pytest.mark.django_db
def test_the_history_keeps_as_what_somebody_acted() -> None:
    programme, place = make_programme(), make_place()
    cso = make_organisation(programme)
    coordinator = make_actor(programme, Role.COORDINATOR, place=place, organisation=cso)
    case = make_case(programme, place)

    step_case(case=case, state="accepted", actor=coordinator, moment=NOW)

    row = CaseStep.objects.get(case=case, number=2)
    assert (row.role, row.organisation_id) == ("coordinator", cso.pk)


@pytest.mark.django_db
def test_of_two_at_once_the_second_is_told_that_it_moved() -> None:
    programme, place = make_programme(), make_place()
    staff = make_actor(programme, Role.ADMINISTRATOR)
    case = make_case(programme, place)
    answer_case(case=case, answer="C’est réparé", actor=staff, moment=NOW)

    for _ in range(2):
        with pytest.raises(StepNotOpen):
            step_case(
                case=case, state="answered", answer="Ce n’est pas réparé", seen=1,
                actor=staff, moment=NOW,
            )  # fmt: skip

    assert case_row(case).steps.count() == 2
