"""How groups answered a statement: a bar a group, agreement from the left, refusal from the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from benkan.kit.charts.drawing import number
from benkan.kit.charts.scatter import colour, marker

LINE = 16
BAR = 13
ROW = 19
LETTERS_A_LINE = 47
MOST_LINES = 4
NAME = 34
SHARE = 46


@dataclass(frozen=True)
class Answer:
    """Of one group: its letter, the shares that agree and disagree, 0 to 1 (None where nobody
    voted), and the words at the end of its bar."""

    letter: str
    agree: float | None
    disagree: float | None
    words: str


@dataclass(frozen=True)
class Question:
    """A statement and how each group answered it."""

    text: str
    answers: Sequence[Answer]


def height_of(question: Question) -> float:
    """How tall it is drawn."""
    return LINE * len(_lines(question.text)) + ROW * len(question.answers) + 18


def opinions(questions: Sequence[Question], *, top: float, width: float) -> SafeString:
    """The statements, one below the other."""
    drawn = []
    for question in questions:
        drawn.append((_one(question, top, width),))
        top += height_of(question)
    return format_html_join("", "{}", drawn)


def _one(question: Question, top: float, width: float) -> SafeString:
    lines = _lines(question.text)
    words = format_html_join(
        "",
        '<text x="0" y="{}">{}</text>',
        ((number(top + LINE * (at + 1) - 3), line) for at, line in enumerate(lines)),
    )
    below = top + LINE * len(lines) + 3
    bars = format_html_join(
        "",
        "{}",
        (
            (_bar(at, answer, below + ROW * at, width),)
            for at, answer in enumerate(question.answers)
        ),
    )
    return format_html("{}{}", words, bars)


def _bar(kind: int, answer: Answer, top: float, width: float) -> SafeString:
    long = width - NAME - SHARE
    middle = top + BAR / 2
    track = format_html(
        '{}<text x="15" y="{}" font-weight="700">{}</text>'
        '<rect x="{}" y="{}" width="{}" height="{}" rx="2" opacity=".12"/>',
        marker(kind, 6, middle, 4.5),
        number(top + BAR - 2),
        answer.letter,
        NAME,
        number(top),
        number(long),
        BAR,
    )
    end = format_html(
        '<text x="{}" y="{}" text-anchor="end">{}</text>',
        number(width),
        number(top + BAR - 2),
        answer.words,
    )
    if answer.agree is None or answer.disagree is None:
        return format_html("{}{}", track, end)
    filled = format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="2" fill="{}"/>'
        '<rect x="{}" y="{}" width="{}" height="{}" rx="2" fill="url(#against)" '
        'stroke="currentColor" stroke-width=".6"/>',
        NAME,
        number(top),
        number(long * answer.agree),
        BAR,
        colour(kind),
        number(NAME + long * (1 - answer.disagree)),
        number(top + 0.3),
        number(long * answer.disagree),
        number(BAR - 0.6),
    )
    return format_html("{}{}{}", track, filled, end)


HATCHING = SafeString(
    '<defs><pattern id="against" width="5" height="5" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path d="M0 0V5" stroke="currentColor" stroke-width="1.6"/>'
    "</pattern></defs>"
)


def _lines(text: str) -> list[str]:
    """Cut at words, so that a narrow screen shows all of it; the end of a very long one is left."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) > LETTERS_A_LINE and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    lines = [line[:LETTERS_A_LINE] for line in lines]
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1][: LETTERS_A_LINE - 1] + "…"]
    return lines
