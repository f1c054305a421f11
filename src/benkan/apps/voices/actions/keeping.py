"""Keep words as they must be kept: sealed under the contact's key where there is one."""

import json
from uuid import UUID

from benkan.apps.messaging import actions as messaging
from benkan.apps.voices.models import CaseStep


def kept_words(words: str, *, contact: UUID | None, row: UUID) -> tuple[str, bytes]:
    """Plain words and sealed ones, of which one is empty, for the row that keeps them. A contact that
    was erased has no key left: what comes after that is nobody's, and plain."""
    sealed = messaging.seal_words(contact=contact, words=words, bound_to=row) if contact else b""
    return ("" if sealed else words, sealed)


def keep_step_words(step: CaseStep, *, reason: str, answer: str, contact: UUID | None) -> None:
    """Put why a step is taken and what the citizen is told into the step. An answer is sealed like
    what she said: it may name her or repeat it."""
    both = json.dumps([reason, answer], ensure_ascii=False) if reason or answer else ""
    _, step.sealed_words = kept_words(both, contact=contact, row=step.pk)
    if not step.sealed_words:
        step.reason, step.answer = reason, answer
