"""A barometer from its local questions to its endline."""

from decimal import Decimal
from uuid import UUID

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from benkan.apps.assessments import actions
from benkan.apps.assessments.actions import local_indicators as local
from benkan.apps.assessments.actions.barometers import describe_context
from benkan.apps.assessments.models import Group, Node, NodeText, Round, Score, SheetLine
from benkan.apps.assessments.queries.barometer_model import barometer_model, versions_of
from benkan.apps.assessments.queries.before_after import before_after, earlier_measures
from benkan.apps.assessments.queries.restitution import restitution_of
from benkan.apps.assessments.queries.stakeholders import group_page, progress_of
from benkan.apps.assessments.rules.joint import Way
from benkan.apps.assessments.rules.local_indicators import (
    IndicatorPromised,
    LocalIndicator,
    NoBranch,
    NotLocal,
    QuestionsAnswered,
    QuestionsFixed,
)
from benkan.apps.assessments.rules.rounds import ReasonMissing, RoundClosed
from benkan.apps.assessments.rules.scales import OutsideScale, Scale
from benkan.apps.registry.models import Organisation
from benkan.kit.actor import Role
from benkan.kit.refusals import NotAllowed, NotFound
from tests.make.assessments import make_round
from tests.make.barometers import close, make_barometer, make_endline, make_local, say
from tests.make.commitments import make_commitment
from tests.make.registry import (
    NOW,
    make_actor,
    make_office,
    make_organisation,
    make_place,
    make_programme,
)

pytestmark = pytest.mark.django_db

TOLD = LocalIndicator(label={"fr": "Taxe"}, question={"fr": "Payée ?"}, scale=Scale.YES_NO)


def test_local_questions_stand_on_the_universal_model_in_versions_of_their_own() -> None:
    programme = make_programme()
    staff = make_actor(programme, Role.PROGRAMME_STAFF)
    found = make_barometer(programme, make_place())
    house = found.version_id
    branch = Node.objects.get(version=house, code="A1").pk

    def add(below: UUID, told: LocalIndicator = TOLD) -> UUID:
        return local.add_local_indicator(
            round_id=found.pk,
            branch=below,
            told=told,
            actor=staff,
            moment=NOW,
        )

    with pytest.raises(QuestionsFixed):
        add(branch)
    with pytest.raises(ReasonMissing):
        local.begin_own_version(round_id=found.pk, reason=" ", actor=staff, moment=NOW)
    begun = {
        local.begin_own_version(round_id=found.pk, reason="Le marché", actor=staff, moment=NOW)
        for _ in "twice"
    }
    found.refresh_from_db()
    assert begun == {found.version_id}
    for nowhere in (branch, Node.objects.get(version=found.version_id, code="A").pk):
        with pytest.raises(NoBranch):
            add(nowhere)
    mine = Node.objects.get(version=found.version_id, code="A1").pk
    node = add(mine)
    core = Node.objects.get(version=found.version_id, code="A1a")
    with pytest.raises(NotLocal):
        local.remove_local_indicator(round_id=found.pk, node=core.pk, actor=staff, moment=NOW)
    local.change_local_indicator(
        round_id=found.pk,
        node=node,
        told=LocalIndicator(
            label={"fr": "Marché"},
            question={"fr": "Combien de jours ?"},
            scale=Scale.COUNT,
            worst=Decimal(0),
            best=Decimal(7),
        ),
        actor=staff,
        moment=NOW,
    )
    model = barometer_model(found, actor=staff, language="fr")
    assert (model.universal, model.local, model.number, model.is_draft) == (3, 1, 1, True)
    said = versions_of(Round.objects.get(pk=found.pk), language="fr")
    assert [(one.what, one.code, one.name) for one in said[0].differences] == [
        ("added", "A1-L1", "Marché")
    ]
    office = make_office(programme, found.place)
    promise = make_commitment(office)
    promise.assessed_in_id, promise.indicator_id = found.pk, node
    promise.save()
    with pytest.raises(IndicatorPromised):
        local.remove_local_indicator(round_id=found.pk, node=node, actor=staff, moment=NOW)
    say(found, "elected", {"A1a": 67})
    with pytest.raises(QuestionsAnswered):
        add(mine)
    close(found)
    after = make_endline(found)
    assert after.version_id == found.version_id
    local.begin_own_version(round_id=after.pk, reason="Plus simple", actor=staff, moment=NOW)
    after.refresh_from_db()
    again = Node.objects.get(version=after.version_id, code="A1-L1")
    local.remove_local_indicator(round_id=after.pk, node=again.pk, actor=staff, moment=NOW)
    local.add_local_indicator(
        round_id=after.pk,
        branch=Node.objects.get(version=after.version_id, code="A1").pk,
        told=TOLD,
        actor=staff,
        moment=NOW,
    )
    latest, first = versions_of(Round.objects.get(pk=after.pk), language="fr")
    # What was taken out leaves its code to nobody, and the first version keeps what it asked.
    assert [(one.what, one.code) for one in latest.differences] == [
        ("added", "A1-L2"),
        ("removed", "A1-L1"),
    ]
    assert (latest.scores_differ, latest.rounds, first.rounds) == (True, 1, 1)
    kept = NodeText.objects.get(node__version=found.version_id, node__code="A1-L1", part="question")
    assert kept.words == "Combien de jours ?"


