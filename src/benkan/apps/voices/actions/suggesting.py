"""Remember that two cases do not say the same, or that an issue is not about a case."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from benkan.apps.voices.actions.change import case_to_change
from benkan.apps.voices.models import NotTheSame
from benkan.apps.voices.queries.issues import issues_known_to
from benkan.apps.voices.queries.scope import cases_known_to
from benkan.apps.voices.rules.scope import SORTERS
from benkan.kit.actor import Actor
from benkan.kit.refusals import NotFound


@transaction.atomic
def tell_apart(
    *,
    case: UUID,
    other: UUID | None = None,
    issue: UUID | None = None,
    actor: Actor,
    moment: datetime,
) -> None:
    """Say that a case does not say the same as another, or as an issue: it is not suggested again. A
    second time changes nothing."""
    row = case_to_change(case, actor=actor, roles=SORTERS)
    said = {"said_by_id": actor.account, "moment": moment}
    if other is not None and other != case:
        if not cases_known_to(actor, row.programme_id).filter(pk=other).exists():
            raise NotFound()
        first, second = sorted([case, other])
        NotTheSame.objects.get_or_create(case_id=first, other_id=second, defaults=said)
    elif issue is not None:
        if not issues_known_to(actor, row.programme_id).filter(pk=issue).exists():
            raise NotFound()
        NotTheSame.objects.get_or_create(case_id=case, issue_id=issue, defaults=said)
    else:
        raise NotFound()
