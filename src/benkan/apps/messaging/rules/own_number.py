"""How an account proves that a telephone is its own: a code, few tries, few codes a day."""

from datetime import datetime, timedelta

from benkan.kit.refusals import N_, Refused

CODE_DIGITS = 6
CODE_LASTS = timedelta(minutes=30)
MOST_TRIES = 5
MOST_CODES, CODES_WITHIN = 3, timedelta(days=1)


class CodeNotRight(Refused):
    code = "own_number_code_not_right"
    text = N_("This is not the code that was sent. Look at the SMS again.")


class CodeOver(Refused):
    code = "own_number_code_over"
    text = N_("This code is no longer good. Give your number once more, and you get another.")


class CodesEnough(Refused):
    code = "own_number_codes_enough"
    text = N_("Three codes were sent today. Try again tomorrow.")


def codes_after(codes: int, *, since: datetime, now: datetime) -> tuple[int, datetime]:
    """How many codes will have been sent, and since when they are counted; refused when it is enough.
    A number may be a stranger's, so nobody can have her telephone rung all day."""
    if not since <= now < since + CODES_WITHIN:
        return 1, now
    if codes >= MOST_CODES:
        raise CodesEnough()
    return codes + 1, since


def check_code_lives(*, tries: int, sent_at: datetime, now: datetime) -> None:
    """A code is good for half an hour and five tries."""
    if tries >= MOST_TRIES or not sent_at <= now < sent_at + CODE_LASTS:
        raise CodeOver()
