"""What groups raise, and how much it weighs for them."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from benkan.apps.assessments.actions.owning import own_group
from benkan.apps.assessments.models import Concern
from benkan.apps.assessments.rules.community import (
    ConcernMissing,
    ConcernTaken,
    Weighed,
    check_weights,
)
from benkan.kit.actor import Actor
from benkan.kit.refusals import NotFound


@transaction.atomic
def raise_concern(*, group: UUID, text: str, actor: Actor, client_key: str = "") -> UUID:
    """Keep what a group raised. The same sending again is the one that is there.

    Raises:
        ConcernMissing: nothing was said.
    """
    found, of = own_group(group, actor)
    if client_key:
        known = Concern.objects.filter(group=of, client_key=client_key).first()
        if known is not None:
            return known.pk
    if not text.strip():
        raise ConcernMissing()
    last = Concern.objects.filter(group=of).aggregate(last=Max("position"))["last"] or 0
    return Concern.objects.create(
        round=found, group=of, position=last + 1, text=text.strip(), client_key=client_key
    ).pk


@transaction.atomic
def weigh_concerns(*, group: UUID, weighed: Mapping[UUID, Weighed], actor: Actor) -> None:
    """How much each concern weighs for its group, and why. Said again it is as said last; a concern that
    is not named keeps its weight.

    Raises:
        RankTwice, TooManyVotes: the numbers do not fit together.
    """
    _, of = own_group(group, actor)
    rows = {row.pk: row for row in Concern.objects.filter(group=of)}
    if not rows.keys() >= weighed.keys():
        raise NotFound()
    kept = [Weighed(row.votes, row.rank) for pk, row in rows.items() if pk not in weighed]
    check_weights([*weighed.values(), *kept], people=of.people)
    for pk, one in weighed.items():
        row = rows[pk]
        row.votes, row.rank, row.reason = one.votes, one.rank, one.reason.strip()
    Concern.objects.bulk_update([rows[pk] for pk in weighed], ["votes", "rank", "reason"])


@transaction.atomic
def drop_concern(*, group: UUID, concern: UUID, actor: Actor) -> None:
    """Take back what was written by mistake. Taken back again: nothing.

    Raises:
        ConcernTaken: it has gone into an indicator.
    """
    _, of = own_group(group, actor)
    row = Concern.objects.filter(group=of, pk=concern).first()
    if row is None:
        return
    if row.node_id is not None:
        raise ConcernTaken()
    row.delete()
