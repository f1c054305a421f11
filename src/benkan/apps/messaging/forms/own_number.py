"""The own number of an account, and the code that proves it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from benkan.kit.forms import Form


class NumberForm(Form):
    number = forms.CharField(
        label=_("Your telephone number"),
        max_length=30,
        help_text=_("You get a code by SMS at once, to show that it is yours."),
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )


class CodeForm(Form):
    code = forms.CharField(
        label=_("The code from the SMS"),
        max_length=10,
        help_text=_("Six digits."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
