"""How a session begins: afresh, where it was cut, or with what was sent a moment ago."""

from dataclasses import replace
from datetime import datetime, timedelta

from benkan.apps.voices.rules.ussd.so_far import SoFar
from benkan.apps.voices.rules.ussd.steps import Step

RESUMES_WITHIN = timedelta(minutes=30)
KEPT_FOR = timedelta(days=1)

FLOOD_WINDOW = timedelta(minutes=15)
MOST_CASES = 10
"""Messages from one telephone in a quarter of an hour: a village may share that of its animator."""


def is_flooding(sent: int) -> bool:
    return sent >= MOST_CASES


def may_resume(last_heard: datetime, moment: datetime) -> bool:
    """Whether who dials at `moment` is the one who was cut, and not the next at the same telephone."""
    return moment - last_heard < RESUMES_WITHIN


def begun(*, language: str, before: SoFar | None) -> SoFar:
    """The first screen. `language` is the one that was chosen earlier, or nothing; `before` the last
    session of this telephone, if it was a moment ago."""
    afresh = SoFar(Step.SERVICE, language) if language else SoFar(Step.LANGUAGE)
    if before is None:
        return afresh
    if before.told and before.step in (Step.SENT, Step.TOLD):
        return replace(afresh, step=Step.TOLD, language=before.language, told=before.told)
    kept = before.kept or before
    if kept.is_over or not kept.service:
        return afresh
    kept = replace(kept, trouble="", inputs=0)
    return replace(afresh, step=Step.RESUME, language=kept.language, kept=kept)
