"""Which cases are at an office, for lists."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from benkan.apps.voices.models import HandOver
from benkan.apps.voices.rules import handing as rules
from benkan.kit.prepared import Prepared


def handed_over(cases: Collection[UUID]) -> dict[UUID, rules.State]:
    """Of those cases that wait for an office or have an answer of one, where that is; in one query."""
    return {case: rules.State(state) for case, state in _MOVED(cases=cases)}


def _ask_moved(*, cases: Collection[UUID]) -> QuerySet[Any, Any]:
    waiting = rules.OPEN | rules.BACK_AT_THE_DESK
    rows = HandOver.objects.filter(case__in=cases, state__in=waiting).order_by("moved_at")
    return rows.values_list("case_id", "state")


_MOVED = Prepared(_ask_moved, cases=(UUID,))
