"""How an event becomes text, how an entry is sealed, when a reaction is tried again, and how the head of
a chain is written down elsewhere."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from cattrs.preconf.json import JsonConverter, make_converter

from benkan.apps.journal.events import Event

FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)
LANES = 16
"""In how many lanes events are carried: how many workers can be at it at once. What is waiting keeps
the lane that it was given, so the number may be changed."""
_ANCHORED = re.compile(
    r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\s+(\d{1,18})\s+((?:[0-9a-f]{4}\s{0,4}){16})",
    re.I,
)
_QUOTED = re.compile(r"^[>| \t]+", re.M)


def _converter() -> JsonConverter:
    converter = make_converter()
    converter.register_unstructure_hook(UUID, str)
    converter.register_structure_hook(UUID, lambda text, _: UUID(text))
    return converter


_JSON = _converter()


def canonical(event: Event) -> str:
    """The event as JSON with sorted keys and no spaces, so that equal events are equal text."""
    return _JSON.dumps(event, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def revived(kind: type[Event], body: str) -> Event:
    """The event that `canonical` wrote."""
    return _JSON.loads(body, kind)


def seal_of(previous: str, position: int, stored: Mapping[str, object]) -> str:
    """SHA-256 over the seal before, the position and every stored field, in hexadecimal.

    Each field is preceded by its length, so that no two different entries read alike.
    """
    digest = hashlib.sha256()
    for part in (previous, str(position), *(str(stored[name]) for name in sorted(stored))):
        encoded = part.encode()
        digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return digest.hexdigest()


def lane_of(programme: UUID, body: str) -> int:
    """In which lane an event is carried. Those about one contact share a lane, so that her second
    message is never heard before her first; everything else of a programme shares one too."""
    about = json.loads(body).get("contact") or programme
    return hashlib.sha256(str(about).encode()).digest()[0] % LANES


def retry_at(attempts: int, now: datetime) -> datetime:
    """When to try again after `attempts` failures: five seconds, doubling to an hour."""
    wait: timedelta = FIRST_WAIT * 2 ** min(attempts - 1, 20)
    return now + min(wait, LONGEST_WAIT)


@dataclass(frozen=True)
class Anchor:
    """Where the chain of a programme stood: how many entries were sealed, and the seal of the last."""

    programme: UUID
    position: int
    head: str

    def lines(self) -> tuple[str, str, str]:
        """In groups of four, so that two people can read it out to one another."""
        groups = [self.head[at : at + 4] for at in range(0, len(self.head), 4)]
        return (
            f"{self.programme} {self.position}",
            " ".join(groups[:8]),
            " ".join(groups[8:]),
        )


def written_anchors(anchors: Iterable[Anchor], *, moment: datetime) -> str:
    """Anchors as they are sent and printed; `anchors_in` reads them, whatever stands around."""
    lines = [f"benkan-anchor 1 {moment.isoformat(timespec='seconds')}"]
    for anchor in anchors:
        lines += anchor.lines()
    return "\n".join(lines) + "\n"


def anchors_in(text: str) -> list[Anchor]:
    """Each anchor of a text, also where a mail programme broke its lines or quoted it."""
    found = _ANCHORED.findall(_QUOTED.sub("", text))
    return [
        Anchor(UUID(programme), int(position), "".join(head.split()).lower())
        for programme, position, head in found
    ]
