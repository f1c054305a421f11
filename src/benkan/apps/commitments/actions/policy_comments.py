"""Open a text for comments, take them in, read them before everybody does, and reply."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from benkan.apps.commitments.events import (
    PolicyClosedForComments,
    PolicyCommented,
    PolicyCommentJudged,
    PolicyCommentReplied,
    PolicyOpenedForComments,
)
from benkan.apps.commitments.models import (
    PolicyArticle,
    PolicyComment,
    PolicyConsultation,
    PolicyMeasure,
    PolicyText,
)
from benkan.apps.commitments.rules import commenting as rules
from benkan.apps.commitments.rules.commenting import CommentState, Source
from benkan.apps.journal.actions import record
from benkan.apps.registry import queries as registry
from benkan.apps.voices import actions as voices
from benkan.kit.actor import Actor, Role, check_here, require
from benkan.kit.refusals import NotFound


@transaction.atomic
def open_for_comments(*, text: UUID, closes_on: date, actor: Actor, moment: datetime) -> UUID:
    """Open a version of a published measure's text until the end of a day. Opened again, its day is
    moved; one version of a measure is open at a time."""
    version = _locked_text(text)
    measure = _own(version.measure, actor, rules.OPENERS)
    today = timezone.localdate(moment)
    if measure.published_at is None:
        raise rules.TextNotPublic()
    rules.check_period(closes_on, today=today)
    by = actor.account
    assert by is not None, "whoever holds a role has an account"
    others = PolicyConsultation.objects.filter(
        text__measure=measure, closed_on=None, closes_on__gte=today
    )
    if others.exclude(text=version).exists():
        raise rules.OpenAlready()
    consultation, _ = PolicyConsultation.objects.update_or_create(
        text=version,
        defaults={"closes_on": closes_on, "closed_on": None},
        create_defaults={
            "opened_on": today,
            "closes_on": closes_on,
            "opened_by_id": by,
        },
    )
    record(
        PolicyOpenedForComments(policy=measure.pk, policy_text=version.pk, closes_on=closes_on),
        programme=measure.programme_id,
        actor=actor,
        moment=moment,
    )
    return consultation.pk


@transaction.atomic
def close_for_comments(*, text: UUID, actor: Actor, moment: datetime) -> None:
    """Close a text before its day. Safe to repeat."""
    version = _locked_text(text)
    measure = _own(version.measure, actor, rules.OPENERS)
    closed = PolicyConsultation.objects.filter(text=version, closed_on=None)
    if not closed.update(closed_on=timezone.localdate(moment)):
        return
    record(
        PolicyClosedForComments(policy=measure.pk, policy_text=version.pk),
        programme=measure.programme_id,
        actor=actor,
        moment=moment,
    )


def comment(
    *,
    text: UUID,
    article: UUID | None,
    words: str,
    language: str,
    client_key: str,
    connection: str,
    moment: datetime,
) -> UUID:
    """Keep what somebody without an account says to an article, or to the whole text. Sent twice it
    it is one; nobody reads it before somebody of the programme has. A connection sends so many in an
    hour, not more."""
    return _keep(
        text,
        article,
        {"source": Source.PERSON, "words": words.strip(), "language": language},
        client_key=client_key,
        connection=connection,
        actor=Actor(),
        moment=moment,
    )


@transaction.atomic
def record_group_comment(
    *,
    text: UUID,
    article: UUID | None,
    groups: Sequence[str],
    people: int | None,
    words: str,
    language: str,
    client_key: str,
    actor: Actor,
    moment: datetime,
) -> UUID:
    """Keep what a group said to an article, or to the whole text: groups and how many, never names."""
    version = PolicyText.objects.select_related("measure").filter(pk=text).first()
    if version is None:
        raise NotFound()
    _own(version.measure, actor, rules.RECORDERS)
    who = rules.check_group(groups, people)
    said = {
        "source": Source.GROUP,
        "groups": [group.value for group in who],
        "people": people,
        "words": words.strip(),
        "language": language,
        "recorded_by_id": actor.account,
    }
    return _keep(text, article, said, client_key=client_key, actor=actor, moment=moment)


@transaction.atomic
def _keep(
    text: UUID,
    article: UUID | None,
    said: Mapping[str, Any],
    *,
    client_key: str,
    connection: str = "",
    actor: Actor,
    moment: datetime,
) -> UUID:
    # The consultation is locked, so that no comment comes in after the one who closes it has read all.
    consultation = (
        PolicyConsultation.objects.select_for_update(of=("self",))
        .select_related("text__measure")
        .filter(text=text, text__measure__published_at__isnull=False)
        .first()
    )
    if consultation is None:
        raise rules.CommentsNotOpen()
    kept = PolicyComment.objects.filter(consultation=consultation)
    if (known := kept.filter(client_key=client_key).first()) is not None:
        return known.pk
    today = timezone.localdate(moment)
    rules.check_open(
        closes_on=consultation.closes_on, closed_on=consultation.closed_on, today=today
    )
    rules.check_said(said["words"])
    _check_article(article, consultation.text_id)
    if kept.filter(state=CommentState.WAITING).count() >= rules.MOST_WAITING:
        raise rules.TooManyComments()
    if connection and not voices.count_comment(
        connection=connection, most=rules.MOST_IN_AN_HOUR, moment=moment
    ):
        raise rules.TooManyFromHere()
    try:
        with transaction.atomic():
            row = PolicyComment.objects.create(
                consultation=consultation,
                article_id=article,
                client_key=client_key,
                received_at=moment,
                state=CommentState.WAITING,
                **said,
            )
    except IntegrityError:  # the same form in another process was faster
        return kept.values_list("pk", flat=True).get(client_key=client_key)
    measure = consultation.text.measure
    record(
        PolicyCommented(policy=measure.pk, comment=row.pk, source=row.source),
        programme=measure.programme_id,
        actor=actor,
        moment=moment,
    )
    return row.pk


def show_comment(*, comment: UUID, actor: Actor, moment: datetime) -> None:
    """Let everybody read a comment."""
    _judge(comment, CommentState.SHOWN, "", actor, moment)


def set_comment_aside(*, comment: UUID, why: str, actor: Actor, moment: datetime) -> None:
    """Keep a comment from everybody, for a reason of the table. One that names or insults somebody
    loses its words; one that is shown already can still be set aside."""
    _judge(comment, CommentState.SET_ASIDE, rules.check_why(why), actor, moment)


@transaction.atomic
def _judge(comment: UUID, state: CommentState, why: str, actor: Actor, moment: datetime) -> None:
    row, measure = _locked_comment(comment, actor)
    if row.recorded_by_id is not None and row.recorded_by_id == actor.account:
        raise rules.OwnComment()
    if row.state == state:
        return
    if CommentState(row.state) is CommentState.SET_ASIDE:
        raise rules.JudgedAlready()
    row.state, row.why, row.judged_at = state, why, moment
    row.judged_by_id = actor.account
    if why in rules.ERASED_WITH:
        # A reply may say again what it answers.
        row.words = row.reply_words = ""
    row.save(update_fields=["state", "why", "judged_by", "judged_at", "words", "reply_words"])
    record(
        PolicyCommentJudged(policy=measure.pk, comment=row.pk, state=state, why=why),
        programme=measure.programme_id,
        actor=actor,
        moment=moment,
    )


@transaction.atomic
def reply_to_comment(
    *, comment: UUID, reply: str, words: str, actor: Actor, moment: datetime
) -> None:
    """What the authors do with a comment, and why. The last reply stands."""
    row, measure = _locked_comment(comment, actor)
    if row.state != CommentState.SHOWN:
        raise rules.NotShown()
    row.reply, row.reply_words = rules.check_reply(reply, words), words.strip()
    row.replied_by_id, row.replied_at = actor.account, moment
    row.save(update_fields=["reply", "reply_words", "replied_by", "replied_at"])
    record(
        PolicyCommentReplied(policy=measure.pk, comment=row.pk, reply=row.reply),
        programme=measure.programme_id,
        actor=actor,
        moment=moment,
    )


@transaction.atomic
def let_comments_go(*, programme: UUID, before: datetime, limit: int) -> int:
    """Empty comments that were set aside before a moment: that there was one, and why nobody reads it,
    stays. Returns how many, 0 at the end."""
    over = PolicyComment.objects.filter(
        consultation__text__measure__programme=programme,
        state=CommentState.SET_ASIDE,
        judged_at__lt=before,
    ).exclude(words="", reply_words="")
    found = list(over.order_by("pk").values_list("pk", flat=True)[:limit])
    return PolicyComment.objects.filter(pk__in=found).update(words="", reply_words="")


@transaction.atomic
def erase_comments_again(*, comments: Collection[UUID], moment: datetime) -> None:
    """Erase comments that came back out of an older backup with their words, and keep them from
    everybody. Those that are not there, or are erased, stay as they are."""
    back = PolicyComment.objects.filter(pk__in=comments).exclude(words="", reply_words="")
    back.exclude(state=CommentState.SET_ASIDE).update(
        state=CommentState.SET_ASIDE, why=rules.SetAside.NAMES, judged_by=None, judged_at=moment
    )
    back.update(words="", reply_words="")


def _check_article(article: UUID | None, text: UUID) -> None:
    if article and not PolicyArticle.objects.filter(pk=article, text=text).exists():
        raise NotFound()


def _locked_text(text: UUID) -> PolicyText:
    """The version, its measure locked: who opens and who closes wait for each other there."""
    version = PolicyText.objects.filter(pk=text).first()
    if version is None:
        raise NotFound()
    version.measure = PolicyMeasure.objects.select_for_update().get(pk=version.measure_id)
    return version


def _locked_comment(comment: UUID, actor: Actor) -> tuple[PolicyComment, PolicyMeasure]:
    row = PolicyComment.objects.select_for_update().filter(pk=comment).first()
    if row is None:
        raise NotFound()
    measure = PolicyMeasure.objects.get(texts__consultation=row.consultation_id)
    return row, _own(measure, actor, rules.MODERATORS)


def _own(measure: PolicyMeasure, actor: Actor, roles: Sequence[Role]) -> PolicyMeasure:
    check_here(actor, measure.programme_id)
    require(actor, *roles, line=registry.line_of(measure.place_id))
    return measure
