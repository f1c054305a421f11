"""Whom somebody answers for: herself, her offices and organisations, and whoever stands below her.

A message about any of them is not for her. What is dated is taken at any time: who held an office
once stays tied to it, since a message may be about what was then. Nothing here asks the database by
itself: the answers are parts of the question that another chapter asks.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from benkan.apps.registry.models import (
    Account,
    Office,
    OfficeHolding,
    Organisation,
    PlaceAncestor,
    RoleGrant,
)
from benkan.kit.actor import Actor, Post, Role

Ids = QuerySet[Any, Any]


@dataclass(frozen=True)
class Ties:
    """Accounts, offices and organisations, each as a question for ids."""

    accounts: Ids
    offices: Ids
    organisations: Ids


def below(places: Collection[UUID] | Ids) -> Ids:
    """The places and everything below them, as part of a question; `places_below` asks it."""
    return PlaceAncestor.objects.filter(ancestor__in=places).values("place")


def around(places: Collection[UUID]) -> Ids:
    """The places, everything below and everything above them, as part of a question. One set of both:
    given "in this or in that", PostgreSQL reads all that there is."""
    above = PlaceAncestor.objects.filter(place__in=places).values("ancestor")
    return below(places).union(above)


def ties_of(actor: Actor) -> Ties:
    """Whom the actor answers for, in no query of its own.

    - Her account, every office that she holds or once held, every organisation she is or was in.
    - By an office: the offices and organisations of its place and of all places below.
    - By an organisation: its offices and people where her own post reaches, and below.
    - Whoever ever held one of those offices.
    """
    held = OfficeHolding.objects.filter(account=actor.account).values("office")
    own = [post for post in actor.posts if post.office is not None]
    places = [post.place for post in own if post.place is not None]
    under = Q(place__in=below(places)) if places else Q(pk__in=[])
    offices = Office.objects.filter(
        Q(pk__in=held) | Q(pk__in=[post.office for post in own]) | under | _reached(actor.posts)
    )
    organisations = Organisation.objects.filter(
        Q(pk__in=[post.organisation for post in actor.posts if post.organisation])
        | Q(pk__in=RoleGrant.objects.filter(account=actor.account).values("organisation"))
        | Q(pk__in=Office.objects.filter(pk__in=held).values("organisation"))
        | under
    )
    holders = OfficeHolding.objects.filter(office__in=offices.values("pk"), account__isnull=False)
    people = RoleGrant.objects.filter(_reached(actor.posts))
    accounts = Account.objects.filter(
        Q(pk=actor.account)
        | Q(pk__in=holders.values("account"))
        | Q(pk__in=people.values("account"))
    )
    return Ties(accounts.values("pk"), offices.values("pk"), organisations.values("pk"))


def ties_of_office(office: UUID) -> Ties | None:
    """Whom an office answers for, whoever holds it, in one query; None when there is none."""
    row = Office.objects.filter(pk=office).first()
    if row is None:
        return None
    post = Post(
        role=Role.OFFICE_HOLDER, organisation=row.organisation_id, place=row.place_id, office=row.pk
    )
    return ties_of(Actor(posts=(post,), programme=row.programme_id))


def ties_of_holders(office: UUID) -> tuple[Ties, ...]:
    """Whom those who ever held an office answer for by themselves, in one query."""
    return tuple(ties_of(Actor(account=account)) for account in holders_of(office))


def holders_of(office: UUID) -> frozenset[UUID]:
    """The accounts of those who hold or held an office, in one query."""
    return holders_of_each([office])[office]


def holders_of_each(offices: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
    """The accounts of those who hold or held each office, in one query."""
    held = OfficeHolding.objects.filter(office__in=offices, account__isnull=False)
    pairs = list(held.values_list("office", "account"))
    return {
        office: frozenset(account for of, account in pairs if of == office and account)
        for office in offices
    }


def _reached(posts: Collection[Post]) -> Q:
    """Offices or roles of the organisations of the posts, at their places and below."""
    reached = Q(pk__in=[])
    for post in posts:
        if post.organisation is None:
            continue
        part = Q(organisation=post.organisation)
        if post.place is not None:
            part &= Q(place__in=below([post.place]))
        reached |= part
    return reached
