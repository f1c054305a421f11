"""The form of one question: hands counted level by level, or one number; and what was said."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.assessments.actions import LineGiven
from benkan.apps.assessments.queries.asked import AskedNode
from benkan.apps.assessments.rules.levels import SHOWN
from benkan.apps.files import actions as files
from benkan.kit.forms import Form, attempt

MOST_HANDS = 9999
MOST_READ = 10_000_000
"""More than any file that is kept: what is larger is refused without being read to its end."""


class AnswerForm(Form):
    """What a group answers to a question."""

    reason = forms.CharField(
        label=_("Why? What was said, without names"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    suggestion = forms.CharField(
        label=_("What should be done?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )
    photo = forms.FileField(
        label=_("A photo of the thing, not of faces"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )
    recording = forms.FileField(
        label=_("A voice note of what is said"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "audio/*", "capture": True}),
    )

    def __init__(self, *given: Any, leaf: AskedNode, **named: Any) -> None:
        super().__init__(*given, **named)
        assert leaf.leaf is not None, "only leaves are asked"
        self.leaf = leaf
        self.shown = SHOWN.get(leaf.leaf.scale, ())
        for shown in self.shown:
            self.fields[f"level-{shown.level}"] = forms.IntegerField(
                label=gettext(shown.word),
                required=False,
                min_value=0,
                max_value=MOST_HANDS,
                widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            )
        if not self.shown:
            self.fields["value"] = forms.DecimalField(
                label=_("Number"),
                localize=True,
                max_digits=12,
                decimal_places=4,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            )

    @property
    def hands(self) -> list[tuple[Any, Any, str]]:
        """Each level with its box and the words that describe it, the best one at the head."""
        words = self.leaf.words.anchors
        return [
            (shown, self[f"level-{shown.level}"], words.get(shown.level, ""))
            for shown in reversed(self.shown)
        ]

    def line(self, *, programme: UUID, moment: datetime, forgotten: datetime) -> LineGiven | None:
        """The answer, with its files kept for a while; None where a file cannot be kept."""
        photo = self._keep("photo", files.keep_picture, programme, moment, forgotten)
        voice = self._keep("recording", files.keep_audio, programme, moment, forgotten)
        if self.errors:
            return None
        value: Decimal | None = self.cleaned_data.get("value")
        return LineGiven(
            node=self.leaf.id,
            tally={
                shown.level: count
                for shown in self.shown
                if (count := self.cleaned_data.get(f"level-{shown.level}"))
            },
            value=value,
            reason=self.cleaned_data["reason"],
            suggestion=self.cleaned_data["suggestion"],
            photo=photo,
            voice=voice,
        )

    def _keep(
        self,
        name: str,
        keep: Callable[..., UUID],
        programme: UUID,
        moment: datetime,
        forgotten: datetime,
    ) -> UUID | None:
        brought = self.cleaned_data.get(name)
        if not brought:
            return None
        return attempt(
            self,
            lambda: keep(
                programme=programme,
                content=brought.read(MOST_READ),
                moment=moment,
                delete_after=forgotten,
            ),
        )
