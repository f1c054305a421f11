"""The result by SMS, for those who took part and asked for it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from benkan.apps.assessments import rules
from benkan.apps.assessments.actions.result_sms import note_reader
from benkan.apps.assessments.forms.result_sms import ReaderForm
from benkan.apps.assessments.pages.seeing import worked
from benkan.apps.messaging.queries.awaiting import how_many_await
from benkan.kit.forms import is_done
from benkan.kit.pages import PageRequest, for_roles, go_to


@for_roles(*rules.WORKERS)
def sms_readers(request: PageRequest, round_id: UUID) -> HttpResponse:
    """How many will be told, and one number to add. No number is ever shown."""
    card = worked(request, round_id)
    form = ReaderForm(request.POST or None, initial={"language": "fr"})
    if form.is_valid() and is_done(
        form,
        lambda: note_reader(
            round_id=card.id,
            number=form.cleaned_data["number"],
            language=form.cleaned_data["language"],
            actor=request.actor,
            moment=timezone.now(),
        ),
    ):
        done = gettext("Noted. The result goes out by SMS as soon as it is public.")
        return go_to(request, "assessments:sms_readers", round_id=card.id, done=done)
    shown = {
        "round": card,
        "form": form,
        "waiting": how_many_await(card.assessment, today=timezone.localdate()),
    }
    return render(request, "assessments/paper/sms_readers.html", shown)
