"""Give the text of a measure, a version after the other."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from benkan.apps.commitments.actions.policies import locked_policy, note_step
from benkan.apps.commitments.events import PolicyTextGiven
from benkan.apps.commitments.models import PolicyArticle, PolicyMeasure, PolicyText
from benkan.apps.commitments.rules.articles import Piece, split_articles
from benkan.apps.journal.actions import record
from benkan.kit.actor import Actor


@transaction.atomic
def give_text(
    *,
    policy: UUID,
    label: str,
    language: str,
    is_adopted: bool,
    pasted: str,
    actor: Actor,
    moment: datetime,
) -> UUID:
    """Keep a pasted text as the next version, in articles. The latest version pasted again, under the
    same label, is the same one."""
    row = locked_policy(policy, actor)
    pieces = split_articles(pasted)
    assert actor.account is not None, "whoever holds a role has an account"
    last = PolicyText.objects.filter(measure=row).order_by("-version").first()
    facts = (label.strip(), language, is_adopted)
    if last and (last.label, last.language, last.is_adopted) == facts and _says(last) == pieces:
        return last.pk
    text = PolicyText.objects.create(
        measure=row,
        version=last.version + 1 if last else 1,
        label=label.strip(),
        language=language,
        is_adopted=is_adopted,
        created_at=moment,
        by_id=actor.account,
    )
    PolicyArticle.objects.bulk_create(
        PolicyArticle(
            text=text, order=order, number=piece.number, heading=piece.heading, body=piece.body
        )
        for order, piece in enumerate(pieces, 1)
    )
    _announce(row, text, actor, moment)
    return text.pk


def _says(text: PolicyText) -> tuple[Piece, ...]:
    rows = text.articles.order_by("order").values_list("number", "heading", "body")
    return tuple(Piece(*row) for row in rows)


def _announce(row: PolicyMeasure, text: PolicyText, actor: Actor, moment: datetime) -> None:
    note_step(row, "text", actor, moment, note=text.label)
    record(
        PolicyTextGiven(
            policy=row.pk,
            policy_text=text.pk,
            version_number=text.version,
            is_adopted=text.is_adopted,
        ),
        programme=row.programme_id,
        actor=actor,
        moment=moment,
    )
