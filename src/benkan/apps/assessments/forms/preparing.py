"""Forms of the first phase: the agreement, villages and languages, groups and their counts, the days."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.assessments.queries.community import Counted, GroupLine
from benkan.apps.assessments.queries.rounds import RoundCard
from benkan.apps.assessments.rules.kinds import GROUPS_OF, GroupKind, Kind
from benkan.apps.assessments.rules.phases import PHASES_OF, Dates, PhaseOf
from benkan.apps.messaging.rules.prompts import LANGUAGES
from benkan.kit.count_grid import CountGrid
from benkan.kit.forms import Day, Form, offer
from benkan.kit.splits import AgeBand, Sex, Situation

Choices = Sequence[tuple[str, str]]
LANGUAGE_CHOICES = [(code, _(name)) for code, name in LANGUAGES.items() if code != "en"]


class AgreementForm(Form):
    """Who agreed, since when, and the paper that says so."""

    office = forms.TypedChoiceField(
        label=_("Which office answers for the service?"),
        coerce=UUID,
        help_text=_("Not there? An administrator adds it on the page of the team."),
    )
    agreed_on = forms.DateField(label=_("Day of the agreement"), widget=Day)
    note = forms.CharField(
        label=_("What was agreed"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Who was there, by their charge, and what they wished for. No names."),
    )
    file = forms.FileField(
        label=_("The signed paper"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/*,application/pdf"}),
        help_text=_("A photo of it, or a PDF. Only those who work on the round see it."),
    )

    def offer(self, offices: Choices) -> "AgreementForm":
        offer(self, "office", [("", gettext("Choose…")), *offices])
        return self


class SettingForm(Form):
    """Whom the service is for, and what is spoken there."""

    catchment = forms.CharField(
        label=_("Villages that use the service"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One village or quarter a line."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken in the groups"),
        choices=LANGUAGE_CHOICES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("The questions can be heard in the languages for which they are recorded."),
    )
    scope = forms.CharField(
        label=_("What exactly is looked at"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_("The whole health centre, or the maternity alone?"),
    )

    @classmethod
    def of(cls, card: RoundCard, sent: Any = None) -> "SettingForm":
        known = {"catchment": card.catchment, "languages": card.languages, "scope": card.scope}
        return cls(sent, initial=known)


class GroupForm(Form):
    """One more group."""

    kind = forms.ChoiceField(label=_("Which group?"), widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("What tells it apart"),
        max_length=80,
        required=False,
        help_text=_("Only where there are two of a kind: the village or the quarter."),
    )
    language = forms.ChoiceField(
        label=_("Language it speaks"),
        choices=[("", _("Not said")), *LANGUAGE_CHOICES],
        required=False,
    )

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = (GroupKind.PROVIDER, GroupKind.OWN)
        offered = [(one.value, gettext(one.label)) for one in GROUPS_OF[kind] if one not in own]
        offer(self, "kind", offered)


class _Number(forms.NumberInput):
    def __init__(self, label: str) -> None:
        super().__init__(
            attrs={"inputmode": "numeric", "min": 0, "max": 100_000, "aria-label": label}
        )


class CountForm(CountGrid):
    """A group with its sheet of counts: who sat there, nobody named."""

    name = forms.CharField(
        label=_("What tells it apart"),
        max_length=80,
        required=False,
        help_text=_("Only where there are two of a kind: the village or the quarter."),
    )
    language = forms.ChoiceField(
        label=_("Language it speaks"),
        choices=[("", _("Not said")), *LANGUAGE_CHOICES],
        required=False,
    )
    held_on = forms.DateField(label=_("Day it sat together"), widget=Day)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for sex in Sex:
            for band in AgeBand:
                self._add(f"{sex}-{band}", gettext(sex.label), gettext(band.label))
            for situation in Situation:
                self._add(f"{situation}-{sex}", gettext(sex.label), gettext(situation.label))

    def _add(self, name: str, *words: str) -> None:
        self.fields[name] = forms.IntegerField(
            min_value=0, max_value=100_000, required=False, widget=_Number(", ".join(words))
        )

    @classmethod
    def of(cls, group: GroupLine, counted: Counted, today: date, sent: Any = None) -> "CountForm":
        known: dict[str, Any] = {
            "name": group.name,
            "language": group.language,
            "held_on": group.met_on or today,
        }
        known |= {f"{sex}-{band}": n for (sex, band), n in counted.headcounts.items()}
        known |= {f"{of}-{sex}": n for (of, sex), n in counted.situations.items()}
        return cls(sent, initial=known)


class DatesForm(Form):
    """For each phase the day it is planned for and the day it was done."""

    def __init__(self, *args: Any, kind: Kind, days: Mapping[str, Dates], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._phases = PHASES_OF[kind]
        for phase in self._phases:
            known = days.get(phase.code, Dates())
            for part, label, value in (
                ("planned", _("Planned for"), known.planned_on),
                ("done", _("Done on"), known.done_on),
            ):
                self.fields[f"{phase.code}-{part}"] = forms.DateField(
                    label=label, widget=Day, required=False, initial=value
                )

    def phases(self) -> Iterator[tuple[PhaseOf, BoundField, BoundField]]:
        """Each phase with its two days."""
        for phase in self._phases:
            yield phase, self[f"{phase.code}-planned"], self[f"{phase.code}-done"]

    def days(self) -> dict[str, Dates]:
        said = self.cleaned_data
        return {
            phase.code: Dates(said[f"{phase.code}-planned"], said[f"{phase.code}-done"])
            for phase in self._phases
        }
