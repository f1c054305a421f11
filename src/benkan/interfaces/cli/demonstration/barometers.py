"""A governance barometer before and after, and an organisation that looks at itself."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from django.utils import timezone

from benkan.apps.assessments import actions
from benkan.apps.assessments import queries as assessed
from benkan.apps.assessments.actions import (
    barometers,
    capacity,
    consent,
    local_indicators,
)
from benkan.apps.assessments.actions.sheets import LineGiven
from benkan.apps.assessments.queries import community
from benkan.apps.assessments.queries.asked import AskedNode, asked_in
from benkan.apps.assessments.queries.instruments import instruments_to_choose
from benkan.apps.assessments.rules.kinds import Purpose
from benkan.apps.assessments.rules.local_indicators import LocalIndicator
from benkan.apps.assessments.rules.scales import LEVELS, Scale
from benkan.apps.commitments import actions as commitments
from benkan.apps.commitments.actions.planning import Planned, propose_plan
from benkan.apps.commitments.rules import ProofKind, Shown
from benkan.apps.registry import queries as registry
from benkan.interfaces.cli.demonstration.people import Cast
from benkan.interfaces.cli.demonstration.places import place_called
from benkan.interfaces.cli.demonstration.schedule import Schedule
from benkan.kit.splits import AgeBand, Sex

Script = Mapping[str, Any]


def _instrument(code: str) -> UUID:
    return next(one.id for one in instruments_to_choose() if one.code == code)


class Barometer:
    """The measure of one commune: a baseline, and an endline with the same questions."""

    def __init__(self, cast: Cast, script: Script, end: datetime) -> None:
        self.cast, self.script, self.lots = cast, script, Random(22)  # noqa: S311  a script to repeat
        self.days = [end - timedelta(days=days, hours=4) for days in script["days"]]
        self.by: dict[str, Any] = {"actor": cast.coordinator}
        self.rounds: list[UUID] = []
        self._promised: UUID | None = None

    def play(self, schedule: Schedule) -> None:
        first, last = self.days
        schedule.at(first - timedelta(days=5), self._open)
        schedule.at(last - timedelta(days=5), self._open_again)
        for day in self.days:
            schedule.at(day, self._score)
            schedule.at(day + timedelta(days=1), self._close)
        for after, step in ((5, self._promise), (7, self._accept), (40, self._report)):
            schedule.at(first + timedelta(days=after), step)
        schedule.at(first + timedelta(days=46), self._check)

    def _open(self, moment: datetime) -> None:
        office = self.cast.offices[self.script["commune"], self.script["office"]]
        self.rounds.append(
            actions.open_assessment(
                programme=self.cast.programme,
                instrument=_instrument("barometer"),
                place=place_called(self.script["commune"]),
                title=self.script["title"],
                service="",
                organisation=self.cast.cso,
                office=office,
                purpose=Purpose.BASELINE,
                moment=moment,
                **self.by,
            )
        )
        for group in self.script["group"]:
            actions.add_group(round_id=self.rounds[-1], kind=group["kind"], name="", **self.by)
        self._prepare(moment)
        self._add_local(moment)

    def _open_again(self, moment: datetime) -> None:
        self.rounds.append(
            actions.open_next_round(
                after=self.rounds[0], purpose=Purpose.ENDLINE, moment=moment, **self.by
            )
        )
        self._prepare(moment)

    def _prepare(self, moment: datetime) -> None:
        barometers.describe_context(
            round_id=self.rounds[-1],
            context=self.script["context"],
            scope=self.script["scope"],
            moment=moment,
            **self.by,
        )
        barometers.prepare_barometer(
            round_id=self.rounds[-1],
            office=self.cast.offices[self.script["commune"], self.script["office"]],
            agreed_on=timezone.localdate(moment),
            note="Délibération du conseil (fictive).",
            technical_group=self.script["technical_group"],
            languages=["fr", "bm"],
            moment=moment,
            **self.by,
        )

    def _add_local(self, moment: datetime) -> None:
        """One question of the commune's own, below a sub-criterion of the house."""
        told, round_id = self.script["local"], self.rounds[-1]
        local_indicators.begin_own_version(
            round_id=round_id, reason=told["reason"], moment=moment, **self.by
        )
        branch = next(node for node in self._nodes() if node.code == told["branch"])
        local_indicators.add_local_indicator(
            round_id=round_id,
            branch=branch.id,
            told=LocalIndicator(
                label={"fr": told["name"]}, question={"fr": told["question"]}, scale=Scale.YES_NO
            ),
            moment=moment,
            **self.by,
        )

    def _score(self, moment: datetime) -> None:
        """Each group sits, is counted, and agrees on a value for each question."""
        leaves = [node for node in self._nodes() if node.leaf]
        groups = {group.kind.value: group.id for group in community.groups_of(self.rounds[-1])}
        for told in self.script["group"]:
            women = told["people"] // 2
            actions.count_group(
                group=groups[told["kind"]],
                met_on=timezone.localdate(moment),
                headcounts={
                    (Sex.FEMALE, AgeBand.FROM_35): women,
                    (Sex.MALE, AgeBand.FROM_45): told["people"] - women,
                },
                situations={},
                **self.by,
            )
            actions.take_sheet(
                group=groups[told["kind"]],
                way="desk",
                client_key=f"{self.rounds[-1].hex[:20]}{told['kind']}"[:40],
                lines=[self._line(leaf, told["sees"]) for leaf in leaves],
                scored_on=timezone.localdate(moment),
                moment=moment,
                **self.by,
            )

    def _line(self, leaf: AskedNode, sees: float) -> LineGiven:
        criterion = leaf.code[0]
        share = self.script["criteria"].get(criterion, 0.4) + sees + self.lots.uniform(-0.2, 0.2)
        if len(self.rounds) > 1:
            share += self.script["moved"].get(criterion, 0)
        return LineGiven(
            node=leaf.id,
            value=_value(leaf, min(max(share, 0), 1)),
            reason="Discuté dans le groupe (fictif).",
            evidence="Document vu à la mairie (fictif)" if leaf.needs_evidence else "",
            evidence_on=self.days[0].date() if leaf.needs_evidence else None,
        )

    def _close(self, moment: datetime) -> None:
        """Closed, agreed by each group, and shown."""
        actions.close_round(round_id=self.rounds[-1], moment=moment, **self.by)
        for group in community.groups_of(self.rounds[-1]):
            consent.say_release(
                group=group.id,
                answer="agreed",
                said_on=timezone.localdate(moment),
                moment=moment,
                **self.by,
            )
        actions.release_round(round_id=self.rounds[-1], moment=moment, **self.by)

    @property
    def promised(self) -> UUID:
        assert self._promised is not None, "the council promises before anything follows"
        return self._promised

    def _promise(self, moment: datetime) -> None:
        """The council promises something about one of the weakest questions."""
        told = self.script["promise"][0]
        leaf = next(node for node in self._nodes() if node.code == told["indicator"])
        [self._promised] = propose_plan(
            assessed_in=self.rounds[-1],
            actions=[
                Planned(
                    indicator=leaf.id,
                    action=told["action"],
                    office=self.cast.offices[self.script["commune"], self.script["office"]],
                    due_on=timezone.localdate(moment + timedelta(days=50)),
                    problem=told["problem"],
                )
            ],
            programme=self.cast.programme,
            moment=moment,
            **self.by,
        )
        commitments.publish(commitment=self.promised, moment=moment, **self.by)

    def _accept(self, moment: datetime) -> None:
        commitments.accept(commitment=self.promised, actor=self.cast.staff, moment=moment)

    def _report(self, moment: datetime) -> None:
        proof = Shown(ProofKind.COUNT, quantity=Decimal(2), planned=Decimal(2), unit="émissions")
        commitments.report_done(
            commitment=self.promised,
            note=self.script["promise"][0]["report"],
            proofs=[proof],
            actor=self.cast.staff,
            moment=moment,
        )

    def _check(self, moment: datetime) -> None:
        commitments.record_check(
            commitment=self.promised,
            groups={"women": 5, "young": 6},
            people=11,
            confirms=True,
            finding=self.script["promise"][0]["finding"],
            moment=moment,
            **self.by,
        )
        commitments.keep(commitment=self.promised, actor=self.cast.staff, moment=moment)

    def _nodes(self) -> list[AskedNode]:
        found = assessed.seen_round(
            self.rounds[-1], programme=self.cast.programme, actor=self.cast.coordinator
        )
        return asked_in(found.version_id)


