"""The ready answers of a programme."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from benkan.apps.voices.models import AnswerTemplate
from benkan.apps.voices.rules.wording import LANGUAGES as WRITTEN
from benkan.kit.refusals import NotFound
from benkan.kit.services import Service

MOST_SHOWN = 60


@dataclass(frozen=True)
class TemplateLine:
    """A ready answer. `is_reviewed`: somebody who did not write it has read it."""

    id: UUID
    code: str
    service: Service | None
    language: str
    title: str
    text: str
    written_by: UUID | None
    is_reviewed: bool


def templates_of(programme: UUID) -> tuple[TemplateLine, ...]:
    """All ready answers of a programme, those of an answer together, in one query; at most 600."""
    rows = AnswerTemplate.objects.filter(programme=programme).order_by(
        "service", "code", "language"
    )
    return _lines(rows[:600])


def template_of(template: UUID, programme: UUID) -> TemplateLine:
    """One ready answer, in one query."""
    found = _lines(AnswerTemplate.objects.filter(pk=template, programme=programme))
    if not found:
        raise NotFound()
    return found[0]


def templates_for(programme: UUID, *, service: Service, language: str) -> tuple[TemplateLine, ...]:
    """What fits a message: the citizen's language first, then French and English, her service before
    what fits all, in one query. Who reads French needs no English, nor the other way round."""
    rows = AnswerTemplate.objects.filter(
        Q(service="") | Q(service=service), programme=programme, language__in={language, *WRITTEN}
    ).order_by("code", "id")
    order = [language, *WRITTEN]
    lines = _lines(rows[:MOST_SHOWN])
    own = tuple(line for line in lines if line.language == language)
    lines = own if own and language in WRITTEN else lines
    return tuple(sorted(lines, key=lambda line: (order.index(line.language), line.service is None)))


def _lines(rows: QuerySet[AnswerTemplate] | Sequence[AnswerTemplate]) -> tuple[TemplateLine, ...]:
    return tuple(
        TemplateLine(
            id=row.pk,
            code=row.code,
            service=Service(row.service) if row.service else None,
            language=row.language,
            title=row.title,
            text=row.text,
            written_by=row.written_by_id,
            is_reviewed=row.reviewed_at is not None,
        )
        for row in rows
    )
