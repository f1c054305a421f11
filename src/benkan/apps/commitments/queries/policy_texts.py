"""The versions of a measure's text, and one of them by article."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from benkan.apps.commitments.models import PolicyArticle, PolicyText
from benkan.kit.refusals import NotFound


@dataclass(frozen=True)
class TextLine:
    """One version of a text."""

    id: UUID
    version: int
    label: str
    language: str
    is_adopted: bool
    created_at: datetime


@dataclass(frozen=True)
class ArticleShown:
    """A piece of a text; one without a number stands before the articles or is a heading."""

    id: UUID
    order: int
    number: str
    heading: str
    body: str

    @property
    def anchor(self) -> str:
        """What leads to it on its page: the same in every version."""
        return f"art-{self.number.replace(' ', '-')}" if self.number else f"piece-{self.order}"


@dataclass(frozen=True)
class TextShown:
    """A version with its pieces in order."""

    line: TextLine
    pieces: list[ArticleShown]

    @property
    def articles(self) -> list[ArticleShown]:
        """The pieces that have a number."""
        return [piece for piece in self.pieces if piece.number]


def texts_of(measure: UUID) -> list[TextLine]:
    """The versions of a measure's text, the latest first, in one query."""
    return [_line(row) for row in PolicyText.objects.filter(measure=measure).order_by("-version")]


def text_shown(measure: UUID, version: int | None = None) -> TextShown | None:
    """A version by article, the latest one without a number, in two queries; None where a measure has
    no text yet.

    Raises:
        NotFound: the measure has no such version.
    """
    rows = PolicyText.objects.filter(measure=measure)
    if version is not None:
        rows = rows.filter(version=version)
    row = rows.order_by("-version").first()
    if row is None:
        if version is not None:
            raise NotFound()
        return None
    pieces = PolicyArticle.objects.filter(text=row).order_by("order")
    return TextShown(
        line=_line(row),
        pieces=[
            ArticleShown(
                id=piece.pk,
                order=piece.order,
                number=piece.number,
                heading=piece.heading,
                body=piece.body,
            )
            for piece in pieces
        ],
    )


def _line(row: PolicyText) -> TextLine:
    return TextLine(
        id=row.pk,
        version=row.version,
        label=row.label,
        language=row.language,
        is_adopted=row.is_adopted,
        created_at=row.created_at,
    )
