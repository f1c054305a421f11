"""The choice of a spelling, wherever staff write to a citizen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_lazy as _

from benkan.apps.messaging.rules.spelling import SPELLINGS, Spelling


class SpellingField(forms.ChoiceField):
    """In which spelling a message goes out: exact unless its writer says otherwise. Shown by
    `messaging/cost.html`."""

    def __init__(self) -> None:
        super().__init__(
            label=_("How it is spelled"),
            choices=[(one.value, gettext_lazy(SPELLINGS[one])) for one in Spelling],
            initial=Spelling.EXACT.value,
            required=False,
            widget=forms.RadioSelect,
        )

    def clean(self, value: Any) -> str:
        return str(super().clean(value) or Spelling.EXACT.value)
