"""The map as a picture: people, groups, and how the groups answered what divides and joins them."""

from collections.abc import Iterator, Mapping

import numpy as np
from django.utils.html import format_html
from django.utils.safestring import SafeString
from scipy.spatial import ConvexHull, QhullError

from benkan.interfaces.cli.method.spoken import written
from benkan.interfaces.cli.words import of_methods as _
from benkan.kit.charts.drawing import frame, number
from benkan.kit.charts.opinions import HATCHING, Answer, Question, height_of, opinions
from benkan.kit.charts.scatter import Outline, Spot, marker, scatter
from benkan.methods.opinion_map.explaining import joining
from benkan.methods.opinion_map.groups import letter
from benkan.methods.opinion_map.map import OpinionMap
from benkan.methods.opinion_map.stability import Stability
from benkan.methods.opinion_map.votes import Array, Label, shown
from benkan.methods.sentences import Percent

WIDTH = 340.0
MAP_HEIGHT = 300.0
POINTS_DRAWN = 1500
CELLS = 56
# The outline leaves out the farthest twentieth of a group, so that one person does not stretch it.
WITHIN = 0.95
DIVIDING, JOINING = 2, 2


def picture(found: OpinionMap, stability: Stability | None, texts: Mapping[str, str]) -> str:
    """The whole picture."""
    spots = list(_spots(found))
    plane = scatter(spots, _outlines(found), width=WIDTH, height=MAP_HEIGHT)
    legend, top = _legend(found, stability)
    dividing, joins = _questions(found, texts)
    parts = [plane, legend, HATCHING]
    for title, questions in (
        (_("What sets the groups apart"), dividing),
        (_("What joins the groups"), joins),
    ):
        if questions and len(found.tallies) > 1:
            parts.append(_title(title, top))
            parts.append(opinions(questions, top=top + 26, width=WIDTH))
            top += 34 + sum(height_of(question) for question in questions)
    whole = SafeString("".join(parts))
    return frame(
        whole, width=WIDTH, height=top, title=_("Opinion map"), description=_description(found)
    )


def _description(found: OpinionMap) -> str:
    sizes = ", ".join(f"{letter(at)} {written(int(size))}" for at, size in enumerate(found.sizes))
    text = _(
        "Each mark is a person; people who vote alike stand close. Groups and their people: "
        "%(sizes)s."
    )
    return text % {"sizes": sizes}


def _spots(found: OpinionMap) -> Iterator[Spot]:
    """Every person; in large conversations, the people of one group in a small square as one mark
    whose area is their number."""
    x, y = found.positions.T
    if len(x) <= POINTS_DRAWN:
        for left, up, group in zip(x.tolist(), y.tolist(), found.groups.tolist(), strict=True):
            yield Spot(left, up, None if group < 0 else group)
        return
    span = max(np.ptp(x), np.ptp(y)) or 1.0
    cell = ((found.positions - found.positions.min(axis=0)) / span * CELLS).astype(int)
    keys = np.column_stack((found.groups, cell))
    there, inverse, counts = np.unique(keys, axis=0, return_inverse=True, return_counts=True)
    inverse = inverse.ravel()
    means = [np.bincount(inverse, part) / counts for part in (x, y)]
    most = counts.max()
    for group, left, up, count in zip(there[:, 0], *means, counts, strict=True):
        kind = None if group < 0 else int(group)
        yield Spot(float(left), float(up), kind, 0.8 + 2.6 * float(np.sqrt(count / most)))


def _outlines(found: OpinionMap) -> list[Outline]:
    outlines = []
    for group in range(len(found.tallies)):
        own = found.positions[found.groups == group]
        middle = own.mean(axis=0)
        corners = [(float(x), float(y)) for x, y in _around(own, middle)]
        outlines.append(Outline(letter(group), corners, (float(middle[0]), float(middle[1]))))
    return outlines


def _around(points: Array, middle: Array) -> Array:
    away = ((points - middle) ** 2).sum(axis=1)
    inner = points[away <= np.quantile(away, WITHIN)]
    try:
        return np.asarray(inner[ConvexHull(inner).vertices])
    except (QhullError, ValueError):
        return np.empty((0, 2))


def _legend(found: OpinionMap, stability: Stability | None) -> tuple[SafeString, float]:
    rows = []
    top = MAP_HEIGHT + 22
    for at, size in enumerate(found.sizes):
        share = written(Percent(float(size) / max(int(found.sizes.sum()), 1)))
        text = _("Group %(letter)s: %(share)s (people: %(size)s)")
        words = text % {"letter": letter(at), "size": written(int(size)), "share": share}
        rows.append(marker(at, 6, top - 4.5) + _text(18, top, words))
        top += 19
    alone = int((found.groups < 0).sum())
    if alone:
        text = _("× too few votes for a group: %(size)s")
        rows.append(_text(1, top, text % {"size": written(alone)}))
        top += 19
    lines = [_("Each mark is a person; people who vote alike"), _("stand close to each other.")]
    if len(found.sizes) == 1:
        lines = [_("No groups: everybody is in one.")]
    if len(found.sizes) > 1:
        if stability is not None:
            unsure = (_("The groups are not stable:"), _("do not speak of camps."))
            for words in (_("The groups are stable."),) if stability.stable else unsure:
                rows.append(_text(0, top, words, bold=True))
                top += 18
        lines += [
            _("Bars: who agrees, from the left;"),
            _("who disagrees, hatched, from the right."),
        ]
    for line in lines:
        rows.append(_text(0, top, line))
        top += 17
    return SafeString("".join(rows)), top


def _title(words: str, top: float) -> SafeString:
    line = format_html(
        '<path d="M0 {0}H{1}" stroke="currentColor" opacity=".3"/>', number(top), number(WIDTH)
    )
    return line + _text(0, top + 20, words, bold=True)


def _text(x: float, y: float, words: str, *, bold: bool = False) -> SafeString:
    weight = "700" if bold else "400"
    return format_html(
        '<text x="{}" y="{}" font-weight="{}">{}</text>', number(x), number(y), weight, words
    )


def _questions(
    found: OpinionMap, texts: Mapping[str, str]
) -> tuple[list[Question], list[Question]]:
    place = {label: at for at, label in enumerate(found.votes.statements)}
    apart: dict[Label, None] = {}
    for own in found.representative:
        apart |= {one.statement: None for one in own[:DIVIDING]}
    joins = [found.votes.statements[at] for at in joining(found)[:JOINING]]
    return (
        [_question(found, place[label], label, texts) for label in apart],
        [_question(found, place[label], label, texts) for label in joins],
    )


def _question(found: OpinionMap, at: int, label: Label, texts: Mapping[str, str]) -> Question:
    text = texts.get(str(label))
    name = f"{shown(label)}. {text}" if text else _("Statement %(id)s") % {"id": shown(label)}
    answers = []
    for group, own in enumerate(found.tallies[:, at]):
        voted = int(own.sum())
        if not voted:
            answers.append(Answer(letter(group), None, None, "–"))
            continue
        agree, disagree = float(own[2] / voted), float(own[0] / voted)
        answers.append(Answer(letter(group), agree, disagree, written(Percent(agree))))
    return Question(name, answers)
