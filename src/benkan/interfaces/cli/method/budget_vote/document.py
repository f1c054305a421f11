"""A decided vote as a document for programs."""

from collections.abc import Iterator
from fractions import Fraction

from benkan.methods.budget_vote.deciding import Decision, Missed, Step
from benkan.methods.budget_vote.voter import payers


def document(decision: Decision) -> dict[str, object]:
    """The winners in the order bought, every purchase with its exact price, and what the others
    lacked. Amounts are in units of the currency; `…_exact` are fractions as text."""
    election = decision.election
    represented = election.represented(decision.bought)
    comparison = decision.comparison
    return {
        "winners": [election.projects[at].id for at in decision.bought],
        "cost": _amount(decision, decision.cost),
        "budget": _amount(decision, election.budget),
        "currency": election.currency or None,
        "endowment": float(_units(decision, decision.share_of_each)),
        "endowment_exact": str(_units(decision, decision.share_of_each)),
        "represented": represented / election.voters,
        "represented_voters": represented,
        "voters": election.voters,
        "different_ballots": len(election.ballots.multiplicity),
        "trace": [_step(decision, step) for step in decision.steps],
        "not_funded": [_missed(decision, missed) for missed in decision.missed],
        "payments": list(_payments(decision)),
        "comparison": None
        if comparison is None
        else {
            "prefer_equal_shares": comparison.first,
            "prefer_utilitarian": comparison.other,
            "prefer_neither": comparison.neither,
            "taken": "utilitarian" if comparison.other_wins else "equal-shares",
        },
        "notes": [{"code": note.code, **note.numbers} for note in election.notes],
    }


def _units(decision: Decision, parts: Fraction | int) -> Fraction:
    return Fraction(parts, decision.election.parts)


def _amount(decision: Decision, parts: Fraction | int) -> int | float:
    units = _units(decision, parts)
    return units.numerator if units.denominator == 1 else float(units)


def price(decision: Decision, step: Step) -> Fraction | None:
    """Units of the currency per unit of satisfaction: with `cost` that is one unit of the currency
    spent on what she wants, with `points` a point."""
    if step.price is None:
        return None
    if step.by == "phragmen":
        return _units(decision, step.price)
    if decision.satisfaction == "cost":
        return step.price
    worth = decision.election.point_parts if decision.satisfaction == "points" else 1
    return _units(decision, step.price * worth)


def _step(decision: Decision, step: Step) -> dict[str, object]:
    project, wish = decision.election.projects[step.project], decision.wishes[step.project]
    exact = price(decision, step)
    return {
        "project": project.id,
        "name": project.name or None,
        "cost": _amount(decision, project.cost),
        "price": None if exact is None else float(exact),
        "price_exact": None if exact is None else str(exact),
        "supporters": wish.supporters,
        "bought_by": step.by,
    }


def _missed(decision: Decision, missed: Missed) -> dict[str, object]:
    project, wish = decision.election.projects[missed.project], decision.wishes[missed.project]
    there = missed.left if missed.purses is None else missed.purses
    purses = None if missed.purses is None else _amount(decision, missed.purses)
    return {
        "project": project.id,
        "name": project.name or None,
        "cost": _amount(decision, project.cost),
        "supporters": wish.supporters,
        "money_left_of_supporters": purses,
        "left_of_budget": _amount(decision, missed.left),
        "lacking": _amount(decision, max(wish.cost - there, 0)),
    }


def _payments(decision: Decision) -> Iterator[dict[str, object]]:
    """Who paid for what, where voters paid."""
    if decision.shares is None:
        return
    for step in decision.steps:
        if step.purchase is None:
            continue
        wish = decision.wishes[step.project]
        who = payers(decision.shares, wish, step.purchase)
        weight = 1 if wish.weights is None else decision.election.point_parts
        yield {
            "project": decision.election.projects[step.project].id,
            "paid_in_full": who.full,
            "each": _amount(decision, step.purchase.level * weight),
            "each_exact": str(_units(decision, step.purchase.level * weight)),
            "per": "voter" if wish.weights is None else "point",
            "gave_all_they_had": who.all_they_had,
            "they_gave": _amount(decision, who.gave),
            "had_nothing_left": who.nothing,
        }
