"""Keep a case to the people named for it, or open it again to the desk."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from benkan.apps.journal import actions as journal
from benkan.apps.registry import queries as registry
from benkan.apps.voices.actions.change import case_to_change, note_action
from benkan.apps.voices.events import CaseGuarded
from benkan.apps.voices.models import Case
from benkan.apps.voices.rules.scope import ANSWERERS, SORTERS
from benkan.apps.voices.rules.sensitivity import Sensitivity
from benkan.apps.voices.rules.sorting import check_may_open_to_all
from benkan.kit.actor import Actor, require
from benkan.kit.services import Service


@transaction.atomic
def guard_case(
    *,
    case: UUID,
    is_sensitive: bool,
    sensitivity: Sensitivity = Sensitivity.OTHER,
    actor: Actor,
    moment: datetime,
) -> None:
    """Keep a case to those named, with the danger that it speaks of, or open it again to the desk.

    Whoever sorts may guard; only who is named for it may open it, which its scope sees to.
    """
    row = case_to_change(case, actor=actor, roles=SORTERS)
    wanted = sensitivity.value if is_sensitive else ""
    if row.sensitivity == wanted:
        return
    if not is_sensitive:
        require(actor, *ANSWERERS, line=registry.line_or_country(row.place_id))
        check_may_open_to_all(Service(row.service))
    _guard(row, wanted, actor=actor, moment=moment)


def keep_from_all(
    row: Case, sensitivity: Sensitivity | None, *, actor: Actor, moment: datetime
) -> None:
    """Guard a case that the caller has locked, when words speak of a danger; one that is guarded
    already keeps its own."""
    if sensitivity is not None and not row.sensitivity:
        _guard(row, sensitivity.value, actor=actor, moment=moment)


def _guard(row: Case, sensitivity: str, *, actor: Actor, moment: datetime) -> None:
    row.sensitivity = sensitivity
    row.save(update_fields=["sensitivity"])
    row.refresh_from_db(fields=["is_sensitive"])
    note_action(row, actor=actor, moment=moment)
    event = CaseGuarded(case=row.pk, is_sensitive=bool(sensitivity), sensitivity=sensitivity)
    journal.record(event, programme=row.programme_id, actor=actor, moment=moment)
