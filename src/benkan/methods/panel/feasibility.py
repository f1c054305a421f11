"""Quotas that no panel can keep: the smallest change that lets one.

An integer programme lowers minimums and raises maximums by as few seats as possible; among equals it
changes those that come first by feature and value.
"""

from dataclasses import dataclass

import numpy as np

from benkan.methods.panel.solver import (
    INFINITY,
    OPTIMAL,
    add_row,
    answer,
    quiet_solver,
    whole_numbers,
)
from benkan.methods.panel.types import Types
from benkan.methods.refusals import N_, Refused, quoted

PREFER_FIRST = 1e-6
MOST_TYPES = 5000
"""Memory grows with the square of the types: 5,000 take about a gigabyte."""


class TooFewPeople(Refused):
    code = "too_few_people"
    text = N_("%(seats)s seats cannot be filled: there are %(people)s people in the pool.")


class TooFewHouseholds(Refused):
    code = "too_few_households"
    text = N_(
        "%(seats)s seats cannot be filled with one person of a household at most: there are "
        "%(households)s households in the pool."
    )


class NoSeats(Refused):
    code = "no_seats"
    text = N_("A panel of %(seats)s seats is none: say a number of 1 or more.")


class TooManyTypes(Refused):
    code = "too_many_types"
    text = N_(
        "The features tell %(types)s groups of people apart, more than %(most)s: use fewer features, "
        "or features with fewer values."
    )


class MinimumTooHigh(Refused):
    code = "minimum_too_high"
    text = N_(
        "No panel keeps all quotas. The smallest change that lets one: the minimum of “%(value)s” "
        "of “%(feature)s” must fall from %(before)s to %(after)s."
    )


class MaximumTooLow(Refused):
    code = "maximum_too_low"
    text = N_(
        "No panel keeps all quotas. The smallest change that lets one: the maximum of “%(value)s” "
        "of “%(feature)s” must rise from %(before)s to %(after)s."
    )


class QuotasClash(Refused):
    code = "quotas_clash"
    text = N_(
        "No panel keeps all quotas. The smallest change that lets one (minimum–maximum): %(changes)s."
    )


class SeatsBelowMinimums(Refused):
    code = "seats_below_minimums"
    text = N_(
        "The minimums of “%(feature)s” add up to %(total)s, more than the %(seats)s seats. "
        "The smallest change that lets a panel exist (minimum–maximum): %(changes)s."
    )


class SeatsOverMaximums(Refused):
    code = "seats_over_maximums"
    text = N_(
        "The maximums of “%(feature)s” add up to %(total)s, fewer than the %(seats)s seats. "
        "The smallest change that lets a panel exist (minimum–maximum): %(changes)s."
    )


@dataclass(frozen=True)
class Change:
    """A quota as it is and as it would have to be: minimum and maximum, in seats."""

    feature: str
    value: str
    before: tuple[int, int]
    after: tuple[int, int]


def smallest_relaxation(types: Types) -> tuple[Change, ...]:
    """The changes of quotas that let a panel exist, by as few seats in all as possible.

    Returns:
        In the order of feature and value; empty when a panel exists already.
    """
    count, rows = len(types.sizes), len(types.names)
    solver = quiet_solver()
    solver.addVars(
        count + 2 * rows, np.zeros(count + 2 * rows), np.full(count + 2 * rows, INFINITY)
    )
    for kind, cap in enumerate(types.caps):
        solver.changeColBounds(kind, 0.0, float(cap))
    whole_numbers(solver, count + 2 * rows)
    for row, weights in enumerate(types.incidence()):
        change = np.zeros(2 * rows)
        if row < rows:
            change[row], change[rows + row] = 1.0, -1.0
            solver.changeColCost(count + row, 1.0 + PREFER_FIRST * row)
            solver.changeColCost(count + rows + row, 1.0 + PREFER_FIRST * (row + 0.5))
            solver.changeColBounds(count + row, 0.0, float(types.least[row]))
        add_row(solver, types.least[row], types.most[row], np.append(weights, change))
    add_row(solver, types.seats, types.seats, np.append(np.ones(count), np.zeros(2 * rows)))
    solver.run()
    assert solver.getModelStatus() == OPTIMAL, "without minimums and maximums any people will do"
    values = np.round(answer(solver, count + 2 * rows)).astype(int)
    lower, higher = values[count : count + rows], values[count + rows :]
    return tuple(
        Change(
            *types.names[row],
            before=(int(types.least[row]), int(types.most[row])),
            after=(int(types.least[row] - lower[row]), int(types.most[row] + higher[row])),
        )
        for row in np.flatnonzero(lower + higher).tolist()
    )


def check_size(*, seats: int, people: int, households: int) -> None:
    """There must be seats, and people of as many households for them.

    Raises:
        NoSeats, TooFewPeople, TooFewHouseholds.
    """
    if seats < 1:
        raise NoSeats(seats=seats)
    if seats > people:
        raise TooFewPeople(seats=seats, people=people)
    if seats > households:
        raise TooFewHouseholds(seats=seats, households=households)


def check_types(types: Types) -> None:
    """Raises TooManyTypes where memory would not do."""
    if len(types.sizes) > MOST_TYPES:
        raise TooManyTypes(types=len(types.sizes), most=MOST_TYPES)


def no_panel(types: Types) -> Refused:
    """The refusal that names the smallest relaxation."""
    changes = smallest_relaxation(types)
    said = "; ".join(map(_said, changes))
    unfillable = _unfillable(types, said)
    if unfillable is not None:
        return unfillable
    if len(changes) > 1:
        return QuotasClash(changes=said)
    (change,) = changes
    names = {"feature": quoted(change.feature), "value": quoted(change.value)}
    if change.before[0] != change.after[0]:
        return MinimumTooHigh(before=change.before[0], after=change.after[0], **names)
    return MaximumTooLow(before=change.before[1], after=change.after[1], **names)


def _unfillable(types: Types, changes: str) -> Refused | None:
    """For the first feature whose quotas alone rule out this number of seats; None without one."""
    features = np.array([feature for feature, _ in types.names])
    for feature in dict.fromkeys(features.tolist()):
        its = np.flatnonzero(features == feature)
        least, most = int(types.least[its].sum()), int(types.most[its].sum())
        said = {"feature": quoted(feature), "seats": types.seats, "changes": changes}
        if least > types.seats:
            return SeatsBelowMinimums(total=least, **said)
        if most < types.seats:
            return SeatsOverMaximums(total=most, **said)
    return None


def _said(change: Change) -> str:
    before, after = ("–".join(map(str, pair)) for pair in (change.before, change.after))
    return f"{quoted(change.feature)}, {quoted(change.value)}: {before} → {after}"
