"""A round from its opening to its release, and what it refuses on the way."""

from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from benkan.apps.assessments import actions
from benkan.apps.assessments.models import Group, Release, Result, Round, Score, SheetLine
from benkan.apps.assessments.rules.consent import NoGroupAgreed
from benkan.apps.assessments.rules.merging import Choice, NotTheseSheets
from benkan.apps.assessments.rules.rounds import (
    AgreementMissing,
    ConflictsLeft,
    GroupTwice,
    NothingScored,
    ProviderMissing,
    ReasonMissing,
    RoundClosed,
    RoundReleased,
)
from benkan.apps.assessments.rules.scales import OutsideScale
from benkan.kit.actor import Role
from benkan.kit.refusals import NotAllowed, NotFound
from tests.make.assessments import leaves_of, make_round, make_scored, make_sheet
from tests.make.registry import NOW, make_actor, make_organisation, make_place, make_programme

pytestmark = pytest.mark.django_db


def test_a_round_is_scored_closed_released_and_corrected() -> None:
    programme = make_programme()
    staff = make_actor(programme, Role.PROGRAMME_STAFF)
    found = make_scored(programme, make_place())
    # Two chose 2, three chose 4: a mean of 16/5, and (16/5 − 1) / 4 of the way from 1 to 5.
    assert (found.index, found.coverage, found.gap) == (0.55, 1.0, 0.0)
    women = Group.objects.get(round=found, kind="women")
    with pytest.raises(NoGroupAgreed):
        actions.release_round(round_id=found.pk, actor=staff, moment=NOW)
    actions.say_release(
        group=women.pk, answer="agreed", said_on=NOW.date(), actor=staff, moment=NOW
    )
    for _ in "twice":
        actions.release_round(round_id=found.pk, actor=staff, moment=NOW)
    assert Release.objects.filter(round=found).count() == 1
    with pytest.raises(RoundReleased):
        make_sheet(women)
    with pytest.raises(ReasonMissing):
        actions.open_correction(round_id=found.pk, reason=" ", actor=staff, moment=NOW)
    for _ in "twice":
        edition = actions.open_correction(
            round_id=found.pk, reason="Une fiche oubliée", actor=staff, moment=NOW
        )
        assert edition == 2
    make_sheet(women, tally={"5": 5})
    actions.close_round(round_id=found.pk, actor=staff, moment=NOW)
    actions.release_round(round_id=found.pk, actor=staff, moment=NOW)
    told = Release.objects.filter(round=found).order_by("edition")
    assert [(one.edition, one.index, one.reason) for one in told] == [
        (1, 0.55, ""),
        (2, 0.775, "Une fiche oubliée"),
    ]
    assert Result.objects.filter(round=found, edition=1, group=None, core__isnull=True).count() == 0


def test_each_thing_that_is_missing_is_said_and_nothing_is_closed() -> None:
    programme, place = make_programme(), make_place()
    staff = make_actor(programme, Role.PROGRAMME_STAFF)
    found = make_round(programme, place, agreed=False)

    def close(refusal: type[Exception]) -> None:
        with pytest.raises(refusal):
            actions.close_round(round_id=found.pk, actor=staff, moment=NOW)
        found.refresh_from_db()
        assert found.closed_at is None

    close(AgreementMissing)
    Round.objects.filter(pk=found.pk).update(agreed_on=NOW.date())
    close(NothingScored)
    women = Group.objects.get(round=found, kind="women")
    make_sheet(women)
    close(ProviderMissing)
    make_sheet(Group.objects.get(round=found, is_provider=True))
    make_sheet(women, tally={"1": 9})
    close(ConflictsLeft)
    with pytest.raises(GroupTwice):
        actions.add_group(round_id=found.pk, kind="women", name="", actor=staff)
    with pytest.raises(OutsideScale):
        make_sheet(women, tally={"6": 1})
    with pytest.raises(OutsideScale):
        make_sheet(women, value=Decimal("5.5"))
    assert SheetLine.objects.filter(sheet__group=women).count() == 6


def test_a_sheet_sent_twice_is_one_and_two_that_differ_wait_for_a_person() -> None:
    programme = make_programme()
    staff = make_actor(programme, Role.PROGRAMME_STAFF)
    found = make_round(programme, make_place())
    women = Group.objects.get(round=found, kind="women")
    node = leaves_of(found)[0]
    key = uuid4().hex
    assert make_sheet(women, key=key) == make_sheet(women, key=key)
    make_sheet(women, tally={"1": 4}, nodes=[node])
    score = Score.objects.get(group=women, node=node)
    assert (score.state, score.value) == ("conflict", None)
    lines = list(SheetLine.objects.filter(node=node).values_list("pk", flat=True))

    def decide(choice: Choice, between: list[UUID]) -> None:
        actions.decide_conflict(
            group=women.pk,
            node=node.pk,
            choice=choice,
            line=lines[0],
            between=between,
            actor=staff,
            moment=NOW,
        )

    with pytest.raises(NotTheseSheets):
        decide(Choice.THIS, lines[:1])
    decide(Choice.BOTH, lines)
    score.refresh_from_db()
    assert (score.state, score.tally, score.people) == ("holds", {"1": 4, "2": 2, "4": 3}, 9)


def test_only_those_who_work_there_change_a_round() -> None:
    programme, place = make_programme(), make_place()
    mine, other = make_organisation(programme), make_organisation(programme)
    found = make_round(programme, place, organisation=mine)
    women = Group.objects.get(round=found, kind="women")
    make_sheet(women, actor=make_actor(programme, Role.ANIMATOR, place=place, organisation=mine))
    elsewhere = make_actor(programme, Role.ANIMATOR, place=make_place("Kita"), organisation=mine)
    neighbour = make_actor(programme, Role.ANIMATOR, place=place, organisation=other)
    for stranger in (elsewhere, neighbour, make_actor(make_programme(), Role.PROGRAMME_STAFF)):
        with pytest.raises(NotFound):
            make_sheet(women, actor=stranger)
    with pytest.raises(NotAllowed):
        make_sheet(women, actor=make_actor(programme, Role.MONITORING_OFFICER))


def test_the_next_round_asks_the_same_and_a_closed_one_takes_nothing_more() -> None:
    programme = make_programme()
    staff = make_actor(programme, Role.PROGRAMME_STAFF)
    found = make_scored(programme, make_place())
    with pytest.raises(RoundClosed):
        make_sheet(Group.objects.get(round=found, kind="women"))
    opened = {
        actions.open_next_round(after=found.pk, purpose=None, actor=staff, moment=NOW)
        for _ in "twice"
    }
    following = Round.objects.get(pk=opened.pop())
    assert (len(opened), following.number) == (0, 2)
    assert [leaf.code for leaf in leaves_of(following)] == ["A1", "A2", "A3"]
    kinds = Group.objects.filter(round=following).order_by("position")
    assert [group.kind for group in kinds] == ["women", "men", "provider"]
