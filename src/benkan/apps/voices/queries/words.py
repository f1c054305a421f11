"""What was said and answered, whatever way it is kept: sealed under the contact's key where there is
a contact, plain where nobody knows whose words they are."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from benkan.apps.messaging.queries import opened_words
from benkan.apps.voices.models import Case, CaseStep, Heard


def words_of(cases: Collection[UUID]) -> dict[UUID, str]:
    """The words of cases in two queries; empty for one that was forgotten. Nobody is asked who may
    know of them."""
    found = Case.objects.filter(pk__in=cases).only("text", "sealed_text", "contact_id")
    return words_of_rows(list(found))


def words_of_rows(cases: Sequence[Case]) -> dict[UUID, str]:
    """The words of cases that were fetched already, in one query however many there are."""
    opened = opened_words(_boxes(cases))
    return {case.pk: opened.get(case.pk, case.text) for case in cases}


def _boxes(cases: Sequence[Case]) -> dict[UUID, tuple[UUID, bytes]]:
    return {
        case.pk: (case.contact_id, bytes(case.sealed_text))
        for case in cases
        if case.contact_id and case.sealed_text
    }


@dataclass(frozen=True)
class StepWords:
    """A step with why it was taken and what the citizen was told."""

    row: CaseStep
    reason: str
    answer: str


@dataclass(frozen=True)
class CaseWords:
    """Everything that was said in a case and about it."""

    text: str
    added: tuple[str, ...]
    steps: tuple[StepWords, ...]


def all_words_of(case: Case, *, is_added_to: bool = True) -> CaseWords:
    """What was said in a case, added to it and answered, in three queries; two where it is known that
    nothing was added."""
    added = (
        list(case.heard.filter(kind=Heard.Kind.ADDITION).order_by("moment")) if is_added_to else []
    )
    steps = list(case.steps.order_by("number"))
    boxes = _boxes([case])
    if case.contact_id:
        kept = [(row.pk, row.sealed_text) for row in added]
        kept += [(row.pk, row.sealed_words) for row in steps]
        boxes |= {row: (case.contact_id, bytes(box)) for row, box in kept if box}
    opened = opened_words(boxes)
    return CaseWords(
        text=opened.get(case.pk, case.text),
        added=tuple(w for row in added if (w := opened.get(row.pk, row.text))),
        steps=tuple(step_words(row, opened) for row in steps),
    )


def last_step_words(case: Case) -> StepWords | None:
    """The last step of a case with its words, in two queries."""
    row = case.steps.order_by("-number").first()
    if row is None:
        return None
    boxes = {row.pk: (case.contact_id, bytes(row.sealed_words))} if case.contact_id else {}
    return step_words(row, opened_words(boxes) if row.sealed_words else {})


def step_words(row: CaseStep, opened: Mapping[UUID, str]) -> StepWords:
    """The words of a step; none once the key they were sealed with is gone."""
    if not row.sealed_words:
        return StepWords(row, row.reason, row.answer)
    reason, answer = json.loads(opened.get(row.pk) or '["", ""]')
    return StepWords(row, reason, answer)
