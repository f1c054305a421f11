"""What everybody may read of a meeting: written, shown, taken back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from benkan.apps.activities import actions, queries
from benkan.apps.activities.forms.stepping import SummaryForm, WithdrawForm
from benkan.apps.activities.pages.seeing import OneForm, form_page, own
from benkan.apps.activities.rules.publishing import PUBLISHERS
from benkan.kit.lists import page_number
from benkan.kit.pages import PageRequest, for_everyone, for_roles


@for_roles(*PUBLISHERS)
def publish(request: PageRequest, activity_id: UUID) -> HttpResponse:
    """Publish a summary, or a corrected one."""
    card = own(request, activity_id)
    public = queries.public.summary_of(card.id)
    form = SummaryForm(request.POST or None, initial={"text": public or ""})
    return form_page(
        request,
        card,
        form,
        OneForm(
            gettext("Publish a summary"),
            gettext("Publish it"),
            gettext("Everybody can read it at once. The minutes and the names stay inside."),
        ),
        act=lambda: actions.publish_summary(
            activity=card.id, actor=request.actor, moment=timezone.now(), **form.cleaned_data
        ),
        done=gettext("The summary is public."),
    )


@for_roles(*PUBLISHERS)
def withdraw(request: PageRequest, activity_id: UUID) -> HttpResponse:
    """Take the summary back."""
    card, form = own(request, activity_id), WithdrawForm(request.POST or None)
    return form_page(
        request,
        card,
        form,
        OneForm(gettext("Take the summary back"), gettext("Take it back")),
        act=lambda: actions.withdraw_summary(
            activity=card.id, actor=request.actor, moment=timezone.now(), **form.cleaned_data
        ),
        done=gettext("The summary is no longer public."),
    )


@for_everyone
def public_list(request: PageRequest) -> HttpResponse:
    """Meetings to come that are open to all, and what was published of those that were held."""
    programme = request.programme.id
    shown = {
        "to_come": queries.public.to_come(programme, today=timezone.localdate(), limit=10),
        "published": queries.public.published_part(programme, page=page_number(request), size=20),
    }
    return render(request, "activities/public_list.html", shown)


@for_everyone
def public_meeting(request: PageRequest, activity_id: UUID) -> HttpResponse:
    """The summary of one meeting, with who came as far as that points at nobody."""
    met = queries.public.published_meeting(activity_id, programme=request.programme.id)
    return render(request, "activities/public_meeting.html", {"met": met})
