"""The list of rounds, and the opening of one."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from benkan.apps.assessments import actions, rules
from benkan.apps.assessments.forms.rounds import (
    STATE_WORDS,
    OpenForm,
    StartForm,
    choices_of,
    filters_of,
)
from benkan.apps.assessments.pages.rows import round_rows
from benkan.apps.assessments.queries.instruments import InstrumentCard, instruments_to_choose
from benkan.apps.assessments.queries.rounds import RoundFilters, round_list
from benkan.apps.assessments.rules.kinds import Kind
from benkan.apps.registry import queries as registry
from benkan.kit.actor import Actor
from benkan.kit.forms import attempt
from benkan.kit.lists import page_number
from benkan.kit.pages import PageRequest, for_roles, go_to

_SECTORS = {"health": "health", "education": "education"}


@for_roles(*rules.READERS)
def round_list_page(request: PageRequest) -> HttpResponse:
    """The rounds that the reader follows, with where each stands."""
    filters, number = filters_of(request.GET), page_number(request)
    found = round_list(request.actor, request.programme.id, filters, page=number)
    shown = {
        "found": found,
        "rows": round_rows(request, found.lines),
        "states": [(state, word, found.by_state[state]) for state, word in STATE_WORDS.items()],
        "state": filters.state,
        "is_filtered": filters != RoundFilters(),
        "choices": choices_of(filters, found.places),
        "may_open": request.actor.holds_anywhere(*rules.WORKERS),
    }
    return render(request, "assessments/list.html", shown)


@for_roles(*rules.WORKERS)
def open_page(request: PageRequest) -> HttpResponse:
    """Open an assessment: first what is asked and where, then what exactly is looked at."""
    places = registry.places_to_choose(request.actor.places(*rules.WORKERS), kinds=("commune",))
    instruments = instruments_to_choose()
    offered = [(str(one.id), one.label) for one in instruments]
    # Without scripts a box that nobody chose is not sent: the other one says that it was asked.
    asked = request.GET if {"instrument", "place"} & request.GET.keys() else None
    start = StartForm(asked).offer(offered, places)
    if not (start.is_bound and start.is_valid()):
        shown = {"form": start, "has_instruments": bool(instruments)}
        return render(request, "assessments/start.html", shown)
    chosen = next(one for one in instruments if str(one.id) == start.cleaned_data["instrument"])
    place = UUID(start.cleaned_data["place"])
    form = _open_form(request, chosen, place)
    if form.is_valid():
        opened = attempt(form, lambda: _opened(request, chosen, place, form))
        if opened is not None:
            done = gettext("It is open. Here is the path, with the first thing to do.")
            return go_to(request, "web:round", round_id=opened, done=done)
    shown = {"form": form, "instrument": chosen, "place": registry.place_card(place)}
    return render(request, "assessments/open.html", shown)


def _open_form(request: PageRequest, chosen: InstrumentCard, place: UUID) -> OpenForm:
    form = OpenForm(request.POST or None, kind=chosen.kind)
    organisations = registry.organisations_called(request.programme.id)
    offices = registry.offices_above(request.programme.id, place)
    form.offer(
        facilities=_facilities(chosen, place),
        offices=[(str(one.id), f"{one.title}, {one.place_name}") for one in offices],
        organisations=[(str(pk), name) for pk, name in organisations],
    )
    return form.without_organisation() if _is_partner(request.actor) else form


def _facilities(chosen: InstrumentCard, place: UUID) -> Sequence[tuple[str, str]]:
    if chosen.kind is not Kind.SCORECARD or (chosen.service and chosen.service not in _SECTORS):
        return []
    found = registry.facilities_in(place, sector=_SECTORS.get(chosen.service))
    return [(str(one.id), one.name) for one in found]


def _opened(request: PageRequest, chosen: InstrumentCard, place: UUID, form: OpenForm) -> UUID:
    facility, subject = form.chosen("facility"), form.chosen("subject")
    carried_out_by = _organisation_of(request.actor) or form.chosen("organisation")
    return actions.open_assessment(
        programme=request.programme.id,
        instrument=chosen.id,
        place=place,
        title=_title(request, form, facility, subject),
        service=chosen.service,
        organisation=carried_out_by,
        facility=facility,
        subject=subject,
        office=form.chosen("office"),
        purpose=form.purpose_said(),
        actor=request.actor,
        moment=timezone.now(),
    )


def _title(
    request: PageRequest, form: OpenForm, facility: UUID | None, subject: UUID | None
) -> str:
    if subject is not None:
        found = registry.organisation_card(subject)
        return found.name if found else ""
    if typed := str(form.cleaned_data["title"]).strip():
        return typed
    return registry.facility_card(facility).name if facility else ""


def _organisation_of(actor: Actor) -> UUID | None:
    """The organisation for which the reader works on rounds, where there is one only."""
    posts = (post for post in actor.posts if post.role in rules.WORKERS)
    mine = {post.organisation for post in posts if post.organisation}
    return mine.pop() if len(mine) == 1 else None


def _is_partner(actor: Actor) -> bool:
    return _organisation_of(actor) is not None