def test_what_a_group_mends_holds_and_what_came_in_meanwhile_waits_for_a_person() -> None:
    found = make_barometer(make_programme(), make_place())
    say(found, "elected", {"A1a": 33}, reason="Peu", is_contested=True)
    say(found, "elected", {"A1a": 67}, seen=1, reason="Mieux", evidence="PV du 3 mai")
    for _ in "twice":
        say(found, "elected", {"A1a": 67}, seen=2, reason="Mieux dit", key="once")
    score = Score.objects.get(round=found, node__code="A1a")
    assert (score.value, score.reason, score.is_contested) == (Decimal(67), "Mieux dit", False)
    assert SheetLine.objects.filter(node=score.node).count() == 3
    other = make_actor(found.programme, Role.PROGRAMME_STAFF)
    assert say(found, "elected", {"A1a": 0}, seen=1, actor=other) == 1
    with pytest.raises(OutsideScale):
        say(found, "elected", {"B1a": 101})
    close_to = Score.objects.get(pk=score.pk)
    assert close_to.state == "conflict"


def test_groups_stand_beside_the_joint_mark_and_the_gap_names_the_two() -> None:
    found = make_barometer(make_programme(), make_place())
    say(found, "elected", {"A1a": 100, "A1b": 10, "B1a": 0}, evidence="PV")
    say(found, "civil_society", {"A1a": 0, "A1b": 5}, is_contested=True)
    told = restitution_of(found, language="fr")
    # A1: (1 + 0)/2 and (1 + 1/2)/2, so 5/8; B1: 1. The whole: 13/16.
    assert (told.index.joint.points, told.index.joint.words) == (81, "good")
    assert [line.joint.points for line in told.criteria] == [63, 100]
    assert [one.points for one in told.criteria[0].groups] == [100, 25]
    gap = told.gaps[0]
    assert (gap.gap, gap.highest, gap.lowest) == (75, "Élus", "Société civile")
    assert (told.contested, told.lacking, told.unscored) == (2, 1, 0)
    assert not told.shows_groups
    _agree(found, "A1a", Way.MEAN, None)
    assert restitution_of(found, language="fr").criteria[0].joint.points == 63
    _agree(found, "A1a", Way.CONSENSUS, Decimal(33))
    told = restitution_of(found, language="fr")
    # (33/100 + 3/4)/2; what each group said stays beside it.
    assert (told.criteria[0].joint.points, told.agreed) == (54, 1)
    assert [one.points for one in told.criteria[0].groups] == [100, 25]
    found.groups.update(release="agreed")
    assert restitution_of(found, language="fr").shows_groups
    found.groups.filter(kind="elected").update(people=4)
    assert not restitution_of(found, language="fr").shows_groups


def _agree(found: Round, code: str, way: Way, value: Decimal | None) -> None:
    actions.agree_score(
        round_id=found.pk,
        node=Node.objects.get(version=found.version_id, code=code).pk,
        way=way,
        value=value,
        reason="",
        is_contested=False,
        actor=make_actor(found.programme, Role.PROGRAMME_STAFF),
        moment=NOW,
    )


