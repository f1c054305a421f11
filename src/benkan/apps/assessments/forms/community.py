"""Forms of the second phase: input tracking, concerns and their weight, common indicators."""

import secrets
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.assessments.actions.inputs import InputGiven
from benkan.apps.assessments.actions.merging import IndicatorGiven
from benkan.apps.assessments.queries.community import ConcernLine, IndicatorLine, InputLine
from benkan.apps.assessments.rules.community import Weighed
from benkan.apps.assessments.rules.indicators import SCALE_WORDS, SCALES
from benkan.apps.assessments.rules.scales import Scale
from benkan.apps.registry.queries import LawCard
from benkan.kit.forms import Day, Form, offer

NEW = "new"
LEFT = "left"


class Written(forms.TextInput):
    """A number as people write it: “1 250” or “0,5”."""

    def __init__(self) -> None:
        super().__init__(attrs={"inputmode": "decimal", "class": "short"})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        return "".join(str(data.get(name) or "").split()).replace(",", ".")

    def format_value(self, value: Any) -> str | None:
        """Without noughts that nobody wrote."""
        if value is None or isinstance(value, str):
            return value
        return f"{value.normalize():f}".replace(".", ",")


def _amount(label: Any, help_text: Any = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        widget=Written,
        max_digits=12,
        decimal_places=2,
        min_value=0,
        required=False,
        help_text=help_text,
    )


def _people(label: Any, help_text: Any = "") -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric", "min": 1, "max": 10_000_000})
    return forms.IntegerField(
        label=label,
        widget=widget,
        min_value=1,
        max_value=10_000_000,
        required=False,
        help_text=help_text,
    )


class BeginForm(Form):
    """Start from the list of the house; some of it is due by head."""

    heads = _people(
        _("How many people is the service for?"),
        _(
            "The number that the service itself works with. What is due by head is computed from it."
        ),
    )


