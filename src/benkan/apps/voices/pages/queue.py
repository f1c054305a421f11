"""The list of the triage desk, and the way from one message to the next."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from benkan.apps.registry import queries as registry
from benkan.apps.voices import queries
from benkan.apps.voices.forms.queue import chips_of, choices_of, filter_in, query_of, quick_ways
from benkan.apps.voices.pages.rows import case_rows
from benkan.apps.voices.rules.codes import typed_reference
from benkan.apps.voices.rules.queue import Position, position_of
from benkan.apps.voices.rules.scope import READERS, SORTERS
from benkan.apps.voices.rules.sensitivity import NAMERS
from benkan.apps.voices.rules.templates import WRITERS
from benkan.kit.pages import PageRequest, address, for_roles, go_to
from benkan.kit.refusals import N_

LIST_KEYS = (
    ("j", N_("next message")),
    ("k", N_("previous message")),
    ("Enter", N_("open it")),
    ("x", N_("choose it")),
)
CASE_KEYS = (
    ("j", N_("next message")),
    ("k", N_("previous message")),
    ("a", N_("follow it up")),
    ("e", N_("answer")),
    ("s", N_("set aside")),
    ("c", N_("close")),
    ("Ctrl + Enter", N_("send, then the next one")),
    ("u", N_("back to the list")),
)


@dataclass(frozen=True)
class Walk:
    """Where a reader is in the queue: what she asked to see, and how far she went."""

    asked: queries.Filter
    at: Position | None

    @property
    def list_query(self) -> str:
        """The list, from where she is."""
        return query_of(self.asked, at=self.at.code if self.at else "")

    def case_query(self, line: queries.CaseLine) -> str:
        """The page of a case, with the place in the queue that it had when it was opened."""
        at = self.at or queries.position_in(line, self.asked.order)
        return query_of(self.asked, at=at.code)


def walk_of(request: PageRequest) -> Walk:
    """What the address says, of a page or of what is sent from it."""
    asked = request.GET.dict()
    return Walk(filter_in(asked), position_of(asked.get("at", "")))


@for_roles(*READERS)
def triage(request: PageRequest) -> HttpResponse:
    """The cases of one's places, in the order of the queue."""
    walk, now = walk_of(request), timezone.now()
    found = queries.queue_page(
        request.actor,
        request.programme.id,
        asked=walk.asked,
        moment=now,
        at=walk.at,
        to=position_of(request.GET.get("to", "")),
    )
    query = query_of(walk.asked)
    roots = request.actor.places(*READERS)
    places = registry.places_step(walk.asked.place, roots=roots)
    shown = {
        "found": found,
        "rows": case_rows(request, found.lines, now=now, query=query),
        "query": query,
        "before": query_of(walk.asked, to=found.before.code) if found.before else "",
        "after": query_of(walk.asked, at=found.after.code) if found.after else "",
        "choices": choices_of(walk.asked, found.facets, places),
        "quick": quick_ways(walk.asked),
        "chips": chips_of(walk.asked, places),
        "most_counted": queries.MOST_COUNTED,
        "keys": LIST_KEYS,
        "may_sort": request.actor.holds_anywhere(*SORTERS),
        "may_write_answers": request.actor.holds(*WRITERS),
        "may_name": request.actor.holds_anywhere(*NAMERS),
    }
    return render(request, "voices/triage.html", shown)


@for_roles(*READERS)
def next_case(request: PageRequest) -> HttpResponse:
    return go_along(request, backwards=False)


@for_roles(*READERS)
def previous_case(request: PageRequest) -> HttpResponse:
    return go_along(request, backwards=True)


def go_along(request: PageRequest, *, backwards: bool) -> HttpResponse:
    """To the next case of the queue, or the one before; to the list when there is none."""
    walk = walk_of(request)
    case = walk.at and queries.next_in_queue(
        request.actor,
        request.programme.id,
        asked=walk.asked,
        moment=timezone.now(),
        after=walk.at,
        backwards=backwards,
    )
    if not case:
        messages.info(request, gettext("There is no further message in this list."))
        return to_list(request, query_of(walk.asked))
    return to_case(request, case, query_of(walk.asked))


@for_roles(*READERS)
@require_POST
def find(request: PageRequest) -> HttpResponse:
    """To the message whose number somebody says."""
    said = typed_reference(request.POST.get("reference", ""))
    case = queries.case_called(said, actor=request.actor, programme=request.programme.id)
    if case is None:
        messages.warning(
            request, gettext("No message of your places has this number. It looks like KAY-0427.")
        )
        return to_list(request, query_of(walk_of(request).asked))
    return go_to(request, "voices:case", case_id=case)


def to_case(request: PageRequest, case: UUID, query: str) -> HttpResponse:
    page = address(request, "voices:case", case_id=case)
    return HttpResponseRedirect(f"{page}?{query}" if query else page)


def to_list(request: PageRequest, query: str) -> HttpResponse:
    page = address(request, "voices:triage")
    return HttpResponseRedirect(f"{page}?{query}" if query else page)
