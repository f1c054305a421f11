"""The action plan of a round as it is written down at the meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.commitments.actions import Planned
from benkan.apps.commitments.queries.planning import IndicatorPlan
from benkan.apps.commitments.rules import check_due, check_office
from benkan.apps.registry.queries import OfficeCard
from benkan.kit.forms import Day, Form, offer
from benkan.kit.refusals import Refused
from benkan.kit.words import sentence

Choices = Sequence[tuple[str, str]]


class ActionForm(Form):
    """One action for one indicator; left empty, nothing was agreed on it."""

    use_required_attribute = False

    action = forms.CharField(
        label=_("What will be done"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    office = forms.TypedChoiceField(
        label=_("Who will do it"), coerce=UUID, required=False, empty_value=None
    )
    due_on = forms.DateField(label=_("By which day"), widget=Day, required=False)

    def __init__(
        self, sent: Any = None, *, indicator: UUID, offices: Choices, today: date, usual: str = ""
    ) -> None:
        super().__init__(sent, prefix=indicator.hex, initial={"office": usual}, auto_id="plan-%s")
        self.indicator, self.today = indicator, today
        offer(self, "office", [("", gettext("Choose…")), *offices])

    @property
    def is_written(self) -> bool:
        return self.is_valid() and bool(self.cleaned_data["action"])

    def clean(self) -> dict[str, Any]:
        """What the rules say of an office and a day, beside the field that it is about."""
        said = super().clean() or self.cleaned_data
        if not said.get("action"):
            return said
        self._ask("office", lambda: check_office(said.get("office")))
        if "due_on" in said:
            day = said["due_on"] or self.today
            self._ask("due_on", lambda: check_due(day, self.today))
        return said

    def _ask(self, field: str, rule: Any) -> None:
        try:
            rule()
        except Refused as refusal:
            self.add_error(field, sentence(refusal))

    def planned(self) -> Planned:
        said = self.cleaned_data
        return Planned(self.indicator, said["action"], said["office"], said["due_on"])


@dataclass(frozen=True)
class Row:
    """An indicator with its score, what is agreed already, and the form of one more action."""

    plan: IndicatorPlan
    form: ActionForm

    @property
    def fields(self) -> list[BoundField]:
        """Shown as asked for: whoever writes an action names an office and a day."""
        for name in ("office", "due_on"):
            self.form.fields[name].required = True
        return list(self.form)


class PlanForm(Form):
    """The rows together: what is wrong with the whole of them stands here."""


class TieForm(Form):
    """Which indicator a promise of the meeting is to move."""

    indicator = forms.TypedChoiceField(label=_("Indicator that it is to move"), coerce=UUID)

    def __init__(self, sent: Any = None, *, commitment: UUID) -> None:
        super().__init__(sent, auto_id=f"tie-{commitment.hex}-%s")

    def offer(self, indicators: Sequence[IndicatorPlan]) -> "TieForm":
        named = [(str(one.mark.node), one.mark.name) for one in indicators]
        offer(self, "indicator", [("", gettext("Choose…")), *named])
        return self


def offices_named(cards: Sequence[OfficeCard]) -> Choices:
    return [(str(card.id), f"{card.title}, {card.place_name}") for card in cards]
