"""Which time the next round is, where a kind of round knows several."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.assessments.rules.kinds import PURPOSES_OF, Kind, Purpose
from benkan.kit.forms import Form, offer


class NextForm(Form):
    """A scorecard turns in cycles, and is asked nothing; a baseline comes once, and not again."""

    purpose = forms.TypedChoiceField(
        label=_("Which time is it?"), coerce=Purpose, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        later = [one for one in PURPOSES_OF[kind] if one not in (Purpose.CYCLE, Purpose.BASELINE)]
        if later:
            offer(self, "purpose", [(one.value, gettext(one.label)) for one in later])
            self.fields["purpose"].initial = later[-1].value
        else:
            del self.fields["purpose"]
