"""A draw as a picture: everybody's chance, and what the quotas made of the pool."""

from itertools import groupby

import numpy as np
from django.utils.html import format_html
from django.utils.safestring import SafeString

from benkan.interfaces.cli.method.spoken import spoken, written
from benkan.interfaces.cli.words import of_methods as _
from benkan.kit.charts.drawing import Scale, frame, number, shortened
from benkan.kit.charts.ranges import Group, Legend, Range, height_of, ranges
from benkan.kit.charts.staircase import Ends, Reference, Step, staircase
from benkan.methods.panel.drawing import PanelDraw
from benkan.methods.panel.explaining import NEAR, ValueShare, shares
from benkan.methods.refusals import LONGEST_NAME, N_, quoted
from benkan.methods.sentences import Decimal, Detail, Percent, Sentence

WIDTH = 340.0
STAIRS = 200.0
TITLE = 26.0
MOST_VALUES = 60
LETTERS_A_LINE = 46


def picture(result: PanelDraw) -> str:
    """The whole picture; of many features only those first that fit."""
    groups = _groups(result)
    top = TITLE + STAIRS + 16.0
    drawn = format_html(
        "{}{}{}{}",
        _title(_("How likely everybody was to be drawn"), 0.0),
        format_html('<g transform="translate(0 {})">{}</g>', number(TITLE), _stairs(result)),
        _title(_("Seats against the pool"), top),
        ranges(groups, _legend(), top=top + TITLE, width=WIDTH),
    )
    height = top + TITLE + height_of(groups)
    title = _("The chances of a citizens' panel")
    return str(
        frame(drawn, width=WIDTH, height=height, title=title, description=_described(result))
    )


def _title(title: str, top: float) -> SafeString:
    return format_html(
        '<text x="0" y="{}" font-size="15" font-weight="700">{}</text>', number(top + 15), title
    )


def _stairs(result: PanelDraw) -> SafeString:
    chances, sizes = result.fair.chances, result.types.sizes
    order = np.argsort(chances, kind="stable").tolist()
    equal = result.types.seats / float(sizes.sum())
    highest = max(float(chances.max()), equal)
    ticks = [
        (at, written(Percent(at, 0 if highest > 0.05 else 1)))
        for at in Scale(0.0, highest, 0.0, 1.0).ticks(4)
    ]
    words = spoken(Sentence(N_("equal chances: %(equal)s"), {"equal": Percent(equal, 1)}))
    low, high = float(chances.min()), float(chances.max())
    return staircase(
        [Step(float(chances[kind]), float(sizes[kind])) for kind in order],
        Reference(equal, words),
        ends=Ends(
            spoken(Sentence(N_("the same for everybody: %(chance)s"), {"chance": Percent(low, 1)})),
            "",
        )
        if high - low < NEAR
        else Ends(
            spoken(Sentence(N_("lowest: %(chance)s"), {"chance": Percent(low, 1)})),
            spoken(Sentence(N_("highest: %(chance)s"), {"chance": Percent(high, 1)})),
        ),
        ticks=ticks,
        width=WIDTH,
        height=STAIRS,
    )


def _legend() -> Legend:
    return Legend(
        allowed=_("allowed by the quota, as a share of the seats"),
        before=_("share of the pool"),
        after=_("share of the seats, on average"),
        bound=_("▼ held at the minimum   ▲ at the maximum"),
    )


def _groups(result: PanelDraw) -> list[Group]:
    found: list[Group] = []
    count = 0
    for feature, its in groupby(shares(result), key=lambda share: share.feature):
        rows = [_range(result, share) for share in its]
        count += len(rows)
        if found and count > MOST_VALUES:
            break
        found.append(Group(quoted(feature), rows))
    return found


def _range(result: PanelDraw, share: ValueShare) -> Range:
    seats, people = result.types.seats, float(result.types.sizes.sum())
    return Range(
        name=shortened(
            quoted(share.value, LONGEST_NAME), max(LETTERS_A_LINE - len(_words(share)), 8)
        ),
        low=share.least / seats,
        high=share.most / seats,
        before=share.people / people,
        after=share.expected / seats,
        words=_words(share),
        is_bound=share.people > 0 and (share.at_least or share.at_most),
    )


def _words(share: ValueShare) -> str:
    bound = N_("%(seats)s seats (quota %(least)s–%(most)s)")
    if share.at_most and share.people:
        bound = N_("%(seats)s seats (quota %(least)s–%(most)s) ▲")
    elif share.at_least and share.people:
        bound = N_("%(seats)s seats (quota %(least)s–%(most)s) ▼")
    details: dict[str, Detail] = {
        "seats": Decimal(share.expected, 1),
        "least": share.least,
        "most": share.most,
    }
    return spoken(Sentence(bound, details))


def _described(result: PanelDraw) -> str:
    text = N_(
        "People from the lowest chance, %(low)s, to the highest, %(high)s; equal chances would be "
        "%(equal)s. Below, for each value of each feature: the quota, the share of the pool, and the "
        "seats on average; bold where the quota binds."
    )
    chances = result.fair.chances
    return spoken(
        Sentence(
            text,
            {
                "low": Percent(float(chances.min()), 1),
                "high": Percent(float(chances.max()), 1),
                "equal": Percent(result.types.seats / len(result.chances), 1),
            },
        )
    )
