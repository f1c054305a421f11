"""What is written when a figure is prepared or taken back."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from benkan.apps.results.rules.periods import Period, period_called
from benkan.kit.forms import Form, offer


class PrepareForm(Form):
    """Which period is prepared, and why it is published anew where it was before."""

    periode = forms.ChoiceField(label=_("Period"))
    reason = forms.CharField(
        label=_("Why it is published anew"),
        required=False,
        max_length=500,
        help_text=_("Only for a period that was published before. Everybody will read it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def offer(self, periods: Sequence[tuple[str, str]]) -> "PrepareForm":
        offer(self, "periode", periods)
        return self

    def period(self) -> Period:
        return period_called(self.cleaned_data["periode"])


class TakeBackForm(Form):
    reason = forms.CharField(
        label=_("Why it is taken back"),
        max_length=500,
        help_text=_("Everybody will read it in the place of the numbers."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
