"""The result of a round in one text message: how it stands, since when, what weighs most, what was promised."""

from collections.abc import Iterable

from benkan.apps.messaging.rules.sms import segments
from benkan.apps.messaging.rules.spelling import plain_letters
from benkan.kit.refusals import N_

POINTS = N_("{title}: {points} points out of 100")
BEFORE = N_(" ({before} the time before)")
CORRECTED = N_(" (corrected)")
WEAKEST = N_("Lowest: {weakest} ({points}).")
PROMISED = N_("Promised: {promised}, kept: {kept}.")
END = N_("End: UNSUBSCRIBE")

_SHORTEST = 12
"""Letters below which a name that was cut says nothing any more."""


def fitted(head: str, rests: Iterable[str], *, end: str) -> str:
    """One text message: the head, of the sentences after it as many as there is room for, and how to end
    it. A head that is too long is cut at its name.

    >>> fitted("CSCom: 55 points", ["Lowest: the wait (20).", "x" * 160], end="End: STOP")
    'CSCom: 55 points. Lowest: the wait (20). End: STOP'
    """
    said = [f"{head}."]
    for rest in rests:
        if rest and segments(plain_letters(" ".join([*said, rest, end]))) == 1:
            said.append(rest)
    return " ".join([*said, end])


def cut(name: str, *, most: int) -> str:
    """A name that is no longer than `most` letters, cut between two words.

    >>> cut("Centre de santé communautaire de Dio-Gare", most=24), cut("École", most=24)
    ('Centre de santé...', 'École')
    """
    if len(name) <= most:
        return name
    short = name[: most - 3].rsplit(" ", 1)[0].rstrip(" ,;:")
    return f"{short if len(short) >= _SHORTEST else name[: most - 3]}..."
