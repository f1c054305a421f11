"""Whom the groups of a round send, with the names of those who agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cryptography.exceptions import InvalidTag

from benkan.apps.activities.queries.keys import sealing_key
from benkan.apps.assessments.models import Group, Representative, Round
from benkan.apps.assessments.queries.naming import name_of
from benkan.apps.assessments.rules.representatives import Imbalance, of_a_group, of_all
from benkan.kit.sealing import unsealed
from benkan.kit.splits import Sex


@dataclass(frozen=True)
class SentBy:
    """One person; `name` is empty where she did not want it kept, and once it was erased."""

    id: UUID
    sex: Sex
    name: str
    is_erased: bool


@dataclass(frozen=True)
class GroupSends:
    """Whom one group sends, and what is to be said of it; `imbalance` only of a group that sends."""

    id: UUID
    name: str
    people: tuple[SentBy, ...]
    imbalance: Imbalance | None


@dataclass(frozen=True)
class Delegation:
    """All groups of citizens with whom they send."""

    groups: tuple[GroupSends, ...]
    imbalance: Imbalance | None
    women: int
    men: int

    @property
    def people(self) -> int:
        return sum(len(group.people) for group in self.groups)

    @property
    def has_names(self) -> bool:
        return any(person.name for group in self.groups for person in group.people)


def delegation_of(found: Round) -> Delegation:
    """Who was sent by whom, in two queries. Whoever asks has seen to it that the reader may."""
    groups = Group.objects.filter(round=found, is_provider=False).order_by("position")
    key = sealing_key(found.programme_id)
    by_group: dict[UUID, list[SentBy]] = {}
    rows = Representative.objects.filter(group__round=found).order_by("position")
    for row in rows:
        by_group.setdefault(row.group_id, []).append(_sent(row, key))
    sends = [_sends(group, by_group.get(group.pk, [])) for group in groups]
    sexes = [person.sex for group in sends for person in group.people]
    return Delegation(
        groups=tuple(sends),
        imbalance=of_all(sexes),
        women=sexes.count(Sex.FEMALE),
        men=sexes.count(Sex.MALE),
    )


def sent_by(group: UUID, programme: UUID) -> list[SentBy]:
    """Whom one group sends, in one query."""
    key = sealing_key(programme)
    rows = Representative.objects.filter(group=group).order_by("position")
    return [_sent(row, key) for row in rows]


def erased_representatives(*, since: datetime | None = None) -> set[UUID]:
    """Whose name was erased, all or since a moment, in one query."""
    rows = Representative.objects.filter(erased_at__isnull=False)
    if since is not None:
        rows = rows.filter(erased_at__gte=since)
    return set(rows.values_list("pk", flat=True))


def _sends(group: Group, people: Sequence[SentBy]) -> GroupSends:
    sexes = [person.sex for person in people]
    imbalance = of_a_group(group.kind, sexes) if sexes else None
    return GroupSends(group.pk, name_of(group), tuple(people), imbalance)


def _sent(row: Representative, key: bytes) -> SentBy:
    return SentBy(row.pk, Sex(row.sex), _name(row, key), row.erased_at is not None)


def _name(row: Representative, key: bytes) -> str:
    """Empty also where the key of that time was lost."""
    if not row.sealed:
        return ""
    try:
        return unsealed(key, row.sealed, bound_to=row.pk, use="representative").decode()
    except InvalidTag:
        return ""