class InputForm(Form):
    """What should be there, who says so, what is there and how one knows."""

    name = forms.CharField(
        label=_("What is it?"),
        max_length=160,
        help_text=_("Midwives, beds, benches, water points…"),
    )
    unit = forms.CharField(
        label=_("Counted in"), max_length=40, required=False, help_text=_("People, rooms, days…")
    )
    entitled = _amount(_("How much is due?"))
    law = forms.ChoiceField(label=_("Which law says so?"), required=False)
    article = forms.CharField(label=_("Article"), max_length=40, required=False)
    norm = forms.CharField(
        label=_("Or which norm?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_("In words, with who set it. Say so where nobody has read it at its source."),
    )
    actual = _amount(_("How much is really there?"), _("What you saw, not what somebody told you."))
    checked_on = forms.DateField(label=_("Seen on"), widget=Day, required=False)
    heads = _people(_("For how many people?"), _("Leave empty where it does not depend on them."))
    evidence = forms.CharField(
        label=_("How do you know?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_("The register, the store, what you counted. No names."),
    )
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/*", "capture": "environment"}),
        help_text=_("Of things, not of faces."),
    )
    remark = forms.CharField(
        label=_("Remark"), widget=forms.Textarea(attrs={"rows": 2}), required=False
    )

    def offer(self, laws: Sequence[LawCard]) -> "InputForm":
        named = [(law.code, f"{law.number} : {law.subject}") for law in laws]
        offer(self, "law", [("", gettext("None, or not known")), *named])
        return self

    @classmethod
    def of(cls, line: InputLine | None, sent: Any = None, files: Any = None) -> "InputForm":
        if line is None:
            return cls(sent, files)
        names = (
            "name", "unit", "entitled", "article", "norm", "actual", "checked_on", "heads",
            "evidence", "remark",
        )  # fmt: skip
        known = {name: getattr(line, name) for name in names}
        return cls(sent, files, initial={**known, "law": line.law_code})

    def given(self, photo: UUID | None) -> InputGiven:
        """What was written, as the action takes it."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "photo"}
        return InputGiven(**said, evidence_file=photo)


class ConcernForm(Form):
    """One thing that a group raised; its key names one writing-down, so that sending it twice is one."""

    client_key = forms.RegexField(r"^[0-9a-f]{32}$", required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("What the group said"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        help_text=_("One thing at a time, in their own words. No names."),
    )

    @classmethod
    def opened(cls, sent: Any = None) -> "ConcernForm":
        return cls(sent, initial={"client_key": secrets.token_hex(16)})


class WeighForm(Form):
    """For each concern of a group its votes or rank, and why."""

    def __init__(self, *args: Any, lines: Sequence[ConcernLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lines = lines
        for line in lines:
            self.fields[f"{line.id}-votes"] = _small(_("Votes"), line.votes, least=0)
            self.fields[f"{line.id}-rank"] = _small(_("Rank"), line.rank, least=1)
            self.fields[f"{line.id}-reason"] = forms.CharField(
                label=_("Why"),
                required=False,
                max_length=500,
                initial=line.reason,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def rows(self) -> Iterator[tuple[ConcernLine, BoundField, BoundField, BoundField]]:
        """Each concern with its boxes."""
        for line in self._lines:
            of = [self[f"{line.id}-{part}"] for part in ("votes", "rank", "reason")]
            yield line, of[0], of[1], of[2]

    def weighed(self) -> dict[UUID, Weighed]:
        said = self.cleaned_data
        return {
            line.id: Weighed(
                votes=said[f"{line.id}-votes"],
                rank=said[f"{line.id}-rank"],
                reason=said[f"{line.id}-reason"],
            )
            for line in self._lines
        }


def _small(label: Any, value: int | None, *, least: int) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric", "min": least, "max": 100_000})
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=100_000,
        required=False,
        initial=value,
        widget=widget,
    )


class IndicatorForm(Form):
    """An indicator in the words of the people."""

    name = forms.CharField(
        label=_("The indicator in a few words"),
        max_length=160,
        help_text=_("So that all groups know it again: “Welcome at the maternity”."),
    )
    question = forms.CharField(
        label=_("How it is asked"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("As you will say it aloud: “How are women welcomed at the maternity?”"),
    )
    scale = forms.ChoiceField(
        label=_("How it is scored"),
        choices=[(scale.value, _(SCALE_WORDS[scale])) for scale in SCALES],
        widget=forms.RadioSelect,
        initial=Scale.FACES.value,
    )

    @classmethod
    def of(cls, line: IndicatorLine, sent: Any = None) -> "IndicatorForm":
        known = {"name": line.name, "question": line.question, "scale": line.scale.value}
        return cls(sent, initial=known)

    def given(self) -> IndicatorGiven:
        said = self.cleaned_data
        return IndicatorGiven(said["name"], said["question"], Scale(said["scale"]))


class MergeForm(IndicatorForm):
    """Where the concerns that were chosen go: into an indicator that is there, a new one, or nowhere."""

    concerns = forms.MultipleChoiceField(
        label=_("Concerns"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    into = forms.ChoiceField(label=_("Where do they belong?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why no indicator?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stays beside the concern: the group will ask."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("name", "scale"):
            self.fields[name].required = False

    def offer(
        self, concerns: Sequence[ConcernLine], indicators: Sequence[IndicatorLine]
    ) -> "MergeForm":
        offer(self, "concerns", [(str(one.id), one.text) for one in concerns])
        there = [(str(one.id), one.name) for one in indicators]
        more = [(NEW, gettext("A new indicator")), (LEFT, gettext("No indicator, with a reason"))]
        offer(self, "into", [*there, *more])
        return self

    def ticked(self) -> set[str]:
        """The ids that were sent, whether they make sense or not."""
        return set(self["concerns"].data or ()) if self.is_bound else set()

    @property
    def chosen(self) -> list[UUID]:
        return [UUID(one) for one in self.cleaned_data["concerns"]]

    def given(self) -> IndicatorGiven:
        said = self.cleaned_data
        return IndicatorGiven(said["name"], said["question"], Scale(said["scale"] or Scale.FACES))


class TakeInForm(Form):
    """Which question of the house is asked again."""

    core = forms.UUIDField(widget=forms.HiddenInput)
