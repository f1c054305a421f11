"""Whom groups send to agree on the common score: two or three of each, women and men in balance.

Nobody has to be named: whoever does not want her name kept is there by her sex alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from benkan.apps.assessments.rules.kinds import GroupKind
from benkan.kit.refusals import N_, Refused
from benkan.kit.splits import Sex

FEWEST, MOST = 2, 3
KEPT_FOR = timedelta(days=365)
"""How long a name stays: until the next cycle has asked the same people again."""

OF_WOMEN = (GroupKind.WOMEN, GroupKind.YOUNG_WOMEN)
OF_MEN = (GroupKind.MEN, GroupKind.YOUNG_MEN)


class TooManySent(Refused):
    code = "too_many_representatives"
    text = N_("A group sends three people at most, so that no group outweighs another.")


class NameWithoutConsent(Refused):
    code = "representative_without_consent"
    text = N_("Keep a name only of somebody who agrees to it. Else leave the name empty.")


@dataclass(frozen=True)
class Sent:
    """One person whom a group sends; the name is empty where she does not want it kept."""

    sex: Sex
    name: str = ""
    consents: bool = False


class Imbalance(StrEnum):
    """What is not as it should be among those who were sent. It is said, and refused to nobody."""

    TOO_FEW = "too_few"
    ONE_SEX = "one_sex"
    ALL_TOGETHER = "all_together"

    @property
    def sentence(self) -> str:
        """The English sentence, to be translated where it is shown."""
        return _SENTENCES[self]


_SENTENCES = {
    Imbalance.TOO_FEW: N_("A group sends two or three people."),
    Imbalance.ONE_SEX: N_("Women and men sit in this group, and it sends only one of the two."),
    Imbalance.ALL_TOGETHER: N_(
        "Among all those who were sent, women and men are far from as many."
    ),
}


def check_sent(people: Sequence[Sent]) -> None:
    """Three at most, and names only of those who agree."""
    if len(people) > MOST:
        raise TooManySent()
    if any(person.name.strip() and not person.consents for person in people):
        raise NameWithoutConsent()


def of_a_group(kind: str, sexes: Sequence[Sex]) -> Imbalance | None:
    """What is to be said of those whom one group sends."""
    if len(sexes) < FEWEST:
        return Imbalance.TOO_FEW
    if kind in (*OF_WOMEN, *OF_MEN):
        return None
    known = [sex for sex in sexes if sex is not Sex.UNKNOWN]
    return Imbalance.ONE_SEX if len(known) > 1 and len(set(known)) == 1 else None


def of_all(sexes: Iterable[Sex]) -> Imbalance | None:
    """What is to be said of all together: fewer than two in five of one sex is out of balance."""
    known = [sex for sex in sexes if sex is not Sex.UNKNOWN]
    fewer = min(known.count(Sex.FEMALE), known.count(Sex.MALE))
    return Imbalance.ALL_TOGETHER if fewer * 5 < len(known) * 2 else None
