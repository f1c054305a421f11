"""Small pools, and the fairest lottery over all their panels by writing every panel down."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st
from scipy.optimize import linprog

from benkan.methods.panel.pool import Person, Pool
from benkan.methods.panel.quotas import Quota
from benkan.methods.panel.types import Floats, Types, types_of


@dataclass(frozen=True)
class Question:
    """Everything that a draw is asked for."""

    pool: Pool
    quotas: tuple[Quota, ...]
    seats: int

    @property
    def types(self) -> Types:
        return types_of(self.pool, self.quotas, self.seats)


def make_pool(*rows: str, features: Sequence[str] = ("sex", "age")) -> Pool:
    """A person a row, `id value value…`; a value more than there are features is the household."""
    people = []
    for row in rows:
        id_, *values = row.split()
        home = values[len(features)] if len(values) > len(features) else None
        people.append(Person(id_, tuple(values[: len(features)]), home))
    return Pool(tuple(features), tuple(people))


def make_quotas(*rows: str) -> tuple[Quota, ...]:
    """A quota a row, `feature value least most`."""
    split = [row.split() for row in rows]
    return tuple(Quota(name, value, int(low), int(high)) for name, value, low, high in split)


@st.composite
def questions(draw: st.DrawFn, *, with_homes: bool = True) -> Question:
    """Pools of up to ten people, with quotas near to what some random panel has."""
    kinds = draw(st.lists(st.integers(2, 3), min_size=1, max_size=3))
    count = draw(st.integers(3, 10))
    home = st.sampled_from([None, None, "a", "b", "c"]) if with_homes else st.none()
    people = tuple(
        Person(f"p{at}", tuple(f"v{draw(st.integers(0, most - 1))}" for most in kinds), draw(home))
        for at in range(count)
    )
    seats = draw(st.integers(1, min(5, count)))
    some = draw(st.permutations(people))[:seats]
    quotas = []
    for feature, most in enumerate(kinds):
        for value in (f"v{at}" for at in range(most)):
            held = sum(person.values[feature] == value for person in some)
            least = max(0, held - draw(st.sampled_from([0, 0, 0, 1])))
            quotas.append(
                Quota(f"f{feature}", value, least, held + draw(st.sampled_from([0, 0, 0, 1])))
            )
    names = tuple(f"f{at}" for at in range(len(kinds)))
    return Question(Pool(names, people), tuple(quotas), seats)


def all_panels(question: Question) -> list[tuple[int, ...]]:
    """Every panel of people that keeps the quotas and the households, as places in the pool."""
    people = question.pool.people
    return [
        panel
        for panel in combinations(range(len(people)), question.seats)
        if is_kept([people[at] for at in panel], question)
    ]


def is_kept(panel: Sequence[Person], question: Question) -> bool:
    """Whether a panel keeps every quota, the seats and the households."""
    homes = [person.household for person in panel if person.household is not None]
    return (
        len(panel) == question.seats
        and len(homes) == len(set(homes))
        and all(
            quota.least
            <= sum(
                person.values[question.pool.features.index(quota.feature)] == quota.value
                for person in panel
            )
            <= quota.most
            for quota in question.quotas
        )
    )


def leximin_by_hand(question: Question) -> Floats | None:
    """The leximin chances of the people, from a programme over all panels; None without a panel.

    Whether a person can rise above a level is tried person by person, not read from dual prices.
    """
    panels = all_panels(question)
    if not panels:
        return None
    holds = np.zeros((len(question.pool.people), len(panels)))
    for column, panel in enumerate(panels):
        holds[list(panel), column] = 1.0
    fixed = np.full(len(holds), -1.0)
    while (free := fixed < 0.0).any():
        level = _highest(holds, np.where(free, 0.0, fixed), free)
        at_least = np.where(free, level, fixed)
        for person in np.flatnonzero(free):
            alone = np.zeros(len(holds), dtype=bool)
            alone[person] = True
            if _highest(holds, np.where(alone, 0.0, at_least), alone) < level + 1e-7:
                fixed[person] = level
    return fixed


def _highest(holds: Floats, at_least: Floats, rising: npt.NDArray[np.bool_]) -> float:
    _people, panels = holds.shape
    result = linprog(
        np.append(np.zeros(panels), -1.0),
        A_ub=np.hstack([-holds, np.where(rising, 1.0, 0.0)[:, None]]),
        b_ub=1e-10 - at_least,
        A_eq=np.append(np.ones(panels), 0.0)[None, :],
        b_eq=[1.0],
        bounds=[(0.0, None)] * (panels + 1),
        method="highs-ds",
    )
    assert result.status == 0, result.message
    return float(result.x[-1])
