"""Every recommendation has an end: a promise, or a reason why not."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from benkan.apps.activities import actions, queries, rules
from benkan.apps.activities.models import Activity
from benkan.apps.activities.rules import ending, questions
from benkan.apps.activities.rules.ending import Ending
from benkan.apps.journal.models import Entry
from benkan.apps.registry.models import Place, Programme
from benkan.kit.actor import Actor, Role
from benkan.kit.refusals import NotAllowed, Refused
from tests.make.activities import make_activity
from tests.make.registry import NOW, make_actor, make_office, make_place, make_programme

pytestmark = pytest.mark.django_db


class Table:
    """A meeting of yesterday, and who writes down what it came to."""

    def __init__(self) -> None:
        self.programme: Programme = make_programme()
        self.place: Place = make_place()
        self.animator: Actor = make_actor(self.programme, Role.ANIMATOR, place=self.place)
        self.meeting: Activity = make_activity(self.programme, self.place, kind="restitution")

    def note(self, action: str = "Curer le caniveau") -> UUID:
        return actions.note_recommendation(
            activity=self.meeting.pk,
            action=action,
            problem="L’eau stagne.",
            service="roads",
            actor=self.animator,
            moment=NOW,
        )

    def end(self, it: UUID, how: str, *, note: str = "", before: UUID | None = None) -> None:
        actions.end_recommendation(
            recommendation=it,
            ending=how,
            note=note,
            promised_before=before,
            actor=self.animator,
            moment=NOW,
        )


@pytest.fixture
def table() -> Table:
    return Table()


def names() -> list[str]:
    return sorted(Entry.objects.values_list("name", flat=True))


def test_a_recommendation_is_open_for_days_until_an_office_is_asked(table: Table) -> None:
    it = table.note()
    assert table.note() == it
    office = make_office(table.programme, table.place)
    waiting = queries.without_end(table.programme.pk, now=NOW + timedelta(days=3))

    actions.promise_recommendation(
        recommendation=it,
        office=office.pk,
        due_on=date(2026, 12, 1),
        actor=table.animator,
        moment=NOW,
    )

    assert [(line.id, line.days) for line in waiting] == [(it, 3)]
    assert queries.how_many_without_end(table.programme.pk) == 0
    assert queries.recommendation_card(it).office == office.pk
    assert names() == ["ActionAgreed", "RecommendationNoted"]
    with pytest.raises(ending.EndedAlready):
        table.end(it, "declined", note="Trop cher")


def test_a_reason_ends_a_recommendation_and_no_office_is_asked(table: Table) -> None:
    said, before = table.note(), uuid4()
    again = table.note("Réparer la pompe")

    table.end(said, "other_level", note="La route est nationale.")
    table.end(again, "promised_before", before=before)

    ended = {one.id: one for one in queries.recommended_at(table.meeting.pk)}
    assert (ended[said].ending, ended[said].ending_note) == (
        Ending.OTHER_LEVEL,
        "La route est nationale.",
    )
    assert ended[again].promised_before == before
    assert queries.agreed_at(table.meeting.pk) == []
    assert names() == ["RecommendationEnded"] * 2 + ["RecommendationNoted"] * 2


@pytest.mark.parametrize(
    ("how", "refusal"),
    [("declined", ending.WordsMissing), ("promised_before", ending.PromiseNotNamed)],
)
def test_a_recommendation_does_not_end_without_its_reason(
    table: Table, how: str, refusal: type[Refused]
) -> None:
    it = table.note()

    with pytest.raises(refusal):
        table.end(it, how)

    assert queries.how_many_without_end(table.programme.pk) == 1


def test_a_question_becomes_a_recommendation_where_something_is_to_be_done(table: Table) -> None:
    def ask(
        question: str, *, asker: str = "women", to_do: str = "", moment: datetime = NOW
    ) -> UUID:
        return actions.ask(
            activity=table.meeting.pk,
            asker=asker,
            question=question,
            answer="On va voir.",
            to_do=to_do,
            service="water",
            actor=table.animator,
            moment=moment,
        )

    once, twice = (ask("Et la pompe ?", to_do="Réparer la pompe") for _ in range(2))
    ask("Combien de recettes ?", asker="unknown", moment=NOW + timedelta(minutes=1))

    asked = queries.questions_at(table.meeting.pk)
    [open_one] = queries.without_end(table.programme.pk, now=NOW)
    assert once == twice
    assert [one.recommendation for one in asked] == [open_one.id, None]
    with pytest.raises(questions.AskerNotKnown):
        ask("Qui ?", asker="the mayor")
    with pytest.raises(rules.ActionMissing):
        table.note(" ")


def test_the_neighbour_neither_notes_nor_ends_nor_sees_what_is_open(table: Table) -> None:
    it = table.note()
    table.animator = make_actor(table.programme, Role.ANIMATOR, place=make_place("Dio"))

    for refused in (lambda: table.note("Autre"), lambda: table.end(it, "declined", note="Non")):
        with pytest.raises(NotAllowed):
            refused()

    seen = queries.without_end(table.programme.pk, table.animator.places(Role.ANIMATOR), now=NOW)
    assert seen == []
