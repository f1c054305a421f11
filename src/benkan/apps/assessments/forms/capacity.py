"""An organisation's levels, what was found at the proofs, and what it plans to do better."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.assessments.actions.sheets import LineGiven
from benkan.apps.assessments.queries.asked import AskedNode
from benkan.kit.forms import Day, Form, offer

_FEW_LINES = forms.Textarea(attrs={"rows": 2})


class LevelsForm(Form):
    """One question: its level, why, and what shows it. A question that is left as it was says nothing,
    and may so be left for later."""

    level = forms.ChoiceField(label="", widget=forms.RadioSelect)
    reason = forms.CharField(max_length=2000, widget=_FEW_LINES)
    evidence = forms.CharField(label=_("Which document shows it?"), required=False, max_length=400)

    def __init__(self, data: object, *, node: AskedNode, for_check: bool, held: object) -> None:
        super().__init__(
            data,  # type: ignore[arg-type]  # POST or None
            prefix=node.code,
            initial=_initial(held),
            empty_permitted=True,
            use_required_attribute=False,
        )
        self.node = node
        offer(self, "level", [(level, _choice(node, level)) for level in node.levels])
        self.fields["level"].label = node.words.question
        self.fields["reason"].label = (
            gettext("What did you see?") if for_check else gettext("Why this level?")
        )
        if for_check or not node.needs_evidence:
            del self.fields["evidence"]

    def line(self) -> LineGiven | None:
        """The answer; None where nothing was changed."""
        said = self.cleaned_data
        if not said:
            return None
        return LineGiven(
            node=self.node.id,
            value=Decimal(said["level"]),
            reason=said["reason"],
            evidence=said.get("evidence", ""),
        )


class ImproveForm(Form):
    """One item of the plan."""

    node = forms.ChoiceField(label=_("Which question is it about?"))
    text = forms.CharField(label=_("What will the organisation do?"), max_length=400)
    support = forms.CharField(
        label=_("Which help does it need?"),
        help_text=_("A training, a visit, a model of a document. Empty: it does it by itself."),
        required=False,
        max_length=400,
    )
    due_on = forms.DateField(label=_("By which day?"), widget=Day)

    def __init__(self, data: object, *, nodes: Sequence[tuple[UUID, str]]) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # POST or None
        offer(self, "node", [(str(node), words) for node, words in nodes])


class DoneForm(Form):
    """An item was done."""

    item = forms.UUIDField(widget=forms.HiddenInput)
    finding = forms.CharField(label=_("What is different now?"), max_length=2000, widget=_FEW_LINES)


def _choice(node: AskedNode, level: str) -> str:
    words = node.words.anchors.get(level, "")
    return f"{level} · {words}" if words else level


def _initial(held: object) -> dict[str, object]:
    if held is None:
        return {}
    return {
        "level": str(getattr(held, "value", "")),
        "reason": getattr(held, "reason", ""),
        "evidence": getattr(held, "evidence", ""),
    }
