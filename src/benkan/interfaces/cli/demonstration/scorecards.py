"""One scorecard, from the agreement of the service to the release of what people said."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone

from benkan.apps.activities import actions as activities
from benkan.apps.assessments import actions
from benkan.apps.assessments import queries as assessed
from benkan.apps.assessments.actions import (
    concerns,
    consent,
    inputs,
    interface,
    merging,
    preparing,
)
from benkan.apps.assessments.actions.representatives import send_representatives
from benkan.apps.assessments.actions.sheets import LineGiven
from benkan.apps.assessments.queries import community
from benkan.apps.assessments.queries.asked import AskedNode, asked_in
from benkan.apps.assessments.queries.instruments import instruments_to_choose
from benkan.apps.assessments.rules.community import Weighed
from benkan.apps.assessments.rules.interface import Category
from benkan.apps.assessments.rules.representatives import Sent
from benkan.apps.commitments import actions as commitments
from benkan.apps.commitments.actions.planning import Planned, propose_plan
from benkan.interfaces.cli.demonstration.people import Cast
from benkan.interfaces.cli.demonstration.places import place_called
from benkan.interfaces.cli.demonstration.schedule import Schedule
from benkan.kit.splits import AgeBand, Sex, Situation

Script = Mapping[str, Any]
Step = Callable[[datetime], object]
_FACES = ("1", "2", "3", "4", "5")
_KEYS = UUID("6f0d8a52-6a3c-4f7e-9b1b-0b6a3e6f5f10")


class Scorecard:
    """One scorecard of the file; the id of its round is known once it is opened."""

    def __init__(self, cast: Cast, script: Script, end: datetime) -> None:
        self.cast, self.script = cast, script
        self.day = end - timedelta(days=script["days"], hours=3)
        self.place = place_called(script["commune"])
        self.office = cast.offices[script["commune"], script["office"]]
        self.by: dict[str, Any] = {"actor": cast.coordinator}
        self.id: UUID | None = None
        self.promised: list[UUID] = []
        self.meeting = _KEYS

    @property
    def round(self) -> UUID:
        assert self.id is not None, "a round is opened before anything follows"
        return self.id

    def play(self, schedule: Schedule) -> None:
        steps: list[tuple[float, Step]] = [
            (-6, self._open),
            (-5, self._prepare),
            (0, self._gather),
            (0.2, self._raise),
            (0.4, self._merge),
            (1, self._score),
        ]
        if not self.script.get("stays_open"):
            steps += [
                (2, self._agree),
                (2.5, self._close),
                (3, self._plan_meeting),
                (7, self._meet),
                (7.2, self._promise),
                (8, self._release),
            ]
        for days, step in steps:
            schedule.at(self.day + timedelta(days=days), step)

    def _open(self, moment: datetime) -> None:
        instrument = next(
            one for one in instruments_to_choose() if one.code == self.script["instrument"]
        )
        self.id = actions.open_assessment(
            programme=self.cast.programme,
            instrument=instrument.id,
            place=self.place,
            title=self.script["title"],
            service=instrument.service,
            organisation=self.cast.cso,
            office=self.office,
            moment=moment,
            **self.by,
        )

    def _prepare(self, moment: datetime) -> None:
        preparing.note_setting(
            round_id=self.round,
            catchment=self.script["catchment"],
            languages=self.script["languages"],
            scope="",
            **self.by,
        )
        actions.note_agreement(
            round_id=self.round,
            office=self.office,
            agreed_on=timezone.localdate(moment),
            note="Accord donné lors d’une visite (fictif).",
            moment=moment,
            **self.by,
        )
        for group in self.script["group"]:
            said = {"kind": group["kind"], "name": "", "language": group["language"]}
            actions.add_group(round_id=self.round, **said, **self.by)
        inputs.begin_inputs(round_id=self.round, heads=self.script["heads"], **self.by)

    def _gather(self, moment: datetime) -> None:
        """The groups sit down and are counted; the team goes to see what is there."""
        groups, today = self.groups(), timezone.localdate(moment)
        for told in self.script["group"]:
            heads, situations = _counts(told)
            actions.count_group(
                group=groups[told["kind"]],
                met_on=today,
                headcounts=heads,
                situations=situations,
                **self.by,
            )
        for line in community.inputs_of(self.round):
            if line.core_code in self.script["inputs"]:
                seen = _seen(line, Decimal(self.script["inputs"][line.core_code]), today)
                inputs.note_input(
                    round_id=self.round, line=line.id, given=seen, moment=moment, **self.by
                )

    def _raise(self, moment: datetime) -> None:
        """Each group says what weighs most, and why."""
        groups = self.groups()
        weighed: dict[UUID, dict[UUID, Weighed]] = {}
        for told in self.script["concern"]:
            group = groups[told["group"]]
            raised = concerns.raise_concern(group=group, text=told["text"], **self.by)
            weight = Weighed(votes=told["votes"], reason=told["reason"])
            weighed.setdefault(group, {})[raised] = weight
        for group, weights in weighed.items():
            concerns.weigh_concerns(group=group, weighed=weights, **self.by)

    def _merge(self, moment: datetime) -> None:
        """Concerns go into a question of the house or make one that is asked here alone."""
        raised = {
            line.text: line.id
            for lines in community.concerns_of(self.round).values()
            for line in lines
        }
        into: dict[str, list[UUID]] = {}
        for told in self.script["concern"]:
            if name := told.get("core") or told.get("into"):
                into.setdefault(name, []).append(raised[told["text"]])
        known = {code: node.id for code, node in self.leaves().items()}
        for name, ids in into.items():
            target = known.get(name) or merging.IndicatorGiven(
                name=name, question=f"Que pensez-vous de ceci : {name.lower()} ?"
            )
            merging.merge_concerns(round_id=self.round, concerns=ids, into=target, **self.by)

    def _score(self, moment: datetime) -> None:
        """Each group scores on a telephone; where two of them were held up, both come in."""
        for number, told in enumerate((self.script["scores"], self.script.get("again", {}))):
            for kind, scores in told.items():
                self.take(kind, scores, moment, key=f"{kind}{number}")
        if provider := self.script.get("provider"):
            self.take("provider", provider, moment, key="provider")

    def take(self, kind: str, scores: Mapping[str, Any], moment: datetime, *, key: str) -> None:
        """A sheet of one group: a tally by face, or one value for all."""
        leaves = self.leaves()
        lines = [_line(leaves[_code(code, leaves)], told) for code, told in scores.items()]
        actions.take_sheet(
            group=self.groups()[kind],
            way="phone",
            client_key=uuid5(_KEYS, f"{self.round}{key}").hex,
            lines=lines,
            scored_on=timezone.localdate(moment),
            moment=moment,
            **self.by,
        )

    def _agree(self, moment: datetime) -> None:
        """Representatives of each group sit together and keep the mean where they agree with it."""
        groups = self.groups()
        for kind in dict.fromkeys(told["group"] for told in self.script["representative"]):
            people = [
                Sent(Sex(told["sex"]), told["name"], consents=True)
                for told in self.script["representative"]
                if told["group"] == kind
            ]
            send_representatives(group=groups[kind], people=people, moment=moment, **self.by)
        agreed = self.script.get("agreed", {})
        for code, leaf in self.leaves().items():
            said = agreed.get(code)
            actions.agree_score(
                round_id=self.round,
                node=leaf.id,
                way="consensus" if said else "mean",
                value=Decimal(said["value"]) if said else None,
                reason=said["reason"] if said else "",
                is_contested=False,
                moment=moment,
                **self.by,
            )

    def _close(self, moment: datetime) -> None:
        actions.close_round(round_id=self.round, moment=moment, **self.by)

    def _plan_meeting(self, moment: datetime) -> None:
        self.meeting = interface.plan_meeting(
            round_id=self.round,
            title=f"Rencontre autour des notes : {self.script['title']}"[:150],
            venue="Sous le hangar du centre",
            planned_on=timezone.localdate(moment + timedelta(days=4)),
            moment=moment,
            **self.by,
        )

    def _meet(self, moment: datetime) -> None:
        """Both sides meet, are counted by what they came as, and say what they agree on."""
        activities.hold_activity(
            activity=self.meeting,
            held_on=timezone.localdate(moment),
            headcounts={(Sex.FEMALE, AgeBand.FROM_25): 21, (Sex.MALE, AgeBand.FROM_35): 19},
            situations={(Situation.DISABILITY, Sex.FEMALE): 1},
            minutes="Chaque côté a montré ses notes, puis le plan a été écrit ensemble.",
            evidence_file=None,
            moment=moment,
            **self.by,
        )
        came = {
            (Category.USERS, Sex.FEMALE): 17,
            (Category.USERS, Sex.MALE): 9,
            (Category.PROVIDER, Sex.FEMALE): 2,
            (Category.PROVIDER, Sex.MALE): 3,
            (Category.COMMITTEE, Sex.FEMALE): 2,
            (Category.TRADITIONAL, Sex.MALE): 4,
            (Category.COUNCIL, Sex.MALE): 3,
        }
        interface.count_meeting(round_id=self.round, came=came, moment=moment, **self.by)
        interface.note_meeting(
            round_id=self.round,
            agreements="La garde de nuit et la liste des médicaments commencent ce mois-ci.",
            disagreements="Le comité demande que la commune paie la latrine ; la commune n’a pas répondu.",
            moment=moment,
            **self.by,
        )

    def _promise(self, moment: datetime) -> None:
        leaves = self.leaves()
        due = timezone.localdate(moment + timedelta(days=45))
        self.promised = propose_plan(
            assessed_in=self.round,
            actions=[
                Planned(
                    indicator=leaves[_code(told["indicator"], leaves)].id,
                    action=told["action"],
                    office=self.office,
                    due_on=due,
                    problem=told["problem"],
                )
                for told in self.script["promise"]
            ],
            programme=self.cast.programme,
            moment=moment,
            **self.by,
        )

    def _release(self, moment: datetime) -> None:
        """Every group says yes, and the result is public with what was promised."""
        for group in self.groups().values():
            consent.say_release(
                group=group,
                answer="agreed",
                said_on=timezone.localdate(moment),
                moment=moment,
                **self.by,
            )
        actions.release_round(round_id=self.round, moment=moment, **self.by)
        for promise in self.promised:
            commitments.publish(commitment=promise, moment=moment, **self.by)

    def groups(self) -> dict[str, UUID]:
        return {group.kind.value: group.id for group in community.groups_of(self.round)}

    def leaves(self) -> dict[str, AskedNode]:
        """The questions that everybody is asked, by code."""
        found = assessed.seen_round(
            self.round, programme=self.cast.programme, actor=self.cast.coordinator
        )
        nodes = asked_in(found.version_id)
        return {node.code: node for node in nodes if node.leaf and node.asked_of == "everybody"}


def _counts(
    told: Script,
) -> tuple[dict[tuple[Sex, AgeBand], int], dict[tuple[Situation, Sex], int]]:
    women, men = told.get("female", 0), told.get("male", 0)
    band = AgeBand.FROM_18 if told["kind"] == "youth" else AgeBand.FROM_35
    heads = {(Sex.FEMALE, band): women, (Sex.MALE, band): men}
    situations = {}
    if told.get("displaced"):
        situations = {
            (Situation.DISPLACED, Sex.FEMALE): women,
            (Situation.DISPLACED, Sex.MALE): men,
        }
    if told.get("disability"):
        situations[Situation.DISABILITY, Sex.FEMALE] = told["disability"]
    return heads, situations


def _seen(line: community.InputLine, actual: Decimal, today: date) -> inputs.InputGiven:
    """The line as it stands, with what was found there."""
    return inputs.InputGiven(
        name=line.name,
        unit=line.unit,
        entitled=line.entitled,
        law=line.law_code,
        article=line.article,
        norm=line.norm,
        actual=actual,
        heads=line.heads,
        evidence="Vu sur place (fictif).",
        checked_on=today,
    )


def _line(leaf: AskedNode, told: Sequence[int] | int) -> LineGiven:
    if isinstance(told, int):
        return LineGiven(node=leaf.id, value=Decimal(told), reason="Noté en équipe (fictif).")
    tally = {face: people for face, people in zip(_FACES, told, strict=True) if people}
    return LineGiven(node=leaf.id, tally=tally)


def _code(code: str, leaves: Mapping[str, AskedNode]) -> str:
    """The script calls the question that people added “new”."""
    if code != "new":
        return code
    return next(known for known, leaf in leaves.items() if leaf.is_local)
