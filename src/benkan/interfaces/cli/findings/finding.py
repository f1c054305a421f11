"""One thing that was looked at."""

from dataclasses import dataclass
from typing import Any

from benkan.interfaces.cli.words import _


@dataclass(frozen=True)
class Finding:
    """Whether it is as it should be, and one sentence that says what to do if it is not."""

    is_well: bool
    sentence: str


def well(text: str, **details: Any) -> Finding:
    return Finding(True, _(text) % details)


def wrong(text: str, **details: Any) -> Finding:
    return Finding(False, _(text) % details)
