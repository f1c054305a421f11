"""Forget what somebody said who asked to be forgotten. That there was a case stays counted."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from benkan.apps.files import actions as files
from benkan.apps.journal import actions as journal
from benkan.apps.messaging import actions as messaging
from benkan.apps.voices.actions.attaching import forget_recordings
from benkan.apps.voices.actions.change import case_to_change
from benkan.apps.voices.events import CaseForgotten
from benkan.apps.voices.models import Case, CaseStep, Conversation, HandOver, Heard, UssdSession
from benkan.apps.voices.queries.retention import contacts_open_to
from benkan.apps.voices.rules.scope import FORGETTERS
from benkan.kit.actor import Actor, require


@transaction.atomic
def forget_case(*, case: UUID, actor: Actor, moment: datetime) -> None:
    """Erase what a case holds of the person who asks for it: words, voice, photo, and her number
    with everything that came from it. Safe to repeat.

    Where something else from that number is kept from the actor, this case alone: nobody makes a
    complaint about herself vanish, nor learns here that there is one.
    """
    row = case_to_change(case, actor=actor, roles=FORGETTERS)
    require(actor, *FORGETTERS, line=())
    if row.contact_id and contacts_open_to(
        [row.contact_id], actor=actor, programme=row.programme_id
    ):
        messaging.erase_contact(contact=row.contact_id, actor=actor, moment=moment)
    _forget(Case.objects.filter(pk=row.pk), moment=moment)
    event = CaseForgotten(case=row.pk)
    journal.record(event, programme=row.programme_id, actor=actor, moment=moment)


@transaction.atomic
def forget_contact(*, contact: UUID, moment: datetime) -> None:
    """Erase the words, the voice and the photos of a contact from her cases. Safe to repeat."""
    _forget(Case.objects.filter(contact=contact), moment=moment)
    Conversation.objects.filter(contact=contact).delete()
    UssdSession.objects.filter(contact=contact).delete()


@transaction.atomic
def forget_cases(*, cases: Collection[UUID], moment: datetime) -> None:
    """Erase what cases hold of whoever spoke, once more: what was restored had been forgotten before.
    Safe to repeat."""
    _forget(Case.objects.filter(pk__in=cases), moment=moment)


def _forget(cases: QuerySet[Case], *, moment: datetime) -> None:
    found = list(cases.select_for_update().order_by("id"))
    brought = [file for case in found for file in (case.recording_file, case.photo_file) if file]
    files.erase(brought, moment=moment)
    forget_recordings(found)
    HandOver.objects.filter(case__in=found).update(excerpt="", sealed_excerpt=b"")
    Heard.objects.filter(case__in=found).update(text="", sealed_text=b"")
    # What she wrote to contest an answer is kept as the reason of a step without an actor; what she
    # was told may name her.
    steps = CaseStep.objects.filter(case__in=found)
    steps.filter(actor=None).update(reason="")
    steps.update(sealed_words=b"", answer="")
    cases.update(text="", sealed_text=b"", recording_file=None, photo_file=None)
    cases.filter(forgotten_at=None).update(forgotten_at=moment)
