"""What became of the promises of a scorecard, and its next cycle."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from random import Random

from django.utils import timezone

from benkan.apps.assessments import actions
from benkan.apps.assessments.actions import (
    inputs,
)
from benkan.apps.commitments import actions as commitments
from benkan.apps.commitments.rules import ProofKind, Shown
from benkan.interfaces.cli.demonstration.pictures import drawn_proof
from benkan.interfaces.cli.demonstration.schedule import Schedule
from benkan.interfaces.cli.demonstration.scorecards import Scorecard, Script, Step


class Promises:
    """The promises of one cycle, on their way to be kept or broken."""

    def __init__(self, of: Scorecard) -> None:
        self.of = of

    def play(self, schedule: Schedule) -> None:
        """What became of each promise, some days apart."""
        for number, told in enumerate(self.of.script["promise"]):
            after = self.of.day + timedelta(days=9 + number)
            if told["outcome"] == "kept":
                schedule.at(after, partial(self._accept, number))
                schedule.at(after + timedelta(days=20), partial(self._report, number))
                schedule.at(after + timedelta(days=24), partial(self._check, number))
                schedule.at(after + timedelta(days=25), partial(self._keep, number))
            else:
                schedule.at(after, partial(self._accept, number))
                schedule.at(self.of.day + timedelta(days=62), partial(self._break, number))

    def _accept(self, number: int, moment: datetime) -> None:
        commitments.accept(
            commitment=self.of.promised[number], actor=self.of.cast.staff, moment=moment
        )

    def _report(self, number: int, moment: datetime) -> None:
        commitments.report_done(
            commitment=self.of.promised[number],
            note=self.of.script["promise"][number]["report"],
            proofs=[Shown(ProofKind.PHOTO, content=drawn_proof(Random(number)))],  # noqa: S311
            actor=self.of.cast.staff,
            moment=moment,
        )

    def _check(self, number: int, moment: datetime) -> None:
        commitments.record_check(
            commitment=self.of.promised[number],
            groups={"women": 7},
            people=9,
            confirms=True,
            finding=self.of.script["promise"][number]["finding"],
            moment=moment,
            **self.of.by,
        )

    def _keep(self, number: int, moment: datetime) -> None:
        commitments.keep(
            commitment=self.of.promised[number], actor=self.of.cast.staff, moment=moment
        )

    def _break(self, number: int, moment: datetime) -> None:
        commitments.break_off(
            commitment=self.of.promised[number],
            reason="La latrine n’est pas réparée : l’argent n’a pas été trouvé.",
            actor=self.of.cast.staff,
            moment=moment,
        )


class NextCycle(Scorecard):
    """The next cycle of a scorecard: what it asks and who sits there comes from the one before."""

    def __init__(self, before: Scorecard, script: Script) -> None:
        whole = {**before.script, **script}
        end = before.day + timedelta(days=before.script["days"], hours=3)
        super().__init__(before.cast, whole, end)
        self.before = before

    def play(self, schedule: Schedule) -> None:
        steps: Sequence[tuple[float, Step]] = (
            (-4, self._open),
            (-3, self._prepare_again),
            (0, self._gather),
            (1, self._score),
            (2, self._agree),
            (2.5, self._close),
            (3, self._plan_meeting),
            (7, self._meet),
            (8, self._release),
        )
        for days, step in steps:
            schedule.at(self.day + timedelta(days=days), step)

    def _open(self, moment: datetime) -> None:
        self.id = actions.open_next_round(
            after=self.before.round, purpose=None, moment=moment, **self.by
        )

    def _prepare_again(self, moment: datetime) -> None:
        actions.note_agreement(
            round_id=self.round,
            office=self.office,
            agreed_on=timezone.localdate(moment),
            note="Accord renouvelé (fictif).",
            moment=moment,
            **self.by,
        )
        inputs.begin_inputs(round_id=self.round, heads=self.script["heads"], **self.by)
