"""Whether a group wants its answers shown: nothing is public before groups have said so."""

from collections.abc import Iterable
from enum import StrEnum

from benkan.apps.assessments.rules.kinds import Kind
from benkan.kit.refusals import N_, Refused


class Consent(StrEnum):
    """What a group said of its own answers. The names are in rows: never rename one."""

    WAITING = "waiting"
    AGREED = "agreed"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _LABELS[self]


_LABELS = {
    Consent.WAITING: N_("Not asked yet"),
    Consent.AGREED: N_("May be shown"),
    Consent.REFUSED: N_("Not to be shown"),
}


class NoGroupAgreed(Refused):
    code = "no_group_agreed"
    text = N_(
        "No group has said yes yet. Ask each group whether its answers may be shown, then release."
    )


class AnswerToCome(Refused):
    code = "release_in_the_future"
    text = N_("Give the day on which the group said so: today or earlier.")


def check_agreed(kind: str, said: Iterable[tuple[bool, str]]) -> None:
    """Somebody who scored wants it shown. `said`: of each group, whether it is the service itself, and
    what it said; only an organisation that looks at itself speaks for itself.

    Raises:
        NoGroupAgreed: nobody has said yes.
    """
    heard = [word for is_provider, word in said if not is_provider or kind == Kind.CAPACITY]
    if Consent.AGREED not in heard:
        raise NoGroupAgreed()
