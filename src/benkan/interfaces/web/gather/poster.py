"""A sheet to pin up in a commune: its promises with dates and states, the next meeting, how to speak."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from benkan.apps.activities import queries as activities
from benkan.apps.commitments import queries as commitments
from benkan.apps.commitments.rules import State
from benkan.apps.messaging import queries as messaging
from benkan.apps.registry import queries as registry
from benkan.kit.qr import qr_code
from benkan.kit.refusals import NotFound

# As many as stand on one sheet of A4, each with a sentence of two lines.
MOST = 5
_FIRST = (State.KEPT, State.CONFIRMED, State.BROKEN, State.CONTESTED)


@dataclass(frozen=True)
class Poster:
    """`left_out` promises did not find room. `shown` is the address below the code."""

    card: registry.PlaceCard
    promises: list[commitments.PromiseLine]
    left_out: int
    meeting: activities.ActivityCard | None
    ways: messaging.WaysToSpeak
    address: str
    qr: SafeString

    @property
    def shown_address(self) -> str:
        return self.address.removeprefix("https://").removeprefix("http://")


def poster_of(programme: UUID, code: str, *, on: date, address: str) -> Poster:
    """What stands on the sheet, in at most 17 queries.

    Raises:
        NotFound: no commune has the code.
    """
    place = registry.place_by_code(code)
    card = registry.place_card(place) if place else None
    if place is None or card is None or card.kind != "commune":
        raise NotFound()
    lines = commitments.promised_in(programme, registry.places_below([place]), today=on, limit=60)
    shown = in_reading_order(lines)
    meetings = activities.upcoming(programme, [place], today=on, limit=1, open_to_all=True)
    return Poster(
        card=card,
        promises=shown[:MOST],
        left_out=len(shown[MOST:]),
        meeting=meetings[0] if meetings else None,
        ways=messaging.ways_to_speak(programme),
        address=address,
        qr=qr_code(address, title=gettext("Code that opens the page of the commune")),
    )


def in_reading_order(lines: Collection[commitments.PromiseLine]) -> list[commitments.PromiseLine]:
    """What was promised and kept first: what was settled or checked, then what is open by its day. What
    nobody has taken on is left to the page."""
    taken_on = [line for line in lines if line.state not in (State.PROPOSED, State.DECLINED)]
    return sorted(
        taken_on,
        key=lambda line: (
            _FIRST.index(line.state) if line.state in _FIRST else len(_FIRST),
            line.due_on,
            line.number,
        ),
    )
