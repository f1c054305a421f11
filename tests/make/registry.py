from datetime import UTC, date, datetime, timedelta
from itertools import count

from django.utils import timezone

from benkan.apps.registry.models import (
    Account,
    Facility,
    Office,
    OfficeHolding,
    Organisation,
    Place,
    PlaceAncestor,
    PlaceCode,
    Programme,
    RoleGrant,
)
from benkan.apps.registry.queries import actor_for
from benkan.kit.actor import Actor, Role
from benkan.kit.text import folded

IN_A_YEAR = timezone.localdate() + timedelta(days=365)
"""Still to come whenever a test runs, for pages that know the day by themselves."""

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
_serial = count(1)


def make_programme(slug: str = "", *, kind: str = "real") -> Programme:
    slug = slug or f"programme-{next(_serial)}"
    return Programme.objects.create(
        slug=slug, name=slug.title(), kind=kind, opens_on=date(2026, 1, 1)
    )


def make_place(
    name: str = "Sanankoroba", *, kind: str = "commune", above: Place | None = None
) -> Place:
    """A place with its line of ancestors and a code."""
    place = Place.objects.create(kind=kind, name=name, folded=folded(name))
    line = [place]
    if above is not None:
        found = PlaceAncestor.objects.filter(place=above).order_by("depth")
        line += [row.ancestor for row in found.select_related("ancestor")]
    PlaceAncestor.objects.bulk_create(
        PlaceAncestor(place=place, ancestor=ancestor, depth=depth)
        for depth, ancestor in enumerate(line)
    )
    PlaceCode.objects.create(
        place=place, scheme="pcode", code=f"T{next(_serial):06}", source="test", status="official"
    )
    return place


def make_facility(name: str = "CSCom de Sanankoroba", *, commune: Place) -> Facility:
    return Facility.objects.create(
        sector="health",
        code=f"T{next(_serial):06}",
        kind="CSCOM",
        name=name,
        folded=folded(name),
        commune=commune,
        source="test",
    )


def make_organisation(
    programme: Programme, *, kind: str = "cso", place: Place | None = None
) -> Organisation:
    return Organisation.objects.create(
        programme=programme, name=f"Organisation {next(_serial)}", kind=kind, place=place
    )


def make_account(email: str = "", *, password: str | None = None) -> Account:
    number = next(_serial)
    return Account.objects.create_user(
        email or f"person{number}@example.org", password, name=f"Person {number}", moment=NOW
    )


def make_actor(
    programme: Programme,
    role: Role,
    *,
    place: Place | None = None,
    organisation: Organisation | None = None,
) -> Actor:
    """An account with one role, as the house sees it."""
    account = make_account()
    RoleGrant.objects.create(
        account=account,
        programme=programme,
        role=role,
        place=place,
        organisation=organisation,
        opens_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    return actor_for(account.pk, programme=programme.pk, moment=NOW)


def make_office(
    programme: Programme, place: Place, *, title: str = "Maire", level: str = "commune"
) -> Office:
    return Office.objects.create(programme=programme, place=place, title=title, level=level)


def make_office_holder(office: Office) -> Actor:
    """An account that holds the office."""
    account = make_account()
    OfficeHolding.objects.create(
        office=office,
        holder="Moussa Exemple",
        account=account,
        capacity="elected",
        opens_on=date(2026, 1, 1),
    )
    return actor_for(account.pk, programme=office.programme_id, moment=NOW)
