"""Put off, cancel, ask, publish, take back; and which meetings a balance is about."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.activities.forms.meetings import KINDS, Choices
from benkan.apps.activities.queries import Filters
from benkan.apps.activities.rules.calendar import Outcome
from benkan.apps.activities.rules.questions import ASKERS
from benkan.kit.forms import Day, Form, offer
from benkan.kit.services import Service

_SERVICES = [(one.value, _(one.label)) for one in Service]


def _words(label: Any, *, rows: int = 3, required: bool = False, help_text: Any = "") -> Any:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, required=required, help_text=help_text)


class PostponeForm(Form):
    to_day = forms.DateField(label=_("New day"), widget=Day)
    reason = _words(_("Why?"), help_text=_("Those who were invited will ask."))


class CancelForm(Form):
    reason = _words(_("Why?"), help_text=_("Those who were invited will ask."))


class AskForm(Form):
    """A question of somebody of a category, the answer, and what is to be done about it."""

    asker = forms.ChoiceField(label=_("Who asked?"))
    question = _words(_("Question"), help_text=_("As it was asked, without any name."))
    answer = _words(_("Answer given"))
    to_do = _words(
        _("What is to be done"),
        help_text=_("It becomes a recommendation. Leave empty where the answer was enough."),
    )
    service = forms.ChoiceField(label=_("Service"), choices=_SERVICES, initial="other")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, gettext(label)) for code, label in ASKERS]
        offer(self, "asker", [("", gettext("Choose…")), *choices])


class SummaryForm(Form):
    text = _words(
        _("What everybody may read"),
        rows=8,
        help_text=_("What was asked, answered and agreed. No name, nothing said in confidence."),
    )


class WithdrawForm(Form):
    reason = _words(_("Why is it taken back?"))


class PeriodForm(Form):
    """A period, and a place or all of the reader's."""

    since = forms.DateField(label=_("From"), widget=Day)
    until = forms.DateField(label=_("To"), widget=Day)
    place = forms.ChoiceField(label=_("Place"), required=False)

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", [("", gettext("All")), *places])


class BalanceForm(PeriodForm):
    """Which meetings are counted, and by what."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    organisation = forms.ChoiceField(label=_("Organisation"), required=False)
    by = forms.ChoiceField(
        label=_("A line for each"),
        required=False,
        choices=[
            ("kind", _("Kind")),
            ("place", _("Commune")),
            ("organisation", _("Organisation")),
        ],
    )

    def __init__(self, *args: Any, organisations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = ("", gettext("All"))
        offer(self, "kind", [every, *KINDS])
        offer(self, "organisation", [every, *organisations])

    def asked(self, outcome: str) -> Filters:
        """The filters of a valid form."""
        told = self.cleaned_data
        return Filters(
            since=told["since"],
            until=told["until"],
            place=UUID(told["place"]) if told["place"] else None,
            kind=told["kind"],
            organisation=UUID(told["organisation"]) if told["organisation"] else None,
            by=told["by"] or "kind",
            outcome=Outcome(outcome) if outcome in list(Outcome) else None,
        )


def first_asked(today: date) -> dict[str, str]:
    """The year so far, up to its end."""
    return {"since": f"{today.year}-01-01", "until": f"{today.year}-12-31", "by": "kind"}
