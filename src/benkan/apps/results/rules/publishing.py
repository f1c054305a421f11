"""Who publishes a figure, and when it may be published beside those that are."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from benkan.apps.results.rules.indicators import ABOUT_PEOPLE, FOR_STAFF, Indicator
from benkan.apps.results.rules.periods import Kind, Period
from benkan.kit.actor import Role
from benkan.kit.refusals import N_, NotAllowed, Refused

PREPARES = (Role.MONITORING_OFFICER,)
APPROVES = (Role.MONITORING_OFFICER, Role.PROGRAMME_STAFF)
"""Of the whole programme, since a figure is about all of it. The one who prepared does not approve."""

READERS = (Role.PROGRAMME_STAFF, Role.MONITORING_OFFICER, Role.COORDINATOR)
"""Those who see what is not published, and open a figure down to its records, in their places."""


class PeriodNotOver(Refused):
    code = "period_not_over"
    text = N_("This period is not over yet: it can be published from %(day)s on.")


class LongerIsPublished(Refused):
    code = "longer_period_published"
    text = N_(
        "A longer period that overlaps this one is published already: from the two, small numbers "
        "could be found by subtraction."
    )


class ShorterOnesMissing(Refused):
    code = "shorter_periods_missing"
    text = N_(
        "A part of this period is published by itself. Publish the other quarters first: what is "
        "left between the two could be found by subtraction."
    )


class NeedsReason(Refused):
    code = "correction_needs_reason"
    text = N_("This period was published before. Write why it is published anew.")


class NothingToCorrect(Refused):
    code = "nothing_to_correct"
    text = N_("Nothing has changed: the published numbers are those of today.")


class NotForEverybody(Refused):
    code = "figure_not_for_everybody"
    text = N_(
        "This figure stays with the programme: beside the published figures of people met, it would "
        "give back small numbers by subtraction."
    )


class NotByItsAuthor(Refused):
    code = "figure_not_by_its_author"
    text = N_("Somebody else than the one who prepared the figure must approve it.")


class PreparedBefore(Refused):
    code = "figure_prepared_before"
    text = N_("Since this was prepared, another period was published. Prepare it anew.")


class NotPublished(Refused):
    code = "figure_not_published"
    text = N_("This figure is not published any more.")


class TakingBackNeedsReason(Refused):
    code = "taking_back_needs_reason"
    text = N_("Write why the figure is taken back: everybody will read it.")


def check_is_for_everybody(indicator: Indicator) -> None:
    """Raises NotForEverybody for a figure that is never published."""
    if indicator in FOR_STAFF:
        raise NotForEverybody()


def check_is_over(indicator: Indicator, period: Period, on: date) -> None:
    """Only a period that is over does not change from day to day. Of promises, what is known so far
    may be published any day: they are public by themselves."""
    if indicator not in ABOUT_PEOPLE and period.kind is Kind.SO_FAR:
        return
    if not period.is_over(on):
        raise PeriodNotOver(day=period.closes)


def parts_published(
    indicator: Indicator, period: Period, others: Collection[Period], *, is_correction: bool
) -> list[Period]:
    """The published periods that a period is made of; none when nothing in it is published.

    Args:
        others: all that have ever been published of the figure; what was read once is known.
        is_correction: the period itself was published before; what holds it was made of it.

    Raises:
        LongerIsPublished, ShorterOnesMissing: of people, small numbers could be found.
    """
    inner = [other for other in others if period.holds(other)]
    if indicator not in ABOUT_PEOPLE:
        return inner
    if not is_correction and any(
        other.meets(period) and other not in inner for other in others if other != period
    ):
        raise LongerIsPublished()
    largest = [one for one in inner if not any(other.holds(one) for other in inner)]
    if largest and not _is_tiled(period, largest):
        raise ShorterOnesMissing()
    return largest


def _is_tiled(period: Period, parts: Collection[Period]) -> bool:
    """Whether the parts follow one another up to the end of the period, from its beginning; “so far”
    begins with the first."""
    at = min(part.opens for part in parts) if period.kind is Kind.SO_FAR else period.opens
    for part in sorted(parts, key=lambda part: part.opens):
        if part.opens != at:
            return False
        at = part.closes
    return at == period.closes


def check_reason(reason: str, *, is_correction: bool) -> None:
    if is_correction and not reason.strip():
        raise NeedsReason()


def check_taking_back(reason: str) -> None:
    if not reason.strip():
        raise TakingBackNeedsReason()


def check_other_hands(author: UUID | None, approver: UUID | None) -> None:
    """Raises NotByItsAuthor when one person does both."""
    if approver is None:
        raise NotAllowed()
    if approver == author:
        raise NotByItsAuthor()
