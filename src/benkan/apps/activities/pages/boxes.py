"""Report a meeting that was held where there is no network."""

from uuid import UUID

from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext

from benkan.apps.activities import actions, queries, rules
from benkan.apps.activities.forms.meetings import FoundForm, ReportForm
from benkan.apps.activities.pages.meetings import hold
from benkan.apps.activities.pages.planning import organisation_of
from benkan.apps.registry import queries as registry
from benkan.kit.boxed import BoxedForm, boxed_form, refused_form, shell_page, takes_boxes
from benkan.kit.pages import PageRequest, address, for_everyone, for_roles
from benkan.kit.refusals import NotFound


@for_everyone
def shell(request: PageRequest) -> HttpResponse:
    """The form for when there is no network."""
    return shell_page(request, "activities/offline.html", _empty)


def _empty() -> dict[str, object]:
    communes = registry.commune_list().version
    return {"form": ReportForm(), "plan": FoundForm(), "communes": communes}


@for_roles(*rules.ORGANISERS)
@takes_boxes
def report(request: PageRequest) -> HttpResponse:
    """The report of a meeting of the calendar, or of one that is put there with it."""
    box = boxed_form(request, kind="meeting")
    form, found = ReportForm(box.data, box.files), FoundForm(box.data)
    is_known = bool(box.data.get("activity"))
    if not form.is_valid():
        return refused_form(form)
    if not is_known and not found.is_valid():
        return refused_form(found)
    with transaction.atomic():
        meeting = _known(request, box) if is_known else _planned(request, box, form, found)
        hold(request, meeting, form)
    then = address(request, "activities:activity", activity_id=meeting)
    return JsonResponse({"then": then, "words": gettext("The report is closed. Thank you.")})


def _known(request: PageRequest, box: BoxedForm) -> UUID:
    """The meeting that the box names, if she may see it."""
    try:
        named = UUID(box.data["activity"])
    except ValueError:
        raise NotFound() from None
    return queries.seen_activity(named, programme=request.programme.id, actor=request.actor).id


def _planned(request: PageRequest, box: BoxedForm, form: ReportForm, found: FoundForm) -> UUID:
    """A meeting that nobody had planned goes into the calendar on the day it was held."""
    place = registry.place_by_code(box.data.get("commune", ""))
    if place is None:
        raise NotFound()
    return actions.plan_activity(
        programme=request.programme.id,
        place=place,
        organisation=organisation_of(request.actor),
        planned_on=form.cleaned_data["held_on"],
        actor=request.actor,
        moment=timezone.now(),
        **found.cleaned_data,
    )
