"""From quotas and a pool to the panel that is drawn, with everything that proves it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benkan.methods.panel.draw import drawn_ticket
from benkan.methods.panel.feasibility import check_size, check_types
from benkan.methods.panel.household import households
from benkan.methods.panel.lottery import FairLottery, fair_lottery
from benkan.methods.panel.panels import Panels
from benkan.methods.panel.pool import Pool
from benkan.methods.panel.quotas import Quota
from benkan.methods.panel.rounding import TICKETS, seated, tickets, together
from benkan.methods.panel.types import Types, types_of
from benkan.methods.progress import Progress, untold


@dataclass(frozen=True)
class PanelDraw:
    """What was drawn, out of what.

    Attributes:
        types: the people, sorted into types.
        fair: the optimal lottery over panels of types.
        chances: of every person by id, in the order of the pool; they add up to the seats.
        tickets: the panels of people, a ticket each, number 0 first; equally likely.
        rounding_gap: the largest difference between a person's chance and the share of the tickets
            that hold that person.
        seed: of the draw.
        ticket: the one that the seed draws.
    """

    types: Types
    fair: FairLottery
    chances: dict[str, float]
    tickets: tuple[tuple[str, ...], ...]
    rounding_gap: float
    seed: int
    ticket: int

    @property
    def drawn(self) -> tuple[str, ...]:
        """The people on the drawn ticket, in the order of text."""
        return self.tickets[self.ticket]


def draw_panel(
    pool: Pool,
    quotas: Sequence[Quota],
    *,
    seats: int,
    seed: int,
    rule: str = "leximin",
    progress: Progress = untold,
) -> PanelDraw:
    """Draw a panel by the fairest lottery that the quotas allow.

    Args:
        pool: who may be drawn; people with a household key in common are never drawn together.
        quotas: of every feature of the pool.
        seats: how many are drawn.
        seed: any whole number; it chooses the ticket and nothing else.
        rule: `leximin`, `maximin` or `nash`, see `fair_lottery`.
        progress: told how far the lottery is.

    Raises:
        NoSeats, TooFewPeople, TooFewHouseholds, TooManyTypes, SeatsBelowMinimums, SeatsOverMaximums,
        MinimumTooHigh, MaximumTooLow, QuotasClash: no panel is possible; the sentence says what
        would make one.

    >>> from benkan.methods.panel.pool import Person
    >>> quotas = [Quota("sex", "woman", 1, 1), Quota("sex", "man", 1, 1)]
    >>> people = [Person("a", ("woman",)), Person("b", ("woman",)), Person("c", ("man",))]
    >>> result = draw_panel(Pool(("sex",), tuple(people)), quotas, seats=2, seed=7)
    >>> {person: round(chance, 9) for person, chance in result.chances.items()}
    {'a': 0.5, 'b': 0.5, 'c': 1.0}
    """
    check_size(seats=seats, people=len(pool.people), households=households(pool.people))
    types = types_of(pool, quotas, seats)
    check_types(types)
    fair = fair_lottery(types, rule=rule, progress=progress)
    people = together(seated(types, tickets(Panels(types), fair.lottery, count=TICKETS)))
    chances = _by_person(types, fair, pool)
    return PanelDraw(
        types=types,
        fair=fair,
        chances=chances,
        tickets=tuple(people),
        rounding_gap=_rounding_gap(chances, people),
        seed=seed,
        ticket=drawn_ticket(seed, len(people)),
    )


def _by_person(types: Types, fair: FairLottery, pool: Pool) -> dict[str, float]:
    found = {
        id_: float(chance)
        for chance, homes in zip(fair.chances, types.members, strict=True)
        for ids in homes
        for id_ in ids
    }
    return {person.id: found[person.id] for person in pool.people}


def _rounding_gap(chances: dict[str, float], people: Sequence[tuple[str, ...]]) -> float:
    seats = dict.fromkeys(chances, 0)
    for panel in people:
        for id_ in panel:
            seats[id_] += 1
    return float(
        np.max([abs(seats[id_] / len(people) - chance) for id_, chance in chances.items()])
    )
