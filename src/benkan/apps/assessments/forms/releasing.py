"""Whether a group wants its answers shown, and why something public is taken back or corrected."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.assessments.rules.consent import Consent
from benkan.kit.forms import Day, Form


class ConsentForm(Form):
    """What one group said."""

    said = forms.ChoiceField(label=_("May its answers be shown?"), widget=forms.RadioSelect)
    said_on = forms.DateField(label=_("Day on which it said so"), widget=Day)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["said"]
        assert isinstance(field, forms.ChoiceField), "what was said is a choice"
        field.choices = [(one.value, gettext(one.label)) for one in Consent]
        self.fields["said_on"].initial = self.fields["said_on"].initial or today


class ReasonForm(Form):
    """A reason, for everybody who reads the round."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It stays beside the round for everybody who reads it. No names of citizens."),
    )
