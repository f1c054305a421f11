"""A number that asked for the result, typed in front of whoever it belongs to."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from benkan.kit.forms import Form


class ReaderForm(Form):
    number = forms.CharField(
        label=_("Telephone number"),
        max_length=30,
        help_text=_("It is sealed at once: nobody sees it here again."),
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off"}),
    )
    language = forms.ChoiceField(
        label=_("Language of the SMS"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )
    consents = forms.BooleanField(
        label=_("She or he asked for it, and knows that one word (UNSUBSCRIBE or STOP) ends it"),
        error_messages={
            "required": _("Write down only the number of somebody who asked for the result.")
        },
    )
