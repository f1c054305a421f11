"""Conservation des données: what is kept how long and why, what has gone, and who is kept longer."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST

from benkan.apps.messaging import actions as messaging
from benkan.apps.voices import queries as voices
from benkan.interfaces.web import gather
from benkan.kit.actor import Role
from benkan.kit.forms import Day, Form, is_done
from benkan.kit.pages import PageRequest, for_roles, go_to

READERS = (Role.ADMINISTRATOR, Role.PROGRAMME_STAFF, Role.MONITORING_OFFICER)


class KeepForm(Form):
    """Whom to keep longer, for what and until when."""

    reference = forms.CharField(
        label=gettext_lazy("Number of the message"),
        help_text=gettext_lazy("As on its page, for example KAY-0427."),
        max_length=16,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )
    purpose = forms.CharField(
        label=gettext_lazy("For what"),
        help_text=gettext_lazy("A sentence that an inspector understands, without any name."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    until = forms.DateField(label=gettext_lazy("Until"), widget=Day())


@for_roles(*READERS)
def retention(request: PageRequest) -> HttpResponse:
    return _shown(request, KeepForm())


@for_roles(Role.ADMINISTRATOR)
@require_POST
def keep(request: PageRequest) -> HttpResponse:
    """Keep one contact longer, found by the number of a message."""
    form = KeepForm(request.POST)
    if form.is_valid() and is_done(form, lambda: _keep(request, form)):
        return go_to(request, "web:retention", done=gettext("It is written down."))
    return _shown(request, form)


def _keep(request: PageRequest, form: KeepForm) -> None:
    asked = form.cleaned_data
    contact = voices.contact_of_message(
        asked["reference"], actor=request.actor, programme=request.programme.id
    )
    messaging.keep_longer(
        contact=contact,
        purpose=asked["purpose"],
        until=asked["until"],
        actor=request.actor,
        moment=timezone.now(),
    )


def _shown(request: PageRequest, form: KeepForm) -> HttpResponse:
    shown = {
        "page": gather.retention_page(request.programme, actor=request.actor, now=timezone.now()),
        "form": form,
        "may_keep": request.actor.holds(Role.ADMINISTRATOR),
    }
    return render(request, "web/retention.html", shown, status=422 if form.errors else 200)
