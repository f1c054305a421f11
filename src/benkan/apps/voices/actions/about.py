"""Say whom a case is about, so that they, their people and their superiors never handle it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from benkan.apps.journal import actions as journal
from benkan.apps.registry import queries as registry
from benkan.apps.voices.actions.change import case_to_change, note_action
from benkan.apps.voices.events import CaseAboutSaid
from benkan.apps.voices.models import CaseAbout, Subject
from benkan.apps.voices.rules.about import SubjectKind
from benkan.apps.voices.rules.scope import ANSWERERS, SORTERS
from benkan.kit.actor import Actor
from benkan.kit.refusals import NotFound


@transaction.atomic
def say_about(
    *, case: UUID, kind: SubjectKind, subject: UUID, is_so: bool, actor: Actor, moment: datetime
) -> None:
    """Say that a case is about an office, a person or an organisation of the programme, or that it is
    not. Whoever sorts may say that it is: it only ever hides. Saying the same again changes nothing.
    """
    row = case_to_change(case, actor=actor, roles=SORTERS)
    if not _is_of(kind, subject, row.programme_id):
        raise NotFound()
    one: dict[str, Any] = {"programme_id": row.programme_id, f"{kind.value}_id": subject}
    whom, _ = Subject.objects.get_or_create(**one)
    said = CaseAbout.objects.filter(case=row, subject=whom).first()
    if said is not None and said.is_so == is_so:
        return
    if said is not None and said.is_so:
        case_to_change(case, actor=actor, roles=ANSWERERS)
    CaseAbout.objects.update_or_create(
        case=row,
        subject=whom,
        defaults={"is_so": is_so, "said_by_id": actor.account, "moment": moment},
    )
    note_action(row, actor=actor, moment=moment)
    event = CaseAboutSaid(case=row.pk, subject=whom.pk, is_so=is_so)
    journal.record(event, programme=row.programme_id, actor=actor, moment=moment)


def _is_of(kind: SubjectKind, subject: UUID, programme: UUID) -> bool:
    if kind is SubjectKind.OFFICE:
        return registry.programme_of_office(subject) == programme
    if kind is SubjectKind.ACCOUNT:
        return registry.was_ever_here(subject, programme)
    card = registry.organisation_card(subject)
    return card is not None and card.programme == programme
