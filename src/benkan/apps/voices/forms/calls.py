"""What a list of calls is narrowed to."""

from datetime import date

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.voices.queries.calls import Asked, CallChoices
from benkan.apps.voices.rules.calls.codes import AGES, Operator, Vote, Way, age_label
from benkan.kit.forms import Form, offer
from benkan.kit.splits import Sex


class CallFilterForm(Form):
    """All may be left empty. A value that is not offered is left out."""

    vote = forms.ChoiceField(label=_("Vote"), required=False)
    month = forms.ChoiceField(label=_("Month"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)
    family = forms.ChoiceField(label=_("Family of topics"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    sex = forms.ChoiceField(label=_("Sex"), required=False)
    age = forms.ChoiceField(label=_("Age"), required=False)
    operator = forms.ChoiceField(label=_("Operator"), required=False)
    way = forms.ChoiceField(label=_("How they asked"), required=False)

    def __init__(self, *args: object, choices: CallChoices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        everything = [("", gettext("Everything"))]
        for name, codes in (("vote", Vote), ("sex", Sex), ("operator", Operator), ("way", Way)):
            offer(self, name, [*everything, *((one.value, gettext(one.label)) for one in codes)])
        offer(
            self, "age", [*everything, *((age, gettext(age_label(age))) for age in AGES.values())]
        )
        months = [(day.isoformat(), date_format(day, "F Y")) for day in choices.months]
        offer(self, "month", [*everything, *months])
        regions = [(one.code, gettext(one.label)) for one in choices.region_names]
        offer(self, "region", [*everything, *regions])
        offer(self, "family", [*everything, *((one.code, one.label) for one in choices.families)])
        grouped = [(name, [(one.code, one.label) for one in of]) for name, of in choices.topics]
        offer(self, "topic", [*everything, *grouped])

    def asked(self) -> Asked:
        """What is asked for."""
        self.full_clean()
        chosen = self.cleaned_data
        words = {name: chosen.get(name, "") for name in self.fields if name != "month"}
        month = chosen.get("month")
        return Asked(**words, month=date.fromisoformat(month) if month else None)
