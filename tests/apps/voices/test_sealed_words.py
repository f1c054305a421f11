"""What somebody said whom we can reach is nowhere in clear, and goes when her key goes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benkan.apps.messaging.actions import erase_contact
from benkan.apps.voices import queries
from benkan.apps.voices.actions import answer_case, contest_case, step_case
from benkan.apps.voices.models import Case
from benkan.kit.actor import Role
from tests.apps.voices.test_hearing import Talk
from tests.make.messaging import make_contact
from tests.make.registry import NOW, make_actor, make_programme
from tests.make.voices import case_row, make_case

pytestmark = pytest.mark.django_db

SAID = [
    "Fatoumata dit que le forage est vendu",
    "Le voisin Moussa le sait",
    "Rien n’a bougé depuis",
]
ANSWERED = "Madame Fatoumata, quelqu’un passera"


def everything_stored() -> bytes:
    """The bytes of the whole database: the file of SQLite, or every row of PostgreSQL written out."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return bytes(connection.connection.serialize())
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            rows += [row for (row,) in cursor.fetchall()]
    return "\n".join(rows).encode()


def found_in(stored: bytes, words: list[str]) -> list[str]:
    """Which of the words are in there: as letters, or as PostgreSQL writes bytes."""
    forms = {said: (said.encode(), said.encode().hex().encode()) for said in words}
    return [said for said, both in forms.items() if any(form in stored for form in both)]


def _talk() -> Case:
    """A conversation with words of every kind: opening, addition, answer, contest."""
    talk = Talk()
    talk.write(SAID[0])
    talk.write(SAID[1], moment=NOW + timedelta(hours=1))
    case = Case.objects.get()
    staff = make_actor(talk.programme, Role.ADMINISTRATOR)
    answer_case(case=case.pk, answer=ANSWERED, actor=staff, moment=NOW)
    contest_case(case=case.pk, programme=talk.programme.pk, text=SAID[2], moment=NOW)
    return case


def test_the_words_of_a_contact_are_nowhere_in_the_database_and_read_by_the_desk() -> None:
    case = _talk()
    staff = make_actor(case.programme, Role.ADMINISTRATOR)

    page = queries.case_page(case.pk, actor=staff, programme=case.programme_id)

    assert found_in(everything_stored(), [*SAID, ANSWERED]) == []
    assert [page.text, *page.added] == SAID[:2]
    assert [(step.reason, step.answer) for step in page.steps] == [
        ("", ""), ("", ANSWERED), (SAID[2], ""),
    ]  # fmt: skip


def test_where_her_key_is_gone_her_words_are_gone_and_the_history_stands() -> None:
    case = _talk()
    staff = make_actor(case.programme, Role.ADMINISTRATOR)
    assert case.contact_id

    erase_contact(contact=case.contact_id, actor=staff, moment=NOW)

    page = queries.case_page(case.pk, actor=staff, programme=case.programme_id)
    hers = queries.case_for_citizen(case.pk, case.programme_id)
    assert (page.text, page.added) == ("", ())
    assert {(step.reason, step.answer) for step in page.steps} == {("", "")}
    assert [step.by_citizen for step in page.steps] == [False, False, True]
    assert hers is not None
    assert [hers.text, *hers.added, *(step.words for step in hers.steps)] == ["", "", "", ""]
    assert queries.words_of([case.pk]) == {case.pk: ""}


def test_words_of_nobody_known_are_plain_and_read_in_the_same_way() -> None:
    programme = make_programme()
    known = make_case(programme, text=SAID[0], contact=make_contact(programme))
    unknown = make_case(programme, text=SAID[1])

    assert queries.words_of([known, unknown]) == {known: SAID[0], unknown: SAID[1]}
    assert found_in(everything_stored(), SAID) == [SAID[1]]


def test_what_comes_after_she_was_erased_is_kept_though_it_is_nobodys() -> None:
    case = _talk()
    staff = make_actor(case.programme, Role.ADMINISTRATOR)
    assert case.contact_id
    erase_contact(contact=case.contact_id, actor=staff, moment=NOW)

    step_case(case=case.pk, state="set_aside", reason="Hors du programme", actor=staff, moment=NOW)

    page = queries.case_page(case.pk, actor=staff, programme=case.programme_id)
    assert page.steps[-1].reason == "Hors du programme"


def test_the_same_answer_again_is_known_though_it_is_sealed() -> None:
    programme = make_programme()
    staff = make_actor(programme, Role.ADMINISTRATOR)
    case = make_case(programme, contact=make_contact(programme))

    for _ in range(2):
        answer_case(case=case, answer=ANSWERED, actor=staff, moment=NOW)

    assert case_row(case).steps.count() == 2


@pytest.mark.parametrize("number", [1, 4])
def test_the_words_of_one_case_or_many_open_in_two_queries(number: int) -> None:
    programme = make_programme()
    cases = [
        make_case(programme, contact=make_contact(programme, number=f"+2237612345{n}"))
        for n in range(number)
    ]

    with CaptureQueriesContext(connection) as asked:
        words = queries.words_of(cases)

    assert (len(asked), list(words.values())) == (2, ["La pompe est en panne"] * number)
