"""What is asked of an office: it reads that and nothing else, answers, and the desk tells the citizen."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from benkan.apps.journal.models import Entry
from benkan.apps.registry import queries as registry
from benkan.apps.registry.models import Account, Office, Place, Programme, RoleGrant
from benkan.apps.voices import queries
from benkan.apps.voices.actions import (
    answer_from_office,
    forget_case,
    guard_case,
    hand_over_case,
    hand_over_issue,
    move_request,
    open_issue,
    say_about,
)
from benkan.apps.voices.rules import handing as rules
from benkan.apps.voices.rules.about import SubjectKind
from benkan.apps.voices.rules.handing import State
from benkan.kit.actor import Actor, Role
from benkan.kit.refusals import NotAllowed, NotFound
from benkan.kit.services import Service
from tests.make.messaging import make_contact
from tests.make.registry import (
    NOW,
    make_actor,
    make_facility,
    make_office,
    make_office_holder,
    make_organisation,
    make_place,
    make_programme,
)
from tests.make.voices import (
    case_row,
    make_case,
    make_confidant,
    say_about_office,
    say_about_person,
)

pytestmark = pytest.mark.django_db

TODAY = NOW.date()


@dataclass(frozen=True)
class Here:
    """A commune below a cercle, its health office with a holder, and the desk."""

    programme: Programme
    cercle: Place
    place: Place
    office: Office
    holder: Actor
    desk: Actor

    def asked(self, case: UUID | None = None, **facts: str) -> UUID:
        return hand_over_case(
            case=case or make_case(self.programme, self.place, service="health"),
            office=self.office.pk,
            asked=facts.get("asked", "Refaire le toit de la salle d’attente"),
            excerpt=facts.get("excerpt", ""),
            actor=self.desk,
            moment=NOW,
        )

    def seen_by(self, actor: Actor) -> list[UUID]:
        lines = queries.requests(actor, self.programme.pk, on=TODAY).lines
        return [line.id for line in lines]

    def move(self, request: UUID, state: State, words: str = "", *, actor: Actor) -> None:
        move_request(hand_over=request, state=state, words=words, actor=actor, moment=NOW)


@pytest.fixture
def here() -> Here:
    programme, cercle = make_programme(), make_place("Kati", kind="cercle")
    place = make_place("Kalifabougou", above=cercle)
    office = make_office(programme, place, title="Directeur du centre de santé")
    return Here(
        programme=programme,
        cercle=cercle,
        place=place,
        office=office,
        holder=make_office_holder(office),
        desk=make_actor(programme, Role.COORDINATOR, place=place),
    )


def test_an_office_reads_what_is_asked_answers_and_the_desk_tells_the_citizen(here: Here) -> None:
    case = make_case(here.programme, here.place, service="health")
    request = here.asked(case, excerpt="Il n’y a plus de toit")
    asked = queries.request_page(request, actor=here.holder, programme=here.programme.pk, on=TODAY)

    here.move(request, State.SEEN, actor=here.holder)
    here.move(request, State.ANSWERED, "Le toit sera refait lundi.", actor=here.holder)
    waiting = queries.requests_awaiting(here.desk, here.programme.pk).to_take_up
    answer_from_office(
        hand_over=request, answer="Le toit sera refait lundi.", actor=here.desk, moment=NOW
    )

    assert (asked.line.asked, asked.line.excerpt, asked.case) == (
        "Refaire le toit de la salle d’attente",
        "Il n’y a plus de toit",
        None,
    )
    page = queries.case_page(case, actor=here.desk, programme=here.programme.pk)
    assert (waiting, page.line.state.value, page.steps[-1].answer) == (
        1,
        "answered",
        "Le toit sera refait lundi.",
    )
    [told] = queries.requests_about(case=case, on=TODAY)
    assert [step.state.value for step in told.steps] == ["asked", "seen", "answered", "taken_up"]
    assert [step.is_noted for step in told.steps] == [False] * 4


def test_an_office_finds_no_reference_and_no_citizen_in_a_request(here: Here) -> None:
    case = make_case(here.programme, here.place, text="Je suis Awa de la rue 12")
    request = here.asked(case)

    page = queries.request_page(request, actor=here.holder, programme=here.programme.pk, on=TODAY)

    told = repr(page)
    assert [word for word in ("Awa", case_row(case).reference, str(case)) if word in told] == []


def test_a_case_that_is_asked_about_is_followed_up_and_asked_once(here: Here) -> None:
    case = make_case(here.programme, here.place)

    assert here.asked(case) == here.asked(case)
    assert case_row(case).state == "accepted"
    assert Entry.objects.filter(name="HandedOver").count() == 1


def test_the_same_step_twice_is_once_and_a_step_out_of_turn_is_refused(here: Here) -> None:
    request = here.asked()
    for _ in range(2):
        here.move(request, State.ANSWERED, "C’est fait", actor=here.holder)

    for state in (State.SEEN, State.REFUSED, State.WITHDRAWN):
        with pytest.raises(rules.RequestMovedOn):
            here.move(request, state, "Autre chose", actor=here.holder)

    assert Entry.objects.filter(name="HandOverMoved").count() == 1


@pytest.mark.parametrize("state", sorted(rules.NEEDS_WORDS))
def test_an_answer_a_no_and_another_level_want_a_sentence(here: Here, state: State) -> None:
    request = here.asked()

    with pytest.raises(rules.RequestWordsMissing):
        here.move(request, state, "  ", actor=here.holder)


def test_what_an_office_without_an_account_says_is_noted_by_the_desk(here: Here) -> None:
    request = here.asked()

    here.move(request, State.REFUSED, "Le budget est fini.", actor=here.desk)

    page = queries.request_page(request, actor=here.desk, programme=here.programme.pk, on=TODAY)
    assert [(step.state, step.is_noted) for step in page.steps] == [
        (State.ASKED, False),
        (State.REFUSED, True),
    ]


def test_an_office_does_not_take_the_desks_steps(here: Here) -> None:
    request = here.asked()

    with pytest.raises(NotAllowed):
        here.move(request, State.WITHDRAWN, actor=here.holder)


def test_an_office_sees_what_is_asked_of_it_alone(here: Here) -> None:
    other = make_office_holder(make_office(here.programme, here.place))
    request = here.asked()

    assert (here.seen_by(here.holder), here.seen_by(other)) == ([request], [])
    with pytest.raises(NotFound):
        here.move(request, State.SEEN, actor=other)


def test_a_withdrawn_request_is_gone_for_the_office(here: Here) -> None:
    request = here.asked()

    here.move(request, State.WITHDRAWN, actor=here.desk)

    assert (here.seen_by(here.holder), here.seen_by(here.desk)) == ([], [request])


@pytest.mark.parametrize(
    "role", [Role.ANIMATOR, Role.MONITORING_OFFICER], ids=lambda role: str(role)
)
def test_who_may_not_answer_puts_nothing_before_an_office(here: Here, role: Role) -> None:
    actor = make_actor(here.programme, role, place=here.place)

    with pytest.raises(NotAllowed):
        hand_over_case(
            case=make_case(here.programme, here.place),
            office=here.office.pk,
            asked="Réparer",
            actor=actor,
            moment=NOW,
        )


def test_an_office_of_another_place_is_not_asked(here: Here) -> None:
    beside = make_office(here.programme, make_place("Dio-Gare", above=here.cercle))

    with pytest.raises(NotFound):
        hand_over_case(
            case=make_case(here.programme, here.place),
            office=beside.pk,
            asked="Réparer",
            actor=here.desk,
            moment=NOW,
        )


def test_a_sensitive_case_is_not_put_before_an_office(here: Here) -> None:
    make_confidant(here.desk)
    case = make_case(here.programme, here.place, is_sensitive=True)

    with pytest.raises(rules.SensitiveStaysInside):
        here.asked(case)


def test_an_office_is_not_asked_about_itself_nor_about_whom_it_answers_for(here: Here) -> None:
    prefect = make_office(here.programme, here.cercle, title="Préfet")
    case = make_case(here.programme, here.place)
    say_about_office(case, here.office, here.desk)

    for office in (here.office, prefect):
        with pytest.raises(rules.OfficeIsConcerned):
            hand_over_case(
                case=case, office=office.pk, asked="Réparer", actor=here.desk, moment=NOW
            )
    assert queries.offices_to_ask(case_row(case), on=TODAY) == ()


def test_an_office_is_not_asked_about_its_holder(here: Here) -> None:
    case = make_case(here.programme, here.place)
    say_about_person(case, here.holder, here.desk)

    with pytest.raises(rules.OfficeIsConcerned):
        here.asked(case)


def test_a_request_is_gone_when_the_case_turns_out_to_be_sensitive(here: Here) -> None:
    case = make_case(here.programme, here.place)
    request = here.asked(case)

    guard_case(case=case, is_sensitive=True, actor=here.desk, moment=NOW)

    assert here.seen_by(here.holder) == []
    assert queries.requests_awaiting(here.holder, here.programme.pk).to_answer == 0
    with pytest.raises(NotFound):
        here.move(request, State.SEEN, actor=here.holder)


def test_a_request_is_gone_when_the_case_turns_out_to_be_about_the_office(here: Here) -> None:
    case = make_case(here.programme, here.place)
    here.asked(case)

    say_about_office(case, here.office, here.desk)

    assert here.seen_by(here.holder) == []


def test_a_request_about_an_issue_is_gone_when_one_of_its_cases_is_about_the_office(
    here: Here,
) -> None:
    case = make_case(here.programme, here.place)
    issue = open_issue(
        programme=here.programme.pk,
        title="Le toit",
        place=here.place.pk,
        service="health",
        cases=[case],
        actor=here.desk,
        moment=NOW,
    )
    request = hand_over_issue(
        issue=issue, office=here.office.pk, asked="Refaire le toit", actor=here.desk, moment=NOW
    )
    before = here.seen_by(here.holder)

    say_about_office(case, here.office, here.desk)

    assert (before, here.seen_by(here.holder)) == ([request], [])


@pytest.mark.parametrize("words", ["Appelez le 76 12 34 56", "Son numéro : +22376123456."])
def test_a_number_does_not_reach_the_office(here: Here, words: str) -> None:
    for field in ("asked", "excerpt"):
        with pytest.raises(rules.NumberInWords):
            here.asked(None, **{field: words})


def test_words_that_the_desk_chose_are_forgotten_with_the_case(here: Here) -> None:
    contact = make_contact(here.programme)
    case = make_case(here.programme, here.place, contact=contact)
    request = here.asked(case, excerpt="Le toit est tombé sur ma fille")
    chief = make_actor(here.programme, Role.ADMINISTRATOR)

    forget_case(case=case, actor=chief, moment=NOW)

    page = queries.request_page(request, actor=here.holder, programme=here.programme.pk, on=TODAY)
    assert page.line.excerpt == ""


@pytest.mark.parametrize(
    ("service", "facility", "proposed"),
    [
        (Service.HEALTH, "", "Directeur du centre de santé"),
        (Service.HEALTH, "CSREF", "Médecin chef du CSRéf"),
        (Service.WATER, "", "Maire"),
        (Service.EDUCATION, "", None),
    ],
)
def test_the_office_whose_level_and_title_suit_is_proposed(
    here: Here, service: Service, facility: str, proposed: str | None
) -> None:
    make_office(here.programme, here.place)
    chief = make_office(here.programme, here.cercle, title="Médecin chef du CSRéf")
    Office.objects.filter(pk=chief.pk).update(level="cercle")
    where = make_facility(commune=here.place)
    where.kind = facility or where.kind
    where.save()
    case = make_case(
        here.programme, here.place, service=service, facility=where.pk if facility else None
    )

    found = queries.offices_to_ask(case_row(case), on=TODAY)

    fits = [one.title for one in found if one.is_proposed]
    if proposed is None:
        assert found[0].level == "commune"
    else:
        assert fits == [proposed]
    assert len(found) == 3


def test_an_office_of_an_organisation_that_the_case_is_about_is_not_offered(here: Here) -> None:
    committee = make_organisation(here.programme, kind="health_committee", place=here.place)
    Office.objects.filter(pk=here.office.pk).update(organisation=committee)
    case = make_case(here.programme, here.place)
    say_about(
        case=case,
        kind=SubjectKind.ORGANISATION,
        subject=committee.pk,
        is_so=True,
        actor=here.desk,
        moment=NOW,
    )

    assert queries.offices_to_ask(case_row(case), on=TODAY) == ()


def test_who_holds_the_office_does_not_follow_the_request_as_the_desk(here: Here) -> None:
    request = here.asked()
    account = Account.objects.get(pk=here.holder.account)
    RoleGrant.objects.create(
        account=account,
        programme=here.programme,
        role=Role.COORDINATOR,
        place=here.place,
        opens_at=NOW,
    )
    both = registry.actor_for(account.pk, programme=here.programme.pk, moment=NOW)

    page = queries.request_page(request, actor=both, programme=here.programme.pk, on=TODAY)
    with pytest.raises(NotAllowed):
        here.move(request, State.WITHDRAWN, actor=both)

    assert (page.is_mine, page.is_desk, page.case) == (True, False, None)
