"""Write ready answers, and have another read them."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from benkan.apps.voices.models import AnswerTemplate
from benkan.apps.voices.rules import templates as rules
from benkan.kit.actor import Actor, check_here
from benkan.kit.refusals import NotFound


@transaction.atomic
def take_ready_answers(*, programme: UUID, actor: Actor, moment: datetime) -> int:
    """Begin with the answers that are ready in each language; what is there already stays. Returns how
    many came."""
    _check_writes(actor, programme)
    known = AnswerTemplate.objects.filter(programme=programme).values_list("code", "language")
    there = set(known)
    rows = [
        AnswerTemplate(
            programme_id=programme,
            code=ready.code,
            service=ready.service or "",
            language=language,
            title=ready.titles[language],
            text=text,
            written_at=moment,
            reviewed_at=moment,
        )
        for ready in rules.READY
        for language, text in ready.words.items()
        if (ready.code, language) not in there
    ]
    AnswerTemplate.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


@transaction.atomic
def write_template(
    *,
    programme: UUID,
    template: UUID | None = None,
    code: str = "",
    service: str,
    language: str,
    title: str,
    text: str,
    actor: Actor,
    moment: datetime,
) -> UUID:
    """Write a ready answer, or write it anew: whoever reads it afterwards is somebody else. `code` says
    of which answer it is another language."""
    _check_writes(actor, programme)
    rules.check_template(text)
    facts: dict[str, Any] = {
        "service": service,
        "title": title.strip(),
        "text": text.strip(),
        "written_at": moment,
        "written_by_id": actor.account,
        "reviewed_at": None,
        "reviewed_by_id": None,
    }
    if template is not None:
        row = _locked(template, programme)
        AnswerTemplate.objects.filter(pk=row.pk).update(**facts)
        return row.pk
    row, _ = AnswerTemplate.objects.update_or_create(
        programme_id=programme,
        code=code or uuid4().hex,
        language=language,
        defaults=facts,
    )
    return row.pk


@transaction.atomic
def review_template(*, template: UUID, programme: UUID, actor: Actor, moment: datetime) -> None:
    """Note that somebody who did not write it has read it. Safe to repeat."""
    _check_writes(actor, programme)
    row = _locked(template, programme)
    rules.check_may_review(written_by=row.written_by_id, reader=actor.account)
    if row.reviewed_at is None:
        row.reviewed_at, row.reviewed_by_id = moment, actor.account
        row.save(update_fields=["reviewed_at", "reviewed_by"])


@transaction.atomic
def withdraw_template(*, template: UUID, programme: UUID, actor: Actor) -> None:
    """Offer an answer no longer; what was sent with it stays."""
    _check_writes(actor, programme)
    _locked(template, programme).delete()


def _check_writes(actor: Actor, programme: UUID) -> None:
    check_here(actor, programme)
    rules.check_may_write(actor)


def _locked(template: UUID, programme: UUID) -> AnswerTemplate:
    found = AnswerTemplate.objects.select_for_update().filter(pk=template, programme=programme)
    row = found.first()
    if row is None:
        raise NotFound()
    return row
