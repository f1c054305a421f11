"""Everything that the page of a case shows, so that what its parts have in common is asked once."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef

from benkan.apps.voices.models import CaseAbout, HandOver, Heard
from benkan.apps.voices.queries.calling import recordings_awaited
from benkan.apps.voices.queries.desk import CasePage, page_of
from benkan.apps.voices.queries.handing import RequestPage, at_office, requests_about
from benkan.apps.voices.queries.scope import cases_known_to
from benkan.apps.voices.queries.trust import TrustOfCase, trust_of
from benkan.kit.actor import Actor
from benkan.kit.refusals import NotFound


@dataclass(frozen=True)
class WholeCase:
    """A case as it is read, with whom it is about and what offices were asked."""

    page: CasePage
    trust: TrustOfCase
    handed: tuple[RequestPage, ...]
    awaited: str | None

    @property
    def may_be_like_others(self) -> bool:
        """Whether it makes sense to look for what says the same."""
        return bool(self.page.here) and self.page.line.may_be_grouped and not self.trust.whom.known


def whole_case(case: UUID, *, actor: Actor, programme: UUID, on: date) -> WholeCase:
    """A case with all that its page shows; what the actor may not know is not found. What most cases
    do not have is asked for only where the first query says that it is there. Whatever the number of
    cases in the programme at most seven queries; one more for each of: a facility, what was added, a
    recording awaited; two where it is sensitive, four where it is about somebody, seven where it was
    put before offices."""
    of_it = OuterRef("pk")
    known = cases_known_to(actor, programme).annotate(
        is_added_to=Exists(Heard.objects.filter(case=of_it, kind=Heard.Kind.ADDITION)),
        is_handed=Exists(HandOver.objects.filter(case=of_it)),
        is_said=Exists(CaseAbout.objects.filter(case=of_it)),
    )
    row = known.filter(pk=case).select_related("membership__issue").first()
    if row is None:
        raise NotFound()
    handed = requests_about(case=case, on=on) if row.is_handed else ()
    moved = at_office(handed)
    page = page_of(row, {row.pk: moved} if moved else {}, is_added_to=row.is_added_to)
    return WholeCase(
        page=page,
        trust=trust_of(row, page.text, on=on, is_said=row.is_said),
        handed=handed,
        awaited=recordings_awaited([case]).get(case) if row.channel == "voice" else None,
    )
