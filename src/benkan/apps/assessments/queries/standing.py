"""How far rounds have come, in plain counts: for one page, or for a list of rounds in as many queries."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from benkan.apps.assessments.models import (
    Concern,
    Group,
    Improvement,
    InputCheck,
    Node,
    Phase,
    Round,
    Score,
    Sheet,
)
from benkan.apps.assessments.rules.kinds import GroupKind, Kind
from benkan.apps.assessments.rules.phases import Dates, Standing
from benkan.kit.prepared import Prepared

Days = Mapping[str, Dates]
Ids = Collection[UUID]
_ITS = "its_"
"""Before the name of a count, where the rows themselves go by that name."""


def standings_of(
    rounds: Collection[Round], days: Mapping[UUID, Days], *, for_a_list: bool = False
) -> dict[UUID, Standing]:
    """The standing of each round, in four queries however many there are. What other chapters know is
    left out. `for_a_list`: of a scorecard whose scoring is over no score is read, since the phases that
    ask for them are behind it."""
    ids = [found.pk for found in rounds]
    if not ids:
        return {}
    scored = [found for found in rounds if not (for_a_list and _is_over(found))]
    counted = [
        _groups(ids),
        _scores([found.pk for found in scored]),
        _leaves(scored),
        _around(ids),
    ]
    return {
        found.pk: Standing(
            **_own(found),
            has_dates=any(one.planned_on for one in days.get(found.pk, {}).values()),
            **_waiting({name: it for one in counted for name, it in one.get(found.pk, {}).items()}),
        )
        for found in rounds
    }


def _is_over(found: Round) -> bool:
    return found.kind == Kind.SCORECARD and found.closed_at is not None


def _waiting(told: dict[str, Any]) -> dict[str, Any]:
    """What waits for somebody's choice: answers, and counts of the people who sat there."""
    counts = told.pop("counts_differ", 0)
    return {**told, "conflicts": told.get("conflicts", 0) + counts}


def days_of(ids: Collection[UUID]) -> dict[UUID, dict[str, Dates]]:
    """The days of the phases of rounds, by the phase's code, in one query."""
    found: dict[UUID, dict[str, Dates]] = {}
    for of, phase, planned_on, done_on in _DAYS(rounds=ids):
        found.setdefault(of, {})[phase] = Dates(planned_on, done_on)
    return found


def _ask_days(*, rounds: Ids) -> QuerySet[Any, Any]:
    rows = Phase.objects.filter(round__in=rounds)
    return rows.values_list("round", "phase", "planned_on", "done_on")


_DAYS = Prepared(_ask_days, rounds=(UUID,))


def _own(found: Round) -> dict[str, bool]:
    return {
        "has_agreed": found.agreed_on is not None,
        "has_catchment": bool(found.catchment),
        "has_context": bool(found.context),
        "has_technical_group": bool(found.technical_group),
        "has_meeting": found.interface_meeting_id is not None,
        "is_meeting_told": bool(found.agreements or found.disagreements),
        "is_closed": found.closed_at is not None,
        "is_released": found.released_at is not None,
    }


def _by_round(rows: Iterable[Mapping[str, Any]], key: str = "round") -> dict[UUID, dict[str, Any]]:
    return {row[key]: {name: row[name] for name in row if name != key} for row in rows}


def _groups(ids: Ids) -> dict[UUID, dict[str, Any]]:
    return _by_round(_GROUPS.by_name(rounds=ids))


def _ask_groups(*, rounds: Ids) -> QuerySet[Any, Any]:
    raised = Concern.objects.filter(group=OuterRef("pk"))
    unranked = raised.filter(rank=None, votes=None)
    others = Sheet.objects.filter(group=OuterRef("pk"), edition=OuterRef("round__edition"))
    differs = Exists(others.filter(waiting_counts__isnull=False))
    return (
        Group.objects.filter(round__in=rounds, is_provider=False)
        .annotate(raised=Exists(raised), unranked=Exists(unranked), differs=differs)
        .order_by()
        .values("round")
        .annotate(
            groups=Count("id"),
            groups_counted=Count("id", filter=Q(people__isnull=False)),
            groups_raised=Count("id", filter=Q(raised=True)),
            counts_differ=Count("id", filter=Q(differs=True)),
            groups_ranked=Count("id", filter=Q(raised=True, unranked=False)),
            groups_asked=Count("id", filter=~Q(release="waiting")),
        )
    )