def test_no_page_asks_more_of_the_database_with_more_groups(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    programme = make_programme()
    few = make_barometer(programme, make_place("Kati"), groups=("elected",))
    many = make_barometer(
        programme, make_place("Dio"), groups=("elected", "civil_society", "users", "private_sector")
    )
    for found in (few, many):
        make_local(found)
        for group in found.groups.all():
            say(found, group.kind, {"A1a": 67, "A1b": 5, "B1a": 10, "A1-L1": 1})
        first = Group.objects.get(round=found, kind="elected").pk
        with django_assert_num_queries(5):
            restitution_of(found, language="fr")
        with django_assert_num_queries(4):
            progress_of(found, language="fr")
        with django_assert_num_queries(5):
            group_page(found, first, "A", language="fr")
        with django_assert_num_queries(5):
            versions_of(Round.objects.select_related("assessment").get(pk=found.pk), language="fr")


def test_the_endline_is_held_against_the_baseline_on_one_ruler_alone() -> None:
    programme = make_programme()
    found = make_barometer(programme, make_place())
    make_local(found)
    for kind in ("elected", "civil_society"):
        say(found, kind, {"A1a": 33, "A1b": 5, "B1a": 50, "A1-L1": 0})
    close(found)
    after = make_endline(found)
    for kind in ("elected", "civil_society"):
        say(after, kind, {"A1a": 67, "A1b": 5, "B1a": 25, "A1-L1": 1})
    assert [one[0] for one in earlier_measures(after)] == [found.pk]
    told = before_after(after, found.pk, language="fr")
    # A1: (.33 + .5 + 0)/3 to (.67 + .5 + 1)/3; B1: 0 to a half.
    moved = {line.code: (line.before.points, line.after.points, line.change) for line in told.nodes}
    assert (told.is_same_ruler, told.same_groups) == (True, True)
    assert moved == {
        "A": (28, 72, 45),
        "A1": (28, 72, 45),
        "B": (0, 50, 50),
        "B1": (0, 50, 50),
    } | {code: moved[code] for code in moved if len(code) > 2}
    # Once its local questions are others, the universal model alone is compared.
    third = make_endline(_closed(after))
    make_local(third, question="Et les routes ?")
    say(third, "elected", {"A1a": 67, "A1b": 5, "B1a": 25, "A1-L1": 0, "A1-L2": 0})
    told = before_after(third, found.pk, language="fr")
    moved = {line.code: (line.before.points, line.after.points, line.change) for line in told.nodes}
    assert (told.is_same_ruler, moved["A1"], told.only_after) == (False, (42, 59, 17), ("Marché",))
    assert [(line.code, line.change) for line in told.local] == [("A1-L1", 0)]
    assert not told.same_groups
    fourth = make_endline(_closed(third))
    say(fourth, "elected", {"A1a": 67})
    told = before_after(fourth, third.pk, language="fr")
    lines = {line.code: line for line in told.nodes}
    assert (told.index.change, lines["A1"].change, lines["B"].change) == (None, None, None)
    assert "Indicateur A1b" in lines["A1"].other


def _closed(found: Round) -> Round:
    close(found)
    return found


def test_only_those_who_lead_it_change_its_questions_and_only_of_a_barometer() -> None:
    programme, place = make_programme(), make_place()
    mine, other = make_organisation(programme), make_organisation(programme)
    found = make_barometer(programme, place, organisation=mine)

    def begin(role: Role, organisation: Organisation, of: Round = found) -> None:
        actor = make_actor(programme, role, place=place, organisation=organisation)
        local.begin_own_version(round_id=of.pk, reason="Ici", actor=actor, moment=NOW)

    with pytest.raises(NotAllowed):
        begin(Role.ANIMATOR, mine)
    with pytest.raises(NotFound):
        begin(Role.COORDINATOR, other)
    scorecard = make_round(programme, place, organisation=mine)
    with pytest.raises(NotFound):
        begin(Role.COORDINATOR, mine, scorecard)

    def describe(role: Role, organisation: Organisation) -> None:
        actor = make_actor(programme, role, place=place, organisation=organisation)
        describe_context(round_id=found.pk, context="Calme", scope="Tout", actor=actor, moment=NOW)

    with pytest.raises(NotAllowed):
        describe(Role.MONITORING_OFFICER, mine)
    with pytest.raises(NotFound):
        describe(Role.ANIMATOR, other)
    begin(Role.COORDINATOR, mine)
    describe(Role.ANIMATOR, mine)
    found.refresh_from_db()
    assert found.context == "Calme"
    say(found, "elected", {"A1a": 67})
    close(found)
    with pytest.raises(RoundClosed):
        describe(Role.ANIMATOR, mine)
