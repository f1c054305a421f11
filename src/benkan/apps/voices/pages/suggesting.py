"""What may say the same as a message: join it with one tap, or say that it does not."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from benkan.apps.voices import actions
from benkan.apps.voices.rules.scope import SORTERS
from benkan.kit.pages import PageRequest, for_roles, go_to
from benkan.kit.refusals import NotFound


class ApartForm(forms.Form):
    """The other message, or the issue."""

    other = forms.UUIDField(required=False)
    issue = forms.UUIDField(required=False)


@for_roles(*SORTERS)
@require_POST
def tell_apart(request: PageRequest, case_id: UUID) -> HttpResponse:
    form = ApartForm(request.POST)
    if not form.is_valid():
        raise NotFound()
    actions.tell_apart(
        case=case_id, **form.cleaned_data, actor=request.actor, moment=timezone.now()
    )
    done = gettext("It is not suggested again.")
    return go_to(request, "voices:case", case_id=case_id, done=done)
