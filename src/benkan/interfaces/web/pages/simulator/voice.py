"""Call the service as a citizen would, and press the keys that the voice names."""

from django.http import HttpResponse
from django.shortcuts import render

from benkan.interfaces.web.pages.simulator.frame import TRIERS, frame, phone_of
from benkan.kit.pages import PageRequest, for_roles

HERE = "web:simulator_voice"


@for_roles(*TRIERS)
def voice(request: PageRequest) -> HttpResponse:
    phone = phone_of(request.GET.get("telephone"))
    return render(request, "web/simulator_voice.html", frame(request, page=HERE, phone=phone))
