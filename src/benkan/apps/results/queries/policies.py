"""Policy measures by the stage that they reached: each counts once a stage."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from benkan.apps.commitments.queries.policies import StageCount, stages_reached
from benkan.apps.commitments.rules.policies import GenderFocus, Kind
from benkan.apps.commitments.rules.stages import Stage
from benkan.apps.results.rules.indicators import Cut
from benkan.apps.results.rules.tables import Counts, counts_of
from benkan.kit.services import Service


def stages_table(
    *,
    programme: UUID,
    since: date | None,
    until: date,
    places: Collection[UUID] | None,
    cut: Cut,
) -> Counts:
    """How many measures reached each stage, by kind, sector or gender focus, in two queries."""
    found = stages_reached(programme, since=since, until=until, places=places)
    rows = {
        Cut.KIND: [kind.value for kind in Kind],
        Cut.SERVICE: [service.value for service in Service],
        Cut.GENDER_FOCUS: [focus.value for focus in GenderFocus],
    }[cut]
    counted = {_row(line, cut) for line in found}
    return counts_of(
        [(_row(line, cut), line.stage.value, line.measures) for line in found],
        rows=[row for row in rows if row in counted],
        columns=[stage.value for stage in Stage],
    )


def _row(line: StageCount, cut: Cut) -> str:
    if cut is Cut.KIND:
        return line.kind.value
    return line.sector.value if cut is Cut.SERVICE else line.gender_focus.value
