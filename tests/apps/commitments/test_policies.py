"""Policy measures: written down, brought through their stages, counted once, published."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from benkan.apps.commitments.actions.policies import (
    Facts,
    add_organisation,
    change_policy,
    register_policy,
    remove_organisation,
)
from benkan.apps.commitments.actions.policy_links import (
    link_issue,
    link_meeting,
    unlink_issue,
    unlink_meeting,
)
from benkan.apps.commitments.actions.policy_promises import ask_for_promise
from benkan.apps.commitments.actions.policy_publishing import publish_policy, withdraw_policy
from benkan.apps.commitments.actions.policy_stages import (
    go_back,
    record_stage,
    skip_stage,
    turn_down_stage,
    verify_stage,
)
from benkan.apps.commitments.models import (
    PolicyMeasure,
    PolicyOrganisation,
    PolicyStage,
)
from benkan.apps.commitments.queries.policies import (
    StageCount,
    measures_that_reached,
    stages_reached,
)
from benkan.apps.commitments.queries.policy_page import policy_page
from benkan.apps.commitments.queries.public_policies import (
    PolicyWithdrawn,
    PublicPolicy,
    public_policy,
    public_text,
    published_policies,
)
from benkan.apps.commitments.rules import policies as rules
from benkan.apps.commitments.rules import publishing, stages
from benkan.apps.commitments.rules.policies import GenderFocus, Investment, Kind, Part
from benkan.apps.commitments.rules.stages import Stage
from benkan.apps.journal.models import Entry
from benkan.apps.registry.models import Place, Programme
from benkan.apps.voices.actions import open_issue
from benkan.kit.actor import Actor, Role
from benkan.kit.refusals import NotAllowed, NotFound, Refused
from benkan.kit.services import Service
from tests.make.activities import make_activity
from tests.make.files import make_document
from tests.make.registry import (
    NOW,
    make_actor,
    make_office,
    make_organisation,
    make_place,
    make_programme,
)
from tests.make.voices import make_case

pytestmark = pytest.mark.django_db

PDF = make_document()
MAY = date(2026, 5, 3)


@pytest.fixture
def programme() -> Programme:
    return make_programme()


@pytest.fixture
def place() -> Place:
    return make_place("Kati")


@pytest.fixture
def coordinator(programme: Programme, place: Place) -> Actor:
    return make_actor(programme, Role.COORDINATOR, place=place)


@pytest.fixture
def monitoring(programme: Programme) -> Actor:
    return make_actor(programme, Role.MONITORING_OFFICER)


def facts(**other: Any) -> Facts:
    said: dict[str, Any] = {
        "title": "Prix de l’eau",
        "summary": "Le seau coûte 10 FCFA.",
        "sector": Service.WATER,
        "office": None,
        "gender_focus": GenderFocus.SIGNIFICANT,
        "gender_reason": "Les femmes puisent l’eau.",
    }
    return Facts(**{**said, **other})


def registered(actor: Actor, place: Place, **other: Any) -> PolicyMeasure:
    assert actor.programme is not None
    kind = other.pop("kind", Kind.DELIBERATION)
    organisations = other.pop("organisations", ())
    made = register_policy(
        programme=actor.programme,
        kind=kind,
        place=place.pk,
        facts=facts(**other),
        organisations=organisations,
        actor=actor,
        moment=NOW,
    )
    return PolicyMeasure.objects.get(pk=made)


def recorded(row: PolicyMeasure, stage: Stage, actor: Actor, on: date = MAY) -> None:
    record_stage(
        policy=row.pk,
        stage=stage,
        on=on,
        note="Procès-verbal",
        content=PDF,
        actor=actor,
        moment=NOW,
    )


def names() -> list[str]:
    return list(Entry.objects.order_by("moment", "id").values_list("name", flat=True))


def test_a_deliberation_goes_its_way_and_each_stage_counts_once(
    programme: Programme, place: Place, coordinator: Actor, monitoring: Actor
) -> None:
    office = make_office(programme, place)
    row = registered(coordinator, place, office=office.pk)

    with pytest.raises(stages.NotAdoptedYet):
        ask_for_promise(
            policy=row.pk, office=office.pk, action="x", due_on=MAY, actor=coordinator, moment=NOW
        )
    skip_stage(
        policy=row.pk, stage=Stage.ANALYSED, reason="Texte type", actor=coordinator, moment=NOW
    )
    for days, stage in enumerate((Stage.DRAFTED, Stage.PRESENTED, Stage.ADOPTED)):
        recorded(row, stage, coordinator, MAY + timedelta(days))
        verify_stage(policy=row.pk, stage=stage, actor=monitoring, moment=NOW)
    for _ in range(2):
        ask_for_promise(
            policy=row.pk,
            office=office.pk,
            action="Afficher le prix",
            due_on=date(2027, 1, 15),
            actor=coordinator,
            moment=NOW,
        )
    go_back(
        policy=row.pk,
        to=Stage.DRAFTED,
        on=MAY + timedelta(5),
        note="Le préfet demande une correction.",
        actor=coordinator,
        moment=NOW,
    )
    with pytest.raises(stages.StageCountedOnce):
        recorded(row, Stage.DRAFTED, coordinator)
    with pytest.raises(stages.NothingToVerify):
        verify_stage(policy=row.pk, stage=Stage.ADOPTED, actor=monitoring, moment=NOW)

    def line(stage: Stage) -> StageCount:
        return StageCount(stage, Kind.DELIBERATION, Service.WATER, GenderFocus.SIGNIFICANT, 1)

    assert stages_reached(programme.pk) == [
        line(Stage.DRAFTED), line(Stage.PRESENTED), line(Stage.ADOPTED),
    ]  # fmt: skip
    assert stages_reached(programme.pk, since=MAY, until=MAY + timedelta(1)) == [
        line(Stage.DRAFTED)
    ]
    assert stages_reached(programme.pk, places=[make_place("Dio").pk]) == []
    behind = measures_that_reached(Stage.ADOPTED, programme.pk, actor=monitoring)
    assert [one.number_shown for one in behind] == ["P-001"]
    card = policy_page(row.pk, programme=programme.pk, actor=coordinator, today=NOW.date())
    assert [one.action for one in card.promises] == ["Afficher le prix"]
    assert sorted(names()) == sorted(
        ["PolicyRegistered", "PolicyStageSkipped", "PolicyWentBack", "CommitmentProposed"]
        + ["PolicyStageRecorded", "PolicyStageReached"] * 3
    )


def test_what_is_not_verified_is_not_counted_and_a_document_turned_down_is_brought_again(
    programme: Programme, place: Place, coordinator: Actor, monitoring: Actor
) -> None:
    row = registered(coordinator, place)
    recorded(row, Stage.ANALYSED, coordinator)
    herself = Actor(coordinator.account, monitoring.posts, programme.pk)
    with pytest.raises(stages.VerifiedByItself):
        verify_stage(policy=row.pk, stage=Stage.ANALYSED, actor=herself, moment=NOW)
    with pytest.raises(NotAllowed):
        verify_stage(policy=row.pk, stage=Stage.ANALYSED, actor=coordinator, moment=NOW)

    turn_down_stage(
        policy=row.pk, stage=Stage.ANALYSED, reason="Illisible", actor=monitoring, moment=NOW
    )
    turned_down = PolicyMeasure.objects.get(pk=row.pk).stage
    recorded(row, Stage.ANALYSED, coordinator)

    assert (turned_down, stages_reached(programme.pk)) == ("", [])
    [kept] = PolicyStage.objects.all()
    assert (kept.state, kept.evidence.count()) == ("reported", 2)


def test_a_measure_written_down_twice_is_one_and_numbers_have_no_gap(
    programme: Programme, place: Place, coordinator: Actor
) -> None:
    first = registered(coordinator, place)
    again = registered(coordinator, place, title=" Prix de l’eau ")
    second = registered(coordinator, place, title="Marché")

    assert (first.pk, first.number, second.number) == (again.pk, 1, 2)
    with pytest.raises(rules.PolicyTitleTaken):
        change_policy(
            policy=second.pk, facts=facts(title="Prix de l’eau"), actor=coordinator, moment=NOW
        )
    change_policy(
        policy=second.pk, facts=facts(title="Marché couvert"), actor=coordinator, moment=NOW
    )
    second.refresh_from_db()
    assert second.title == "Marché couvert"


def test_an_investment_agreement_keeps_a_private_partner_and_its_money(
    programme: Programme, place: Place, coordinator: Actor
) -> None:
    partner = make_organisation(programme, kind="private_partner").pk
    euros = Investment(
        Decimal("50000"), "EUR", Decimal("655.957"), "Forage", "Marché", date(2027, 6, 1)
    )
    agreement: dict[str, Any] = {"kind": Kind.INVESTMENT, "investment": euros}

    with pytest.raises(rules.PrivatePartnerMissing):
        registered(coordinator, place, **agreement)
    row = registered(
        coordinator, place, organisations=[(partner, Part.PRIVATE_PARTNER)], **agreement
    )

    with pytest.raises(rules.PrivatePartnerMissing):
        remove_organisation(
            policy=row.pk,
            organisation=partner,
            part=Part.PRIVATE_PARTNER,
            actor=coordinator,
            moment=NOW,
        )
    assert PolicyOrganisation.objects.count() == 1
    card = policy_page(row.pk, programme=programme.pk, actor=coordinator, today=NOW.date())
    assert card.investment is not None
    assert card.investment.fcfa == 32_797_850


def test_what_is_elsewhere_or_of_another_programme_is_refused(
    programme: Programme, place: Place, coordinator: Actor
) -> None:
    row = registered(coordinator, place)
    neighbour = make_actor(programme, Role.COORDINATOR, place=make_place("Dio"))
    stranger = make_actor(make_programme(), Role.PROGRAMME_STAFF)
    elsewhere = make_office(programme, make_place("Dio"))
    their_organisation = make_organisation(make_programme()).pk
    their_meeting = make_activity(make_programme(), place).pk

    def change(actor: Actor) -> None:
        change_policy(policy=row.pk, facts=facts(title="Autre"), actor=actor, moment=NOW)

    by: dict[str, Any] = {"policy": row.pk, "actor": coordinator, "moment": NOW}
    refused: list[tuple[type[Refused], Callable[[], object]]] = [
        (NotAllowed, lambda: change(neighbour)),
        (NotFound, lambda: change(stranger)),
        (NotAllowed, lambda: change(make_actor(programme, Role.ANIMATOR, place=place))),
        (NotAllowed, lambda: registered(neighbour, place, title="Autre")),
        (
            rules.OfficeElsewhere,
            lambda: registered(coordinator, place, title="x", office=elsewhere.pk),
        ),
        (rules.NotMadeHere, lambda: registered(coordinator, place, kind=Kind.LAW)),
        (
            NotFound,
            lambda: add_organisation(organisation=their_organisation, part=Part.PARTY, **by),
        ),
        (NotFound, lambda: link_meeting(activity=their_meeting, **by)),
    ]
    before = Entry.objects.count()

    for refusal, act in refused:
        with pytest.raises(refusal):
            act()

    assert (PolicyMeasure.objects.get().title, Entry.objects.count()) == ("Prix de l’eau", before)


def test_issues_and_meetings_that_fed_it_are_named_once_and_cases_only_counted(
    programme: Programme, place: Place, coordinator: Actor, monitoring: Actor
) -> None:
    row = registered(coordinator, place)
    issue = open_issue(
        programme=programme.pk,
        title="La pompe",
        place=place.pk,
        service="water",
        cases=[make_case(programme, place), make_case(programme, place)],
        actor=coordinator,
        moment=NOW,
    )
    meeting = make_activity(programme, place, title="Rencontre sur l’eau")
    by: dict[str, Any] = {"policy": row.pk, "actor": coordinator, "moment": NOW}

    for _ in range(2):
        link_issue(issue=issue, **by)
        link_meeting(activity=meeting.pk, **by)
    publish_policy(policy=row.pk, actor=monitoring, moment=NOW)

    card = policy_page(row.pk, programme=programme.pk, actor=coordinator, today=NOW.date())
    assert [(one.title, one.voices) for one in card.issues] == [("La pompe", 2)]
    assert [one.title for one in card.meetings] == ["Rencontre sur l’eau"]
    public = public_policy(programme.pk, row.number, today=NOW.date())
    assert isinstance(public, PublicPolicy)
    # Two people are too few to be told of.
    assert public.voices == []
    unlink_issue(issue=issue, **by)
    unlink_meeting(activity=meeting.pk, **by)
    card = policy_page(row.pk, programme=programme.pk, actor=coordinator, today=NOW.date())
    assert (card.issues, card.meetings) == ([], [])


def test_a_measure_is_public_only_while_somebody_has_decided_so(
    programme: Programme, place: Place, coordinator: Actor, monitoring: Actor
) -> None:
    row = registered(coordinator, place, summary="")
    by: dict[str, Any] = {"policy": row.pk, "actor": coordinator, "moment": NOW}
    recorded(row, Stage.ANALYSED, coordinator)

    with pytest.raises(NotFound):
        public_policy(programme.pk, row.number, today=NOW.date())
    with pytest.raises(rules.SummaryMissing):
        publish_policy(**by)
    with pytest.raises(publishing.NotPublic):
        withdraw_policy(reason="Erreur", **by)
    change_policy(facts=facts(), **by)
    for _ in range(2):
        publish_policy(**by)
    [line] = published_policies(programme.pk)
    # What waits to be verified is not for everybody yet.
    assert (line.title, line.stage) == ("Prix de l’eau", None)
    verify_stage(policy=row.pk, stage=Stage.ANALYSED, actor=monitoring, moment=NOW)
    assert [one.stage for one in published_policies(programme.pk, [place.pk])] == [Stage.ANALYSED]
    with pytest.raises(publishing.WithdrawnWithoutReason):
        withdraw_policy(reason=" ", **by)
    withdraw_policy(reason="Mauvais texte", **by)

    for found in (
        public_policy(programme.pk, row.number, today=NOW.date()),
        public_text(programme.pk, row.number),
    ):
        assert found == PolicyWithdrawn(at=NOW)
    assert published_policies(programme.pk) == []
