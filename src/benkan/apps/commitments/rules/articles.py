"""A pasted text, split into its articles.

Texts come out of word processors and scans: “Article 1er :”, “ARTICLE PREMIER.-”, “Art. 2 -”, with
the heading beside the number or below it. A line that merely begins by speaking of an article
(“Article 5 de la loi …”) does not begin one.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benkan.kit.refusals import N_, Refused

MOST_LETTERS = 300_000
MOST_ARTICLES = 600
LONGEST_HEADING = 120


class NoArticles(Refused):
    code = "policy_text_without_articles"
    text = N_("No article was found. Begin each one on a line of its own: “Article 1”.")


class ArticleTwice(Refused):
    code = "policy_article_twice"
    text = N_(
        "Article %(number)s stands twice. Correct its number in the text, then paste it again."
    )


class TextTooLong(Refused):
    code = "policy_text_too_long"
    text = N_(
        "This text is too long to be read by article. Paste it in parts, as several measures."
    )


@dataclass(frozen=True)
class Piece:
    """An article with its number; without one, what stands before the first, or a heading between
    two articles."""

    number: str
    heading: str
    body: str


_ORDINAL = r"premi[eè]re?|unique|[0-9]{1,4}(?:\s?(?:er|ère|ere|ᵉʳ))?|[IVXLC]{1,7}"
_SUFFIX = r"bis|ter|quater|quinquies|sexies|[0-9]+-[0-9]+"
_ARTICLE = re.compile(
    rf"^(?:Article|ARTICLE|Art\.?|ART\.?)\s*(?:n[°o]\s*)?"
    rf"(?P<number>(?i:{_ORDINAL})(?:[-.][0-9]{{1,3}})*)(?![0-9a-zà-ÿ])"
    rf"(?:\s(?P<suffix>(?i:{_SUFFIX}))(?![0-9a-zà-ÿ]))?"
    r"(?P<stop>\s*(?:[:.–—-]\s*)*)(?P<rest>.*)$"
)
_DIVISION = re.compile(
    r"^(?:(?i:titre|chapitre|section|sous-section|livre|partie))\s+"
    r"(?:(?i:premi[eè]re?r?|unique)|[0-9]{1,3}(?:er|ère)?|[IVXLC]{1,7})(?![0-9a-zà-ÿ])"
)
_PLAIN = {"premier": "1", "premiere": "1", "première": "1"}
_MARK = re.compile(r"(?<=[0-9])\s?(?:er|ère|ere|ᵉʳ)$")


def split_articles(pasted: str) -> tuple[Piece, ...]:
    """The pieces of a text in their order.

    Raises:
        NoArticles: no line begins an article.
        ArticleTwice: two articles have one number.
        TextTooLong: longer than anybody could read by article.
    """
    if len(pasted) > MOST_LETTERS:
        raise TextTooLong()
    pieces = tuple(_pieces(pasted))
    numbers = Counter(piece.number for piece in pieces if piece.number)
    if not numbers:
        raise NoArticles()
    if len(pieces) > MOST_ARTICLES:
        raise TextTooLong()
    for number, times in numbers.items():
        if times > 1:
            raise ArticleTwice(number=number)
    return pieces


def in_parts(letters: Sequence[int], *, most: int = 20_000) -> tuple[range, ...]:
    """Which pieces of a long text stand on one page: as many as fit, one at least.

    >>> in_parts([4, 4, 4, 20, 1], most=10)
    (range(0, 2), range(2, 3), range(3, 4), range(4, 5))
    """
    parts, first, held = [], 0, 0
    for place, length in enumerate(letters):
        if place > first and held + length > most:
            parts.append(range(first, place))
            first, held = place, 0
        held += length
    return (*parts, range(first, len(letters))) if letters else (range(0),)


def _pieces(pasted: str) -> Iterator[Piece]:
    number, heading, body = "", "", list[str]()
    for line in (" ".join(each.split()) for each in pasted.splitlines()):
        begun = _begun(line)
        if begun is None:
            body.append(line)
            continue
        if number or heading or any(body):
            yield _piece(number, heading, body)
        number, heading, body = begun[0], begun[1], [begun[2]]
    if number or heading or any(body):
        yield _piece(number, heading, body)


def _begun(line: str) -> tuple[str, str, str] | None:
    """Number, heading and first words of the piece that a line begins; None when it begins none."""
    if _DIVISION.match(line) and len(line) <= LONGEST_HEADING:
        return "", line, ""
    found = _ARTICLE.match(line)
    if found is None:
        return None
    stop, rest = found["stop"].strip(), found["rest"].strip()
    if rest and not stop and not rest[0].isupper():
        return None  # “Article 5 de la loi” speaks of an article
    heading, words = ("", rest) if _is_sentence(rest) else (rest, "")
    return _said(found["number"], found["suffix"]), heading, words


def _is_sentence(rest: str) -> bool:
    """Whether what stands beside the number is the article itself, not what it is called."""
    return len(rest) > LONGEST_HEADING or rest.endswith((".", ";", ":", ",")) or ". " in rest


def _piece(number: str, heading: str, lines: list[str]) -> Piece:
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    if heading and not body and number:
        return Piece(number, "", heading)  # the one short line is what the article says
    return Piece(number, heading, body)


def _said(number: str, suffix: str | None) -> str:
    """The number as it is compared: "1" for “premier” and “1er”, "4 bis" for “4 BIS”."""
    plain = _MARK.sub("", number.lower())
    plain = _PLAIN.get(plain, plain)
    if re.fullmatch(r"[ivxlc]+", plain):
        plain = plain.upper()
    return f"{plain} {suffix.lower()}" if suffix else plain
