"""Cases that say the same find each other, with the reason in words; what a person parted stays so."""

import tomllib
from datetime import timedelta
from itertools import combinations
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benkan.apps.voices import queries
from benkan.apps.voices.actions import guard_case, open_issue, tell_apart
from benkan.apps.voices.rules.suggesting import Reason, Told, likeness
from benkan.interfaces.cli.demonstration import contents
from benkan.kit.actor import Actor, Role
from benkan.kit.refusals import NotFound
from tests.make.messaging import make_contact
from tests.make.registry import (
    NOW,
    make_actor,
    make_facility,
    make_office,
    make_place,
    make_programme,
)
from tests.make.voices import make_case, make_confidant, say_about_office

LABELLED = Path(__file__).with_name("likeness.toml")
PUMP = "La pompe du quartier nord est en panne"
BROKEN = "pompe gatee au quartier nord"


def _told(service: str, text: str, *, days: int = 0) -> Told:
    return Told(service, None, None, NOW + timedelta(days=days), text)


def _quality(pairs: list[tuple[bool, bool]]) -> tuple[int, int, int]:
    """Pairs (same, suggested): rightly suggested, wrongly suggested, missed; printed as shares."""
    right = sum(same and suggested for same, suggested in pairs)
    wrong = sum(suggested and not same for same, suggested in pairs)
    missed = sum(same and not suggested for same, suggested in pairs)
    print(f"precision {right / (right + wrong):.2f}, recall {right / (right + missed):.2f}")
    return right, wrong, missed


def test_the_labelled_pairs_are_told_apart() -> None:
    pairs = tomllib.loads(LABELLED.read_text(encoding="utf-8"))["pair"]

    found = [
        (
            pair["same"],
            likeness(
                _told(pair["service"], pair["one"]),
                _told(pair["service"], pair["other"], days=pair["days"]),
            ).is_enough,
        )
        for pair in pairs
    ]

    # Precision 1.00, recall 0.93: what is missed says the same in words of which none is the same.
    assert _quality(found) == (13, 0, 1)


def test_the_messages_of_the_demonstration_find_their_like() -> None:
    """Of each commune all pairs: those of one issue say the same."""
    found = []
    for script in contents.communes():
        said = [
            (number, _told(issue.service, words))
            for number, issue in enumerate(script.issues)
            for words in issue.voices
        ]
        found += [
            (one == other, likeness(first, second).is_enough)
            for (one, first), (other, second) in combinations(said, 2)
        ]

    # Precision 0.90, recall 0.41: nothing was tuned on these, and many share no word.
    assert _quality(found) == (44, 5, 64)


def test_the_same_telephone_within_days_is_enough_about_the_same_service() -> None:
    contact = UUID(int=1)
    one = Told("water", None, contact, NOW, "Toujours rien")
    other = Told("water", None, contact, NOW + timedelta(days=2), PUMP)

    like = likeness(one, other)

    assert like.is_enough
    assert like.reasons == (Reason.SAME_PERSON, Reason.SAME_SERVICE, Reason.SAME_WEEK)


def _ids(actor: Actor, case: UUID) -> tuple[list[UUID], list[UUID]]:
    assert actor.programme is not None
    found = queries.alike(case, actor=actor, programme=actor.programme)
    return [one.line.id for one in found.cases], [one.id for one in found.issues]


@pytest.mark.django_db
def test_a_case_is_shown_its_like_and_the_issue_it_belongs_to() -> None:
    programme, place, elsewhere = make_programme(), make_place("Kati"), make_place("Ségou")
    desk = make_actor(programme, Role.COORDINATOR)
    clinic = make_facility(commune=place)
    case = make_case(programme, place, text=PUMP, facility=clinic.pk)
    like = make_case(programme, place, text=BROKEN, facility=clinic.pk)
    make_case(programme, place, text="Le collecteur prend la taxe sans ticket", service="market")
    make_case(programme, elsewhere, text=PUMP)
    make_case(programme, place, text=PUMP, moment=NOW - timedelta(days=60))
    member = make_case(programme, place, text="La pompe du nord")
    issue = open_issue(
        programme=programme.pk,
        title="La pompe du quartier nord",
        place=place.pk,
        service="water",
        cases=[member],
        actor=desk,
        moment=NOW,
    )

    found = queries.alike(case, actor=desk, programme=programme.pk)

    assert {one.line.id: one.issue for one in found.cases} == {like: None, member: issue}
    assert [one.id for one in found.issues] == [issue]
    [reasons] = [one.reasons for one in found.cases if one.line.id == like]
    assert reasons == (
        Reason.SAME_FACILITY,
        Reason.SAME_SUBJECT,
        Reason.SAME_SERVICE,
        Reason.SAME_WEEK,
        Reason.CLOSE_WORDS,
    )


@pytest.mark.django_db
def test_what_was_said_not_to_be_the_same_does_not_come_back() -> None:
    programme, place = make_programme(), make_place()
    desk = make_actor(programme, Role.COORDINATOR)
    case, like = (make_case(programme, place, text=PUMP) for _ in range(2))
    issue = open_issue(
        programme=programme.pk,
        title=PUMP,
        place=place.pk,
        service="water",
        cases=[make_case(programme, place, text="Autre chose")],
        actor=desk,
        moment=NOW,
    )
    before = _ids(desk, case)

    for _ in range(2):
        tell_apart(case=case, other=like, actor=desk, moment=NOW)
        tell_apart(case=case, issue=issue, actor=desk, moment=NOW)

    assert (before, _ids(desk, case)) == (([like], [issue]), ([], []))
    assert _ids(desk, like) == ([], [issue])


@pytest.mark.django_db
def test_nothing_is_suggested_that_is_sensitive_or_about_somebody_or_elsewhere() -> None:
    programme, here, there = make_programme(), make_place("Kati"), make_place("Ségou")
    desk = make_actor(programme, Role.COORDINATOR, place=here)
    make_confidant(desk)
    case, guarded, accusing = (make_case(programme, here, text=PUMP) for _ in range(3))
    theirs = make_case(programme, there, text=PUMP)
    guard_case(case=guarded, is_sensitive=True, actor=desk, moment=NOW)
    say_about_office(accusing, make_office(programme, there), desk)

    assert [_ids(desk, one) for one in (case, guarded, accusing)] == [([], [])] * 3
    with pytest.raises(NotFound):
        tell_apart(case=case, other=theirs, actor=desk, moment=NOW)


@pytest.mark.django_db
def test_one_case_and_many_take_the_same_number_of_queries() -> None:
    programme, place = make_programme(), make_place()
    desk = make_actor(programme, Role.COORDINATOR)
    contact = make_contact(programme)
    case = make_case(programme, place, text=PUMP, contact=contact)

    def asked(more: int) -> int:
        for _ in range(more):
            make_case(programme, place, text=BROKEN, contact=contact)
            member = make_case(programme, place, text="La pompe du nord", contact=contact)
            open_issue(
                programme=programme.pk,
                title="La pompe",
                place=place.pk,
                service="water",
                cases=[member],
                actor=desk,
                moment=NOW,
            )
        with CaptureQueriesContext(connection) as asked:
            queries.alike(case, actor=desk, programme=programme.pk)
        return len(asked)

    few, many = asked(1), asked(10)

    assert many == few
    assert many <= 18
