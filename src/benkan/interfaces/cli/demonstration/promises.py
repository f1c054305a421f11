"""What became of each agreed action: the steps that lead to the outcome its script asks for."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from benkan.apps.commitments import actions as commitments
from benkan.apps.commitments import queries as promised
from benkan.apps.commitments.rules import Funding, InPlan, Partner, ProofKind, Shown
from benkan.interfaces.cli.demonstration.contents import IssueScript
from benkan.interfaces.cli.demonstration.people import Cast
from benkan.interfaces.cli.demonstration.pictures import drawn_proof
from benkan.interfaces.cli.demonstration.schedule import Schedule

PATHS: dict[str, tuple[str, ...]] = {
    "proposed": (),
    "declined": ("decline",),
    "accepted": ("accept",),
    "in_progress": ("accept", "begin"),
    "postponed": ("accept", "begin", "postpone"),
    "reported_done": ("accept", "begin", "report"),
    "confirmed": ("accept", "begin", "report", "confirm"),
    "contested": ("accept", "begin", "report", "contest"),
    "kept": ("accept", "begin", "report", "confirm", "keep"),
    "broken": ("accept", "break"),
}
"""The steps to each outcome."""

GROUPS = (
    {"women": 8, "young": 6},
    {"women": 12, "disability": 2},
    {"older": 5, "users": 9},
    {"women": 7},
)
MORE = (0, 5, 9)
"""People who went along beside the largest group."""


@dataclass
class Promise:
    """One commitment on its way; `recommendation` is known once the meeting has agreed."""

    script: IssueScript
    due_on: date
    recommendation: UUID | None = None


def follow_up(
    schedule: Schedule, cast: Cast, promise: Promise, *, after: datetime, lots: Random
) -> None:
    """Put the steps of a promise on the schedule, some days apart."""
    moment = after
    if promise.script.cause:
        schedule.at(after + timedelta(hours=12), _step(cast, promise, "complete", lots))
    if promise.script.outcome != "proposed":
        schedule.at(after + timedelta(days=1), _step(cast, promise, "publish", lots))
    for name in PATHS[promise.script.outcome]:
        moment += timedelta(days=lots.randint(2, 5), minutes=lots.randint(1, 90))
        if name == "break":
            late = datetime.combine(promise.due_on, moment.timetz()) + timedelta(days=10)
            moment = max(moment, late)
        schedule.at(moment, _step(cast, promise, name, lots))
        if name == "report":
            schedule.at(moment + timedelta(hours=20), _step(cast, promise, "show", lots))


def _step(cast: Cast, promise: Promise, name: str, lots: Random) -> Callable[[datetime], None]:
    def step(moment: datetime) -> None:
        agreed = promise.recommendation
        assert agreed is not None, "the meeting agreed before anything follows"
        line = promised.promised_for([agreed], today=moment.date())[agreed]
        STEPS[name](cast, promise, line.id, lots, moment)

    return step


def _publish(cast: Cast, promise: Promise, it: UUID, lots: Random, moment: datetime) -> None:
    commitments.publish(commitment=it, actor=cast.coordinator, moment=moment)


def _show(cast: Cast, promise: Promise, it: UUID, lots: Random, moment: datetime) -> None:
    """The pictures are drawn: nobody can be recognised in them."""
    page = promised.commitment_page(
        it, programme=cast.programme, actor=cast.coordinator, today=moment.date()
    )
    commitments.publish(
        commitment=it,
        proofs=[proof.id for proof in page.files],
        actor=cast.coordinator,
        moment=moment,
    )


def _complete(cast: Cast, promise: Promise, it: UUID, lots: Random, moment: datetime) -> None:
    script = promise.script
    page = promised.commitment_page(
        it, programme=cast.programme, actor=cast.coordinator, today=moment.date()
    )
    details = replace(
        page.details,
        cause=script.cause,
        expected_result=script.expected,
        cost=script.cost,
        funding=Funding(script.funding),
        in_plan=InPlan(script.in_plan),
        partners=(Partner(cast.cso, script.helps),) if script.helps else (),
    )
    commitments.complete(
        commitment=it,
        terms=replace(page.terms, details=details),
        actor=cast.coordinator,
        moment=moment,
    )


def _accept(cast: Cast, promise: Promise, it: UUID, lots: Random, moment: datetime) -> None:
    commitments.accept(commitment=it, actor=cast.staff, moment=moment)


def _decline(cast: Cast, promise: Promise, it: UUID, lots: Random, moment: datetime) -> None:
    reason = promise.script.reason
    commitments.decline(commitment=it, reason=reason, actor=cast.staff, moment=moment)


def _begin(cast: Cast, promise: Promise, it: UUID, lots: Random, moment: datetime) -> None:
    commitments.begin(commitment=it, actor=cast.staff, moment=moment)


def _postpone(cast: Cast, promise: Promise, it: UUID, lots: Random, moment: datetime) -> None:
    commitments.postpone(
        commitment=it,
        reason=promise.script.reason,
        due_on=promise.due_on + timedelta(days=60),
        actor=cast.staff,
        moment=moment,
    )


def _report(cast: Cast, promise: Promise, it: UUID, lots: Random, moment: datetime) -> None:
    commitments.report_done(
        commitment=it,
        note=promise.script.report,
        proofs=[Shown(ProofKind.PHOTO, content=drawn_proof(lots)), *_counted(promise.script)],
        actor=cast.staff,
        moment=moment,
    )


def _counted(script: IssueScript) -> list[Shown]:
    if script.done is None:
        return []
    planned = None if script.planned is None else Decimal(script.planned)
    return [
        Shown(ProofKind.COUNT, quantity=Decimal(script.done), planned=planned, unit=script.unit)
    ]


def _check(confirms: bool) -> "StepAction":
    def check(cast: Cast, promise: Promise, it: UUID, lots: Random, moment: datetime) -> None:
        groups = lots.choice(GROUPS)
        commitments.record_check(
            commitment=it,
            groups=groups,
            people=max(groups.values()) + lots.choice(MORE),
            confirms=confirms,
            finding=promise.script.finding,
            actor=cast.coordinator,
            moment=moment,
        )

    return check


def _keep(cast: Cast, promise: Promise, it: UUID, lots: Random, moment: datetime) -> None:
    commitments.keep(commitment=it, actor=cast.monitoring, moment=moment)


def _break(cast: Cast, promise: Promise, it: UUID, lots: Random, moment: datetime) -> None:
    reason = promise.script.reason
    commitments.break_off(commitment=it, reason=reason, actor=cast.monitoring, moment=moment)


StepAction = Callable[[Cast, Promise, UUID, Random, datetime], None]
STEPS: dict[str, StepAction] = {
    "complete": _complete,
    "publish": _publish,
    "show": _show,
    "accept": _accept,
    "decline": _decline,
    "begin": _begin,
    "postpone": _postpone,
    "report": _report,
    "confirm": _check(confirms=True),
    "contest": _check(confirms=False),
    "keep": _keep,
    "break": _break,
}
