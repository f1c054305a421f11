"""Show a commitment to everybody, and take it back: both are deliberate, and written down."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from benkan.apps.commitments import rules
from benkan.apps.commitments.actions.stepping import locked
from benkan.apps.commitments.events import (
    CommitmentPublished,
    CommitmentWithdrawn,
    ProofsChosen,
)
from benkan.apps.commitments.models import Commitment, Publication
from benkan.apps.journal.actions import record
from benkan.apps.registry import queries as registry
from benkan.kit.actor import Actor, check_here


@transaction.atomic
def publish(
    *,
    commitment: UUID,
    actor: Actor,
    moment: datetime,
    proofs: Collection[UUID] | None = None,
) -> bool:
    """Show the commitment to everybody; whether it was not public before.

    `proofs` are the files in which nobody can be recognised, which are then all that is shown of
    files; None leaves that as it is.
    """
    row = _asked(commitment, actor, moment)
    is_new = row.published_at is None
    if proofs is not None and _chosen(row, proofs) and not is_new:
        chosen = ProofsChosen(commitment=row.pk, place=row.place_id, shown=len(proofs))
        record(chosen, programme=row.programme_id, actor=actor, moment=moment)
    if is_new:
        row.published_at, row.withdrawn_at = moment, None
        _written(row, actor, moment)
        shown = CommitmentPublished(commitment=row.pk, place=row.place_id, service=row.service)
        record(shown, programme=row.programme_id, actor=actor, moment=moment)
    return is_new


@transaction.atomic
def publish_several(*, commitments: Collection[UUID], actor: Actor, moment: datetime) -> int:
    """Show all of these to everybody, as after a meeting; how many were not public before."""
    in_order = sorted(set(commitments))
    return sum(publish(commitment=one, actor=actor, moment=moment) for one in in_order)


@transaction.atomic
def withdraw(*, commitment: UUID, reason: str, actor: Actor, moment: datetime) -> None:
    """Take the commitment back from the public: its address says that and when, nothing more."""
    row = _asked(commitment, actor, moment)
    rules.check_withdrawal(is_public=row.published_at is not None, reason=reason)
    row.published_at, row.withdrawn_at = None, moment
    _written(row, actor, moment, reason=reason.strip())
    taken_back = CommitmentWithdrawn(commitment=row.pk, place=row.place_id, service=row.service)
    record(taken_back, programme=row.programme_id, actor=actor, moment=moment)


def _asked(commitment: UUID, actor: Actor, moment: datetime) -> Commitment:
    """The commitment, locked, for somebody who may publish it."""
    row = locked(commitment)
    check_here(actor, row.programme_id)
    office = registry.office_card(row.office_id, on=timezone.localdate(moment))
    assert office is not None, "a commitment keeps its office"
    rules.check_may_publish(
        actor,
        office=row.office_id,
        organisation=office.organisation,
        line=registry.line_of(row.place_id),
    )
    return row


def _chosen(row: Commitment, proofs: Collection[UUID]) -> int:
    """Show these files and no other; how many changed."""
    files = row.proofs.exclude(file=None)
    shown = files.filter(pk__in=proofs, is_public=False).update(is_public=True)
    return shown + files.exclude(pk__in=proofs).filter(is_public=True).update(is_public=False)


def _written(row: Commitment, actor: Actor, moment: datetime, *, reason: str = "") -> None:
    assert actor.account is not None, "whoever may publish has an account"
    row.save(update_fields=["published_at", "withdrawn_at"])
    Publication.objects.create(
        commitment=row,
        withdraws=row.published_at is None,
        reason=reason,
        actor_id=actor.account,
        moment=moment,
    )
