"""What groups come to together, what the service asks itself, and what is public of it."""

from decimal import Decimal
from fractions import Fraction
from uuid import uuid4

import pytest

from benkan.apps.assessments import actions, queries
from benkan.apps.assessments.actions.own_indicators import add_own_indicator, drop_own_indicator
from benkan.apps.assessments.models import (
    Group,
    Node,
    Release,
    Result,
    Round,
    Score,
    Sheet,
    SheetLine,
)
from benkan.apps.assessments.rules.joint import ContestWithoutReason, NothingToAverage
from benkan.apps.assessments.rules.merging import Choice
from benkan.apps.assessments.rules.own_indicators import (
    AskedOfTheService,
    EnoughOfTheirOwn,
    OwnAnswered,
    OwnTwice,
    VersionFrozen,
)
from benkan.apps.assessments.rules.rounds import ConflictsLeft, ReasonMissing, RoundClosed
from benkan.apps.assessments.rules.scales import OutsideScale
from benkan.kit.actor import Actor, Role
from tests.make.assessments import (
    leaves_of,
    make_released,
    make_round,
    make_sheet,
)
from tests.make.registry import NOW, make_actor, make_place, make_programme

pytestmark = pytest.mark.django_db


def test_a_joint_score_is_the_exact_mean_or_what_was_agreed_with_its_reason() -> None:
    programme = make_programme()
    staff = make_actor(programme, Role.PROGRAMME_STAFF)
    found = make_round(programme, make_place())
    first, second, third = leaves_of(found)

    def agree(node: Node, **said: object) -> None:
        told = {"way": "mean", "value": None, "reason": "", "is_contested": False, **said}
        actions.agree_score(round_id=found.pk, node=node.pk, actor=staff, moment=NOW, **told)  # type: ignore[arg-type]  # as the test says them

    with pytest.raises(NothingToAverage):
        agree(first)
    for group, tally in (("women", {"1": 1, "2": 2}), ("men", {"5": 9}), ("provider", {"5": 1})):
        make_sheet(Group.objects.get(round=found, kind=group), tally=tally)
    with pytest.raises(OutsideScale):
        agree(second, way="consensus", value=Decimal(6))
    with pytest.raises(ContestWithoutReason):
        agree(second, way="consensus", value=Decimal(3), is_contested=True)
    men, key = Group.objects.get(round=found, kind="men"), uuid4().hex
    make_sheet(men, tally={"1": 9}, nodes=[first], key=key)
    with pytest.raises(ConflictsLeft):
        agree(first)
    lines = SheetLine.objects.filter(sheet__group=men, node=first)
    actions.decide_conflict(
        group=men.pk,
        node=first.pk,
        choice=Choice.THIS,
        line=lines.exclude(sheet__client_key=key).get().pk,
        between=lines.values_list("pk", flat=True),
        actor=staff,
        moment=NOW,
    )
    agree(first)
    agree(
        second, way="consensus", value=Decimal(3), reason="Les hommes hésitent", is_contested=True
    )
    agree(third, way="consensus", value=Decimal(1))
    agree(third)  # they go back to the mean

    actions.close_round(round_id=found.pk, actor=staff, moment=NOW)

    # Women give 5/3, men 5: a mean of 10/3, which is 7/12 of the way; agreed on 3: half of it.
    found.refresh_from_db()
    assert found.index == pytest.approx(float((2 * Fraction(7, 12) + Fraction(1, 2)) / 3))
    told = Score.objects.filter(round=found, group=None).order_by("node__code")
    assert [(one.way, one.value, one.is_contested) for one in told] == [
        ("mean", Decimal("3.3333"), False),
        ("consensus", Decimal(3), True),
        ("mean", Decimal("3.3333"), False),
    ]
    with pytest.raises(RoundClosed):
        agree(first)


def test_what_the_service_asks_itself_counts_in_no_index_and_no_gap() -> None:
    programme = make_programme()
    staff = make_actor(programme, Role.PROGRAMME_STAFF)
    found = make_round(programme, make_place())
    women, provider = (Group.objects.get(round=found, kind=kind) for kind in ("women", "provider"))

    def add(question: str) -> Node:
        node = add_own_indicator(
            round_id=found.pk, question=question, scale="faces", actor=staff, moment=NOW
        )
        return Node.objects.get(pk=node)

    unanswered, own = add("Avons-nous assez de gants ?"), add("Sommes-nous payés à temps ?")
    with pytest.raises(OwnTwice):
        add("sommes-nous payés à temps ? ")
    with pytest.raises(EnoughOfTheirOwn):
        add("Et le logement ?")
    for _ in "twice":
        drop_own_indicator(round_id=found.pk, node=unanswered.pk, actor=staff, moment=NOW)
    with pytest.raises(AskedOfTheService):
        actions.take_sheet(
            group=women.pk,
            way=Sheet.Way.DESK,
            client_key="a",
            lines=[actions.LineGiven(node=own.pk, tally={"1": 2})],
            scored_on=NOW.date(),
            actor=staff,
            moment=NOW,
        )
    make_sheet(women, tally={"5": 6})
    make_sheet(provider, tally={"5": 3}, nodes=leaves_of(found)[:3])
    make_sheet(provider, tally={"1": 3}, nodes=[own])
    with pytest.raises(OwnAnswered):
        drop_own_indicator(round_id=found.pk, node=own.pk, actor=staff, moment=NOW)
    with pytest.raises(AskedOfTheService):
        actions.agree_score(
            round_id=found.pk,
            node=own.pk,
            way="consensus",
            value=Decimal(1),
            reason="",
            is_contested=False,
            actor=staff,
            moment=NOW,
        )

    actions.close_round(round_id=found.pk, actor=staff, moment=NOW)

    found.refresh_from_db()
    assert (found.index, found.coverage, found.gap) == (1.0, 1.0, 0.0)
    of_own = Result.objects.filter(round=found, node=own).values_list("group", "score")
    assert list(of_own) == [(provider.pk, 0.0)]
    assert queries.ruler_of(found)[0].leaves.keys() == {
        str(leaf.pk) for leaf in leaves_of(found)[:3]
    }
    actions.open_correction(round_id=found.pk, reason="Erreur", actor=staff, moment=NOW)
    with pytest.raises(VersionFrozen):
        add("Et le logement ?")


def take_back(found: Round, reason: str, actor: Actor) -> None:
    actions.withdraw_round(round_id=found.pk, reason=reason, actor=actor, moment=NOW)


def test_what_is_public_is_taken_back_also_while_a_correction_is_written() -> None:
    programme = make_programme()
    staff = make_actor(programme, Role.COORDINATOR)
    found = make_released(programme, make_place())
    actions.open_correction(round_id=found.pk, reason="Une fiche oubliée", actor=staff, moment=NOW)
    assert Release.objects.filter(round=found, withdrawn_at=None).count() == 1

    with pytest.raises(ReasonMissing):
        take_back(found, " ", staff)
    for reason in ("Une personne s’y reconnaît", "encore"):
        take_back(found, reason, staff)

    release = Release.objects.get(round=found)
    assert release.withdrawal_reason == "Une personne s’y reconnaît"
    actions.close_round(round_id=found.pk, actor=staff, moment=NOW)
    actions.release_round(round_id=found.pk, actor=staff, moment=NOW)
    shown = Release.objects.filter(round=found, withdrawn_at=None)
    assert list(shown.values_list("edition", "reason")) == [(2, "Une fiche oubliée")]
