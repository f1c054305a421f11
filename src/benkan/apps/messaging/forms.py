"""The form of a pretended telephone."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Phone:
    """A telephone that only exists on this page; whose it is, is made up too."""

    code: str
    owner: str
    number: str


PHONES = (
    Phone("1", "Awa", "+22350000001"),
    Phone("2", "Boubacar", "+22350000002"),
    Phone("3", "Fanta", "+22350000003"),
    Phone("4", "Oumar", "+22350000004"),
)


class PretendedMessage(forms.Form):
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


def phone_of(code: Any) -> Phone:
    """The telephone with that code; the first for any other."""
    return next((phone for phone in PHONES if phone.code == code), PHONES[0])
