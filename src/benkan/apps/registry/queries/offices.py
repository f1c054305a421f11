"""Offices and who holds them on a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from benkan.apps.registry.models import Office, OfficeHolding, PlaceAncestor
from benkan.kit.lists import WrittenId
from benkan.kit.prepared import Prepared


@dataclass(frozen=True)
class OfficeCard:
    """An office with its holder on a day; vacant: `holder` and `capacity` are empty."""

    id: UUID
    title: str
    place: UUID
    place_name: str
    level: str
    level_label: str
    organisation: UUID | None
    organisation_name: str
    holder: str
    capacity: str
    capacity_label: str
    since: date | None
    has_account: bool


@dataclass(frozen=True)
class HoldingLine:
    """Who held an office from a day until another, which is not counted; None: until further notice."""

    id: UUID
    holder: str
    capacity_label: str
    opens_on: date
    closes_on: date | None
    has_account: bool


def _card(office: Office, holding: OfficeHolding | None) -> OfficeCard:
    return OfficeCard(
        id=office.pk,
        title=office.title,
        place=office.place_id,
        place_name=office.place.name,
        level=office.level,
        level_label=str(Office.Level(office.level).label),
        organisation=office.organisation_id,
        organisation_name=office.organisation.name if office.organisation else "",
        holder=holding.holder if holding else "",
        capacity=holding.capacity if holding else "",
        capacity_label=_capacity(holding) if holding else "",
        since=holding.opens_on if holding else None,
        has_account=holding is not None and holding.account_id is not None,
    )


def _capacity(holding: OfficeHolding) -> str:
    return str(OfficeHolding.Capacity(holding.capacity).label)


def _cards(offices: QuerySet[Office], on: date) -> list[OfficeCard]:
    rows = list(offices.select_related("place", "organisation"))
    held = OfficeHolding.objects.filter(
        Q(closes_on=None) | Q(closes_on__gt=on), office__in=rows, opens_on__lte=on
    )
    holdings = {holding.office_id: holding for holding in held}
    return [_card(row, holdings.get(row.pk)) for row in rows]


def offices_at(
    programme: UUID, place: UUID, *, on: date, with_above: bool = False
) -> list[OfficeCard]:
    """The offices of a place, by title, with their holders on a day, in two queries.

    `with_above` adds those of all places above it, the nearest first: to whom a promise can climb.
    """
    if not with_above:
        at_place = Office.objects.filter(programme=programme, place=place)
        return _cards(at_place.order_by("title"), on)
    line = PlaceAncestor.objects.filter(place=place)
    above = Office.objects.filter(programme=programme, place__in=line.values("ancestor"))
    return _nearest_first(_cards(above.order_by("title"), on))


def offices_above(programme: UUID, place: UUID) -> list[OfficeCard]:
    """The offices of a place and of all above it, the nearest first, without their holders: to name
    them or to choose one. One query."""
    line = PlaceAncestor.objects.filter(place=place)
    found = Office.objects.filter(programme=programme, place__in=line.values("ancestor"))
    return _nearest_first(
        [_card(row, None) for row in found.select_related("place", "organisation")]
    )


def _nearest_first(cards: list[OfficeCard]) -> list[OfficeCard]:
    nearest = list(Office.Level)
    return sorted(cards, key=lambda card: (nearest.index(Office.Level(card.level)), card.title))


def office_card(office: UUID, on: date) -> OfficeCard | None:
    """The office with its holder on a day, in two queries; None when there is none."""
    return office_cards([office], on).get(office)


def office_cards(offices: Collection[UUID], on: date) -> dict[UUID, OfficeCard]:
    """The offices with their holders on a day, in two queries."""
    return {card.id: card for card in _cards(Office.objects.filter(pk__in=offices), on)}


def offices_named(offices: Collection[UUID]) -> dict[UUID, OfficeCard]:
    """The offices without their holders: to name them in a list. One query."""
    found = Office.objects.filter(pk__in=offices).select_related("place", "organisation")
    return {row.pk: _card(row, None) for row in found}


def office_titles(offices: Collection[UUID]) -> dict[UUID, str]:
    """What the offices are called, in one query."""
    return dict(_TITLES(offices=offices))


_TITLES = Prepared(
    lambda offices: Office.objects.filter(pk__in=offices).values_list("pk", "title"),
    offices=(UUID,),
)


def offices_to_choose(
    programme: UUID, *, within: Collection[UUID] | None, limit: int
) -> list[tuple[str, str, str]]:
    """The offices that `offices_of` lists, to choose from: ids as an address has them, titles and the
    names of their places, in one query."""
    found = _within(programme, within).order_by("place__folded", "place", "title")
    return list(found.values_list(WrittenId("pk"), "title", "place__name")[:limit])


@dataclass(frozen=True)
class Reached:
    """Whoever holds an office and has an account: who, and in which language she reads."""

    account: UUID
    language: str


def reached_by_account(offices: Collection[UUID], *, on: date) -> dict[UUID, Reached]:
    """The offices whose holder of a day has an open account, in one query."""
    held = OfficeHolding.objects.filter(
        Q(closes_on=None) | Q(closes_on__gt=on),
        office__in=offices,
        opens_on__lte=on,
        account__is_active=True,
    ).order_by("opens_on")
    rows = held.values_list("office_id", "account_id", "account__language")
    return {office: Reached(account, language) for office, account, language in rows}


def _within(programme: UUID, within: Collection[UUID] | None) -> QuerySet[Office]:
    found = Office.objects.filter(programme=programme)
    if within is None:
        return found
    below = PlaceAncestor.objects.filter(ancestor__in=within).values("place")
    return found.filter(place__in=below)


def offices_count(programme: UUID, *, within: Collection[UUID] | None) -> int:
    """How many offices `offices_of` lists in all, in one query."""
    return _within(programme, within).count()


def offices_of(
    programme: UUID,
    *,
    within: Collection[UUID] | None,
    on: date,
    start: int = 0,
    limit: int = 50,
) -> list[OfficeCard]:
    """The offices of a programme at the places given and below them (None: everywhere), by place
    and title, with their holders on a day, in two queries."""
    found = _within(programme, within).order_by("place__folded", "place", "title")
    page = found[start : start + limit]
    return _cards(page, on)


def programme_of_office(office: UUID) -> UUID | None:
    """The programme that the office belongs to, in one query; None when there is no such office."""
    return Office.objects.filter(pk=office).values_list("programme_id", flat=True).first()


def holdings_of(office: UUID) -> list[HoldingLine]:
    """Who held an office, the latest first, in one query."""
    rows = OfficeHolding.objects.filter(office=office).order_by("-opens_on")[:200]
    return [
        HoldingLine(
            id=row.pk,
            holder=row.holder,
            capacity_label=_capacity(row),
            opens_on=row.opens_on,
            closes_on=row.closes_on,
            has_account=row.account_id is not None,
        )
        for row in rows
    ]


def office_of_holding(holding: UUID) -> UUID | None:
    """The office that a holding is of, in one query; None when there is no such holding."""
    found = OfficeHolding.objects.filter(pk=holding)
    return found.values_list("office_id", flat=True).first()
