"""What a stakeholder group says to the questions of a criterion: a small form a question."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.assessments.actions.sheets import LineGiven
from benkan.apps.assessments.queries.asked import AskedNode
from benkan.apps.assessments.queries.barometer_model import levels_of
from benkan.apps.assessments.queries.stakeholders import Said
from benkan.apps.assessments.rules.scales import ends
from benkan.kit.forms import Day, Form


class SheetForm(Form):
    """When the group met, and which sheet this is: sent twice, it is one."""

    scored_on = forms.DateField(label=_("The group met on"), widget=Day)
    client_key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    @staticmethod
    def new_key() -> str:
        return uuid4().hex


class AnswerForm(Form):
    """One question. Left without an answer it is left out, never counted as the worst."""

    value = forms.Field(label=_("Answer"), required=False)
    reason = forms.CharField(
        label=_("Why?"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    is_contested = forms.BooleanField(
        label=_("Somebody in the group does not agree"), required=False
    )
    evidence = forms.CharField(
        label=_("What shows it?"),
        required=False,
        max_length=400,
        help_text=_("“Minutes of 3 May, seen at the town hall.”"),
    )
    evidence_on = forms.DateField(label=_("Date of the document"), required=False, widget=Day)
    file = forms.FileField(
        label=_("Photo or PDF of it"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
    )
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, said: Said, sent: Any = None, files: Any = None) -> None:
        super().__init__(sent, files, prefix=said.node.code, initial=_said_before(said))
        self.said = said
        self.fields["value"] = _value_field(said.node)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        said = set(self.changed_data) - {"value", "seen"}
        if self.is_empty(told) and said and "value" not in self.errors:
            self.add_error("value", gettext("Choose an answer too, or take the reason away."))
        return told

    @property
    def is_between(self) -> bool:
        """Whether what the group said lies between two levels, since its people scored one by one."""
        value = self.said.value
        return value is not None and bool(self.said.node.levels) and not self.initial["value"]

    @property
    def opens_proof(self) -> bool:
        """Whether the page shows the fields of the proof at once."""
        said = self.said
        lacks = said.value is not None and not (said.evidence or said.file)
        return bool(self.errors) or (said.node.needs_evidence and lacks)

    def is_empty(self, told: Mapping[str, Any]) -> bool:
        return told.get("value") in (None, "")

    @property
    def is_new(self) -> bool:
        """Whether something is said that was not said before."""
        told, before = self.cleaned_data, self.said
        if self.is_empty(told):
            return False
        return bool(told["file"]) or (
            Decimal(told["value"]),
            told["reason"].strip(),
            told["is_contested"],
            told["evidence"].strip(),
            told["evidence_on"],
        ) != (
            before.value,
            before.reason,
            before.is_contested,
            before.evidence,
            before.evidence_on,
        )

    def line(self, *, file: UUID | None) -> LineGiven:
        """The answer as a sheet takes it."""
        told = self.cleaned_data
        return LineGiven(
            node=self.said.node.id,
            value=Decimal(told["value"]),
            reason=told["reason"],
            is_contested=told["is_contested"],
            evidence=told["evidence"],
            evidence_on=told["evidence_on"],
            evidence_file=file,
        )


def _value_field(node: AskedNode) -> forms.Field:
    if node.levels:
        field = forms.ChoiceField(
            label=node.words.question, required=False, widget=forms.RadioSelect
        )
        field.choices = levels_of(node)
        return field
    assert node.leaf is not None, "a question has a scale"
    least, most = ends(node.leaf)
    return forms.DecimalField(
        label=node.words.question,
        required=False,
        min_value=least,
        max_value=most,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"inputmode": "decimal"}),
    )


def _said_before(said: Said) -> dict[str, Any]:
    value: Any = said.value
    if value is not None and said.node.levels:
        value = next((one for one in said.node.levels if Decimal(one) == said.value), None)
    elif value is not None:
        value = f"{value.normalize():f}"
    return {
        "value": value,
        "reason": said.reason,
        "is_contested": said.is_contested,
        "evidence": said.evidence,
        "evidence_on": said.evidence_on,
        "seen": said.seen,
    }
