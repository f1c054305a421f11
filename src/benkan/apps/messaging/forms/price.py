"""What a part of a message costs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from benkan.kit.forms import Form

_DEAREST = 1_000


class PriceForm(Form):
    price = forms.IntegerField(
        label=_("Price of one SMS, in FCFA"),
        help_text=_("As the operator's bill says. Leave it empty if you do not know."),
        required=False,
        min_value=0,
        max_value=_DEAREST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "short"}),
    )
