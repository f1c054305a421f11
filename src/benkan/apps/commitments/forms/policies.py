"""Forms of a policy measure: what it is, and the filters of the list."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.commitments.actions.policies import Facts
from benkan.apps.commitments.queries.policy_list import PolicyFilters
from benkan.apps.commitments.queries.policy_page import PolicyCard
from benkan.apps.commitments.rules.policies import (
    CURRENCIES,
    FCFA,
    GenderFocus,
    Investment,
    Kind,
    Part,
)
from benkan.apps.commitments.rules.stages import Stage
from benkan.kit.choosing import Choice, choice, id_in
from benkan.kit.forms import Day, Form, offer
from benkan.kit.services import Service

Choices = Sequence[tuple[UUID, str]]


def sentences(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class StartForm(Form):
    """What kind of measure, and for which place: the rest of the form follows from these."""

    kind = forms.ChoiceField(
        label=_("What kind of measure?"),
        choices=[(kind.value, _(kind.label)) for kind in Kind],
        widget=forms.RadioSelect,
    )
    place = forms.ChoiceField(
        label=_("For which place?"),
        help_text=_("A law or a decree is for the whole country, a deliberation for one commune."),
    )

    def offer(self, places: Sequence[Any]) -> "StartForm":
        offer(self, "place", [("", gettext("Choose…")), *places])
        return self


class Written(forms.TextInput):
    """An amount as people write it: “5 000 000” or “655,957”."""

    def __init__(self) -> None:
        super().__init__(attrs={"inputmode": "decimal"})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        return "".join(str(data.get(name) or "").split()).replace(",", ".")


class FactsForm(Form):
    """What a measure says of itself."""

    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        help_text=_("As people will call it: “Price of water at the standpipes”."),
    )
    summary = forms.CharField(
        label=_("What it changes for citizens"),
        widget=sentences(4),
        required=False,
        help_text=_("In a few plain sentences. It is needed before the measure is published."),
    )
    sector = forms.ChoiceField(
        label=_("Sector"),
        choices=[(service.value, _(service.label)) for service in Service],
        widget=forms.RadioSelect,
    )
    office = forms.ChoiceField(
        label=_("Which office applies it?"),
        required=False,
        help_text=_("At the latest when it is adopted."),
    )
    gender_focus = forms.ChoiceField(
        label=_("Equality of women and men"),
        choices=[(focus.value, _(focus.label)) for focus in GenderFocus],
        widget=forms.RadioSelect,
    )
    gender_reason = forms.CharField(
        label=_("Why?"), widget=sentences(2), help_text=_("One sentence is enough.")
    )

    def offer(self, offices: Choices) -> "FactsForm":
        nobody = ("", gettext("Not known yet"))
        offer(self, "office", [nobody, *((str(each), name) for each, name in offices)])
        return self

    def facts(self) -> Facts:
        """What was written, as the action takes it."""
        said = self.cleaned_data
        return Facts(
            title=said["title"],
            summary=said["summary"],
            sector=Service(said["sector"]),
            office=UUID(said["office"]) if said["office"] else None,
            gender_focus=GenderFocus(said["gender_focus"]),
            gender_reason=said["gender_reason"],
            investment=self.investment(),
        )

    def investment(self) -> Investment | None:
        return None


class AgreementForm(FactsForm):
    """An investment agreement says besides who invests how much, for what, where and by when."""

    amount = forms.DecimalField(
        label=_("Amount"),
        widget=Written,
        max_digits=16,
        decimal_places=2,
        min_value=Decimal("0.01"),
    )
    currency = forms.ChoiceField(
        label=_("Currency"),
        choices=[(code, "FCFA" if code == FCFA else code) for code in CURRENCIES],
    )
    rate = forms.DecimalField(
        widget=Written,
        label=_("FCFA for one unit"),
        max_digits=12,
        decimal_places=6,
        min_value=Decimal("0.000001"),
        required=False,
        help_text=_("Only for another currency: one euro makes 655,957 FCFA."),
    )
    purpose = forms.CharField(label=_("What is invested in?"), widget=sentences(2))
    site = forms.CharField(label=_("Where exactly"), max_length=200)
    due_on = forms.DateField(label=_("By when"), widget=Day)

    def investment(self) -> Investment | None:
        said = self.cleaned_data
        return Investment(
            amount=said["amount"],
            currency=said["currency"],
            rate=said["rate"],
            purpose=said["purpose"],
            site=said["site"],
            due_on=said["due_on"],
        )


class NewAgreementForm(AgreementForm):
    """A new one names its private partner at once."""

    partner = forms.ChoiceField(label=_("Private partner"))
    field_order = ("title", "summary", "partner", "amount", "currency", "rate", "purpose", "site", "due_on")  # fmt: skip

    def offer_partners(self, partners: Choices) -> "NewAgreementForm":
        offered = [(str(each), name) for each, name in partners]
        offer(self, "partner", [("", gettext("Choose…")), *offered])
        return self

    @property
    def organisations(self) -> list[tuple[UUID, Part]]:
        return [(UUID(self.cleaned_data["partner"]), Part.PRIVATE_PARTNER)]


def said_before(card: PolicyCard) -> dict[str, Any]:
    """What a measure says of itself now, to be corrected."""
    known: dict[str, Any] = {
        "title": card.line.title,
        "summary": card.summary,
        "sector": card.line.sector.value,
        "office": str(card.office or ""),
        "gender_focus": card.line.gender_focus.value,
        "gender_reason": card.gender_reason,
    }
    if (money := card.investment) is not None:
        known |= {
            "amount": money.amount.normalize().to_eng_string()
            if money.amount != int(money.amount)
            else int(money.amount),
            "currency": money.currency,
            "rate": money.rate.normalize() if money.rate else None,
            "purpose": money.purpose,
            "site": money.site,
            "due_on": money.due_on,
        }
    return known


def choices_of(filters: PolicyFilters, places: Sequence[tuple[str, str]]) -> list[Choice]:
    """What the list may be kept to."""
    offered: tuple[tuple[str, str, type[Kind | Stage | Service]], ...] = (
        ("kind", gettext("Kind"), Kind),
        ("stage", gettext("Stage"), Stage),
        ("sector", gettext("Sector"), Service),
    )
    choices = [
        choice(
            name,
            label,
            [(code.value, gettext(code.label)) for code in codes],
            getattr(filters, name) or "",
            blank=gettext("All"),
        )
        for name, label, codes in offered
    ]
    chosen = str(filters.place or "")
    return [*choices, choice("place", gettext("Place"), places, chosen, blank=gettext("All"))]


def filters_of(asked: Any) -> PolicyFilters:
    """The filters in an address; what is not understood is left out."""
    kind, stage, sector = (asked.get(name, "") for name in ("kind", "stage", "sector"))
    return PolicyFilters(
        kind=Kind(kind) if kind in set(Kind) else None,
        stage=Stage(stage) if stage in set(Stage) else None,
        sector=Service(sector) if sector in set(Service) else None,
        place=id_in(asked.get("place", "")),
        only_to_verify=asked.get("waits", "") == "verify",
    )
