"""The first two phases of a scorecard: what is written down, and what is refused."""

from decimal import Decimal
from uuid import UUID

import pytest

from benkan.apps.assessments import actions
from benkan.apps.assessments.actions import concerns as raising
from benkan.apps.assessments.actions import inputs as tracking
from benkan.apps.assessments.actions import merging, preparing
from benkan.apps.assessments.actions.inputs import InputGiven
from benkan.apps.assessments.actions.merging import IndicatorGiven
from benkan.apps.assessments.models import Concern, CoreInput, Group, InputCheck, Node, Round
from benkan.apps.assessments.queries.community import (
    concerns_of,
    indicators_of,
    inputs_of,
    left_of_the_house,
)
from benkan.apps.assessments.queries.rounds import followed
from benkan.apps.assessments.rules.community import (
    ConcernMissing,
    ConcernsMissing,
    ConcernTaken,
    EntitlementUncited,
    GroupAnswered,
    InputTwice,
    LawUnknown,
    RankTwice,
    TooManyVotes,
    Weighed,
    due_for,
)
from benkan.apps.assessments.rules.indicators import (
    IndicatorAnswered,
    IndicatorMissing,
    IndicatorTwice,
    QuestionsSettled,
    next_code,
)
from benkan.apps.assessments.rules.phases import Dates
from benkan.apps.assessments.rules.phases.path import PhaseDoneAhead
from benkan.apps.assessments.rules.rounds import GroupTwice, ReasonMissing, RoundClosed
from benkan.apps.assessments.rules.scales import Scale
from benkan.apps.registry.models import Law
from benkan.kit.actor import Actor, Role
from benkan.kit.refusals import NotAllowed, NotFound
from benkan.kit.splits import AgeBand, Sex
from tests.make.assessments import leaves_of, make_instrument, make_round, make_scored, make_sheet
from tests.make.registry import NOW, make_actor, make_organisation, make_place, make_programme

pytestmark = pytest.mark.django_db


def coordinator(found: Round) -> Actor:
    return make_actor(found.programme, Role.COORDINATOR)


def raised(group: Group, actor: Actor, *texts: str) -> list[UUID]:
    return [raising.raise_concern(group=group.pk, text=text, actor=actor) for text in texts]


def test_concerns_of_two_groups_become_indicators_that_the_next_cycle_asks_again() -> None:
    found = make_round(make_programme(), make_place())
    actor = coordinator(found)
    women, men = Group.objects.filter(round=found, is_provider=False).order_by("position")
    rude, far = raised(women, actor, "On nous crie dessus", "C’est loin")
    (late,) = raised(men, actor, "On attend tout le matin")
    weighed = {rude: Weighed(rank=1, reason="Cela fait honte"), far: Weighed(rank=2)}
    raising.weigh_concerns(group=women.pk, weighed=weighed, actor=actor)

    for _ in "twice":
        merged = merging.merge_concerns(
            round_id=found.pk,
            concerns=[rude, late],
            into=leaves_of(found)[-1].pk,
            actor=actor,
        )
    new = merging.merge_concerns(
        round_id=found.pk,
        concerns=[rude],
        into=IndicatorGiven("Respect", "Comment êtes-vous reçus ?", Scale.FACES_3),
        actor=actor,
    )
    merging.leave_out(
        round_id=found.pk, concerns=[far], reason="Cela dépend de l’État", actor=actor
    )

    told = {one.id: one for one in indicators_of(found.pk, language="fr")}
    standing = followed(found.pk, programme=found.programme_id, actor=actor).standing
    assert [one.text for one in told[merged].concerns] == ["On attend tout le matin"]
    assert (told[new].code, told[new].scale, told[new].name) == ("L1", Scale.FACES_3, "Respect")
    assert [one.text for one in concerns_of(found.pk)[women.pk]] == [
        "On nous crie dessus",
        "C’est loin",
    ]
    assert (standing.concerns, standing.concerns_placed, standing.local_leaves) == (3, 3, 1)
    assert (standing.groups_raised, standing.groups_ranked) == (2, 1)
    later = actions.open_next_round(after=found.pk, purpose=None, actor=actor, moment=NOW)
    assert [one.name for one in indicators_of(later, language="fr") if one.is_local] == ["Respect"]