class Organisation:
    """The demonstration's own partner scores itself; the programme looks at the proofs."""

    def __init__(self, cast: Cast, script: Script, end: datetime) -> None:
        self.cast, self.script = cast, script
        self.day = end - timedelta(days=script["days"], hours=5)
        self.id: UUID | None = None

    def play(self, schedule: Schedule) -> None:
        schedule.at(self.day, self._score)
        schedule.at(self.day + timedelta(days=3), self._check)
        schedule.at(self.day + timedelta(days=4), self._improve)

    @property
    def round(self) -> UUID:
        assert self.id is not None, "a round is opened before anything follows"
        return self.id

    def _score(self, moment: datetime) -> None:
        own = self.cast.coordinator
        named = dict(registry.organisations_called(self.cast.programme, only=[self.cast.cso]))
        self.id = actions.open_assessment(
            programme=self.cast.programme,
            instrument=_instrument(self.script["instrument"]),
            place=place_called(self.script["place"]),
            title=named[self.cast.cso],
            service="",
            organisation=self.cast.cso,
            subject=self.cast.cso,
            actor=own,
            moment=moment,
        )
        lines = self._lines("own", self.script["reason"])
        capacity.score_oneself(round_id=self.round, lines=lines, actor=own, moment=moment)

    def _check(self, moment: datetime) -> None:
        lines = self._lines("found", self.script["seen"])
        capacity.verify(round_id=self.round, lines=lines, actor=self.cast.staff, moment=moment)
        actions.close_round(round_id=self.round, actor=self.cast.staff, moment=moment)

    def _improve(self, moment: datetime) -> None:
        leaves = self._leaves()
        for told in self.script["improvement"]:
            capacity.plan_improvement(
                round_id=self.round,
                node=leaves[told["question"] - 1].id,
                text=told["text"],
                support=told["support"],
                due_on=timezone.localdate(moment + timedelta(days=told["days"])),
                actor=self.cast.coordinator,
                moment=moment,
            )

    def _lines(self, side: str, reason: str) -> list[LineGiven]:
        return [
            LineGiven(
                node=leaf.id,
                value=Decimal(level),
                reason=reason,
                evidence=self.script["proof"] if side == "own" else "",
            )
            for leaf, level in zip(self._leaves(), self.script[side], strict=True)
        ]

    def _leaves(self) -> list[AskedNode]:
        found = assessed.seen_round(
            self.round, programme=self.cast.programme, actor=self.cast.coordinator
        )
        return [node for node in asked_in(found.version_id) if node.leaf]


def _value(leaf: AskedNode, share: float) -> Decimal:
    """The answer nearest to a share of the way from worst to best."""
    assert leaf.leaf is not None, "only leaves are answered"
    if levels := LEVELS.get(leaf.leaf.scale):
        return Decimal(levels[round(share * (len(levels) - 1))])
    worst, best = leaf.leaf.worst, leaf.leaf.best
    return Decimal(round(worst + (best - worst) * Decimal(share)))
