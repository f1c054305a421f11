"""Dial the service as a citizen would from a telephone with keys."""

from django.http import HttpResponse
from django.shortcuts import render

from benkan.interfaces.web.pages.simulator.frame import TRIERS, frame, phone_of
from benkan.kit.pages import PageRequest, for_roles

HERE = "web:simulator_ussd"


@for_roles(*TRIERS)
def ussd(request: PageRequest) -> HttpResponse:
    phone = phone_of(request.GET.get("telephone"))
    return render(request, "web/simulator_ussd.html", frame(request, page=HERE, phone=phone))
