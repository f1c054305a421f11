"""Which cases an actor may know of: the one question that every list, page, count and action asks."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Exists, OuterRef, Q, QuerySet, UUIDField, Value

from benkan.apps.registry import queries as registry
from benkan.apps.voices.models import Case, CaseAbout, Confidant, Subject
from benkan.apps.voices.rules import scope
from benkan.kit.actor import Actor, Role
from benkan.kit.prepared import Prepared
from benkan.kit.refusals import NotFound


def cases_known_to(actor: Actor, programme: UUID) -> QuerySet[Case]:
    """The cases of the actor's places; of the sensitive ones those that she is named for; none that
    may be about her or whom she answers for. One query, before the one for the cases, and another
    where any case of the programme is about somebody. A page that asks several questions passes on
    what it got here."""
    if not actor.holds_anywhere(*scope.READERS):
        return Case.objects.none()
    named, is_about = _named_and_about(actor, programme)
    known = Case.objects.filter(_open_to(actor, named), programme=programme)
    cases = _not_below_own_office(known, actor)
    if not is_about:
        return cases
    return without(cases, subjects_tied_to(registry.ties_of(actor), programme))


def case_to_open(
    case: UUID, *, actor: Actor, programme: UUID, roles: tuple[Role, ...] = scope.READERS
) -> Case:
    """A case that the actor may know of and at whose place she holds one of the roles, for a page that
    asks what to do with it; up to four queries."""
    row = cases_known_to(actor, programme).filter(pk=case).first()
    if row is None or not actor.holds(*roles, line=registry.line_or_country(row.place_id)):
        raise NotFound()
    return row


def may_be_entrusted(cases: QuerySet[Case], actor: Actor, programme: UUID) -> QuerySet[Case]:
    """Those of the cases that are not about the actor, nor about whom she answers for: she may be
    named for them. One query for whom cases are about."""
    cases = _not_below_own_office(cases, actor)
    return without(cases, subjects_tied_to(registry.ties_of(actor), programme))


def _not_below_own_office(cases: QuerySet[Case], actor: Actor) -> QuerySet[Case]:
    if own := scope.answers_for(actor):
        return cases.exclude(place=None).exclude(place__in=registry.below(own))
    return cases


def without(cases: QuerySet[Case], subjects: frozenset[UUID]) -> QuerySet[Case]:
    """The cases that are about none of the subjects."""
    if not subjects:
        return cases
    about = CaseAbout.objects.filter(case=OuterRef("pk"), is_so=True, subject__in=subjects)
    return cases.filter(~Exists(about))


def subjects_tied_to(ties: registry.Ties, programme: UUID) -> frozenset[UUID]:
    """Whom cases of the programme are about, as far as somebody answers for them; in one query."""
    tied = Subject.objects.filter(
        Q(account__in=ties.accounts)
        | Q(office__in=ties.offices)
        | Q(organisation__in=ties.organisations),
        programme=programme,
    )
    return frozenset(tied.values_list("pk", flat=True))


def about_nobody(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The cases that anybody may count: neither sensitive nor about somebody, who may be reading."""
    about = CaseAbout.objects.filter(case=OuterRef("pk"), is_so=True)
    return cases.filter(~Exists(about), is_sensitive=False)


Named = tuple[UUID | None, UUID | None]
"""The place or the case for which somebody is named; neither is the whole programme."""


def _named_and_about(actor: Actor, programme: UUID) -> tuple[list[Named], bool]:
    """What the actor is named for, and whether any case of the programme is about somebody; both in
    one query, since every page of the desk asks for them."""
    found = _asked(account=actor.account, programme=programme)
    return [(place, case) for says, place, case in found if not says], any(
        says for says, _, _ in found
    )


def _ask(*, account: UUID, programme: UUID) -> QuerySet[Any, Any]:
    named = Confidant.objects.filter(programme=programme, account=account, closes_at=None)
    nothing = Value(None, output_field=UUIDField())
    return named.values_list(_says(False), "place", "case").union(
        # All the same, so that they are one row.
        Subject.objects.filter(programme=programme).values_list(_says(True), nothing, nothing)
    )


def _says(is_about: bool) -> Value:
    return Value(is_about, output_field=BooleanField())


_asked = Prepared(_ask, account=UUID, programme=UUID)


def _open_to(actor: Actor, named: Collection[Named]) -> Q:
    """The ordinary cases of her places, and the sensitive ones that she is named for; no condition that
    says nothing, so that an index can answer by itself. Nor may the generated column stand here: where
    it is asked for, SQLite reads the whole row."""
    places = actor.places(*scope.READERS)
    is_named_for_all = (None, None) in named
    if places is None and is_named_for_all:
        return Q()
    ordinary = Q(sensitivity="")
    if places is not None:
        ordinary &= Q(place__in=registry.below(places))
    if not named:
        return ordinary
    return ordinary | (~Q(sensitivity="") & (Q() if is_named_for_all else _entrusted(named)))


def _entrusted(named: Collection[Named]) -> Q:
    places = {place for place, _ in named if place}
    cases = {case for _, case in named if case}
    return Q(place__in=registry.below(places)) | Q(pk__in=cases)
