"""What a caller hears and what each key does, as plain data: where she is in, where she is then out.

At most four choices a menu; `#` repeats, `0` goes back, `*` changes the language. Every way ends:
three misses in a row end a call, and so does a call of very many keys. A recording that was made is
kept whatever follows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from benkan.kit.services import Service

MOST_CHOICES = 4
MOST_MISSES = 3
MOST_TURNS = 60
MOST_SECONDS = 120
"""How long somebody may speak."""

MOST_CASES, MOST_OF_HIDDEN = 20, 60
"""Messages in a day from one telephone, which a village may share, and from all those together that
hide their number."""
FLOOD_WINDOW = timedelta(days=1)

REPEAT, BACK, STAR, SILENCE = "#", "0", "*", ""
RECORDING = "(recording)"
"""In the place of a sentence: what the caller herself has said."""


class At(StrEnum):
    """Where a caller is. At the last two the call is over."""

    LANGUAGE = "language"
    PURPOSE = "purpose"
    TOPIC = "topic"
    RECORD = "record"
    REVIEW = "review"
    KEPT = "kept"
    OVER = "over"


@dataclass(frozen=True)
class Line:
    """What a voice line offers."""

    languages: tuple[str, ...]
    is_free: bool


@dataclass(frozen=True)
class Where:
    """Where a caller is. `page`: how often she asked for more of a menu. `notice`: what is said
    before the menu. `misses`: in a row. `turns`: keys and recordings so far. `has_recorded`: there is
    something of hers to keep."""

    at: At
    language: str
    page: int = 0
    is_delicate: bool = False
    service: str = Service.OTHER.value
    notice: str = ""
    misses: int = 0
    turns: int = 0
    has_recorded: bool = False

    @property
    def is_over(self) -> bool:
        return self.at in (At.KEPT, At.OVER)


@dataclass(frozen=True)
class Said:
    """A sentence of the table, in a language."""

    code: str
    language: str


@dataclass(frozen=True)
class Choice:
    """A key, the sentence that names it, and what it stands for."""

    key: str
    said: Said
    goal: str


_MORE = "more"
_DELICATE = (Service.SECURITY.value,)
_TOPICS = (
    Service.WATER, Service.HEALTH, Service.EDUCATION, Service.ROADS, Service.CIVIL_REGISTRY,
    Service.MARKET, Service.LAND, Service.SECURITY, Service.OTHER,
)  # fmt: skip
_PURPOSES = ("say_it", "say_delicate", "hear_how")
_REVIEWS = ("send_it", "hear_it", "say_again")
_GREETING = "greeting"
_ENOUGH = "enough_today"
_STAYS = frozenset({_GREETING, "how", RECORDING})


def begin(line: Line, *, known_language: str) -> Where:
    """Where a call begins: at the language, unless the caller chose it before or there is one."""
    if known_language in line.languages:
        return Where(At.PURPOSE, known_language, notice=_GREETING)
    if len(line.languages) == 1:
        return Where(At.PURPOSE, line.languages[0], notice=_GREETING)
    return Where(At.LANGUAGE, line.languages[0])


def menu(where: Where, line: Line) -> tuple[Choice, ...]:
    """The choices where the caller is; none where she speaks or the call is over."""
    own = where.language
    if where.at is At.LANGUAGE:
        return _languages(line.languages, where)
    if where.at is At.PURPOSE:
        return _numbered([(Said(code, own), code) for code in _PURPOSES])
    if where.at is At.TOPIC:
        shown, rest = _page([topic.value for topic in _TOPICS], where.page)
        more = [(Said("other_topics", own), _MORE)] if rest else []
        return _numbered([(Said(f"topic_{one}", own), one) for one in shown] + more)
    if where.at is At.REVIEW:
        return _numbered([(Said(code, own), code) for code in _REVIEWS])
    return ()


def _languages(languages: Sequence[str], where: Where) -> tuple[Choice, ...]:
    shown, rest = _page(languages, where.page)
    # Who does not find her language has to be told in it that there are more.
    more = [(Said("other_languages", rest[0]), _MORE)] if rest else []
    return _numbered([(Said("choose_language", one), one) for one in shown] + more)


def _page(options: Sequence[str], page: int) -> tuple[Sequence[str], Sequence[str]]:
    """The options on a page, and those behind it: four, or three and a way to the others."""
    left = options[page * (MOST_CHOICES - 1) :]
    if len(left) <= MOST_CHOICES:
        return left, ()
    return left[: MOST_CHOICES - 1], left[MOST_CHOICES - 1 :]


def _numbered(options: Sequence[tuple[Said, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(str(at), said, goal) for at, (said, goal) in enumerate(options, start=1))


def after(where: Where, key: str, line: Line) -> Where:
    """Where the caller is after a key, or after saying nothing (`""`)."""
    if where.is_over:
        return where
    turned = replace(where, turns=where.turns + 1)
    if turned.turns >= MOST_TURNS:
        return _ended(turned)
    chosen = next((one for one in menu(where, line) if one.key == key), None)
    if chosen is not None:
        return _chosen(replace(turned, misses=0, notice=""), chosen.goal)
    if key == REPEAT:
        return replace(turned, notice=where.notice if where.notice in _STAYS else "")
    if key == BACK and where.at is not At.REVIEW:
        return _back(replace(turned, misses=0, notice=""))
    if key == STAR and not where.has_recorded and len(line.languages) > 1:
        return Where(At.LANGUAGE, where.language, turns=turned.turns)
    return _missed(turned, "silence" if key == SILENCE else "wrong_key")


def _chosen(where: Where, goal: str) -> Where:
    if goal == _MORE:
        return replace(where, page=where.page + 1)
    if where.at is At.LANGUAGE:
        return Where(At.PURPOSE, goal, notice=_GREETING, turns=where.turns)
    if where.at is At.PURPOSE:
        if goal == "hear_how":
            return replace(where, notice="how")
        is_delicate = goal == "say_delicate"
        at = At.RECORD if is_delicate else At.TOPIC
        return replace(where, at=at, is_delicate=is_delicate, service="other", page=0)
    if where.at is At.TOPIC:
        return replace(where, at=At.RECORD, service=goal, is_delicate=goal in _DELICATE)
    if goal == "hear_it":
        return replace(where, notice=RECORDING)
    return replace(where, at=At.KEPT if goal == "send_it" else At.RECORD)


def _back(where: Where) -> Where:
    """A step back; at the first menu, who listens."""
    if where.page:
        return replace(where, page=where.page - 1)
    if where.at is At.RECORD and where.has_recorded:
        return replace(where, at=At.REVIEW)
    if where.at is At.RECORD:
        is_asked = where.is_delicate and where.service == Service.OTHER
        return replace(where, at=At.PURPOSE if is_asked else At.TOPIC, is_delicate=False)
    if where.at is At.TOPIC:
        return replace(where, at=At.PURPOSE)
    return replace(where, notice="how" if where.at is At.PURPOSE else "")


def after_recording(where: Where, *, has_sound: bool) -> Where:
    """Where the caller is once she has spoken."""
    if where.at is not At.RECORD:
        return where
    turned = replace(where, turns=where.turns + 1)
    if has_sound:
        return replace(turned, at=At.REVIEW, page=0, misses=0, notice="", has_recorded=True)
    return _missed(turned, "not_recorded")


def is_about_to_speak(before: Where, now: Where) -> bool:
    """Whether a key has led to the recording from a menu; not when she says it again."""
    return now.at is At.RECORD and before.at in (At.PURPOSE, At.TOPIC)


def is_flooding(sent: int, *, hides_number: bool) -> bool:
    """Whether so many messages have come today that a further one waits for tomorrow."""
    return sent >= (MOST_OF_HIDDEN if hides_number else MOST_CASES)


def enough(where: Where) -> Where:
    """The call ends with one sentence, before anything was recorded."""
    return replace(where, at=At.OVER, notice=_ENOUGH)


def _missed(where: Where, notice: str) -> Where:
    missed = replace(where, misses=where.misses + 1, notice=notice)
    return _ended(missed) if missed.misses >= MOST_MISSES else missed


def _ended(where: Where) -> Where:
    """Who no longer answers is let go; what she has recorded is kept."""
    at = At.KEPT if where.has_recorded else At.OVER
    return replace(where, at=at, notice="")


def said(where: Where, line: Line) -> tuple[Said, ...]:
    """What the caller hears where she is, before she presses a key or speaks. At the end, `farewell`
    or nothing more than a word."""
    codes = [*_noticed(where.notice, line)]
    if where.at is At.RECORD:
        codes += ["delicate"] if where.is_delicate else []
        codes += ["record"]
    elif where.at is At.REVIEW:
        codes += ["recorded"] if where.notice != RECORDING else []
    elif where.at is At.OVER:
        codes = [where.notice or "call_again"]
    spoken = [Said(code, where.language) for code in codes]
    for choice in menu(where, line):
        spoken += [choice.said, Said(f"digit_{choice.key}", choice.said.language)]
    if where.notice == _GREETING:
        spoken.append(Said("keys", where.language))
    return tuple(spoken)


def _noticed(notice: str, line: Line) -> tuple[str, ...]:
    if notice == _GREETING:
        return ("welcome", "free" if line.is_free else "paid", "who_knows")
    return (notice,) if notice else ()


def farewell(language: str, *, reference: str, is_written_to: bool) -> tuple[Said, ...]:
    """The last words: the reference, twice, and how it comes to the caller in writing."""
    spelled = spelled_out(reference)
    last = "by_sms" if is_written_to else "write_down"
    codes = ("kept", *spelled, "once_more", *spelled, last)
    return tuple(Said(code, language) for code in codes)


def spelled_out(reference: str) -> tuple[str, ...]:
    """The pieces of a reference, as they are recorded.

    >>> spelled_out("KAY-0427")[:5]
    ('letter_k', 'letter_a', 'letter_y', 'digit_0', 'digit_4')
    """
    kept = [character for character in reference.lower() if character.isascii()]
    return tuple(
        f"{'digit' if character.isdigit() else 'letter'}_{character}"
        for character in kept
        if character.isalnum()
    )
