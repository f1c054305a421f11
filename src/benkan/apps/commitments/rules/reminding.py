"""When an office is reminded of what it promised: one table to show.

Each line is given once for each day promised, by each way there is; a promise that is postponed has
another day, and is reminded of anew. Nobody is reminded of what is settled, reported or checked. A
line has a last day too: whoever was not reminded in time is not told something that is no longer so.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from benkan.apps.commitments.rules.states import TO_DO, State
from benkan.apps.messaging.rules.sms import segments
from benkan.apps.messaging.rules.spelling import plain_letters
from benkan.kit.actor import Role
from benkan.kit.refusals import N_, Refused


class Occasion(StrEnum):
    UNANSWERED = "unanswered"
    TWO_WEEKS = "two_weeks"
    THREE_DAYS = "three_days"
    TODAY = "today"
    LATE = "late"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _LABELS[self]


class Way(StrEnum):
    SMS = "sms"
    EMAIL = "email"
    HAND = "hand"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _WAYS[self]


class ReminderState(StrEnum):
    """`WAITING`: somebody is to tell it; `OVER`: the next reminder has taken its place."""

    GIVEN = "given"
    WAITING = "waiting"
    TOLD = "told"
    OVER = "over"


_LABELS = {
    Occasion.UNANSWERED: N_("Two weeks without an answer"),
    Occasion.TWO_WEEKS: N_("Two weeks before the day"),
    Occasion.THREE_DAYS: N_("Three days before the day"),
    Occasion.TODAY: N_("On the day"),
    Occasion.LATE: N_("A week after the day"),
}
_WAYS = {Way.SMS: N_("SMS"), Way.EMAIL: N_("E-mail"), Way.HAND: N_("By word of mouth")}


@dataclass(frozen=True)
class Line:
    """When the office is reminded, in days after the day promised (below nought: before it), or after
    the day on which it was asked; the last day counts."""

    occasion: Occasion
    states: frozenset[State]
    from_asking: bool
    first: int
    last: int


TABLE = (
    Line(Occasion.UNANSWERED, frozenset({State.PROPOSED}), True, 14, 45),
    Line(Occasion.TWO_WEEKS, TO_DO, False, -14, -4),
    Line(Occasion.THREE_DAYS, TO_DO, False, -3, -1),
    Line(Occasion.TODAY, TO_DO, False, 0, 0),
    Line(Occasion.LATE, TO_DO, False, 7, 30),
)

TELLERS = (Role.COORDINATOR, Role.ANIMATOR, Role.PROGRAMME_STAFF)
"""Who tells an office that cannot be written to."""

REMINDED = frozenset(state for line in TABLE for state in line.states)


class NotToBeTold(Refused):
    code = "reminder_not_to_be_told"
    text = N_(
        "This reminder is no longer needed: it was told already, or the promise has moved on."
    )


def occasion_on(state: State, *, due_on: date, asked_on: date, today: date) -> Occasion | None:
    """What an office is reminded of on a day, if of anything: never of two things on one."""
    for line in TABLE:
        since = asked_on if line.from_asking else due_on
        days = (today - since).days
        if state in line.states and line.first <= days <= line.last:
            return line.occasion
    return None


def span(line: Line, today: date) -> tuple[date, date]:
    """Which days (promised, or of asking) a line is due for today: the first and the last.

    >>> span(TABLE[2], date(2026, 11, 3))
    (datetime.date(2026, 11, 4), datetime.date(2026, 11, 6))
    """
    return today - timedelta(days=line.last), today - timedelta(days=line.first)


SMS_WORDS = {
    Occasion.UNANSWERED: N_(
        "Benkan %(number)s: your answer has been awaited for two weeks. %(action)s"
    ),
    Occasion.TWO_WEEKS: N_("Benkan %(number)s: promised for %(day)s. %(action)s"),
    Occasion.THREE_DAYS: N_("Benkan %(number)s: to be done by %(day)s. %(action)s"),
    Occasion.TODAY: N_("Benkan %(number)s: promised for today. Say on your page: done? %(action)s"),
    Occasion.LATE: N_("Benkan %(number)s: promised for %(day)s, nothing reported. %(action)s"),
}
SUBJECTS = {
    Occasion.UNANSWERED: N_("%(number)s: your answer is awaited"),
    Occasion.TWO_WEEKS: N_("%(number)s: promised for %(day)s"),
    Occasion.THREE_DAYS: N_("%(number)s: to be done by %(day)s"),
    Occasion.TODAY: N_("%(number)s: promised for today"),
    Occasion.LATE: N_("%(number)s: promised for %(day)s, nothing reported"),
}
LETTER = N_(
    "Good day,\n\n"
    "%(subject)s\n\n"
    "%(action)s\n"
    "%(office)s, %(place)s\n\n"
    "Answer, say that it is done, or ask for another day, with the reason, on this page:\n"
    "%(link)s\n\n"
    "Citizens can see what was promised and where it stands.\n"
    "%(programme)s"
)


def one_sms(sentence: str, action: str) -> str:
    """The sentence with as much of the promise as one SMS holds, in plain letters.

    >>> one_sms("E-017: %(action)s", "Réparer la pompe")
    'E-017: Réparer la pompe'
    >>> len(one_sms("E-017: %(action)s", "Réparer la pompe du quartier " * 9)) <= 160
    True
    """
    words = plain_letters(action).split()
    whole = plain_letters(sentence.replace("%(action)s", " ".join(words))).strip()
    while words and segments(whole) > 1:
        words.pop()
        short = " ".join(words) + "..." if words else ""
        whole = plain_letters(sentence.replace("%(action)s", short)).strip()
    return whole
