from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from benkan.apps.activities import actions, queries, rules
from benkan.apps.journal.models import Entry
from benkan.apps.registry.models import Place, Programme
from benkan.kit.actor import Actor, Role
from benkan.kit.refusals import NotAllowed, NotFound
from benkan.kit.splits import AgeBand, Sex, Situation
from tests.make.activities import make_activity
from tests.make.registry import (
    NOW,
    make_actor,
    make_office,
    make_organisation,
    make_place,
    make_programme,
)

pytestmark = pytest.mark.django_db

ORGANISERS = [Role.ANIMATOR, Role.COORDINATOR, Role.PROGRAMME_STAFF]
OTHERS = [Role.ADMINISTRATOR, Role.MONITORING_OFFICER, Role.OFFICE_HOLDER]


@dataclass
class Here:
    programme: Programme
    place: Place
    animator: Actor


@pytest.fixture
def here() -> Here:
    programme, place = make_programme(), make_place()
    return Here(programme, place, make_actor(programme, Role.ANIMATOR, place=place))


def plan(here: Here, actor: Actor | None = None, **changed: Any) -> UUID:
    return actions.plan_activity(
        **{
            "programme": here.programme.pk,
            "kind": "interface_meeting",
            "title": "Rencontre sur l’eau",
            "place": here.place.pk,
            "venue": "Mairie",
            "organisation": None,
            "planned_on": date(2026, 11, 2),
            "actor": actor or here.animator,
            "moment": NOW,
            **changed,
        }
    )


def hold(activity: UUID, actor: Actor, **changed: Any) -> None:
    actions.hold_activity(
        **{
            "activity": activity,
            "held_on": date(2026, 11, 2),
            "headcounts": {(Sex.FEMALE, AgeBand.FROM_25): 12, (Sex.MALE, AgeBand.UNKNOWN): 0},
            "situations": {(Situation.DISPLACED, Sex.FEMALE): 3},
            "minutes": "On a parlé de la pompe.",
            "evidence_file": None,
            "actor": actor,
            "moment": NOW,
            **changed,
        }
    )


def recommend(activity: UUID, office: UUID, actor: Actor, **changed: Any) -> UUID:
    return actions.recommend(
        **{
            "activity": activity,
            "problem": "La pompe est en panne.",
            "action": "Réparer la pompe",
            "office": office,
            "service": "water",
            "due_on": date(2026, 12, 1),
            "actor": actor,
            "moment": NOW,
            **changed,
        }
    )


def journal() -> list[str]:
    return sorted(Entry.objects.values_list("name", flat=True))


@pytest.mark.parametrize("role", ORGANISERS)
def test_an_organiser_of_the_place_plans_a_meeting(here: Here, role: Role) -> None:
    activity = plan(here, make_actor(here.programme, role, place=here.place))

    assert queries.activity_card(activity).title == "Rencontre sur l’eau"
    assert journal() == ["ActivityPlanned"]


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_plans_a_meeting(here: Here, role: Role) -> None:
    with pytest.raises(NotAllowed):
        plan(here, make_actor(here.programme, role, place=here.place))


def test_the_neighbour_is_refused_the_calendar(here: Here) -> None:
    with pytest.raises(NotAllowed):
        plan(here, make_actor(here.programme, Role.ANIMATOR, place=make_place("Bougouni")))


def test_another_programme_has_no_such_place_to_plan(here: Here) -> None:
    with pytest.raises(NotFound):
        plan(here, make_actor(make_programme(), Role.PROGRAMME_STAFF))


def test_a_meeting_planned_twice_is_one_meeting(here: Here) -> None:
    first, second = plan(here), plan(here)

    assert first == second
    assert journal() == ["ActivityPlanned"]


def test_a_meeting_without_a_title_is_refused(here: Here) -> None:
    with pytest.raises(rules.TitleMissing):
        plan(here, title="  ")


