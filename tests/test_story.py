"""One complaint, hop by hop: docs/story.md as a test. Read this first."""

from datetime import timedelta

import pytest

from benkan.apps.activities import actions as activities
from benkan.apps.commitments import actions as commitments
from benkan.apps.commitments import queries as promised
from benkan.apps.commitments.rules import ProofKind, Shown
from benkan.apps.journal import queries as journal
from benkan.apps.results import queries as results
from benkan.apps.voices import actions as voices
from benkan.apps.voices import queries as heard
from benkan.kit.splits import AgeBand, Sex
from tests.town import a_photograph, a_town, hop

pytestmark = pytest.mark.django_db(transaction=True)

AWA = "+22376123456"
DONE = "Ce qui était promis est fait, et des habitants sont allés le vérifier. Merci d'avoir parlé."
NEIGHBOURS = ["+22376123457", "+22376123458", "+22376123459", "+22376123460"]


def test_a_voice_becomes_a_promise_kept() -> None:
    with a_town() as town:
        hop(1, "Awa writes; the gateway repeats itself, and nothing changes")
        town.sms(AWA, "la pompe de Sanankoroba est en panne", id="op-1")
        town.sms(AWA, "la pompe de Sanankoroba est en panne", id="op-1")
        town.later(minutes=1)
        assert len(town.phone(AWA)) == 2

        hop(2, "she is told her reference and asked one question, to which she says yes")
        noted, question = town.phone(AWA)
        assert "SAN-0001" in noted
        assert "Sanankoroba (Kati)" in question
        town.sms(AWA, "OUI")
        for neighbour in NEIGHBOURS:
            town.sms(neighbour, "pas d'eau, la pompe de Sanankoroba est gatee")
        town.later(hours=2)

        hop(3, "the animator joins the five cases into an issue, before the next meeting")
        desk = heard.to_triage(town.animator, town.programme.pk)
        assert [line.service for line in desk.lines] == ["water"] * 5
        meeting = activities.plan_activity(
            programme=town.programme.pk,
            kind="interface_meeting",
            title="Rencontre sur l’eau",
            place=town.place.pk,
            venue="Mairie",
            organisation=None,
            planned_on=town.today + timedelta(days=7),
            actor=town.coordinator,
            moment=town.now,
        )
        issue = voices.open_issue(
            programme=town.programme.pk,
            title="La pompe est en panne",
            description="Il manque une pièce.",
            place=town.place.pk,
            service="water",
            cases=[line.id for line in desk.lines],
            actor=town.animator,
            moment=town.now,
        )
        item = voices.put_on_agenda(
            issue=issue, activity=meeting, actor=town.animator, moment=town.now
        )

        hop(4, "the meeting agrees: the mayor's office will repair it within a month")
        town.later(days=7)
        agreed = voices.agree_on(
            item=item,
            action="Réparer la pompe",
            office=town.office.pk,
            due_on=town.today + timedelta(days=30),
            actor=town.coordinator,
            moment=town.now,
        )
        activities.hold_activity(
            activity=meeting,
            held_on=town.today,
            headcounts={(Sex.FEMALE, AgeBand.FROM_25): 14, (Sex.MALE, AgeBand.UNKNOWN): 9},
            situations={},
            minutes="La pompe sera réparée.",
            evidence_file=None,
            actor=town.animator,
            moment=town.now,
        )
        town.later(minutes=1)
        promise = promised.promised_for([agreed], today=town.today)[agreed]
        assert promise.state == "proposed"

        hop(
            5,
            "the coordinator publishes it; the mayor accepts, and reports it done with a photograph",
        )
        commitments.publish(commitment=promise.id, actor=town.coordinator, moment=town.now)
        commitments.accept(commitment=promise.id, actor=town.mayor, moment=town.later(days=1))
        commitments.report_done(
            commitment=promise.id,
            note="La pompe coule.",
            proofs=[Shown(ProofKind.PHOTO, content=a_photograph())],
            actor=town.mayor,
            moment=town.later(days=12),
        )

        hop(6, "the women's group goes to look, and confirms; the promise is kept")
        commitments.record_check(
            commitment=promise.id,
            groups={"women": 11},
            people=11,
            confirms=True,
            finding="Nous avons pompé : l’eau est claire.",
            actor=town.coordinator,
            moment=town.later(days=2),
        )
        commitments.keep(commitment=promise.id, actor=town.monitoring, moment=town.later(days=1))
        town.later(minutes=1)

        hop(7, "the figure moves, and the commune's page shows it")
        public = results.share_kept(programme=town.programme.pk, place=None, on=town.today)
        assert public.is_hidden, "one promise is too few to be a public figure"
        behind = results.records_of(programme=town.programme.pk, on=town.today, places=None)
        assert [source.line.id for source in behind.lines if source.is_kept] == [promise.id]
        assert "Réparer la pompe" in town.page(f"communes/{town.place_code}/")

        hop(8, "Awa and her neighbours hear back, and the journal holds")
        for number in [AWA, *NEIGHBOURS]:
            assert town.phone(number)[-1].partition(": ")[2] == DONE
        assert journal.verify().faults == ()
