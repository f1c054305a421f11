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
import numpy.typing as npt

from benkan.methods.panel.nearest import Lottery
from benkan.methods.panel.panels import LENIENT, STRICT, Panels
from benkan.methods.panel.types import Floats, Types

TICKETS = 1000
ROUNDS = 30
LOOKED_AT = 20
TICKETS_LOOKED_AT = 100


def tickets(panels: Panels, lottery: Lottery, *, count: int = TICKETS) -> list[Floats]:
    """As many panels of types as there are tickets, whose plain average is nearly the lottery's.

    Args:
        panels: all that keep the quotas.
        lottery: what is to be rounded.
        count: tickets, 1 or more.

    Returns:
        `count` panels, largest chances first.
    """
    wanted = lottery.average() * count
    whole = np.floor(lottery.chances * count + 1e-9).astype(int)
    order = np.argsort(-lottery.chances, kind="stable")
    chosen = [lottery.panels[:, at] for at in order.tolist() for _ in range(whole[at])]
    chosen = chosen[:count]
    lacking = wanted - sum(chosen, np.zeros(len(wanted)))
    squares = (lottery.panels**2).sum(axis=0) / 2.0
    while len(chosen) < count:
        best = int((lacking @ lottery.panels - squares).argmax())
        panel = _filling(panels, lottery.panels[:, best], lacking, (STRICT,))
        chosen.append(panel)
        lacking = lacking - panel
    pile = _Pile(panels, np.column_stack(chosen), lacking)
    for _ in range(ROUNDS):
        pile.exchange_members()
        if pile.is_even() or not pile.replace_tickets():
            break
    return list(pile.chosen.T)


def _filling(
    panels: Panels, start: Floats, lacking: Floats, ways: tuple[tuple[float, ...], ...]
) -> Floats:
    """Of a panel and those reached from it, the one that leaves least lacking in squares."""
    best, most = start, float(lacking @ start - start @ start / 2.0)
    for fines in ways:
        panel = panels.climbed(start, lacking, fines)
        if panel is None:
            continue
        fills = float(lacking @ panel - panel @ panel / 2.0)
        if fills > most + 1e-9:
            best, most = panel, fills
    return best


class _Pile:
    """Tickets whose panels are changed until the seats of every type are as due, up to one.

    Attributes:
        chosen: shape (C, tickets), a panel a column.
        lacking: length C, seats that are due to each type and not on a ticket yet; below zero where
            there are too many.
    """

    def __init__(self, panels: Panels, chosen: Floats, lacking: Floats) -> None:
        self.panels, self.chosen, self.lacking = panels, chosen, lacking
        self.held = panels.types.incidence() @ chosen

    def is_even(self) -> bool:
        """Whether no type is a whole seat off."""
        return bool(np.abs(self.lacking).max() < 1.0)

    def exchange_members(self) -> None:
        """On some ticket let one member make place for one of a type that lacks more, while that
        evens things out. The types farthest off are looked at first."""
        while not self.is_even():
            order = np.argsort(-np.abs(self.lacking), kind="stable")[:LOOKED_AT].tolist()
            if not any(self._exchanged(kind) for kind in order):
                break

    def _exchanged(self, kind: int) -> bool:
        """Whether an exchange of a type was found that leaves less lacking in squares."""
        has_too_many = self.lacking[kind] < 0.0
        sign = 1.0 if has_too_many else -1.0
        on_ticket = self.chosen[kind] > 0.0
        free = self.chosen[kind] < self.panels.types.caps[kind]
        tickets_ = np.flatnonzero(on_ticket if has_too_many else free)[-TICKETS_LOOKED_AT:]
        if not len(tickets_):
            return False
        worth = np.where(
            self._possible(kind, tickets_, sign), sign * self.lacking[:, None], -np.inf
        )
        other, at = divmod(int(worth.argmax()), len(tickets_))
        if worth[other, at] - sign * self.lacking[kind] <= 1.0 + 1e-9:
            return False
        leaves, joins = (kind, other) if has_too_many else (other, kind)
        self._put(int(tickets_[at]), self._changed(int(tickets_[at]), leaves, joins))
        return True

    def _possible(
        self, kind: int, tickets_: npt.NDArray[np.intp], sign: float
    ) -> npt.NDArray[np.bool_]:
        """Shape (C, tickets): whether a type can join where this one leaves, or, with the sign
        below zero, leave where this one joins."""
        types, held = self.panels.types, self.held[:, tickets_]
        at_least, at_most = held <= types.least[:, None], held >= types.most[:, None]
        own, others = (at_least, at_most) if sign > 0 else (at_most, at_least)
        blocked = np.zeros((len(types.sizes), len(tickets_)), dtype=np.bool_)
        for feature, row in enumerate(types.rows_of[kind].tolist()):
            rows = types.rows_of[:, feature]
            blocked |= (rows != row)[:, None] & (own[row] | others[rows])
        chosen = self.chosen[:, tickets_]
        there = chosen < types.caps[:, None] if sign > 0 else chosen > 0.0
        return there & ~blocked

    def _changed(self, at: int, leaves: int, joins: int) -> Floats:
        panel = self.chosen[:, at].copy()
        panel[leaves] -= 1.0
        panel[joins] += 1.0
        return panel

    def replace_tickets(self) -> bool:
        """Exchange whole panels that hold types which have too many; False when none was better."""
        made = False
        over = int(self.lacking.argmin())
        under = int(self.lacking.argmax())
        holders = np.flatnonzero((self.chosen[over] > 0.0) | (self.chosen[under] < 1.0))
        for at in holders[-LOOKED_AT:].tolist():
            before = self.chosen[:, at]
            panel = _filling(self.panels, before, self.lacking + before, (STRICT, LENIENT))
            if panel is not before:
                self._put(at, panel)
                made = True
        return made

    def _put(self, at: int, panel: Floats) -> None:
        self.lacking = self.lacking + self.chosen[:, at] - panel
        self.chosen[:, at] = panel
        self.held[:, at] = self.panels.types.held(panel)


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
