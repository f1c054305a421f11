"""Write organisations down."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from benkan.apps.journal.actions import record
from benkan.apps.registry.events import OrganisationChanged, OrganisationRegistered
from benkan.apps.registry.models import Organisation, Programme
from benkan.apps.registry.queries.lines import line_or_country
from benkan.apps.registry.rules.organisations import OrganisationNameTaken
from benkan.apps.registry.rules.roles import KEEPS_THE_REGISTER
from benkan.kit.actor import Actor, check_here, require
from benkan.kit.refusals import NotFound


@transaction.atomic
def register_organisation(
    *,
    programme: UUID,
    name: str,
    kind: str,
    actor: Actor,
    moment: datetime,
    short_name: str = "",
    place: UUID | None = None,
) -> UUID:
    """Write down an organisation at a place, or for the whole country. A second call finds it."""
    check_here(actor, programme)
    require(actor, *KEEPS_THE_REGISTER, line=line_or_country(place))
    # Two people who write the same name down at once wait for each other here.
    Programme.objects.select_for_update().get(pk=programme)
    same = Organisation.objects.filter(programme=programme, name=name).first()
    if same is not None:
        if (same.kind, same.place_id) != (kind, place):
            raise OrganisationNameTaken()
        return same.pk
    organisation = Organisation.objects.create(
        programme_id=programme, name=name, short_name=short_name, kind=kind, place_id=place
    )
    event = OrganisationRegistered(organisation=organisation.pk, kind=kind)
    record(event, programme=programme, actor=actor, moment=moment)
    return organisation.pk


@transaction.atomic
def change_organisation(
    *,
    programme: UUID,
    organisation: UUID,
    name: str,
    short_name: str,
    kind: str,
    place: UUID | None,
    actor: Actor,
    moment: datetime,
) -> None:
    """Correct what is written about an organisation. Both its old and its new place must be the
    actor's. Without a difference nothing is recorded."""
    check_here(actor, programme)
    Programme.objects.select_for_update().get(pk=programme)
    row = Organisation.objects.filter(programme=programme, pk=organisation).first()
    if row is None:
        raise NotFound()
    require(actor, *KEEPS_THE_REGISTER, line=line_or_country(row.place_id))
    require(actor, *KEEPS_THE_REGISTER, line=line_or_country(place))
    others = Organisation.objects.filter(programme=programme, name=name).exclude(pk=organisation)
    if others.exists():
        raise OrganisationNameTaken()
    if (row.name, row.short_name, row.kind, row.place_id) == (name, short_name, kind, place):
        return
    row.name, row.short_name, row.kind, row.place_id = name, short_name, kind, place
    row.save(update_fields=["name", "short_name", "kind", "place"])
    event = OrganisationChanged(organisation=organisation)
    record(event, programme=programme, actor=actor, moment=moment)
