"""Choose between sheets: what the person saw comes back with what she chose."""

from typing import Any
from uuid import UUID

from django import forms

from benkan.apps.assessments.rules.merging import Choice, CountChoice, NotTheseSheets
from benkan.kit.forms import Form


class _Seen(forms.CharField):
    """The ids that were on the page, separated by spaces."""

    def to_python(self, value: Any) -> frozenset[UUID]:  # type: ignore[override]  # of ids, not of words
        try:
            return frozenset(UUID(one) for one in (super().to_python(value) or "").split())
        except ValueError:
            raise forms.ValidationError(NotTheseSheets.text) from None


class ChooseForm(Form):
    """`chosen`: the id of the line or sheet that holds, or `both`."""

    chosen = forms.CharField(max_length=40)
    between = _Seen()

    def choice(self) -> tuple[Choice, UUID]:
        """What is chosen, and the line or sheet that is meant; of both, any that was seen.

        Raises:
            NotTheseSheets: what was chosen was not on the page.
        """
        seen: frozenset[UUID] = self.cleaned_data["between"]
        if not seen:
            raise NotTheseSheets()
        if self.cleaned_data["chosen"] == Choice.BOTH:
            return Choice.BOTH, min(seen)
        try:
            return Choice.THIS, UUID(self.cleaned_data["chosen"])
        except ValueError:
            raise NotTheseSheets() from None


class CountForm(Form):
    chosen = forms.ChoiceField(choices=[(one.value, one.value) for one in CountChoice])
