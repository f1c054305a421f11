"""The pieces of the design system on one page, for developers; mounted in DEBUG only."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from benkan.kit.forms import Form
from benkan.kit.pages import PageRequest, for_everyone
from benkan.kit.services import Service

_ICONS = [
    "benkan",
    "health",
    "education",
    "water",
    "roads",
    "civil_registry",
    "market",
    "land",
    "security",
    "other",
    "home",
    "speak",
    "microphone",
    "follow",
    "search",
    "place",
    "calendar",
    "people",
    "promise",
    "check",
    "cross",
    "clock",
    "warning",
    "flag",
    "lock",
    "file",
    "photo",
    "phone",
    "message",
    "chart",
    "list",
    "menu",
    "person",
    "logout",
    "language",
    "plus",
    "arrow",
]


class _Sample(Form):
    text = forms.CharField(label="Votre message", help_text="Une phrase suffit.")
    service = forms.ChoiceField(
        label="C’est à propos de quoi ?",
        choices=[(service.value, service.label) for service in Service],
        widget=forms.RadioSelect,
    )
    day = forms.DateField(label="Jour", widget=forms.DateInput(attrs={"type": "date"}))
    long = forms.CharField(label="Récit", widget=forms.Textarea, required=False)
    photo = forms.FileField(label="Photo", required=False)
    agree = forms.BooleanField(label="J’accepte d’être rappelé", required=False)


@for_everyone
def gallery(request: PageRequest) -> HttpResponse:
    """Every component once."""
    form = _Sample({"service": "water", "day": "hier"})
    return render(request, "kit/gallery.html", {"form": form, "icons": _ICONS})
