"""Forget what somebody said who asked to be forgotten. That there was a case stays counted."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from benkan.apps.files import actions as files
from benkan.apps.voices.models import Case, CaseStep, Conversation, Heard


@transaction.atomic
def forget_contact(*, contact: UUID, moment: datetime) -> None:
    """Erase the words, the voice and the photos of a contact from her cases. Safe to repeat."""
    cases = Case.objects.select_for_update().filter(contact=contact).order_by("id")
    brought = [file for case in cases for file in (case.recording_file, case.photo_file) if file]
    files.let_go(brought, moment=moment)
    Heard.objects.filter(case__in=cases).update(text="")
    # What she wrote to contest an answer is kept as the reason of a step without an actor.
    CaseStep.objects.filter(case__in=cases, actor=None).update(reason="")
    Conversation.objects.filter(contact=contact).delete()
    cases.update(text="", recording_file=None, photo_file=None)