_GROUPS = Prepared(_ask_groups, rounds=(UUID,))


def _scores(ids: Ids) -> dict[UUID, dict[str, Any]]:
    """Of the edition that is worked on: which groups have scored, what is agreed, what differs."""
    found = _by_round(_SCORES.by_name(rounds=ids))
    for told in found.values():
        told["has_own_score"] = told["own_scored"] > 0
    return found


def _ask_scores(*, rounds: Ids) -> QuerySet[Any, Any]:
    own = Q(group__is_provider=True)
    of_groups = Q(group__isnull=False, group__is_provider=False)
    return (
        Score.objects.filter(round__in=rounds, edition=F("round__edition"))
        .order_by()
        .values("round")
        .annotate(
            groups_scored=Count("group", filter=of_groups, distinct=True),
            answers=Count("id", filter=of_groups & Q(state=Score.State.HOLDS)),
            joint=Count("id", filter=Q(group=None)),
            conflicts=Count("id", filter=Q(state=Score.State.CONFLICT)),
            own_scored=Count("id", filter=own),
            checked=Count("id", filter=Q(group__kind=GroupKind.VERIFIERS)),
        )
    )


_SCORES = Prepared(_ask_scores, rounds=(UUID,))


def _leaves(rounds: Collection[Round]) -> dict[UUID, dict[str, Any]]:
    """The questions that everybody is asked, by the version that the round stands on."""
    versions = {found.version_id for found in rounds}
    by_version = _by_round(_LEAVES.by_name(versions=versions), "version")
    for told in by_version.values():
        told["asks_for_proofs"] = told["asks_for_proofs"] > 0
    return {found.pk: by_version.get(found.version_id, {}) for found in rounds}


def _ask_leaves(*, versions: Ids) -> QuerySet[Any, Any]:
    return (
        Node.objects.filter(version__in=versions, asked_of="everybody")
        .exclude(scale="")
        .order_by()
        .values("version")
        .annotate(
            leaves=Count("id"),
            local_leaves=Count("id", filter=Q(is_local=True)),
            asks_for_proofs=Count("id", filter=Q(needs_evidence=True)),
        )
    )


_LEAVES = Prepared(_ask_leaves, versions=(UUID,))


def _around(ids: Ids) -> dict[UUID, dict[str, Any]]:
    """What hangs on a round: the concerns, the inputs, the plan of an organisation, the next round."""
    told = _by_round(_AROUND.by_name(rounds=ids), "pk")
    return {of: {name.removeprefix(_ITS): it[name] for name in it} for of, it in told.items()}


def _ask_around(*, rounds: Ids) -> QuerySet[Any, Any]:
    later = Round.objects.filter(assessment=OuterRef("assessment"), number__gt=OuterRef("number"))
    planned = Improvement.objects.filter(round=OuterRef("pk"))
    raised = Concern.objects.filter(round=OuterRef("pk"))
    due = InputCheck.objects.filter(round=OuterRef("pk"))
    counted = {
        "has_next": Exists(later),
        "has_improvements": Exists(planned),
        "concerns": _how_many(raised),
        "concerns_placed": _how_many(raised.filter(Q(node__isnull=False) | ~Q(left_because=""))),
        "inputs": _how_many(due),
        "inputs_seen": _how_many(due.filter(actual__isnull=False)),
    }
    named = {f"{_ITS}{name}": of for name, of in counted.items()}
    return Round.objects.filter(pk__in=rounds).values("pk", **named)


def _how_many(rows: QuerySet[Any]) -> Coalesce:
    """How many rows there are of each round, beside it."""
    counted = rows.order_by().values("round").annotate(many=Count("id")).values("many")
    return Coalesce(Subquery(counted), 0)


_AROUND = Prepared(_ask_around, rounds=(UUID,))
