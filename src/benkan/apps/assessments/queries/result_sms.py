"""The text message that tells the result of a released round."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language, gettext

from benkan.apps.assessments.queries.public import PublicReading, public_round
from benkan.apps.assessments.rules import result_sms as rules
from benkan.apps.messaging.rules.sms import segments
from benkan.apps.messaging.rules.spelling import plain_letters

LONGEST_TITLE, LONGEST_QUESTION = 44, 56


@dataclass(frozen=True)
class Promised:
    """What was promised after the round, and how much of it is kept, as everybody knows it."""

    promised: int = 0
    kept: int = 0


@dataclass(frozen=True)
class ResultMessage:
    """The message as it goes out, and what was assessed."""

    text: str
    assessment: UUID

    @property
    def segments(self) -> int:
        return segments(self.text)


def result_message(round_id: UUID, *, programme: UUID, promised: Promised) -> ResultMessage | None:
    """The message in the language in force, in at most ten queries; None where too few people answered
    for anything to be said.

    Raises:
        NotFound: nothing of the round is public.
    """
    read = public_round(round_id, programme=programme, language=get_language() or "fr")
    if read.is_hidden:
        return None
    text = rules.fitted(_head(read), _rests(read, promised), end=gettext(rules.END))
    return ResultMessage(plain_letters(text), read.head.assessment)


def _head(read: PublicReading) -> str:
    title = rules.cut(read.head.title, most=LONGEST_TITLE)
    head = gettext(rules.POINTS).format(title=title, points=read.told.index.points)
    if read.head.edition > 1:
        head += gettext(rules.CORRECTED)
    elif read.told.change is not None and read.earlier:
        before = read.earlier[-1].index.points
        head += gettext(rules.BEFORE).format(before=before)
    return head


def _rests(read: PublicReading, promised: Promised) -> list[str]:
    said = []
    if read.told.weak:
        line = read.told.weak[0].line
        name = rules.cut(line.name, most=LONGEST_QUESTION).rstrip(" ?.")
        said.append(gettext(rules.WEAKEST).format(weakest=name, points=line.all.points))
    if promised.promised:
        told = {"promised": promised.promised, "kept": promised.kept}
        said.append(gettext(rules.PROMISED).format(**told))
    return said
