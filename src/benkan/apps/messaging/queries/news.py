"""Who hears the news of which commune: for the worker that tells them, and as hidden counts for staff."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Min

from benkan.apps.messaging.models import Subscription
from benkan.apps.registry import queries as registry
from benkan.methods.suppression import suppressed

SMALLEST_SHOWN = 5


@dataclass(frozen=True)
class NewsReader:
    """A contact whose turn it is, and since when each of her communes was not told of."""

    contact: UUID
    programme: UUID
    since: Mapping[UUID, datetime]


def readers_due(*, now: datetime, limit: int, programme: UUID | None = None) -> list[NewsReader]:
    """The contacts of a programme (None: of all) for whom it is time to look for news, the longest
    waiting first, in two queries. Whoever stopped us or was erased has no open subscription."""
    due = Subscription.objects.filter(ended_at=None, look_at__lte=now)
    if programme is not None:
        due = due.filter(contact__programme=programme)
    waiting = due.values("contact").annotate(first=Min("look_at")).order_by("first", "contact")
    contacts = [one["contact"] for one in waiting[:limit]]
    since: dict[tuple[UUID, UUID], dict[UUID, datetime]] = {}
    rows = Subscription.objects.filter(contact__in=contacts, ended_at=None)
    fields = ("contact", "contact__programme", "place", "told_until")
    for contact, programme, place, told in rows.order_by("begun_at", "id").values_list(*fields):
        since.setdefault((contact, programme), {})[place] = told
    found = {of: NewsReader(*of, told) for of, told in since.items()}
    by_contact = {reader.contact: reader for reader in found.values()}
    return [by_contact[contact] for contact in contacts if contact in by_contact]


@dataclass(frozen=True)
class Followers:
    """How many contacts hear the news of each place: None where that is fewer than five, or would
    give back one that is hidden."""

    by_place: Mapping[UUID, int | None]
    total: int | None


def followers(programme: UUID, places: Collection[UUID]) -> Followers:
    """How many hear the news of each of the places, in one query; places without any are in, so that
    nothing and a few look alike."""
    rows = Subscription.objects.filter(contact__programme=programme, ended_at=None)
    counted = dict(rows.values_list("place").annotate(Count("id")))
    public = suppressed({place: counted.get(place, 0) for place in places}, minimum=SMALLEST_SHOWN)
    return Followers(public.cells, public.total)


@dataclass(frozen=True)
class FollowedPlace:
    name: str
    people: int


@dataclass(frozen=True)
class FollowersShown:
    """The communes of a programme with most readers of their news; `total` None: hidden."""

    places: list[FollowedPlace]
    total: int | None


def followers_shown(programme: UUID, *, limit: int = 20) -> FollowersShown:
    """How many hear the news of the communes of a programme, most first, in four queries. A commune
    with fewer than five is not named."""
    counted = followers(programme, registry.communes_of_programme(programme))
    many = {place: people for place, people in counted.by_place.items() if people}
    first = sorted(many, key=lambda place: (-many[place], place))[:limit]
    names = registry.place_names(first)
    return FollowersShown(
        [FollowedPlace(names[place], many[place]) for place in first], counted.total
    )


def followed_by(contact: UUID) -> list[UUID]:
    """The places whose news a contact hears, the first first, in one query."""
    rows = Subscription.objects.filter(contact=contact, ended_at=None)
    return list(rows.order_by("begun_at", "id").values_list("place", flat=True))
