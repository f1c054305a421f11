"""One meeting of each kind, and what can become of it: held, late, put off, cancelled, not reported."""

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any
from uuid import UUID

from benkan.apps.activities import actions, queries
from benkan.apps.activities.rules.attendance import Person
from benkan.interfaces.cli.demonstration.people import Cast
from benkan.interfaces.cli.demonstration.places import place_called
from benkan.interfaces.cli.demonstration.schedule import Schedule
from benkan.kit.splits import AgeBand, Sex, Situation

Script = Mapping[str, Any]
_AGES = [band for band in AgeBand if band is not AgeBand.UNKNOWN]


def make_meetings(schedule: Schedule, cast: Cast, *, end: datetime) -> None:
    """Put the meetings of the file on the schedule."""
    pack = files("benkan.packs.demonstration")
    read = tomllib.loads(pack.joinpath("meetings.toml").read_text(encoding="utf-8"))
    for script in read["meeting"]:
        _Meeting(cast, script, end).play(schedule)


class _Meeting:
    """One meeting of the file; its id is known once it is planned."""

    def __init__(self, cast: Cast, script: Script, end: datetime) -> None:
        self.cast, self.script = cast, script
        self.day = end - timedelta(days=script["days"], hours=2)
        self.id: UUID | None = None

    @property
    def planned(self) -> UUID:
        assert self.id is not None, "a meeting is planned before anything follows"
        return self.id

    def play(self, schedule: Schedule) -> None:
        schedule.at(self.day - timedelta(days=10), self._plan)
        if "cancelled" in self.script:
            schedule.at(self.day - timedelta(days=1), self._cancel)
        elif "postponed" in self.script:
            schedule.at(self.day - timedelta(days=1), self._postpone)
        elif "women" in self.script:
            late = self.script["days"] - self.script.get("held_days", self.script["days"])
            held = self.day + timedelta(days=late)
            schedule.at(held, self._hold)
            schedule.at(held + timedelta(hours=1), self._conclude)

    def _plan(self, moment: datetime) -> None:
        told = dict(self.script.get("told", {}))
        if "trainer" in self.script:
            told["trainer"] = str(self.cast.cso)
        self.id = actions.plan_activity(
            programme=self.cast.programme,
            kind=self.script["kind"],
            title=self.script["title"],
            place=place_called(self.script["commune"]),
            venue=self.script["venue"],
            organisation=self.cast.cso,
            planned_on=self.day.date(),
            actor=self.cast.coordinator,
            moment=moment,
            told=told,
        )

    def _cancel(self, moment: datetime) -> None:
        actions.cancel_activity(
            activity=self.planned,
            reason=self.script["cancelled"],
            actor=self.cast.coordinator,
            moment=moment,
        )

    def _postpone(self, moment: datetime) -> None:
        said = self.script["postponed"]
        actions.postpone_activity(
            activity=self.planned,
            to_day=self.day.date() + timedelta(days=said["to"]),
            reason=said["reason"],
            actor=self.cast.coordinator,
            moment=moment,
        )

    def _hold(self, moment: datetime) -> None:
        counts = ((Sex.FEMALE, self.script["women"]), (Sex.MALE, self.script["men"]))
        is_small = sum(self.script["women"]) < 10
        actions.hold_activity(
            activity=self.planned,
            held_on=moment.date(),
            headcounts={
                (sex, band): people
                for sex, numbers in counts
                for band, people in zip(_AGES, numbers, strict=True)
            },
            situations={(Situation.DISABILITY, Sex.FEMALE): 0 if is_small else 3},
            minutes=self.script["minutes"],
            evidence_file=None,
            actor=self.cast.coordinator,
            moment=moment,
            told=self.script.get("reported", {}),
        )

    def _conclude(self, moment: datetime) -> None:
        for said in self.script.get("recommendations", ()):
            self._recommend(said, moment)
        for said in self.script.get("questions", ()):
            self._ask(said, moment)
        if "names" in self.script:
            actions.add_names(
                activity=self.planned,
                people=[
                    Person(name, Sex(sex), AgeBand(age), mark=mark, consents=True)
                    for name, sex, age, mark in self.script["names"]
                ],
                actor=self.cast.coordinator,
                moment=moment,
            )
        if "summary" in self.script:
            actions.publish_summary(
                activity=self.planned,
                text=self.script["summary"],
                actor=self.cast.coordinator,
                moment=moment,
            )

    def _recommend(self, said: Script, moment: datetime) -> None:
        noted = actions.note_recommendation(
            activity=self.planned,
            action=said["action"],
            problem="",
            service=said["service"],
            actor=self.cast.coordinator,
            moment=moment,
        )
        if "ending" in said:
            actions.end_recommendation(
                recommendation=noted,
                ending=said["ending"],
                note=said["note"],
                actor=self.cast.coordinator,
                moment=moment,
            )

    def _ask(self, said: Script, moment: datetime) -> None:
        asked = actions.ask(
            activity=self.planned,
            asker=said["asker"],
            question=said["question"],
            answer=said["answer"],
            to_do=said.get("to_do", ""),
            service=said.get("service", "other"),
            actor=self.cast.coordinator,
            moment=moment,
        )
        if "office" not in said:
            return
        [it] = [one for one in queries.questions_at(self.planned) if one.id == asked]
        assert it.recommendation is not None, "what is to be done is a recommendation"
        actions.promise_recommendation(
            recommendation=it.recommendation,
            office=self.cast.offices[self.script["commune"], said["office"]],
            due_on=moment.date() + timedelta(days=said["due"]),
            actor=self.cast.coordinator,
            moment=moment,
        )