def test_a_report_keeps_who_came_and_leaves_out_zeros(here: Here) -> None:
    activity = plan(here)

    hold(activity, here.animator)

    attendance = queries.attendance(activity)
    assert attendance.headcounts == {(Sex.FEMALE, AgeBand.FROM_25): 12}
    assert attendance.situations == {(Situation.DISPLACED, Sex.FEMALE): 3}
    assert queries.activity_card(activity).people == 12
    assert journal() == ["ActivityHeld", "ActivityPlanned"]


def test_a_closed_report_no_longer_changes(here: Here) -> None:
    activity = plan(here)
    hold(activity, here.animator)

    with pytest.raises(rules.AlreadyClosed):
        hold(activity, here.animator, headcounts={(Sex.MALE, AgeBand.FROM_18): 99})

    assert queries.activity_card(activity).people == 12


def test_the_neighbour_is_refused_the_report(here: Here) -> None:
    activity = plan(here)
    neighbour = make_actor(here.programme, Role.COORDINATOR, place=make_place("Bougouni"))

    with pytest.raises(NotAllowed):
        hold(activity, neighbour)


def test_a_meeting_agrees_on_an_action_of_an_office(here: Here) -> None:
    activity, office = (
        make_activity(here.programme, here.place),
        make_office(here.programme, here.place),
    )

    first = recommend(activity.pk, office.pk, here.animator)
    second = recommend(activity.pk, office.pk, here.animator)

    assert first == second
    assert queries.recommendation_card(first).office == office.pk
    assert [agreed.id for agreed in queries.agreed_at(activity.pk)] == [first]
    assert journal() == ["ActionAgreed"]


def test_an_office_of_a_level_above_may_be_asked() -> None:
    programme, cercle = make_programme(), make_place("Kati", kind="cercle")
    commune = make_place(above=cercle)
    prefect = make_office(programme, cercle, title="Préfet")
    activity = make_activity(programme, commune)
    animator = make_actor(programme, Role.ANIMATOR, place=commune)

    recommend(activity.pk, prefect.pk, animator)

    assert journal() == ["ActionAgreed"]


def test_an_office_of_elsewhere_is_not_asked(here: Here) -> None:
    activity = make_activity(here.programme, here.place)
    office = make_office(here.programme, make_place("Bougouni"))

    with pytest.raises(rules.OfficeNotHere):
        recommend(activity.pk, office.pk, here.animator)


def test_nothing_is_agreed_before_the_day(here: Here) -> None:
    activity = make_activity(here.programme, here.place, planned_on=date(2026, 11, 20))
    office = make_office(here.programme, here.place)

    with pytest.raises(rules.NotHeldYet):
        recommend(activity.pk, office.pk, here.animator)


def test_the_neighbour_is_refused_an_agreement(here: Here) -> None:
    activity = make_activity(here.programme, here.place)
    office = make_office(here.programme, here.place)
    neighbour = make_actor(here.programme, Role.ANIMATOR, place=make_place("Bougouni"))

    with pytest.raises(NotAllowed):
        recommend(activity.pk, office.pk, neighbour)


@pytest.mark.parametrize("role", [Role.ANIMATOR, Role.COORDINATOR])
def test_the_meeting_of_another_organisation_is_not_ours_to_report(here: Here, role: Role) -> None:
    theirs, ours = make_organisation(here.programme), make_organisation(here.programme)
    activity = plan(here, organisation=theirs.pk)
    neighbour, own = (
        make_actor(here.programme, role, place=here.place, organisation=organisation)
        for organisation in (ours, theirs)
    )

    with pytest.raises(NotAllowed):
        hold(activity, neighbour)
    hold(activity, own)

    assert queries.activity_card(activity).is_closed


def test_programme_staff_report_for_every_organisation(here: Here) -> None:
    activity = plan(here, organisation=make_organisation(here.programme).pk)

    hold(activity, make_actor(here.programme, Role.PROGRAMME_STAFF))

    assert queries.activity_card(activity).is_closed
