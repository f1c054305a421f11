"""Forms of a barometer's first phases, and of its local questions."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.assessments.queries.barometer_model import plain
from benkan.apps.assessments.rules.local_indicators import SCALES, SOURCES, LocalIndicator
from benkan.apps.assessments.rules.scales import LEVELS, Scale
from benkan.kit.forms import Day, Form, offer
from benkan.kit.refusals import N_

Choices = Sequence[tuple[str, str]]

SCALE_WORDS: Mapping[Scale, str] = {
    Scale.FOUR: N_("Four levels that we describe, from worst to best"),
    Scale.DOCUMENT: N_("A document: there is none, it is begun, we saw it"),
    Scale.YES_NO: N_("No or yes"),
    Scale.PERCENT: N_("A share, in per cent"),
    Scale.COUNT: N_("A number"),
}


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ContextForm(Form):
    """What the commune is like, and what the measure looks at."""

    context = forms.CharField(
        label=_("What is the commune like?"),
        widget=_lines(8),
        help_text=_(
            "Population, services, who counts, tensions, what was tried before. Name no citizen."
        ),
    )
    scope = forms.CharField(
        label=_("What does this measure look at?"),
        widget=_lines(3),
        help_text=_("The whole commune, or one service: health, school, water."),
    )


class PreparationForm(Form):
    """Who asks for it and agrees to it, who helps, in which languages."""

    office = forms.TypedChoiceField(
        label=_("Who asks for this measure?"),
        coerce=UUID,
        empty_value=None,
        required=False,
        help_text=_("Normally the commune: the office that will answer for the action plan."),
    )
    agreed_on = forms.DateField(label=_("It agreed on"), widget=Day, required=False)
    note = forms.CharField(label=_("What was agreed"), widget=_lines(2), required=False)
    technical_group = forms.CharField(
        label=_("Who helps with the figures?"),
        widget=_lines(3),
        help_text=_(
            "Technical services, statistics, civil registry: by service, without names of people."
        ),
    )
    languages = forms.MultipleChoiceField(
        label=_("In which languages do people talk?"), widget=forms.CheckboxSelectMultiple
    )

    def offer(self, offices: Choices, languages: Choices) -> "PreparationForm":
        offer(self, "office", [("", gettext("Not known yet")), *offices])
        offer(self, "languages", languages)
        return self

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("agreed_on") and not said.get("office"):
            self.add_error("office", gettext("Choose the office that agreed."))
        return said


class ReasonForm(Form):
    """Why the questions are changed."""

    reason = forms.CharField(
        label=_("Why are the questions changed?"),
        widget=_lines(3),
        help_text=_("The reason stays with the version, for everybody who compares later."),
    )


class LocalIndicatorForm(Form):
    """A local question with its scale."""

    branch = forms.TypedChoiceField(label=_("Below which sub-criterion?"), coerce=UUID)
    label = forms.CharField(
        label=_("Its short name"),
        max_length=80,
        help_text=_("For tables: “Market tax receipts”."),
    )
    question = forms.CharField(
        label=_("The question"),
        widget=_lines(2),
        max_length=400,
        help_text=_("One thing only, as one would ask a neighbour."),
    )
    scale = forms.TypedChoiceField(
        label=_("How is it answered?"),
        choices=[(scale.value, _(SCALE_WORDS[scale])) for scale in SCALES],
        coerce=Scale,
        widget=forms.RadioSelect,
    )
    levels = forms.CharField(
        label=_("What each level means"),
        widget=_lines(4),
        required=False,
        help_text=_("One line a level, the worst first. Not for a share or a number."),
    )
    worst = forms.DecimalField(
        label=_("The worst number"),
        required=False,
        max_digits=12,
        decimal_places=4,
        help_text=_("For a share or a number. It may be the larger one: minutes to the pump."),
    )
    best = forms.DecimalField(
        label=_("The best number"), required=False, max_digits=12, decimal_places=4
    )
    unit = forms.CharField(label=_("Counted in"), required=False, max_length=40)
    source_type = forms.ChoiceField(
        label=_("Where does the answer come from?"),
        choices=[(code, _(words)) for code, words in SOURCES.items()],
    )
    needs_evidence = forms.BooleanField(label=_("A proof must be shown"), required=False)
    weight = forms.DecimalField(
        label=_("How much it counts"),
        initial=1,
        max_digits=6,
        decimal_places=2,
        help_text=_("1 counts like each of the questions beside it."),
    )

    def offer(self, branches: Sequence[Any]) -> "LocalIndicatorForm":
        offer(self, "branch", [("", gettext("Choose…")), *branches])
        return self

    def without_branch(self) -> "LocalIndicatorForm":
        """For a question that is there already: it stays where it is."""
        del self.fields["branch"]
        return self

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        levels = LEVELS.get(said.get("scale", Scale.COUNT), ())
        lines = [line.strip() for line in said.get("levels", "").splitlines() if line.strip()]
        if levels and lines and len(lines) != len(levels):
            words = gettext("Write %(count)s lines, one for each level, or leave it empty.")
            self.add_error("levels", words % {"count": len(levels)})
        said["anchors"] = dict(zip(levels, lines, strict=False)) if levels else {}
        return said

    def told(self) -> LocalIndicator:
        """The question as the action takes it."""
        said = self.cleaned_data
        return LocalIndicator(
            label={"fr": said["label"]},
            question={"fr": said["question"]},
            scale=said["scale"],
            worst=said["worst"],
            best=said["best"],
            unit=said["unit"],
            weight=said["weight"],
            source_type=said["source_type"],
            needs_evidence=said["needs_evidence"],
            anchors=said["anchors"],
        )


def said_before(told: LocalIndicator) -> dict[str, Any]:
    """A local question as its form shows it again."""
    has_levels = told.scale in LEVELS
    return {
        "label": told.label["fr"],
        "question": told.question["fr"],
        "scale": told.scale,
        "levels": "\n".join(
            told.anchors[level] for level in LEVELS.get(told.scale, ()) if level in told.anchors
        ),
        "worst": "" if has_levels else plain(told.worst),
        "best": "" if has_levels else plain(told.best),
        "unit": told.unit,
        "weight": plain(told.weight),
        "source_type": told.source_type,
        "needs_evidence": told.needs_evidence,
    }
