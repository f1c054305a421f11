"""When an office can be filled and a holding ended. Days are half-open: the last is not counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from benkan.kit.refusals import N_, Refused


class OfficeHeldThen(Refused):
    code = "office_held_then"
    text = N_(
        "Somebody holds this office from %(since)s on. Choose a later day for the new holder, or "
        "end the other holding first."
    )


class EndsBeforeItBegan(Refused):
    code = "ends_before_it_began"
    text = N_("This holding began on %(since)s: it can only end after that day.")


class HoldingEnded(Refused):
    code = "holding_ended"
    text = N_("This holding has already ended on %(on)s.")


class OfficeTaken(Refused):
    code = "office_taken"
    text = N_("There is already an office with this title at this place. Open it instead.")


@dataclass(frozen=True)
class Span:
    """The days of a holding: from `opens` until just before `closes`; None: until further notice."""

    opens: date
    closes: date | None


def check_may_begin(on: date, held: Sequence[Span]) -> None:
    """A new holder begins after every earlier one began, and after each end that is written down.

    The holding that is still open is ended by the new one; what lies ahead is never overwritten.
    """
    for span in held:
        if on <= span.opens or (span.closes is not None and on < span.closes):
            raise OfficeHeldThen(since=span.opens)


def check_may_end(span: Span, on: date) -> None:
    if span.closes is not None:
        raise HoldingEnded(on=span.closes)
    if on <= span.opens:
        raise EndsBeforeItBegan(since=span.opens)
