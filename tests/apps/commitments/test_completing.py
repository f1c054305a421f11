"""What a commitment says: written, completed, and changed afterwards with a reason."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from benkan.apps.commitments import actions, queries, rules
from benkan.apps.commitments.models import Commitment, CommitmentStep
from benkan.apps.commitments.queries.terms import terms_of
from benkan.apps.commitments.rules import (
    Details,
    Funding,
    InPlan,
    Level,
    Partner,
    Priority,
    Source,
    Terms,
)
from benkan.apps.registry.models import Account, Office, OfficeHolding
from benkan.apps.voices import actions as voices
from benkan.kit.actor import Actor, Role
from benkan.kit.refusals import NotAllowed, NotFound, Refused
from tests.make.commitments import make_commitment
from tests.make.registry import (
    IN_A_YEAR,
    NOW,
    make_actor,
    make_office,
    make_office_holder,
    make_organisation,
    make_place,
    make_programme,
)
from tests.make.voices import make_case

pytestmark = pytest.mark.django_db

DUE = date(2027, 1, 15)


@pytest.fixture
def office() -> Office:
    return make_office(make_programme("kayes"), make_place())


def as_(client: Client, actor: Actor) -> Client:
    client.force_login(Account.objects.get(pk=actor.account))
    return client


def whole(office: Office, partner: UUID) -> Terms:
    return Terms(
        office=office.pk,
        problem="Trois pompes sur cinq sont en panne.",
        action="Réparer les trois pompes du marché",
        due_on=DUE,
        details=Details(
            source=Source.SCORECARD,
            source_note="Carte du 12 mai, indicateur « eau »",
            cause="Les pièces manquent.",
            expected_result="De l’eau toute l’année",
            level_needed=Level.CERCLE,
            priority=Priority.HIGH,
            cost=1_500_000,
            funding=Funding.COMMUNE,
            funding_note="Budget 2027",
            in_plan=InPlan.YES,
            partners=(Partner(partner, "La main-d’œuvre"),),
        ),
    )


def an_issue(office: Office) -> UUID:
    return voices.open_issue(
        programme=office.programme_id,
        title="La pompe",
        place=office.place_id,
        service="water",
        cases=[make_case(office.programme, office.place)],
        actor=make_actor(office.programme, Role.PROGRAMME_STAFF),
        moment=NOW,
    )


def test_a_proposal_is_completed_and_afterwards_changed_with_a_reason_only(office: Office) -> None:
    coordinator = make_actor(office.programme, Role.COORDINATOR, place=office.place)
    mayor = make_office_holder(office)
    partner = make_organisation(office.programme)
    row = make_commitment(office)
    row.source = "alone"
    row.save()
    written = whole(office, partner.pk)

    def complete(terms: Terms, by: Actor, reason: str = "", days: int = 0) -> None:
        moment = NOW + timedelta(days=days)
        actions.complete(commitment=row.pk, terms=terms, reason=reason, actor=by, moment=moment)

    complete(written, coordinator)
    row.refresh_from_db()
    assert terms_of(row) == written
    with pytest.raises(rules.NothingChanged):
        complete(written, coordinator)
    with pytest.raises(NotAllowed):
        complete(replace(written, problem="Autre"), mayor)

    actions.accept(commitment=row.pk, actor=mayor, moment=NOW + timedelta(days=1))
    assert Commitment.objects.get().holding == OfficeHolding.objects.get(office=office)
    found = replace(written, details=replace(written.details, cost=1_200_000, partners=()))
    with pytest.raises(rules.ReasonMissing):
        complete(found, mayor)
    for promised in (
        replace(written, action="Réparer une pompe"),
        replace(written, due_on=DUE + timedelta(days=9)),
        replace(written, details=replace(written.details, expected_result="Un peu d’eau")),
    ):
        with pytest.raises(rules.PromisedAlready):
            complete(promised, mayor, "Plus simple")
    complete(found, mayor, "Le devis est arrivé.", days=2)

    row.refresh_from_db()
    last = CommitmentStep.objects.get(step="amend")
    assert (terms_of(row), row.state) == (found, "accepted")
    assert (last.reason, last.changes) == (
        "Le devis est arrivé.",
        [["cost", "1500000", "1200000"], ["partners", partner.name, ""]],
    )
    seen = queries.commitment_page(
        row.pk, programme=office.programme_id, actor=mayor, today=NOW.date()
    )
    [first, _, amended] = [step.changes for step in seen.timeline]
    assert [change.before for change in amended] == [1_500_000, partner.name]
    assert ("What will be done", row.action) in {(one.label, one.after) for one in first}


def test_what_was_left_empty_may_be_filled_after_the_promise(office: Office) -> None:
    row = make_commitment(office, state="accepted")
    mayor = make_office_holder(office)
    said = terms_of(row)
    filled = replace(said, details=replace(said.details, expected_result="De l’eau"))

    actions.complete(commitment=row.pk, terms=filled, reason="Oubli", actor=mayor, moment=NOW)

    assert Commitment.objects.get().expected_result == "De l’eau"


@pytest.mark.parametrize(
    ("details", "refusal"),
    [
        ({"source": Source.BAROMETER}, rules.SourceUnnamed),
        ({"cost": -1}, rules.CostNegative),
        ({"partners": (Partner(UUID(int=1)),)}, NotFound),
        ({"partners": (Partner(UUID(int=1)), Partner(UUID(int=1)))}, rules.PartnerTwice),
    ],
)
def test_what_makes_no_sense_is_refused_at_once(
    office: Office, details: dict[str, Any], refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        actions.propose(
            programme=office.programme_id,
            recommendation=None,
            issue=None,
            office=office.pk,
            place=office.place_id,
            service="water",
            problem="",
            action="Réparer",
            due_on=DUE,
            details=Details(**details),
            actor=make_actor(office.programme, Role.COORDINATOR, place=office.place),
            moment=NOW,
        )

    assert Commitment.objects.count() == 0


def test_the_office_stays_bound_when_its_holder_changes(office: Office) -> None:
    mayor = make_office_holder(office)
    row = make_commitment(office, is_public=True)
    actions.accept(commitment=row.pk, actor=mayor, moment=NOW)
    today = NOW.date() + timedelta(days=30)
    OfficeHolding.objects.filter(office=office).update(closes_on=today)
    OfficeHolding.objects.create(
        office=office, holder="Awa Exemple", capacity="elected", opens_on=today
    )
    staff = make_actor(office.programme, Role.PROGRAMME_STAFF)

    page = queries.commitment_page(row.pk, programme=office.programme_id, actor=staff, today=today)
    public = queries.public.public_promise(office.programme_id, row.number, today=today)

    assert page.promised_by is not None
    assert (page.holder, page.promised_by.closes_on) == ("Awa Exemple", today)
    assert isinstance(public, queries.PublicPromise)
    assert public.holder_changed
    assert "Exemple" not in repr(public)


def test_somebody_writes_a_promise_from_what_people_say_and_completes_it(
    client: Client, office: Office
) -> None:
    issue = an_issue(office)
    coordinator = make_actor(office.programme, Role.COORDINATOR, place=office.place)
    partner = make_organisation(office.programme).pk
    as_(client, coordinator)
    begin = "/p/kayes/engagements/nouveau/"
    said = {
        "action": "Réparer la pompe",
        "office": str(office.pk),
        "due_on": IN_A_YEAR.isoformat(),
        "problem": "La pompe est en panne.",
        "level_needed": "commune",
        "priority": "medium",
        "funding": "unknown",
        "in_plan": "unknown",
    }

    assert client.get(begin + "?service=water").context["is_unclear"]
    shown = client.get(f"{begin}?issue={issue}").context["form"]
    assert (shown["problem"].value(), shown["priority"].value()) == ("La pompe", "medium")
    lacking = client.post(f"{begin}?issue={issue}", {**said, "office": ""})
    assert list(lacking.context["form"].errors) == ["office"]
    client.post(f"{begin}?issue={issue}", said)
    row = Commitment.objects.get()
    assert (row.issue_id, row.source, row.published_at) == (issue, "issue", None)
    more = {**said, "cost": "75000", "partner_0": str(partner), "part_0": "Les pièces"}
    client.post(f"/p/kayes/engagements/{row.pk}/completer/", more)

    row.refresh_from_db()
    assert (str(row.cost), row.partners.get().part) == ("75000", "Les pièces")
    alone = f"{begin}?place={office.place_id}&service=roads"
    client.post(alone, {**said, "source": "restitution"})
    assert Commitment.objects.count() == 1
    client.post(alone, {**said, "source": "restitution", "source_note": "Question du 3 mai"})
    assert Commitment.objects.get(source="restitution").service == "roads"


def test_a_promise_is_written_for_one_s_own_places_only(client: Client, office: Office) -> None:
    issue = an_issue(office)
    as_(client, make_actor(office.programme, Role.COORDINATOR, place=make_place("Bougouni")))
    begin = "/p/kayes/engagements/nouveau/"

    asked = [f"?issue={issue}", f"?place={office.place_id}&service=water"]

    assert [client.get(begin + one).status_code for one in asked] == [404, 404]
