"""What follows from rounds in the figures: twice is once, and each figure opens to what it counts."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from benkan.apps.activities.models import Recommendation
from benkan.apps.assessments import actions as assessments
from benkan.apps.assessments.actions.interface import link_meeting
from benkan.apps.assessments.models import Group, Round
from benkan.apps.commitments import actions as commitments
from benkan.apps.commitments.actions import Planned
from benkan.apps.commitments.models import Commitment
from benkan.apps.journal.actions import carry, seal
from benkan.apps.journal.models import Carriage
from benkan.apps.registry.models import Account, Office, Place, Programme
from benkan.apps.results import actions, queries
from benkan.apps.results.models import Fact, Publication
from benkan.apps.results.queries.following import actions_shown
from benkan.apps.results.queries.rounds import rounds_behind
from benkan.apps.results.rules.indicators import CONSULTED, CUTS, Cut, Indicator
from benkan.apps.results.rules.marks import Marks
from benkan.apps.results.rules.periods import so_far
from benkan.apps.results.rules.publishing import NotForEverybody
from benkan.apps.results.rules.tables import Counts
from benkan.kit.actor import Actor, Role
from benkan.kit.splits import AgeBand, Sex, Situation
from benkan.reactions.table import FOLLOWS
from tests.browser.axe import violations_in
from tests.make.activities import make_held, make_recommendation
from tests.make.assessments import (
    leaves_of,
    make_instrument,
    make_round,
    make_scored,
    make_sheet,
)
from tests.make.commitments import follow_up
from tests.make.registry import (
    NOW,
    make_actor,
    make_office_holder,
    make_organisation,
    make_place,
    make_programme,
)

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
LATER = TODAY + timedelta(days=200)
EVER = so_far(LATER)


def carry_all(*, twice: bool = False) -> None:
    """Seal and carry until nothing waits; `twice` carries all of it once more."""
    now = NOW + timedelta(days=365)
    while seal(now=now):
        carry(FOLLOWS, now=now)
    if twice:
        Carriage.objects.update(done_at=None, retry_at=now)
        carry(FOLLOWS, now=now)
    assert not Carriage.objects.exclude(fault="").exists()


@dataclass
class Land:
    programme: Programme
    place: Place
    staff: Actor

    def table(self, indicator: Indicator, cut: Cut | None = None, **said: Any) -> Counts:
        found = self.live(indicator, cut=cut, **said).counts
        assert found is not None
        return found

    def marks(self, **said: Any) -> Marks:
        found = self.live(Indicator.BAROMETER_INDEX, **said).marks
        assert found is not None
        return found

    def live(self, indicator: Indicator, **said: Any) -> queries.Live:
        return queries.live(indicator, programme=self.programme.pk, period=EVER, on=LATER, **said)

    def close(self, found: Round) -> None:
        assessments.close_round(round_id=found.pk, actor=self.staff, moment=NOW)


@pytest.fixture
def land() -> Land:
    actions.load_indicators()
    programme = make_programme("kayes")
    return Land(programme, make_place(), make_actor(programme, Role.PROGRAMME_STAFF))


def cells(table: Counts) -> dict[str, dict[str, int | None]]:
    return {line.key: dict(zip(table.columns, line.cells, strict=True)) for line in table.lines}


def test_a_round_is_one_monitoring_action_however_often_it_is_corrected(land: Land) -> None:
    found = make_scored(land.programme, land.place)
    assessments.open_correction(
        round_id=found.pk, reason="Une fiche oubliée", actor=land.staff, moment=NOW
    )
    land.close(found)
    whole = make_round(
        land.programme, make_place("Kati"), instrument=make_instrument("barometer", service=""),
        groups=("users",), agreed=False,
    )  # fmt: skip
    make_sheet(Group.objects.get(round=whole))
    land.close(whole)

    carry_all(twice=True)

    table = land.table(Indicator.MONITORING_ACTIONS)
    assert cells(table) == {
        "every": {"scorecard": 0, "barometer": 1, "check": 0},
        "health": {"scorecard": 1, "barometer": 0, "check": 0},
    }
    behind = rounds_behind(
        Indicator.MONITORING_ACTIONS, land.programme.pk, period=EVER, on=LATER, places=None,
        seen=None, row="health",
    )  # fmt: skip
    assert [(one.round and one.round.id, one.sheets.sheets) for one in behind.lines] == [
        (found.pk, 3)
    ]


def test_people_are_asked_once_in_a_round_and_its_meeting(land: Land) -> None:
    found = make_round(land.programme, land.place)
    counts = {(Sex.FEMALE, AgeBand.FROM_25): 7, (Sex.MALE, AgeBand.FROM_18): 2}
    counts |= {(Sex.MALE, AgeBand.FROM_60): 1, (Sex.UNKNOWN, AgeBand.UNKNOWN): 1}
    for group in Group.objects.filter(round=found):
        assessments.count_group(
            group=group.pk, met_on=TODAY, headcounts=counts,
            situations={(Situation.DISABILITY, Sex.FEMALE): 2}, actor=land.staff,
        )  # fmt: skip
        make_sheet(group)
    theirs = make_held(land.programme, land.place, women=30, men=30)
    link_meeting(round_id=found.pk, meeting=theirs.pk, actor=land.staff, moment=NOW)
    land.close(found)
    make_held(land.programme, land.place, women=4, men=5, kind="forum")
    make_held(land.programme, land.place, women=9, men=9, kind="training")

    carry_all(twice=True)

    # Two groups of users, not the one of the service; the forum, neither the meeting nor the training.
    assert cells(land.table(Indicator.PEOPLE_CONSULTED)) == {
        str(land.place.pk): {"women": 18, "young_men": 4, "others": 7, "unknown": 2}
    }
    assert land.table(Indicator.CONSULTED_DISABILITY).total == 4
    with pytest.raises(NotForEverybody):
        actions.prepare_figure(
            programme=land.programme.pk, indicator=Indicator.PEOPLE_CONSULTED, period=EVER,
            actor=make_actor(land.programme, Role.MONITORING_OFFICER), moment=NOW,
        )  # fmt: skip


def test_a_barometer_is_published_as_its_groups_agreed(land: Land) -> None:
    found = make_round(
        land.programme, land.place, instrument=make_instrument("barometer"),
        groups=("elected", "users"), agreed=False,
    )  # fmt: skip
    elected, users = Group.objects.filter(round=found).order_by("position")
    make_sheet(elected, tally={"5": 6})
    make_sheet(users, tally={"1": 6})
    land.close(found)
    carry_all()
    unreleased = land.marks(seen=())
    Group.objects.filter(pk=users.pk).update(release="agreed")
    Group.objects.filter(pk=elected.pk).update(release="refused")
    assessments.release_round(round_id=found.pk, actor=land.staff, moment=NOW)

    carry_all(twice=True)

    assert unreleased.lines == ()
    inside = land.marks()
    assert inside.columns == ("elected", "users", "joint")
    assert [line.cells for line in inside.lines] == [(100, 0, 50)]
    outside = land.marks(seen=())
    assert [line.cells[-1] for line in outside.lines] == [50]
    assert "elected" not in outside.columns
    officer = make_actor(land.programme, Role.MONITORING_OFFICER)
    prepared = actions.prepare_figure(
        programme=land.programme.pk, indicator=Indicator.BAROMETER_INDEX, period=so_far(TODAY),
        actor=officer, moment=NOW,
    )  # fmt: skip
    assert Publication.objects.get(pk=prepared).shown == outside.as_json()
    assessments.withdraw_round(round_id=found.pk, reason="Erreur", actor=land.staff, moment=NOW)
    carry_all(twice=True)
    assert (land.marks(seen=()).lines, len(land.marks().lines)) == ((), 1)


def test_an_agreed_action_is_followed_to_the_end(land: Land) -> None:
    found = make_scored(land.programme, land.place)
    office = Office.objects.get(pk=found.office_id)
    holder, leaves = make_office_holder(office), leaves_of(found)
    meeting = make_held(land.programme, land.place)
    agreed = make_recommendation(meeting, office)
    Recommendation.objects.create(
        activity=meeting, action="Une ambulance", service="health", recorded_at=NOW, ending="open"
    )
    Commitment.objects.create(
        programme=land.programme, number=900, recommendation=agreed, office=office,
        place=land.place, service="health", problem="", action="Réparer", state="accepted",
        proposed_at=NOW, due_on=date(2026, 12, 1),
    )  # fmt: skip
    link_meeting(round_id=found.pk, meeting=meeting.pk, actor=land.staff, moment=NOW)
    made = commitments.propose_plan(
        assessed_in=found.pk,
        actions=[
            Planned(leaf.pk, f"Agir {at}", office.pk, date(2026, 12, 1))
            for at, leaf in enumerate([*leaves, leaves[0]])
        ],
        programme=land.programme.pk,
        actor=land.staff,
        moment=NOW,
    )
    for commitment in made[:3]:
        commitments.accept(commitment=commitment, actor=holder, moment=NOW)
    for commitment in made[:2]:
        follow_up(Commitment.objects.get(pk=commitment), by=land.staff)
    following = next_round(land, found, only=leaves[0].code)
    before = land.table(Indicator.ACTIONS_FOLLOWED)
    land.close(following)

    carry_all(twice=True)

    # What the meeting agreed on has no promise on record either: its office never said yes here.
    expected = {"whole": 1, "no_score": 1, "no_check": 0, "no_proof": 1, "no_indicator": 0}
    place = str(land.place.pk)
    assert cells(land.table(Indicator.ACTIONS_FOLLOWED)) == {place: {**expected, "no_office": 3}}
    assert cells(before)[place]["whole"] == 0
    shown = actions_shown(land.programme.pk, period=EVER, on=LATER, places=None)
    assert (shown.share.numerator, shown.share.denominator) == (1, 6)
    assert [bool(one.asked) for one in shown.lines].count(True) == 1
    heard = Fact.objects.get(record=made[0], outcome="proposed").heard_at
    assert heard is not None
    assert heard.date() <= TODAY


def next_round(land: Land, found: Round, *, only: str) -> Round:
    """The following round, in which one question alone is answered."""
    opened = assessments.open_next_round(after=found.pk, purpose=None, actor=land.staff, moment=NOW)
    following = Round.objects.get(pk=opened)
    assert following.office_id is not None
    assessments.note_agreement(
        round_id=opened, office=following.office_id, agreed_on=TODAY, note="", actor=land.staff,
        moment=NOW,
    )  # fmt: skip
    nodes = [leaf for leaf in leaves_of(following) if leaf.code == only]
    for group in Group.objects.filter(round=following):
        make_sheet(group, nodes=nodes)
    return following


@pytest.mark.parametrize("indicator", [*CONSULTED, *list(Indicator)[7:10]], ids=str)
def test_a_figure_of_rounds_takes_as_many_queries_for_one_as_for_many(
    land: Land, indicator: Indicator, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def lay_down(place: Place) -> None:
        kind = "barometer" if indicator is Indicator.BAROMETER_INDEX else "scorecard"
        scored = make_scored(
            land.programme, place, instrument=make_instrument(kind), groups=("users",)
            if kind == "barometer" else ("women",),
        )  # fmt: skip
        make_held(land.programme, place)
        commitments.propose_plan(
            assessed_in=scored.pk,
            actions=[Planned(leaves_of(scored)[0].pk, "Agir", scored.office_id, LATER)],
            programme=land.programme.pk,
            actor=land.staff,
            moment=NOW,
        )
        carry_all()

    lay_down(land.place)
    asked = {cut: count_queries(land, indicator, cut) for cut in CUTS[indicator]}
    for name in ("Kati", "Dio"):
        lay_down(make_place(name))

    for cut, number in asked.items():
        with django_assert_num_queries(number):
            land.live(indicator, cut=cut)


def count_queries(land: Land, indicator: Indicator, cut: Cut) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        land.live(indicator, cut=cut)
    assert len(asked) <= 15
    return len(asked)


def test_the_pages_of_figures_of_rounds(client: Client, land: Land) -> None:
    mine, other = make_organisation(land.programme), make_organisation(land.programme)
    found = make_scored(
        land.programme, land.place, instrument=make_instrument("barometer"), groups=("users",),
        organisation=mine, title="Commune de Kayes",
    )  # fmt: skip
    scored = make_scored(land.programme, land.place, organisation=mine)
    commitments.propose_plan(
        assessed_in=scored.pk,
        actions=[Planned(leaves_of(scored)[0].pk, "Agir", scored.office_id, TODAY + timedelta(9))],
        programme=land.programme.pk,
        actor=land.staff,
        moment=NOW,
    )
    carry_all()
    words = ("actions-suivies", "actions-de-veille", "barometre", "personnes-consultees")

    def pages(actor: Actor) -> dict[str, str]:
        client.force_login(Account.objects.get(pk=actor.account))
        found = {
            f"{word}/{page}": client.get(f"/p/kayes/chiffres/{word}/{page}/?periode=fin-2027-T2")
            for word in words
            for page in ("travail", "sources")
        }
        assert {page.status_code for page in found.values()} == {200}
        return {name: page.content.decode() for name, page in found.items()}

    seen = pages(land.staff)
    assert violations_in(seen) == {}
    assert f"/evaluations/{found.pk}/fiches/" in seen["barometre/sources"]
    neighbour = make_actor(land.programme, Role.COORDINATOR, place=land.place, organisation=other)
    theirs = pages(neighbour)
    assert str(found.pk) not in theirs["barometre/sources"]
    assert str(found.pk) not in theirs["barometre/travail"]
    client.logout()
    assert "personnes-consultees" not in client.get("/p/kayes/chiffres/").content.decode()
