"""The versions of a measure's text, and one of them by article."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from benkan.apps.commitments.models import PolicyArticle, PolicyText
from benkan.apps.commitments.rules.articles import Piece, in_parts
from benkan.apps.commitments.rules.comparison import Change, Compared, compared
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

    @property
    def parts(self) -> list[list[ArticleShown]]:
        """The pieces, a page of reading at a time: a law of a hundred articles is several."""
        letters = [len(piece.heading) + len(piece.body) for piece in self.pieces]
        return [[self.pieces[at] for at in part] for part in in_parts(letters)]


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


@dataclass(frozen=True)
class TextsCompared:
    """Two versions, the older one first, and what became of each piece."""

    old: TextLine
    new: TextLine
    pieces: list[Compared]

    @property
    def changed(self) -> int:
        """How many pieces are not as they were."""
        return sum(piece.change is not Change.SAME for piece in self.pieces)


def compared_texts(measure: UUID, version: int, other: int) -> TextsCompared:
    """Two versions of a measure's text beside each other, in four queries.

    Raises:
        NotFound: the measure has no such versions, or they are one.
    """
    old, new = text_shown(measure, min(version, other)), text_shown(measure, max(version, other))
    if old is None or new is None or version == other:
        raise NotFound()
    return TextsCompared(old.line, new.line, list(compared(_pieces(old), _pieces(new))))


def _pieces(text: TextShown) -> tuple[Piece, ...]:
    return tuple(Piece(one.number, one.heading, one.body) for one in text.pieces)


def _line(row: PolicyText) -> TextLine:
    return TextLine(
        id=row.pk,
        version=row.version,
        label=row.label,
        language=row.language,
        is_adopted=row.is_adopted,
        created_at=row.created_at,
    )
