"""Why everybody has the chance that they have, and how the draw can be done again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from benkan.methods.panel.drawing import PanelDraw
from benkan.methods.panel.types import Types
from benkan.methods.refusals import LONGEST_NAME, N_, quoted
from benkan.methods.sentences import Decimal, Detail, Percent, Sentence

SHOWN = 3
MOST_QUOTAS = 12
MOST_DRAWN, FIRST_DRAWN = 60, 12
NEVER_SAID = 5e-5
NEAR = 1e-6
# In billionths: less would be said as 0.00.
SMALLEST_GAP = 0.005


@dataclass(frozen=True)
class ValueShare:
    """One value of a feature: its people in the pool, its quota, and the seats it has on average."""

    feature: str
    value: str
    people: int
    least: int
    most: int
    expected: float

    @property
    def at_least(self) -> bool:
        """Whether every panel holds its minimum and no more."""
        return self.expected < self.least + NEAR < self.most

    @property
    def at_most(self) -> bool:
        """Whether every panel holds its maximum."""
        return self.expected > self.most - NEAR and self.least < self.people


def shares(result: PanelDraw) -> list[ValueShare]:
    """The values of all features, by feature and value."""
    types = result.types
    held = types.held(result.fair.chances * types.sizes)
    there = types.held(types.sizes)
    return [
        ValueShare(
            feature,
            value,
            round(there[row]),
            round(types.least[row]),
            round(types.most[row]),
            float(held[row]),
        )
        for row, (feature, value) in enumerate(types.names)
    ]


def reasons(result: PanelDraw) -> Iterator[Sentence]:
    """Who had which chance, what made it so, what is proved, and how to draw again."""
    yield from _chances(result)
    yield from _quotas_that_bind(result)
    yield from _extremes(result)
    yield from _proof(result)
    yield from _draw(result)


def _chances(result: PanelDraw) -> Iterator[Sentence]:
    chances = result.chances.values()
    yield Sentence(N_("The chances"), is_heading=True)
    all_alike = N_(
        "Seats: %(seats)s. People in the pool: %(people)s. Everybody has exactly the same chance, "
        "%(equal)s."
    )
    unequal = N_(
        "Seats: %(seats)s. People in the pool: %(people)s. With equal chances everybody would have "
        "%(equal)s; the quotas make it %(low)s for some and %(high)s for others."
    )
    yield Sentence(
        all_alike if _all_alike(result) else unequal,
        {
            "seats": result.types.seats,
            "people": len(chances),
            "equal": Percent(result.types.seats / len(chances), 2),
            "low": Percent(min(chances), 2),
            "high": Percent(max(chances), 2),
        },
    )
    yield Sentence(
        N_(
            "Groups of people whom the quotas cannot tell apart: %(types)s. Within a group everybody "
            "has the same chance."
        ),
        {"types": len(result.types.sizes)},
    )
    never = round(float(result.types.sizes[result.fair.chances < NEAR].sum()))
    if never:
        yield Sentence(
            N_(
                "People who are on no panel that keeps the quotas, and so have no chance: %(people)s."
            ),
            {"people": never},
        )


def _quotas_that_bind(result: PanelDraw) -> Iterator[Sentence]:
    equal = result.types.seats / len(result.chances)
    found = [(share, text) for share in shares(result) if (text := _effect(share, equal))]
    if not found and _all_alike(result):
        return
    if not found:
        yield Sentence(N_("No single quota keeps chances from being more equal."))
        return
    yield Sentence(N_("What makes chances unequal"), is_heading=True)
    found.sort(key=lambda pair: pair[0].expected / pair[0].people)
    for share, text in found[:MOST_QUOTAS]:
        details: dict[str, Detail] = {
            "value": quoted(share.value, LONGEST_NAME),
            "feature": quoted(share.feature),
            "people": share.people,
            "seats": Decimal(share.expected, 0),
            "chance": Percent(share.expected / share.people, 1),
        }
        yield Sentence(text, details)
    if len(found) > MOST_QUOTAS:
        yield Sentence(
            N_("And other quotas that change chances: %(more)s."),
            {"more": len(found) - MOST_QUOTAS},
        )


def _all_alike(result: PanelDraw) -> bool:
    return float(np.ptp(result.fair.chances)) < NEAR


def _effect(share: ValueShare, equal: float) -> str | None:
    """What a quota at its end does; None where it changes little."""
    if not share.people:
        return None
    is_low = share.expected / share.people < equal
    if share.at_most and is_low:
        return N_(
            "“%(value)s” (%(feature)s) is at its maximum: %(people)s people for %(seats)s seats, "
            "%(chance)s each on average. A higher maximum would raise them."
        )
    if share.at_least and is_low:
        return N_(
            "“%(value)s” (%(feature)s) is at its minimum: %(people)s people for %(seats)s seats, "
            "%(chance)s each on average. Other quotas leave them no seat more."
        )
    if share.at_least:
        return N_(
            "“%(value)s” (%(feature)s) is at its minimum: %(people)s people for %(seats)s seats, "
            "%(chance)s each on average. A lower minimum would leave seats to others."
        )
    return None


def _extremes(result: PanelDraw) -> Iterator[Sentence]:
    order = np.argsort(result.fair.chances, kind="stable").tolist()
    lowest, highest = order[:SHOWN], order[-SHOWN:][::-1]
    if _all_alike(result):
        return
    yield Sentence(N_("The lowest and the highest chances"), is_heading=True)
    for kind in dict.fromkeys([*lowest, *highest]):
        yield Sentence(
            N_("%(chance)s for each of %(people)s with: %(values)s."),
            {
                "chance": Percent(float(result.fair.chances[kind]), 2),
                "people": round(result.types.sizes[kind]),
                "values": _values(result.types, kind),
            },
        )


def _values(types: Types, kind: int) -> str:
    rows = [row for row in types.rows_of[kind].tolist() if row < len(types.names)]
    return ", ".join(quoted(types.names[row][1], LONGEST_NAME) for row in rows)


def _proof(result: PanelDraw) -> Iterator[Sentence]:
    yield Sentence(N_("How sure this is"), is_heading=True)
    gap = result.fair.gap * 1e9
    is_exact = gap < SMALLEST_GAP
    if result.fair.by_relaxation and is_exact:
        yield Sentence(
            N_(
                "No lottery could be fairer: this one gives everybody the chance that they would have "
                "if people could be divided."
            )
        )
    elif result.fair.by_relaxation:
        yield Sentence(
            N_(
                "No lottery could be fairer: this one gives everybody the chance that they would have "
                "if people could be divided, up to %(gap)s in 1,000,000,000."
            ),
            {"gap": Decimal(gap, 2)},
        )
    elif is_exact:
        yield Sentence(
            N_(
                "Every step was proved by a search over all panels: there is no fairer lottery, as "
                "far as a computer can tell numbers apart."
            )
        )
    else:
        yield Sentence(
            N_(
                "Every step was proved by a search over all panels: the optimum is at most %(gap)s in "
                "1,000,000,000 away."
            ),
            {"gap": Decimal(gap, 2)},
        )


def _draw(result: PanelDraw) -> Iterator[Sentence]:
    yield Sentence(N_("The public draw"), is_heading=True)
    yield Sentence(
        N_(
            "The lottery is written on %(tickets)s equal tickets, each with a whole panel that keeps "
            "every quota. No chance is changed by more than %(gap)s percentage points by that."
        )
        if result.rounding_gap >= NEVER_SAID
        else N_(
            "The lottery is written on %(tickets)s equal tickets, each with a whole panel that keeps "
            "every quota."
        ),
        {"tickets": len(result.tickets), "gap": Decimal(result.rounding_gap * 100, 2)},
    )
    yield Sentence(
        N_(
            "The seed %(seed)s draws ticket %(ticket)s, counted from 0. To check: `printf %(seed)s | "
            "sha256sum` gives a hexadecimal number; its remainder after division by %(tickets)s is "
            "the ticket."
        ),
        {
            "seed": str(result.seed),
            "ticket": str(result.ticket),
            "tickets": str(len(result.tickets)),
        },
    )
    yield _drawn(result.drawn)


def _drawn(people: Sequence[str]) -> Sentence:
    """All of a panel that can be read at a glance, else the first of it."""
    if len(people) <= MOST_DRAWN:
        return Sentence(N_("Drawn: %(people)s."), {"people": ", ".join(map(quoted, people))})
    first = ", ".join(map(quoted, people[:FIRST_DRAWN]))
    return Sentence(
        N_("Drawn: %(first)s, and others, whom the JSON has: %(more)s."),
        {"first": first, "more": len(people) - FIRST_DRAWN},
    )
