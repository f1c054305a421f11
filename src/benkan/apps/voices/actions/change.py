"""Take hold of a case or an issue to change it: locked, and only by those who may know of it."""

from datetime import datetime
from uuid import UUID

from benkan.apps.registry import queries as registry
from benkan.apps.voices.models import Case, Issue
from benkan.apps.voices.queries.scope import cases_known_to
from benkan.apps.voices.rules.scope import READERS
from benkan.kit.actor import Actor, Role, require
from benkan.kit.refusals import NotFound


def case_to_change(case: UUID, *, actor: Actor, roles: tuple[Role, ...]) -> Case:
    """The case, locked. What the actor may not know of is not found."""
    row = Case.objects.select_for_update().filter(pk=case, programme=actor.programme).first()
    if row is None or not cases_known_to(actor, row.programme_id).filter(pk=case).exists():
        raise NotFound()
    require(actor, *roles, line=registry.line_or_country(row.place_id))
    return row


def note_action(row: Case, *, actor: Actor, moment: datetime) -> None:
    """Say that the desk has just done something about a case that the caller has locked: it has not
    waited since. What a citizen does without an account leaves her waiting."""
    if actor.account is not None:
        Case.objects.filter(pk=row.pk).update(acted_at=moment)


def issue_to_change(issue: UUID, *, actor: Actor, roles: tuple[Role, ...]) -> Issue:
    """The issue, locked. Out of the actor's programme or places it is not found."""
    row = Issue.objects.select_for_update().filter(pk=issue, programme=actor.programme).first()
    if row is None:
        raise NotFound()
    line = registry.line_of(row.place_id)
    if not actor.holds(*READERS, line=line):
        raise NotFound()
    require(actor, *roles, line=line)
    return row
