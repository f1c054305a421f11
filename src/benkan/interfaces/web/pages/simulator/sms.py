"""Write an SMS as a citizen would, and see what comes back."""

import secrets
from typing import Any

from django import forms
from django.http import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from benkan.apps.messaging import actions, queries
from benkan.interfaces.web.pages.simulator.frame import (
    PHONES,
    TRIERS,
    Phone,
    frame,
    phone_of,
    screen,
)
from benkan.kit.forms import Form, attempt
from benkan.kit.pages import PageRequest, for_roles
from benkan.kit.refusals import NotFound

HERE = "web:simulator"


class PretendedMessage(Form):
    """An SMS as one of the pretended telephones sends it. `key` makes a second click the same SMS."""

    text = forms.CharField(
        label=_("Message"),
        max_length=1000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    phone = forms.ChoiceField(choices=[(p.code, p.owner) for p in PHONES], widget=forms.HiddenInput)
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def sender(self) -> Phone:
        """The telephone that was chosen, once the form is valid."""
        return phone_of(self.cleaned_data["phone"])


@for_roles(*TRIERS)
def simulator(request: PageRequest) -> HttpResponseBase:
    """The SMS of a pretended telephone. Only a demonstration has one: elsewhere messages are people's own."""
    if not request.programme.is_demonstration:
        return _only_said(request)
    phone = phone_of(request.GET.get("telephone"))
    form = PretendedMessage(request.POST or None, initial=_blank(phone))
    if request.method == "POST" and form.is_valid():
        attempt(form, lambda: _send(request, form))
        if form.is_valid():
            return HttpResponseRedirect(screen(request, HERE, form.sender()) + "#dernier")
    return render(request, "web/simulator_sms.html", _shown(request, phone, form))


def _only_said(request: PageRequest) -> HttpResponseBase:
    if request.method == "POST":
        raise NotFound()
    phone = phone_of(request.GET.get("telephone"))
    return render(request, "web/simulator_sms.html", frame(request, page=HERE, phone=phone))


def _blank(phone: Phone) -> dict[str, str]:
    return {"phone": phone.code, "key": secrets.token_hex(16)}


def _send(request: PageRequest, form: PretendedMessage) -> bool:
    text = form.cleaned_data["text"]
    return actions.receive(
        gateway=actions.simulator_of(programme=request.programme.id),
        external_key=queries.delivery_key(message_id=form.cleaned_data["key"]),
        number=form.sender().number,
        text=text,
        raw=text.encode(),
        moment=timezone.now(),
    )


def _shown(request: PageRequest, phone: Phone, form: PretendedMessage) -> dict[str, Any]:
    programme = request.programme.id
    contact = queries.simulated_contact(programme, phone.number)
    said_here = queries.simulated_messages(programme, contact=contact) if contact else []
    again = f"{screen(request, HERE, phone)}&vue={form['key'].value()}#dernier"
    around = frame(request, page=HERE, phone=phone)
    return {**around, "conversation": said_here, "form": form, "again": again}
