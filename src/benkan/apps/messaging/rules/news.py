"""News of a commune by SMS: how they are asked for and ended, and what fits into one digest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import chain, zip_longest

from benkan.apps.messaging.rules.sms import is_gsm, segments
from benkan.apps.messaging.rules.spelling import plain_letters
from benkan.kit.refusals import N_
from benkan.kit.text import folded

EVERY = timedelta(days=7)
"""Nobody hears of us more often."""
LOOK_AGAIN = timedelta(days=1)
"""After a look that found nothing new."""
MEETINGS_WITHIN = timedelta(days=7)
"""Meetings of the week to come are told, so that a weekly digest tells each once."""
ASKED_FOR = timedelta(hours=24)
"""How long a short answer is taken for the answer to our question."""
MOST_COMMUNES = 3
MOST_SEGMENTS = 2
_LONGEST_NAME = 5
_LONGEST_SENTENCE = 90


class Wish(StrEnum):
    FOLLOW = "follow"
    LEAVE = "leave"


@dataclass(frozen=True)
class NewsWish:
    """What somebody wants, and the name or code that stood beside it, as typed; or nothing."""

    wish: Wish
    place: str


_FOLLOW = frozenset(
    {"abonner", "abonne", "abonnez", "aboner", "abone", "abonnement", "subscribe"}
)  # fmt: skip
_LEAVE = frozenset(
    {"desabonner", "desabonne", "desabonnez", "desaboner", "desabonnement", "unsubscribe"}
)
_IN_BETWEEN = frozenset({"a", "au", "la", "commune", "de", "moi", "me", "to", "nouvelles"})


def news_wish(text: str) -> NewsWish | None:
    """What a message wants that begins with the word for it and names a place or nothing; a longer
    one is a message like any other.

    >>> news_wish("Abonné Kayes").place
    'Kayes'
    >>> news_wish("DESABONNER").wish
    <Wish.LEAVE: 'leave'>
    >>> news_wish("abonner tout le village au robinet coûte trop cher") is None
    True
    """
    first, _, rest = text.strip().partition(" ")
    word, named = folded(first), rest.strip()
    if len(folded(named).split()) > _LONGEST_NAME:
        return None
    if word in _FOLLOW:
        return NewsWish(Wish.FOLLOW, _name_in(named))
    return NewsWish(Wish.LEAVE, _name_in(named)) if word in _LEAVE else None


def _name_in(text: str) -> str:
    """The name without the little words before it; as it is where nothing else would be left (many
    places are called Commune I)."""
    words = text.split()
    while len(words) > 1 and folded(words[0]) in _IN_BETWEEN - {"commune"}:
        words.pop(0)
    if len(words) == 1 and folded(words[0]) in _IN_BETWEEN:
        return ""
    return " ".join(words)


def may_be_a_name(text: str) -> bool:
    """A short answer may be the name that we asked for."""
    return 0 < len(folded(text).split()) <= _LONGEST_NAME


SMS = {
    "begun": N_(
        "Benkan: you will hear what is promised and kept in %(place)s (%(cercle)s), once a week at"
        " most. To end it, send UNSUBSCRIBE."
    ),
    "already": N_(
        "Benkan: you already get the news of %(place)s (%(cercle)s). To end it, send UNSUBSCRIBE."
    ),
    "ended": N_("Benkan: you will get no more news of a commune."),
    "ended_one": N_("Benkan: you will get no more news of %(place)s (%(cercle)s)."),
    "not_subscribed": N_(
        "Benkan: you get no news of a commune. To get them, send SUBSCRIBE and its name."
    ),
    "which": N_("Benkan: the news of which commune? Answer with its name, or its code."),
    "is_it": N_(
        "Benkan: the news of %(place)s (%(cercle)s)? Answer YES, or write the name of the commune"
        " with that of its cercle."
    ),
    "unknown": N_(
        "Benkan: we did not find this commune. Answer with its name and that of its cercle, or"
        " with its code."
    ),
    "not_at_work": N_(
        "Benkan: this programme does not work in %(place)s (%(cercle)s), so there would be no"
        " news. Answer with the name of another commune."
    ),
    "too_many": N_(
        "Benkan: you get the news of three communes already. Send UNSUBSCRIBE and the name of one"
        " first."
    ),
}
"""What is answered to somebody who asks for news."""


class Happening(StrEnum):
    """What may be new in a commune, in the order in which it is told."""

    KEPT = "kept"
    BROKEN = "broken"
    MEETING = "meeting"
    PROMISED = "promised"
    REPORTED = "reported"
    POLICY = "policy"


@dataclass(frozen=True)
class News:
    """One thing that was published: what it is about, and the day that matters."""

    kind: Happening
    about: str
    day: date


SENTENCES = {
    Happening.KEPT: N_("Kept: %(about)s"),
    Happening.BROKEN: N_("Not kept: %(about)s"),
    Happening.MEETING: N_("Meeting open to all on %(day)s: %(about)s"),
    Happening.PROMISED: N_("Promised for %(day)s: %(about)s"),
    Happening.REPORTED: N_(
        "What was said at the meeting of %(day)s is on the page of the commune."
    ),
    Happening.POLICY: N_("Measure: %(about)s"),
}
BEGIN = N_("Benkan, {names}.")
MORE = N_("And {count} more.")
END = N_("To end it: UNSUBSCRIBE.")


def in_order(news: Iterable[News]) -> list[News]:
    """The most telling first; of one kind, the earliest day."""
    kinds = list(Happening)
    return sorted(news, key=lambda one: (kinds.index(one.kind), one.day, one.about))


def period(day: date) -> str:
    """The week that stands in the key of a digest, so that a second one is the first.

    >>> period(date(2026, 11, 3))
    '2026-W45'
    """
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


@dataclass(frozen=True)
class CommuneNews:
    """What is new in a commune, each as a short sentence, the most telling first."""

    name: str
    sentences: tuple[str, ...]


def digest(
    communes: Sequence[CommuneNews], *, begin: str, more: str, end: str, most: int = MOST_SEGMENTS
) -> str:
    """One SMS of `most` parts with as much of the news as fits, in the GSM alphabet; empty when there
    is none. The communes take turns, so that none is crowded out; `more` stands for what was left.

    Args:
        begin: before all; `{names}` is where the names of the communes come.
        more: `{count}` is how many are left.
        end: after all, always whole.
    """
    told = _in_turns(communes)
    if not told:
        return ""
    begin = begin.format(names=", ".join(one.name for one in communes if one.sentences))
    for kept in range(len(told), 0, -1):
        left = [more.format(count=len(told) - kept)] if kept < len(told) else []
        text = _gsm(" ".join([begin, *told[:kept], *left, end]))
        if segments(text) <= most:
            return text
    return _gsm(" ".join([begin, more.format(count=len(told)), end]))


def _in_turns(communes: Sequence[CommuneNews]) -> list[str]:
    """One sentence of each, then the second of each; with its commune's name where there are many."""
    with_news = [one for one in communes if one.sentences]
    named = [
        [
            f"{one.name}: {sentence}" if len(with_news) > 1 else sentence
            for sentence in one.sentences
        ]
        for one in with_news
    ]
    turns: Iterable[tuple[str | None, ...]] = zip_longest(*named)
    return [_closed(short(sentence)) for sentence in chain.from_iterable(turns) if sentence]


def _closed(sentence: str) -> str:
    """With its full stop, since the next one follows on the same line."""
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def short(sentence: str, most: int = _LONGEST_SENTENCE) -> str:
    """A sentence cut between words, with dots where it was.

    >>> short("Signer le devis et remettre l’ambulance en service.", 30)
    'Signer le devis et remettre...'
    """
    if len(sentence) <= most:
        return sentence
    cut = sentence[: most - 3]
    at = cut.rfind(" ")
    return cut[: at if at > most // 2 else len(cut)].rstrip(" ,;:.") + "..."


def _gsm(text: str) -> str:
    """What has no letter in the alphabet of text messages is left out: one such letter would double
    the price and halve the length."""
    return "".join(letter for letter in plain_letters(text) if is_gsm(letter))
