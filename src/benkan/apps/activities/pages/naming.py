"""The attendance sheet by name: typed, read and erased by those who held the meeting, printed empty."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from benkan.apps.activities import actions, queries, rules
from benkan.apps.activities.forms.naming import NamesForm
from benkan.apps.activities.pages.seeing import own
from benkan.kit.documents import document_response
from benkan.kit.forms import attempt
from benkan.kit.pages import PageRequest, for_roles, go_to

EMPTY_LINES = 20
"""Lines on each side of the printed sheet, as many as fit on A4."""


@for_roles(*rules.ORGANISERS)
def names(request: PageRequest, activity_id: UUID) -> HttpResponse:
    """Who agreed to be written down, and ten lines to add to them."""
    card = own(request, activity_id)
    form = NamesForm(request.POST or None)
    if form.is_valid():
        kept = attempt(
            form,
            lambda: actions.add_names(
                activity=card.id, people=form.people(), actor=request.actor, moment=timezone.now()
            ),
        )
        if kept is not None:
            return go_to(request, "activities:names", activity_id=card.id, done=_said(kept))
    lines = queries.names_at(card.id)
    if lines:
        actions.note_reading(activity=card.id, actor=request.actor, moment=timezone.now())
    return render(
        request, "activities/names.html", {"activity": card, "form": form, "lines": lines}
    )


def _said(kept: actions.Kept) -> str:
    added = ngettext("%(n)s name is kept.", "%(n)s names are kept.", kept.added)
    said = [added % {"n": kept.added}]
    if kept.twice:
        twice = ngettext(
            "%(n)s line is of somebody who was on the sheet already: she is kept once.",
            "%(n)s lines are of people who were on the sheet already: each is kept once.",
            kept.twice,
        )
        said.append(twice % {"n": kept.twice})
    return " ".join(said)


@require_POST
@for_roles(*rules.ORGANISERS)
def erase_name(request: PageRequest, activity_id: UUID, attendee: UUID) -> HttpResponse:
    """Erase somebody from this sheet and from all others of the programme."""
    card = own(request, activity_id)
    actions.erase_attendee(
        activity=card.id, attendee=attendee, actor=request.actor, moment=timezone.now()
    )
    done = gettext("The name is erased from every sheet of the programme; the counts stay.")
    return go_to(request, "activities:names", activity_id=card.id, done=done)


@for_roles(*rules.ORGANISERS)
def empty_sheet(request: PageRequest, activity_id: UUID) -> HttpResponse:
    """The sheet to print and sign, in French, in the order in which it is typed afterwards."""
    card = own(request, activity_id)
    shown = {"activity": card, "lines": range(1, EMPTY_LINES + 1)}
    with translation.override("fr"):
        return document_response(
            request,
            "activities/empty_sheet.html",
            shown,
            name="feuille-de-presence",
            as_pdf="pdf" in request.GET,
        )
