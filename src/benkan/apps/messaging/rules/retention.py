"""When a contact may be kept beyond her time."""

from datetime import date, timedelta

from benkan.kit.refusals import N_, Refused

LEAST_PURPOSE, LONGEST = 20, timedelta(days=366)


class PurposeMissing(Refused):
    code = "purpose_missing"
    text = N_(
        "Write for what the number is needed longer, in a sentence that an inspector understands."
    )


class UntilNotPossible(Refused):
    code = "until_not_possible"
    text = N_("Choose a day after today, and within a year: then somebody decides again.")


def check_may_keep_longer(*, purpose: str, until: date, today: date) -> None:
    """A purpose that says something, and an end that somebody lives to see."""
    if len(purpose.strip()) < LEAST_PURPOSE:
        raise PurposeMissing()
    if not today < until <= today + LONGEST:
        raise UntilNotPossible()
