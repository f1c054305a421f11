"""The solver of linear programmes as the lottery needs it: near the finest tolerances, rows by weights."""

import highspy
import numpy as np

from benkan.methods.panel.types import Floats, Types
from benkan.methods.solving import QuietHighs

INFINITY = highspy.kHighsInf
OPTIMAL = highspy.HighsModelStatus.kOptimal
ENOUGH = highspy.HighsModelStatus.kObjectiveTarget
INFEASIBLE = highspy.HighsModelStatus.kInfeasible


def quiet_solver() -> highspy.Highs:
    """A solver without a model. Tolerances are near the finest that it takes."""
    solver = QuietHighs()
    for name, value in {
        "random_seed": 0,
        "primal_feasibility_tolerance": 1e-9,
        "dual_feasibility_tolerance": 1e-9,
        "mip_feasibility_tolerance": 1e-9,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 1e-9,
    }.items():
        solver.setOptionValue(name, value)
    return solver


def add_row(solver: highspy.Highs, low: float, high: float, weights: Floats) -> None:
    """The row low ≤ weights · columns ≤ high; zero weights are left out."""
    at = np.flatnonzero(weights)
    solver.addRow(low, high, len(at), at.astype(np.int32), weights[at])


def whole_numbers(solver: highspy.Highs, count: int) -> None:
    """The first `count` columns take whole numbers only."""
    kind = highspy.HighsVarType.kInteger
    solver.changeColsIntegrality(count, np.arange(count, dtype=np.int32), np.array([kind] * count))


def set_costs(solver: highspy.Highs, costs: Floats) -> None:
    """The costs of the first columns."""
    solver.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs)


def solved(solver: highspy.Highs) -> bool:
    """Solve a linear programme, from where the last one ended; False when it is infeasible. When
    the simplex method gives up on a degenerate corner, the programme is solved anew another way."""
    for options in ({}, {"simplex_strategy": 1}, {"presolve": "on"}, {"solver": "ipm"}):
        for name, value in options.items():
            solver.clearSolver()
            solver.setOptionValue(name, value)
        solver.run()
        status = solver.getModelStatus()
        if status in (OPTIMAL, INFEASIBLE):
            return bool(status == OPTIMAL)
    raise AssertionError(f"a bounded linear programme has an answer: {status}")


def answer(solver: highspy.Highs, count: int) -> Floats:
    """The values of the first columns."""
    return np.array(solver.getSolution().col_value[:count], dtype=np.float64)


def panel_solver(
    types: Types, low: Floats, high: Floats, least: Floats, most: Floats
) -> highspy.Highs:
    """A solver over the panels of a problem, with bounds that may be tighter than its own."""
    solver = quiet_solver()
    count = len(types.sizes)
    solver.addVars(count, low, high)
    whole_numbers(solver, count)
    for row, weights in enumerate(types.incidence()):
        add_row(solver, least[row], most[row], weights)
    add_row(solver, types.seats, types.seats, np.ones(count))
    return solver
