"""Which programmes this host runs."""

from uuid import UUID

from benkan.apps.registry.models import Programme
from benkan.kit.pages import ProgrammeHere


def _here(programme: Programme) -> ProgrammeHere:
    return ProgrammeHere(
        id=programme.pk, slug=programme.slug, name=programme.name, kind=programme.kind
    )


def programme_called(slug: str) -> ProgrammeHere | None:
    """The programme with that slug, in one query."""
    found = Programme.objects.filter(slug=slug).first()
    return _here(found) if found else None


def programme_here(programme: UUID) -> ProgrammeHere:
    """The programme with that id, in one query."""
    return _here(Programme.objects.get(pk=programme))


def programmes() -> list[ProgrammeHere]:
    """All programmes by name, in one query."""
    return [_here(programme) for programme in Programme.objects.order_by("name")]
