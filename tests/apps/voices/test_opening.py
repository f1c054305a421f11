from itertools import pairwise

import pytest

from benkan.apps.journal.models import Entry
from benkan.apps.voices.models import Case, ReferenceCounter
from benkan.apps.voices.queries import case_of_code
from benkan.apps.voices.rules.codes import shown
from benkan.apps.voices.rules.opening import NothingSaid
from tests.make.registry import make_place, make_programme
from tests.make.voices import case_row, open_one

pytestmark = pytest.mark.django_db


def test_what_is_said_becomes_a_case_with_two_codes() -> None:
    programme, place = make_programme(), make_place("Kayes Khasso")

    opened = open_one(programme, place)

    assert opened.reference == "KAY-0001"
    found = case_of_code(shown(opened.tracking_code), programme.pk)
    assert found is not None
    assert (found.id, found.text, found.state) == (opened.case, "La pompe est en panne", "new")


def test_a_form_sent_twice_opens_one_case_and_gives_the_same_codes() -> None:
    programme, place = make_programme(), make_place()

    first = open_one(programme, place, client_key="k")
    second = open_one(programme, place, client_key="k")

    assert (second.case, second.reference, second.tracking_code) == (
        first.case,
        first.reference,
        first.tracking_code,
    )
    assert (first.is_new, second.is_new) == (True, False)
    assert Case.objects.count() == 1
    assert Entry.objects.filter(name="CaseOpened").count() == 1


def test_references_count_up_for_each_place_and_programme() -> None:
    one, other = make_programme(), make_programme()
    kayes, kati = make_place("Kayes"), make_place("Kati")

    references = [
        open_one(programme, place).reference
        for programme, place in [
            (one, kayes),
            (one, kayes),
            (one, kati),
            (one, None),
            (other, kayes),
        ]
    ]

    assert references.pop(1) in {"KAY-0002", "KAY-0003", "KAY-0004"}
    assert references == ["KAY-0001", "KAT-0001", "BKN-0001", "KAY-0001"]


def test_a_number_that_is_missing_tells_nobody_that_a_case_is_kept_from_her() -> None:
    programme, place = make_programme(), make_place("Kati")

    numbers = [int(open_one(programme, place).reference[-4:]) for _ in range(40)]

    steps = {after - before for before, after in pairwise(numbers)}
    assert steps == {1, 2, 3}


def test_a_form_sent_again_takes_no_number() -> None:
    programme, place = make_programme(), make_place("Kati")
    open_one(programme, place, client_key="k")
    open_one(programme, place, client_key="k")

    assert ReferenceCounter.objects.get().last == 1


def test_the_code_itself_is_not_in_the_database() -> None:
    opened = open_one(make_programme(), make_place())

    row = case_row(opened.case)
    kept = " ".join(str(getattr(row, field.attname)) for field in Case._meta.concrete_fields)
    assert opened.tracking_code not in kept


def test_a_code_opens_nothing_in_another_programme() -> None:
    opened = open_one(make_programme(), make_place())

    assert case_of_code(opened.tracking_code, make_programme().pk) is None


@pytest.mark.parametrize(
    ("facts", "is_sensitive"),
    [
        ({"service": "security"}, True),
        ({"text": "On m’a demandé de l’argent, c’est la corruption"}, True),
        ({"is_sensitive": True}, True),
        ({}, False),
    ],
)
def test_what_can_endanger_somebody_is_guarded_from_the_start(
    facts: dict[str, object], is_sensitive: bool
) -> None:
    opened = open_one(make_programme(), make_place(), **facts)

    assert case_row(opened.case).is_sensitive == is_sensitive


def test_nothing_said_opens_nothing() -> None:
    with pytest.raises(NothingSaid):
        open_one(make_programme(), make_place(), text=" ")

    assert Case.objects.count() == 0


def test_what_is_announced_holds_no_words() -> None:
    open_one(make_programme(), make_place(), text="Un secret")

    assert [("secret" in e.body.lower()) for e in Entry.objects.filter(name="CaseOpened")] == [
        False
    ]
