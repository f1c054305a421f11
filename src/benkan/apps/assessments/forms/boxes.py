"""What is in a box that a telephone has sealed: the counts of a sheet, or a remark to one answer."""

import json
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from benkan.apps.assessments.actions.remarks import said_of
from benkan.apps.assessments.actions.sheets import LineGiven
from benkan.apps.assessments.rules.counting import Counts, from_boxes
from benkan.apps.files import actions as files
from benkan.kit.forms import Form
from benkan.kit.refusals import Refused
from benkan.kit.splits import AgeBand, Sex, Situation
from benkan.kit.words import sentence

FORGOTTEN_AFTER = timedelta(days=2)
"""A file whose remark is refused after all goes."""
NOT_READ = _("This sheet could not be read. Write it once more.")
MOST_ANSWERS = 400


class SheetForm(Form):
    """All that a group answered: `answers` is {question: {"tally": {level: people}} or {"value": "3"}}."""

    client_key = forms.RegexField(r"^[0-9a-f]{32}$")
    group = forms.UUIDField()
    scored_on = forms.DateField()
    device = forms.RegexField(r"^[0-9a-f]{0,32}$", required=False)
    answers = forms.CharField(max_length=200_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (*(f"{sex}-{band}" for sex in Sex for band in AgeBand), *_situations()):
            self.fields[name] = forms.IntegerField(min_value=0, max_value=100_000, required=False)

    def clean_answers(self) -> list[tuple[LineGiven, str]]:
        try:
            told = json.loads(self.cleaned_data["answers"])
            return [
                (_line(node, one), str(one.get("question", "")))
                for node, one in list(told.items())[:MOST_ANSWERS]
            ]
        except (
            ArithmeticError,
            ValueError,
            TypeError,
            LookupError,
            AttributeError,
            RecursionError,
        ):
            raise forms.ValidationError(NOT_READ) from None

    def lines(self, asked: Collection[UUID]) -> list[LineGiven]:
        """The answers to what is asked."""
        return [line for line, _ in self.cleaned_data["answers"] if line.node in asked]

    def left_over(self, asked: Collection[UUID]) -> str:
        """The answers to questions that were taken out since the session was taken along, as words."""
        return "\n".join(
            said_of(
                question,
                ", ".join(f"{level}: {n}" for level, n in line.tally.items()) or str(line.value),
            )
            for line, question in self.cleaned_data["answers"]
            if line.node not in asked
        )

    def counts(self) -> Counts | None:
        """Who sat there; None where the sheet does not say."""
        given = {
            name: number
            for name, number in self.cleaned_data.items()
            if "-" in name and isinstance(number, int) and number
        }
        return from_boxes(given) if given else None


class RemarkForm(Form):
    """Why the group scored so, what it suggests, a photo, a voice."""

    client_key = forms.RegexField(r"^[0-9a-f]{32}$")
    round = forms.UUIDField()
    node = forms.UUIDField()
    question = forms.CharField(required=False)
    reason = forms.CharField(required=False)
    suggestion = forms.CharField(required=False)
    is_contested = forms.BooleanField(required=False)
    photo = forms.FileField(required=False)
    recording = forms.FileField(required=False)

    def keep_files(self, *, programme: UUID, moment: datetime) -> bool:
        """Keep what came with it for two days, until the remark needs it. False where something cannot
        be kept; the form then says why."""
        how: dict[str, Any] = {
            "programme": programme,
            "moment": moment,
            "delete_after": moment + FORGOTTEN_AFTER,
        }
        self.photo_file = self._kept("photo", partial(files.keep_picture, **how))
        self.voice_file = self._kept("recording", partial(files.keep_audio, **how))
        return not self.errors

    def _kept(self, name: str, keep: Callable[..., UUID]) -> UUID | None:
        upload = self.cleaned_data.get(name)
        if not isinstance(upload, UploadedFile):
            return None
        try:
            return keep(content=upload.read())
        except Refused as refusal:
            self.add_error(name, sentence(refusal))
            return None


def _line(node: str, told: dict[str, Any]) -> LineGiven:
    tally = {str(level): int(people) for level, people in (told.get("tally") or {}).items()}
    value = told.get("value")
    return LineGiven(
        node=UUID(node),
        tally={level: people for level, people in tally.items() if people},
        value=None if tally or value in (None, "") else Decimal(str(value)),
        is_contested=bool(told.get("is_contested")),
    )


def _situations() -> list[str]:
    return [f"{of}-{sex}" for of in Situation for sex in Sex]