def test_an_indicator_is_changed_left_out_and_taken_in_until_it_is_scored() -> None:
    found = make_round(make_programme(), make_place())
    actor = coordinator(found)
    core = leaves_of(found)[0]
    new = merging.add_indicator(round_id=found.pk, given=IndicatorGiven("Propreté"), actor=actor)

    merging.change_indicator(
        round_id=found.pk,
        node=new,
        given=IndicatorGiven("Propreté des salles", scale=Scale.PERCENT),
        actor=actor,
    )
    for _ in "twice":
        merging.remove_indicator(round_id=found.pk, node=core.pk, actor=actor)
    assert [pk for pk, _ in left_of_the_house(found.pk, language="fr")] == [core.core_id]
    assert core.core_id is not None
    again = {
        merging.take_in(round_id=found.pk, core=core.core_id, actor=actor, moment=NOW)
        for _ in "twice"
    }
    assert (len(again), left_of_the_house(found.pk, language="fr")) == (1, [])
    row = Node.objects.get(pk=new)
    assert (row.scale, row.worst, row.best, row.unit) == ("percent", Decimal(0), Decimal(100), "%")

    with pytest.raises(IndicatorTwice):
        merging.add_indicator(
            round_id=found.pk, given=IndicatorGiven("propreté DES salles"), actor=actor
        )
    with pytest.raises(IndicatorMissing):
        merging.add_indicator(round_id=found.pk, given=IndicatorGiven(" "), actor=actor)
    make_sheet(Group.objects.get(round=found, kind="women"), value=Decimal(3), nodes=[row])
    with pytest.raises(IndicatorAnswered):
        merging.remove_indicator(round_id=found.pk, node=new, actor=actor)
    with pytest.raises(IndicatorAnswered):
        merging.change_indicator(
            round_id=found.pk, node=new, given=IndicatorGiven("Propreté"), actor=actor
        )
    Round.objects.filter(pk=found.pk).update(closed_at=NOW)
    with pytest.raises(RoundClosed):
        merging.add_indicator(round_id=found.pk, given=IndicatorGiven("Eau"), actor=actor)
    Round.objects.filter(pk=found.pk).update(closed_at=None)
    found.version.frozen_at = NOW
    found.version.save()
    with pytest.raises(QuestionsSettled):
        merging.add_indicator(round_id=found.pk, given=IndicatorGiven("Eau"), actor=actor)


def test_a_code_that_an_earlier_cycle_used_is_given_to_no_other_indicator() -> None:
    assert [next_code(known) for known in ([], ["A1", "L2", "Lx"], ["L9", "L10"])] == [
        "L1",
        "L3",
        "L11",
    ]


def test_concerns_refuse_what_does_not_fit_together() -> None:
    found = make_round(make_programme(), make_place())
    actor = coordinator(found)
    women, men = Group.objects.filter(round=found, is_provider=False).order_by("position")
    one, two = raised(women, actor, "L’eau", "La route")
    (theirs,) = raised(men, actor, "Le prix")
    again = {
        raising.raise_concern(group=women.pk, text="Le lit", actor=actor, client_key="a" * 32)
        for _ in "twice"
    }
    assert (len(again), Concern.objects.filter(group=women).count()) == (1, 3)
    actions.count_group(
        group=women.pk,
        met_on=NOW.date(),
        headcounts={(Sex.FEMALE, AgeBand.FROM_25): 6},
        situations={},
        actor=actor,
    )

    with pytest.raises(ConcernMissing):
        raising.raise_concern(group=women.pk, text=" ", actor=actor)
    for weighed, refusal in (
        ({one: Weighed(rank=1), two: Weighed(rank=1)}, RankTwice),
        ({one: Weighed(votes=7)}, TooManyVotes),
        ({theirs: Weighed(rank=1)}, NotFound),
    ):
        with pytest.raises(refusal):
            raising.weigh_concerns(group=women.pk, weighed=weighed, actor=actor)
    with pytest.raises(ConcernsMissing):
        merging.merge_concerns(
            round_id=found.pk, concerns=[], into=leaves_of(found)[0].pk, actor=actor
        )
    with pytest.raises(ReasonMissing):
        merging.leave_out(round_id=found.pk, concerns=[one], reason=" ", actor=actor)
    merging.merge_concerns(
        round_id=found.pk, concerns=[one], into=leaves_of(found)[0].pk, actor=actor
    )
    with pytest.raises(ConcernTaken):
        raising.drop_concern(group=women.pk, concern=one, actor=actor)
    for _ in "twice":
        merging.take_out(round_id=found.pk, concern=one, actor=actor)
        raising.drop_concern(group=women.pk, concern=two, actor=actor)
    with pytest.raises(GroupAnswered):
        preparing.remove_group(group=women.pk, actor=actor)
    raising.drop_concern(group=men.pk, concern=theirs, actor=actor)
    preparing.remove_group(group=men.pk, actor=actor)
    assert Group.objects.filter(round=found, kind="men").count() == 0


