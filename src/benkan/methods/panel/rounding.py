"""A lottery that can be drawn in public: equal tickets, each with a panel of people.

The chances of a lottery are fractions of any kind; a thousand tickets hold thousandths. So each panel
gets the whole tickets that it is due; those that remain go one by one to the panel that makes up most
of what the types still lack; then single members are exchanged between types that have a seat too
many and types that have one too few. People of a type take their seats in turn, so that within a
type nobody has two tickets more than another.

Source: Flanigan, Kehne, Procaccia, "Fair sortition made transparent" (NeurIPS 2021), for the idea of
a uniform lottery that is published before the draw, and for what can be lost by it.
"""

from collections import Counter
from collections.abc import Sequence
from heapq import heappop, heappush

import numpy as np

from benkan.methods.panel.nearest import Lottery
from benkan.methods.panel.panels import Panels
from benkan.methods.panel.types import Floats, Types

TICKETS = 1000
SWEEPS = 4


def tickets(panels: Panels, lottery: Lottery, *, count: int = TICKETS) -> list[Floats]:
    """As many panels of types as there are tickets, whose plain average is nearly the lottery's.

    Args:
        panels: all that keep the quotas.
        lottery: what is to be rounded.
        count: tickets, 1 or more.

    Returns:
        `count` panels, equal ones next to each other, largest chances first.
    """
    wanted = lottery.average() * count
    whole = np.floor(lottery.chances * count + 1e-9).astype(int)
    order = np.argsort(-lottery.chances, kind="stable")
    chosen = [lottery.panels[:, at] for at in order.tolist() for _ in range(whole[at])]
    chosen = chosen[:count]
    lacking = wanted - sum(chosen, np.zeros(len(wanted)))
    while len(chosen) < count:
        panel = _most_lacking(panels, lottery, lacking)
        chosen.append(panel)
        lacking = lacking - panel
    return _exchanged(panels, chosen, lacking)


def _most_lacking(panels: Panels, lottery: Lottery, lacking: Floats) -> Floats:
    """The panel that leaves least lacking, in the sum of squares."""
    squares = (lottery.panels**2).sum(axis=0)
    best = int((lacking @ lottery.panels - squares / 2.0).argmax())
    start = lottery.panels[:, best]
    climbed = panels.climbed(start, lacking)
    if climbed is None:
        return start
    gains = (float(lacking @ panel - panel @ panel / 2.0) for panel in (start, climbed))
    return start if next(gains) >= next(gains) else climbed


def _exchanged(panels: Panels, chosen: list[Floats], lacking: Floats) -> list[Floats]:
    """Exchange single members until no type is off by a seat, or no exchange helps."""
    for _ in range(SWEEPS):
        if np.abs(lacking).max() < 1.0:
            break
        changed = False
        for at in range(len(chosen) - 1, -1, -1):
            if np.abs(lacking).max() < 1.0:
                break
            pair = panels.exchange(chosen[at], lacking, over=1.0 + 1e-6)
            if pair is not None:
                leaves, joins = pair
                chosen[at] = chosen[at].copy()
                chosen[at][leaves] -= 1.0
                chosen[at][joins] += 1.0
                lacking[leaves] += 1.0
                lacking[joins] -= 1.0
                changed = True
        if not changed:
            break
    return chosen


def seated(types: Types, chosen: Sequence[Floats]) -> list[tuple[str, ...]]:
    """The people of each ticket: of every type those who had fewest seats so far, at most one of a
    household.

    Returns:
        A panel of ids a ticket, ids in the order of text.
    """
    queues = [
        _Queue(members, homes) for members, homes in zip(types.members, types.homes, strict=True)
    ]
    shared = types.shares_homes()
    panels: list[tuple[str, ...]] = []
    for counts in chosen:
        taken: set[int] = set()
        people: list[str] = []
        for kind in np.flatnonzero(counts).tolist():
            people += queues[kind].take(int(counts[kind]), taken, shared=bool(shared[kind]))
        panels.append(tuple(sorted(people)))
    return panels


def together(panels: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Equal panels next to each other, in the order in which they first come."""
    counted = Counter(panels)
    return [panel for panel, count in counted.items() for _ in range(count)]


class _Queue:
    """The people of a type, who come up in turn. Where no household is shared the turn is a walk
    around a circle; else whoever waits longest and whose household has no seat yet."""

    def __init__(self, members: Sequence[tuple[str, ...]], homes: Sequence[int]) -> None:
        people = [(id_, home) for ids, home in zip(members, homes, strict=True) for id_ in ids]
        self.circle = [id_ for id_, _ in people]
        self.home = dict(people)
        self.at = 0
        self.waiting = [(0, place, id_) for place, (id_, _) in enumerate(people)]

    def take(self, count: int, taken: set[int], *, shared: bool) -> list[str]:
        """The next so many; their households are added to those taken."""
        if shared:
            return self._from_other_homes(count, taken)
        first = self.circle[self.at : self.at + count]
        self.at = (self.at + count) % len(self.circle)
        return first if len(first) == count else first + self.circle[: count - len(first)]

    def _from_other_homes(self, count: int, taken: set[int]) -> list[str]:
        passed: list[tuple[int, int, str]] = []
        chosen: list[str] = []
        while len(chosen) < count:
            seats, place, id_ = heappop(self.waiting)
            if self.home[id_] in taken:
                passed.append((seats, place, id_))
            else:
                taken.add(self.home[id_])
                chosen.append(id_)
                passed.append((seats + 1, place, id_))
        for entry in passed:
            heappush(self.waiting, entry)
        return chosen
