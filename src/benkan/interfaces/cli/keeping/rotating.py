"""A change of keys, brought to its end in batches; whoever is stopped runs it again."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from benkan.apps.messaging import actions as messaging
from benkan.kit.keys import MASTER, Series


@dataclass(frozen=True)
class Rotation:
    """How many rows came under the key in use, its name, and which older keys went or stay."""

    rows: int
    current: str
    dropped: list[str]
    kept: list[str]


def is_begun(series: Series) -> bool:
    """Whether an older key is here beside the one in use."""
    return len(series.numbers(_folder())) > 1


def finish(series: Series, *, at_once: bool) -> Rotation:
    """Bring everything under the key in use, then delete what nothing needs."""
    rows = _rewrap() if series == MASTER else _redigest()
    dropped = messaging.drop_unneeded_keys(now=timezone.now(), at_once=at_once)
    current, *older = series.numbers(_folder())
    return Rotation(rows, series.file_name(current), dropped, list(map(series.file_name, older)))


def _rewrap() -> int:
    rows = messaging.rewrap_gateways()
    while count := messaging.rewrap_contacts():
        rows += count
    return rows


def _redigest() -> int:
    rows = 0
    done = messaging.redigest_numbers()
    while done.last is not None:
        rows += done.count
        done = messaging.redigest_numbers(after=done.last)
    return rows


def _folder() -> Path:
    return Path(settings.KEYS_DIR)
