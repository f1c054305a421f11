"""Everything that the page of a case shows, so that what its parts have in common is asked once."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from benkan.apps.voices.queries.calling import recordings_awaited
from benkan.apps.voices.queries.desk import CasePage, case_in, page_of
from benkan.apps.voices.queries.handing import RequestPage, at_office, requests_about
from benkan.apps.voices.queries.scope import cases_known_to
from benkan.apps.voices.queries.suggesting import NOTHING, Alike, alike_among
from benkan.apps.voices.queries.trust import TrustOfCase, trust_of
from benkan.apps.voices.rules.scope import SORTERS
from benkan.kit.actor import Actor


@dataclass(frozen=True)
class WholeCase:
    """A case as it is read, with whom it is about, what offices were asked, and what may say the same
    for whoever may group."""

    page: CasePage
    trust: TrustOfCase
    handed: tuple[RequestPage, ...]
    alike: Alike
    awaited: str | None


def whole_case(case: UUID, *, actor: Actor, programme: UUID, on: date) -> WholeCase:
    """A case with all that its page shows; what the actor may not know is not found. One query for
    each thing shown, whatever the number of cases in the programme: at most 18, five more where it
    was put before offices, four where it is about somebody, two where it is sensitive."""
    known = cases_known_to(actor, programme)
    row = case_in(known, case)
    handed = requests_about(case=case, on=on)
    moved = at_office(handed)
    page = page_of(row, {row.pk: moved} if moved else {})
    trust = trust_of(row, page.text, on=on)
    may_join = actor.holds_anywhere(*SORTERS) and not trust.whom.known
    return WholeCase(
        page=page,
        trust=trust,
        handed=handed,
        alike=alike_among(known, row, here=page.here, actor=actor)
        if may_join and page.here
        else NOTHING,
        awaited=recordings_awaited([case]).get(case) if row.channel == "voice" else None,
    )
