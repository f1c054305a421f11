"""Comments on the text of a measure: those that everybody may read, and those that wait to be read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from benkan.apps.commitments.models import PolicyComment, PolicyConsultation
from benkan.apps.commitments.queries.policies import policies_seen_by
from benkan.apps.commitments.queries.policy_texts import ArticleShown
from benkan.apps.commitments.rules.commenting import (
    FEW,
    MODERATORS,
    CommentState,
    Reply,
    Source,
)
from benkan.apps.commitments.rules.groups import Group
from benkan.apps.commitments.rules.policies import policy_number_shown
from benkan.apps.registry import queries as registry
from benkan.kit.actor import Actor

A_PAGE = 30


@dataclass(frozen=True)
class CommentShown:
    """A comment as everybody may read it. Of a small group neither who nor how many is told; of a
    person nothing at all."""

    id: UUID
    is_group: bool
    groups: tuple[Group, ...]
    people: int | None
    words: str
    language: str
    on: datetime
    reply: Reply | None
    reply_words: str


@dataclass(frozen=True)
class Consultation:
    """Until when a version of a text takes comments, how many are shown to each article (None: to the
    whole text), and how many wait to be read. A version that never was open has no `closes_on`."""

    is_open: bool = False
    opened_on: date | None = None
    closes_on: date | None = None
    counts: dict[UUID | None, int] = field(default_factory=dict)
    waiting: int = 0

    @property
    def was_opened(self) -> bool:
        return self.closes_on is not None

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def beside(self, pieces: Sequence[ArticleShown]) -> list[tuple[ArticleShown, int]]:
        """Each piece of the text with how many comments it has."""
        return [(piece, self.counts.get(piece.id, 0)) for piece in pieces]

    @property
    def to_the_whole(self) -> int:
        """Comments on the text as a whole."""
        return self.counts.get(None, 0)


def consultation_on(text: UUID, *, today: date) -> Consultation:
    """Whether a version takes comments, and how many it has; three queries."""
    row = PolicyConsultation.objects.filter(text=text).first()
    if row is None:
        return Consultation()
    comments = PolicyComment.objects.filter(consultation=row).order_by()
    shown_ones = comments.filter(state=CommentState.SHOWN)
    return Consultation(
        is_open=row.closed_on is None and today <= row.closes_on,
        opened_on=row.opened_on,
        closes_on=row.closed_on or row.closes_on,
        counts=dict(shown_ones.values_list("article").annotate(Count("pk"))),
        waiting=comments.filter(state=CommentState.WAITING).count(),
    )


def comments_to(
    text: UUID, article: UUID | None, *, page: int = 1
) -> tuple[list[CommentShown], int]:
    """All that was said to an article, or to the whole text, a page at a time, and how many there are;
    two queries."""
    rows = PolicyComment.objects.filter(
        consultation__text=text, article=article, state=CommentState.SHOWN
    ).order_by("received_at", "pk")
    first = (max(page, 1) - 1) * A_PAGE
    return [shown(row) for row in rows[first : first + A_PAGE]], rows.count()


def shown(row: PolicyComment) -> CommentShown:
    """A comment as everybody may read it."""
    hides = row.people is None or row.people < FEW
    return CommentShown(
        id=row.pk,
        is_group=row.source == Source.GROUP,
        groups=() if hides else tuple(Group(group) for group in row.groups),
        people=None if hides else row.people,
        words=row.words,
        language=row.language,
        on=row.received_at,
        reply=Reply(row.reply) if row.reply else None,
        reply_words=row.reply_words,
    )


@dataclass(frozen=True)
class ToJudge:
    """A comment with the text that it is about, for those who read it before everybody does."""

    id: UUID
    policy: UUID
    policy_number: str
    policy_title: str
    version: int
    article: str
    is_group: bool
    groups: tuple[Group, ...]
    people: int | None
    words: str
    on: datetime
    state: CommentState
    reply: Reply | None
    reply_words: str
    is_own: bool


MOST_WAITING = 1000
"""How many waiting comments of a programme are looked through for those of somebody's places."""


def waiting_comments(programme: UUID, actor: Actor) -> int:
    """How many comments wait to be read in the actor's places, in at most two queries: few wait at a
    time, and they are looked for first, since measures are many."""
    waiting = PolicyComment.objects.filter(
        state=CommentState.WAITING, consultation__text__measure__programme=programme
    )
    few = list(waiting.values_list("pk", flat=True)[:MOST_WAITING])
    return _to_moderate(programme, actor).filter(pk__in=few).count() if few else 0


def comments_to_judge(
    programme: UUID, actor: Actor, *, state: CommentState, policy: UUID | None = None, page: int = 1
) -> tuple[list[ToJudge], int]:
    """The comments in a state in the actor's places, the oldest first, a page at a time, and how many
    there are; two queries."""
    rows = _to_moderate(programme, actor).filter(state=state)
    if policy is not None:
        rows = rows.filter(consultation__text__measure=policy)
    first = (max(page, 1) - 1) * A_PAGE
    found = rows.select_related("article", "consultation__text__measure")
    found = found.order_by("received_at", "pk")[first : first + A_PAGE]
    return [_to_judge(row, actor) for row in found], rows.count()


def may_judge(comment: UUID, *, programme: UUID, actor: Actor) -> bool:
    """Whether the comment is one that the actor reads for everybody, in one query."""
    return _to_moderate(programme, actor).filter(pk=comment).exists()


def erased_comments(*, since: datetime | None = None) -> set[UUID]:
    """The comments that were set aside and have lost their words, all or since a moment, in one
    query."""
    rows = PolicyComment.objects.filter(state=CommentState.SET_ASIDE, words="")
    if since is not None:
        rows = rows.filter(judged_at__gte=since)
    return set(rows.values_list("pk", flat=True))


def _to_moderate(programme: UUID, actor: Actor) -> QuerySet[PolicyComment]:
    places = actor.places(*MODERATORS)
    measures = policies_seen_by(actor, programme)
    if places is not None:
        measures = measures.filter(place__in=registry.below(places))
    return PolicyComment.objects.filter(
        consultation__text__measure__in=measures.order_by().values("pk")
    )


def _to_judge(row: PolicyComment, actor: Actor) -> ToJudge:
    text = row.consultation.text
    return ToJudge(
        id=row.pk,
        policy=text.measure_id,
        policy_number=policy_number_shown(text.measure.number),
        policy_title=text.measure.title,
        version=text.version,
        article=(row.article.number or row.article.heading) if row.article else "",
        is_group=row.source == Source.GROUP,
        groups=tuple(Group(group) for group in row.groups),
        people=row.people,
        words=row.words,
        on=row.received_at,
        state=CommentState(row.state),
        reply=Reply(row.reply) if row.reply else None,
        reply_words=row.reply_words,
        is_own=row.recorded_by_id is not None and row.recorded_by_id == actor.account,
    )
