"""What a commitment says, as somebody writes it: short, and the rest unfolds."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.commitments.rules import (
    IN_WORDS,
    PROMISED,
    Details,
    Funding,
    InPlan,
    Level,
    Partner,
    Priority,
    Source,
    Terms,
)
from benkan.apps.registry.queries import OfficeCard
from benkan.apps.voices.queries import IssueCard
from benkan.kit.forms import Day, Form, offer
from benkan.kit.services import Service

MORE_PARTNERS = 2
MOST_PARTNERS = 6
WRITTEN_SOURCES = (Source.ALONE, *(one for one in Source if one in IN_WORDS))
"""What somebody may say that a commitment comes from; a meeting and an issue are records."""


def _words(rows: int = 2) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class BeginForm(Form):
    """Where a new commitment comes from: what people say, or a place and a service."""

    issue = forms.ChoiceField(label=_("What people say"), required=False)
    place = forms.ChoiceField(label=_("Place"), required=False)
    service = forms.ChoiceField(label=_("Service"), required=False)

    def offer(self, issues: Sequence[IssueCard], places: Sequence[Any]) -> "BeginForm":
        """The open issues and the places of the reader."""
        blank = ("", gettext("Choose…"))
        named = [(str(one.id), f"{one.title} ({one.place_name})") for one in issues]
        services = [(one.value, gettext(one.label)) for one in Service]
        offer(self, "issue", [("", gettext("Something else")), *named])
        offer(self, "place", [blank, *places])
        offer(self, "service", [blank, *services])
        return self


class TermsForm(Form):
    """All that a commitment says. What was promised already is not asked again."""

    action = forms.CharField(
        label=_("What will be done"),
        widget=_words(3),
        help_text=_(
            "One sentence that citizens can go and check: “Repair the pump of the market”."
        ),
    )
    office = forms.TypedChoiceField(label=_("Who will do it"), coerce=UUID)
    due_on = forms.DateField(label=_("By which day"), widget=Day)
    problem = forms.CharField(
        label=_("The problem"),
        widget=_words(),
        required=False,
        help_text=_("No names of citizens."),
    )
    cause = forms.CharField(label=_("The cause"), widget=_words(), required=False)
    expected_result = forms.CharField(
        label=_("Expected result"),
        widget=_words(),
        required=False,
        help_text=_("What people will notice: “Water every day, also in May”."),
    )
    source = forms.TypedChoiceField(label=_("Where it comes from"), coerce=Source)
    source_note = forms.CharField(
        label=_("Which one, in words"),
        max_length=200,
        required=False,
        help_text=_("The indicator, the question or the assembly, and when."),
    )
    level_needed = forms.TypedChoiceField(label=_("Level that must act"), coerce=Level)
    priority = forms.TypedChoiceField(label=_("Priority"), coerce=Priority)
    cost = forms.IntegerField(
        label=_("Cost, in FCFA"),
        required=False,
        min_value=0,
        max_value=99_999_999_999_999,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text=_("Leave empty while nobody knows it."),
    )
    funding = forms.TypedChoiceField(label=_("Who pays"), coerce=Funding)
    funding_note = forms.CharField(
        label=_("Which budget or partner, in words"), max_length=200, required=False
    )
    in_plan = forms.TypedChoiceField(
        label=_("In the commune’s development plan (PDESC)?"), coerce=InPlan
    )

    def __init__(
        self,
        sent: Any = None,
        *,
        base: Terms | None = None,
        problem: str = "",
        asks_source: bool = True,
        promised: bool = False,
    ) -> None:
        super().__init__(
            sent, initial=_initial(base) if base else {**vars(Details()), "problem": problem}
        )
        self.base = base
        for name, codes in _CODES.items():
            offer(self, name, [(one.value, gettext(one.label)) for one in codes])
        if not asks_source:
            del self.fields["source"], self.fields["source_note"]
        if base is not None and promised:
            self._keep_what_was_promised(base)

    def _keep_what_was_promised(self, base: Terms) -> None:
        for name in PROMISED:
            if getattr(base, name, "") or getattr(base.details, name, ""):
                del self.fields[name]
        self.fields["reason"] = forms.CharField(
            label=_("The reason"),
            widget=_words(),
            help_text=_("What became known, and from whom. Citizens will read it."),
        )

    def offer(
        self, offices: Sequence[OfficeCard], organisations: Sequence[tuple[UUID, str]]
    ) -> "TermsForm":
        """The offices that can be asked and the organisations that may help."""
        blank = ("", gettext("Choose…"))
        if "office" in self.fields:
            named = [(str(card.id), f"{card.title}, {card.place_name}") for card in offices]
            offer(self, "office", [blank, *named])
        known = self.base.details.partners if self.base else ()
        for number in range(min(len(known) + MORE_PARTNERS, MOST_PARTNERS)):
            self._add_partner(number, known[number] if number < len(known) else None)
            choices = [("", gettext("Nobody")), *((str(one), name) for one, name in organisations)]
            offer(self, f"partner_{number}", choices)
        return self

    def _add_partner(self, number: int, known: Partner | None) -> None:
        self.fields[f"partner_{number}"] = forms.TypedChoiceField(
            label=_("Organisation that helps"),
            coerce=UUID,
            required=False,
            empty_value=None,
            initial=str(known.organisation) if known else "",
        )
        self.fields[f"part_{number}"] = forms.CharField(
            label=_("With what"),
            max_length=200,
            required=False,
            initial=known.part if known else "",
        )

    def terms(self) -> Terms:
        """What is written; what is not asked stays as it was."""
        said = self.cleaned_data
        base = self.base
        details = base.details if base else Details()
        own = {name: said[name] for name in vars(details) if name in said}
        asked: dict[str, Any] = {
            name: said.get(name, getattr(base, name, None))
            for name in ("office", "problem", "action", "due_on")
        }
        return Terms(**asked, details=replace(details, **own, partners=self._partners()))

    @property
    def reason(self) -> str:
        """Why something is written differently after the office has answered."""
        return str(self.cleaned_data.get("reason", ""))

    def _partners(self) -> tuple[Partner, ...]:
        rows = [
            (self.cleaned_data[f"partner_{n}"], self.cleaned_data[f"part_{n}"])
            for n in range(MOST_PARTNERS)
            if f"partner_{n}" in self.fields
        ]
        return tuple(Partner(who, part) for who, part in rows if who is not None)

    @property
    def sections(self) -> list[tuple[str, list[BoundField], bool]]:
        """What unfolds: its title, its fields, and whether it is open."""
        partners = [name for name in self.fields if name.startswith("part")]
        named = [
            (gettext("Why, and what for"), _WHY),
            (gettext("Money and plan"), _MONEY),
            (gettext("Who helps"), partners),
        ]
        found = [(title, [self[n] for n in names if n in self.fields]) for title, names in named]
        return [
            (title, shown, self.is_bound and any(field.errors for field in shown))
            for title, shown in found
        ]

    @property
    def first(self) -> list[BoundField]:
        """What is always asked."""
        names = ("action", "office", "due_on", "problem", "reason")
        return [self[name] for name in names if name in self.fields]


_CODES: dict[str, Sequence[Any]] = {
    "source": WRITTEN_SOURCES,
    "level_needed": tuple(Level),
    "priority": tuple(Priority),
    "funding": tuple(Funding),
    "in_plan": tuple(InPlan),
}
_WHY = ("cause", "expected_result", "source", "source_note", "level_needed", "priority")
_MONEY = ("cost", "funding", "funding_note", "in_plan")


def _initial(base: Terms) -> dict[str, Any]:
    said = {name: value for name, value in vars(base).items() if name != "details"}
    return {**said, **vars(base.details), "office": str(base.office)}