def test_what_is_due_says_by_which_law_or_norm_and_by_how_many_heads() -> None:
    found = make_round(make_programme(), make_place())
    actor = coordinator(found)
    Law.objects.create(code="LAW-99", number="Loi 99-001", title="Eau", subject="eau", plain_text="…", source="", verified=True, verification_basis="")  # fmt: skip
    core = found.version.core
    assert core is not None
    CoreInput.objects.create(
        version=core, code="pumps", position=1, name_fr="Points d’eau", name_en="Water points",
        entitled=1, per_heads=400, norm_fr="Un pour 400", is_verified=False,
    )  # fmt: skip

    def note(name: str, **said: object) -> UUID:
        given = InputGiven(name, **said)  # type: ignore[arg-type]  # as InputGiven takes them
        return tracking.note_input(round_id=found.pk, given=given, actor=actor, moment=NOW)

    assert [tracking.begin_inputs(round_id=found.pk, heads=1000, actor=actor) for _ in "12"] == [
        1,
        0,
    ]
    beds = note("Lits", entitled=Decimal(10), law="LAW-99", actual=Decimal(7), heads=1400)
    assert [(one.name, one.entitled, one.share, one.for_each) for one in inputs_of(found.pk)] == [
        ("Points d’eau", Decimal("2.5"), None, None),
        ("Lits", Decimal(10), 70, 200),
    ]
    with pytest.raises(EntitlementUncited):
        note("Bancs", entitled=Decimal(3))
    with pytest.raises(LawUnknown):
        note("Bancs", entitled=Decimal(3), law="LAW-98")
    with pytest.raises(InputTwice):
        note("lits ")
    for _ in "twice":
        tracking.remove_input(round_id=found.pk, line=beds, actor=actor, moment=NOW)
    assert InputCheck.objects.filter(round=found).count() == 1
    assert due_for(Decimal(1), per_heads=400, heads=None) is None


def test_a_round_is_prepared_by_those_of_its_organisation_alone() -> None:
    programme, place = make_programme(), make_place()
    ours, theirs = make_organisation(programme), make_organisation(programme)
    found = make_round(programme, place, organisation=ours)
    women = Group.objects.get(round=found, kind="women")
    animator = make_actor(programme, Role.ANIMATOR, organisation=ours)
    neighbour = make_actor(programme, Role.ANIMATOR, organisation=theirs)
    days = {"prepare": Dates(planned_on=NOW.date(), done_on=NOW.date())}

    for actor, refusal in (
        (neighbour, NotFound),
        (make_actor(programme, Role.MONITORING_OFFICER), NotAllowed),
        (make_actor(make_programme(), Role.ADMINISTRATOR), NotFound),
    ):
        for act in (
            lambda who: preparing.note_setting(
                round_id=found.pk, catchment="Kabé", languages=["bm"], scope="", actor=who
            ),
            lambda who: preparing.date_phases(
                round_id=found.pk, days=days, actor=who, today=NOW.date()
            ),
            lambda who: preparing.change_group(
                group=women.pk, name="Kabé", language="bm", actor=who
            ),
            lambda who: preparing.remove_group(group=women.pk, actor=who),
            lambda who: raising.raise_concern(group=women.pk, text="L’eau", actor=who),
            lambda who: merging.add_indicator(
                round_id=found.pk, given=IndicatorGiven("Eau"), actor=who
            ),
            lambda who: tracking.note_input(
                round_id=found.pk, given=InputGiven("Lits"), actor=who, moment=NOW
            ),
        ):
            with pytest.raises(refusal):
                act(actor)
    with pytest.raises(NotAllowed):
        actions.open_assessment(
            programme=programme.pk,
            instrument=make_instrument().pk,
            place=place.pk,
            title="École",
            service="education",
            organisation=ours.pk,
            actor=neighbour,
            moment=NOW,
        )

    preparing.note_setting(
        round_id=found.pk, catchment="Kabé", languages=["bm"], scope="", actor=animator
    )
    preparing.date_phases(round_id=found.pk, days=days, actor=animator, today=NOW.date())
    with pytest.raises(NotFound):
        preparing.date_phases(
            round_id=found.pk, days={"elsewhere": Dates()}, actor=animator, today=NOW.date()
        )
    with pytest.raises(PhaseDoneAhead):
        preparing.date_phases(
            round_id=found.pk,
            days={"follow": Dates(done_on=NOW.date().replace(year=2999))},
            actor=animator,
            today=NOW.date(),
        )
    actions.add_group(round_id=found.pk, kind="women", name="Kabé", actor=animator)
    with pytest.raises(GroupTwice):
        preparing.change_group(group=women.pk, name="kabé", language="", actor=animator)
    told = followed(found.pk, programme=programme.pk, actor=animator)
    assert (told.card.languages, told.days["prepare"]) == (("bm",), days["prepare"])
    assert (told.standing.has_catchment, told.standing.has_dates) == (True, True)


def test_after_the_scoring_days_may_still_be_written_and_nothing_else() -> None:
    found = make_scored(make_programme(), make_place())
    actor = coordinator(found)

    preparing.date_phases(
        round_id=found.pk, days={"meeting": Dates(NOW.date())}, actor=actor, today=NOW.date()
    )
    with pytest.raises(RoundClosed):
        preparing.note_setting(
            round_id=found.pk, catchment="Kabé", languages=[], scope="", actor=actor
        )
