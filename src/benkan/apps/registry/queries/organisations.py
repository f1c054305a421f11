"""The organisations of a programme."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from benkan.apps.registry.models import Organisation


@dataclass(frozen=True)
class OrganisationCard:
    """An organisation as lists and pages show it; `place_name` is empty for the whole country."""

    id: UUID
    programme: UUID
    name: str
    short_name: str
    kind: str
    kind_label: str
    place: UUID | None
    place_name: str


def _card(row: Organisation) -> OrganisationCard:
    return OrganisationCard(
        id=row.pk,
        programme=row.programme_id,
        name=row.name,
        short_name=row.short_name,
        kind=row.kind,
        kind_label=str(Organisation.Kind(row.kind).label),
        place=row.place_id,
        place_name=row.place.name if row.place else "",
    )


def organisation_card(organisation: UUID) -> OrganisationCard | None:
    """The organisation with that id, in one query; None when there is none."""
    found = Organisation.objects.select_related("place").filter(pk=organisation).first()
    return _card(found) if found else None


def organisations_of(
    programme: UUID, *, kind: str = "", start: int = 0, limit: int = 500
) -> list[OrganisationCard]:
    """The organisations of a programme, of one kind or all, by kind and name, in one query."""
    found = Organisation.objects.filter(programme=programme).select_related("place")
    if kind:
        found = found.filter(kind=kind)
    return [_card(row) for row in found.order_by("kind", "name")[start : start + limit]]


def organisations_count(programme: UUID, *, kind: str = "") -> int:
    """How many organisations `organisations_of` lists in all, in one query."""
    found = Organisation.objects.filter(programme=programme)
    return (found.filter(kind=kind) if kind else found).count()


def organisation_kinds() -> list[tuple[str, str]]:
    """The kinds of organisations with their words, in no query."""
    return [(kind.value, str(kind.label)) for kind in Organisation.Kind]


def organisations_called(
    programme: UUID, *, only: Collection[UUID] | None = None
) -> list[tuple[UUID, str]]:
    """Ids and names to choose from, by name, in one query; `only` narrows them, None does not."""
    found = Organisation.objects.filter(programme=programme)
    if only is not None:
        found = found.filter(pk__in=only)
    return list(found.order_by("name").values_list("pk", "name")[:1000])
