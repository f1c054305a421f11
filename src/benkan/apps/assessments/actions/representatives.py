"""Whom a group sends to agree on the common score: counted, and named where they agree to it."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from benkan.apps.activities.queries.keys import sealing_key
from benkan.apps.assessments.actions.owning import own_group, own_round
from benkan.apps.assessments.events import (
    RepresentativeErased,
    RepresentativesKept,
    RepresentativesRead,
)
from benkan.apps.assessments.models import Representative
from benkan.apps.assessments.queries.representatives import sent_by
from benkan.apps.assessments.rules.representatives import KEPT_FOR, Sent, check_sent
from benkan.apps.journal.actions import record
from benkan.kit.actor import Actor
from benkan.kit.refusals import NotFound
from benkan.kit.sealing import sealed

USE = "representative"


@transaction.atomic
def send_representatives(
    *, group: UUID, people: Sequence[Sent], actor: Actor, moment: datetime
) -> None:
    """Whom a group sends: those who are given here and nobody else. Given again: nothing.

    Raises:
        TooManySent, NameWithoutConsent: what is wrong with the list.
    """
    found, of = own_group(group, actor)
    check_sent(people)
    before = [(one.sex, one.name) for one in sent_by(of.pk, found.programme_id)]
    if before == [(person.sex, person.name.strip()) for person in people]:
        return
    key = sealing_key(found.programme_id)
    Representative.objects.filter(group=of).delete()
    Representative.objects.bulk_create(
        _row(of.pk, position, person, key, moment) for position, person in enumerate(people, 1)
    )
    record(
        RepresentativesKept(
            round=found.pk,
            group=of.pk,
            place=found.place_id,
            people=len(people),
            named=sum(bool(person.name.strip()) for person in people),
        ),
        programme=found.programme_id,
        actor=actor,
        moment=moment,
    )


@transaction.atomic
def note_reading_of_names(*, round_id: UUID, actor: Actor, moment: datetime) -> None:
    """Keep in the journal that somebody opened the names."""
    found = own_round(round_id, actor)
    record(
        RepresentativesRead(round=found.pk, place=found.place_id),
        programme=found.programme_id,
        actor=actor,
        moment=moment,
    )


@transaction.atomic
def erase_representative(*, representative: UUID, actor: Actor, moment: datetime) -> None:
    """Erase the name of somebody who was sent, at any time; she stays in the count. Erased again:
    nothing."""
    row = Representative.objects.select_related("group").filter(pk=representative).first()
    if row is None:
        raise NotFound()
    found = own_round(row.group.round_id, actor)
    if not _erase(Representative.objects.filter(pk=row.pk).exclude(sealed=b""), moment):
        return
    record(
        RepresentativeErased(round=found.pk, group=row.group_id),
        programme=found.programme_id,
        actor=actor,
        moment=moment,
    )


@transaction.atomic
def let_representatives_go(*, programme: UUID, today: date, limit: int, moment: datetime) -> int:
    """Erase names that were kept long enough; how many, 0 at the end."""
    over = Representative.objects.filter(
        group__round__programme=programme, keep_until__lt=today
    ).exclude(sealed=b"")
    rows = list(over.order_by("pk").values_list("pk", flat=True)[:limit])
    return _erase(Representative.objects.filter(pk__in=rows), moment)


@transaction.atomic
def erase_representatives_again(*, representatives: Collection[UUID], moment: datetime) -> None:
    """Erase names that came back out of an older backup."""
    _erase(Representative.objects.filter(pk__in=representatives, erased_at=None), moment)


def _erase(rows: QuerySet[Representative], moment: datetime) -> int:
    return rows.update(sealed=b"", erased_at=moment)


def _row(group: UUID, position: int, person: Sent, key: bytes, moment: datetime) -> Representative:
    row, name = uuid4(), person.name.strip()
    return Representative(
        id=row,
        group_id=group,
        position=position,
        sealed=sealed(key, name.encode(), bound_to=row, use=USE) if name else b"",
        sex=person.sex.value,
        consented_at=moment if name else None,
        keep_until=timezone.localdate(moment) + KEPT_FOR if name else None,
    )
