"""After the meeting: what the report still owes, questions, and recommendations without an end."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from benkan.apps.activities import actions, queries, rules
from benkan.apps.activities.forms.kinds import CompleteForm
from benkan.apps.activities.forms.stepping import AskForm
from benkan.apps.activities.pages.seeing import OneForm, form_page, own
from benkan.kit.forms import is_done
from benkan.kit.pages import PageRequest, for_roles, go_to


@for_roles(*rules.ORGANISERS)
def complete(request: PageRequest, activity_id: UUID) -> HttpResponse:
    """What the kind of a closed meeting asks and nobody has said yet."""
    card = own(request, activity_id)
    if not card.missing:
        return go_to(request, "activities:activity", activity_id=card.id)
    form = CompleteForm(request.POST or None, kind=card.kind, told=card.told)
    if form.is_valid() and is_done(
        form,
        lambda: actions.complete_activity(
            activity=card.id, told=form.told(), actor=request.actor, moment=timezone.now()
        ),
    ):
        done = gettext("It is written down.")
        return go_to(request, "activities:activity", activity_id=card.id, done=done)
    return render(request, "activities/complete.html", {"activity": card, "form": form})


@for_roles(*rules.ORGANISERS)
def ask(request: PageRequest, activity_id: UUID) -> HttpResponse:
    """Write down a question and its answer."""
    card, form = own(request, activity_id), AskForm(request.POST or None)
    return form_page(
        request,
        card,
        form,
        OneForm(
            gettext("A question and its answer"),
            gettext("Write it down"),
            gettext("Keep the category of who asked, never the name."),
        ),
        act=lambda: actions.ask(
            activity=card.id, actor=request.actor, moment=timezone.now(), **form.cleaned_data
        ),
        done=gettext("The question is written down."),
    )


@for_roles(*rules.ORGANISERS)
def without_end(request: PageRequest) -> HttpResponse:
    """Recommendations that neither became a promise nor have a reason why not."""
    lines = queries.without_end(
        request.programme.id, request.actor.places(*rules.ORGANISERS), now=timezone.now()
    )
    return render(request, "activities/without_end.html", {"lines": lines})
