"""Which cases an actor may know of: the one question that every list, page, count and action asks."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from benkan.apps.registry import queries as registry
from benkan.apps.voices.models import Case, CaseAbout, Confidant, Subject
from benkan.apps.voices.rules import scope
from benkan.kit.actor import Actor


def cases_known_to(actor: Actor, programme: UUID) -> QuerySet[Case]:
    """The cases of the actor's places; of the sensitive ones those that she is named for; none that
    may be about her or whom she answers for. Two queries, before the one for the cases."""
    if not actor.holds_anywhere(*scope.READERS):
        return Case.objects.none()
    ordinary = Q(is_sensitive=False) & _in_places_of(actor)
    known = ordinary | (Q(is_sensitive=True) & _entrusted_to(actor, programme))
    return may_be_entrusted(Case.objects.filter(known, programme=programme), actor, programme)


def may_be_entrusted(cases: QuerySet[Case], actor: Actor, programme: UUID) -> QuerySet[Case]:
    """Those of the cases that are not about the actor, nor about whom she answers for: she may be
    named for them. One query for whom cases are about."""
    if own := scope.answers_for(actor):
        cases = cases.exclude(place=None).exclude(place__in=registry.below(own))
    return without(cases, subjects_tied_to(registry.ties_of(actor), programme))


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


def _in_places_of(actor: Actor) -> Q:
    places = actor.places(*scope.READERS)
    if places is None:
        return Q(pk__isnull=False)  # an empty Q would vanish from the "or"
    return Q(place__in=registry.below(places))


def _entrusted_to(actor: Actor, programme: UUID) -> Q:
    """Where the actor is named, in one query."""
    named = Confidant.objects.filter(programme=programme, account=actor.account, closes_at=None)
    here = list(named)
    if any(row.place_id is None and row.case_id is None for row in here):
        return Q(pk__isnull=False)
    places = {row.place_id for row in here if row.place_id}
    cases = {row.case_id for row in here if row.case_id}
    return Q(place__in=registry.below(places)) | Q(pk__in=cases)
