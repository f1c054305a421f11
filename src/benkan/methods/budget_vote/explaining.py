"""Why a project was bought and who paid, and what the others lacked: in words for everybody."""

from collections.abc import Iterator
from fractions import Fraction

from benkan.methods.budget_vote.deciding import Decision, Missed, Step
from benkan.methods.budget_vote.voter import payers, receipt
from benkan.methods.refusals import LONGEST_NAME, N_, quoted
from benkan.methods.sentences import Decimal, Detail, Percent, Sentence

NOTES = {
    "votes_differ": N_(
        "Careful: the file says that it has %(said)s votes, and it has %(there)s. Is it whole?"
    ),
    "projects_differ": N_(
        "Careful: the file says that it has %(said)s projects, and it has %(there)s. Is it whole?"
    ),
    "voters_twice": N_(
        "Careful: rows whose voter id has come before: %(voters)s. All are counted."
    ),
}

# By whether some gave all they had left, and whether some had nothing left.
EACH_PAID = {
    (False, False): N_(
        "%(project)s: %(cost)s. Voters who want it: %(supporters)s. Each paid %(each)s."
    ),
    (True, False): N_(
        "%(project)s: %(cost)s. Voters who want it: %(supporters)s. %(full)s paid %(each)s each; "
        "%(rest)s had less and gave all they had, together %(gave)s."
    ),
    (False, True): N_(
        "%(project)s: %(cost)s. Voters who want it: %(supporters)s. %(full)s paid %(each)s each; "
        "%(nothing)s had nothing left."
    ),
    (True, True): N_(
        "%(project)s: %(cost)s. Voters who want it: %(supporters)s. %(full)s paid %(each)s each; "
        "%(rest)s had less and gave all they had, together %(gave)s; %(nothing)s had nothing left."
    ),
}
EACH_POINT_PAID = {
    (False, False): N_(
        "%(project)s: %(cost)s. Voters who want it: %(supporters)s. Each paid %(each)s for each "
        "point."
    ),
    (True, False): N_(
        "%(project)s: %(cost)s. Voters who want it: %(supporters)s. %(full)s paid %(each)s for "
        "each point; %(rest)s had less and gave all they had, together %(gave)s."
    ),
    (False, True): N_(
        "%(project)s: %(cost)s. Voters who want it: %(supporters)s. %(full)s paid %(each)s for "
        "each point; %(nothing)s had nothing left."
    ),
    (True, True): N_(
        "%(project)s: %(cost)s. Voters who want it: %(supporters)s. %(full)s paid %(each)s for "
        "each point; %(rest)s had less and gave all they had, together %(gave)s; %(nothing)s "
        "had nothing left."
    ),
}


def reasons(decision: Decision) -> Iterator[Sentence]:
    """The outcome, then every project: who paid for it, or what it lacked."""
    for note in decision.election.notes:
        yield Sentence(NOTES[note.code], dict(note.numbers))
    yield from _outcome(decision)
    if decision.steps:
        yield Sentence(N_("Bought, in this order"), is_heading=True)
    for step in decision.steps:
        yield from _bought(decision, step)
    if decision.missed:
        yield Sentence(N_("Not bought"), is_heading=True)
    for missed in decision.missed:
        yield _missed(decision, missed)


def money(decision: Decision, parts: Fraction | int, decimals: int | None = None) -> Detail:
    """An amount with its currency; with decimals where parts of a unit matter."""
    amount = Fraction(parts, decision.election.parts)
    shown = (0 if amount.denominator == 1 else 2) if decimals is None else decimals
    if not decision.election.currency:
        return Decimal(amount, shown)
    return Sentence(
        N_("%(amount)s %(currency)s"),
        {"amount": Decimal(amount, shown), "currency": quoted(decision.election.currency)},
    )


def name(decision: Decision, at: int) -> str:
    """A project as a reader knows it: its name with the id, or the id alone."""
    project = decision.election.projects[at]
    id = quoted(project.id)
    return f"{quoted(project.name, LONGEST_NAME)} ({id})" if project.name else id


def _outcome(decision: Decision) -> Iterator[Sentence]:
    election = decision.election
    represented = Fraction(election.represented(decision.bought), election.voters)
    yield Sentence(
        N_(
            "Projects bought: %(bought)s of %(projects)s, for %(cost)s out of %(budget)s. "
            "Voters: %(voters)s; %(represented)s of them get at least one project that they named."
        ),
        {
            "bought": len(decision.steps),
            "projects": len(election.projects),
            "cost": money(decision, decision.cost),
            "budget": money(decision, election.budget),
            "voters": election.voters,
            "represented": Percent(represented, 1),
        },
    )
    if decision.shares is not None:
        yield from _purses(decision)
    elif decision.rule == "greedy":
        yield Sentence(
            N_(
                "Projects were bought in the order of what voters get for the money, the most first, "
                "as long as they fit."
            )
        )
    else:
        yield Sentence(
            N_(
                "Every voter received money at the same speed; a project was bought once those who "
                "want it could pay for it together, up to the first that did not fit."
            )
        )


def _purses(decision: Decision) -> Iterator[Sentence]:
    election = decision.election
    start = Fraction(election.budget, election.voters)
    yield Sentence(
        N_(
            "Every voter has the same part of the budget, %(part)s, and pays only for what she asked "
            "for."
        ),
        {"part": money(decision, start, 2)},
    )
    if decision.share_of_each > start:
        yield Sentence(
            N_(
                "As that left money unspent, every part was raised by %(more)s, one by one, to "
                "%(part)s: the most with which the purchases still fit into the budget, or with which "
                "nothing more can be added."
            ),
            {
                "more": money(decision, decision.share_of_each - start),
                "part": money(decision, decision.share_of_each, 2),
            },
        )
    if comparison := decision.comparison:
        text = (
            N_(
                "Compared with buying what is liked best for the money: %(first)s voters prefer equal "
                "shares, %(other)s the other outcome, %(neither)s neither. The other outcome is taken."
            )
            if comparison.other_wins
            else N_(
                "Compared with buying what is liked best for the money: %(first)s voters prefer equal "
                "shares, %(other)s the other outcome, %(neither)s neither. Equal shares stand."
            )
        )
        details: dict[str, Detail] = {
            "first": comparison.first,
            "other": comparison.other,
            "neither": comparison.neither,
        }
        yield Sentence(text, details)


def _bought(decision: Decision, step: Step) -> Iterator[Sentence]:
    wish = decision.wishes[step.project]
    details: dict[str, Detail] = {
        "project": name(decision, step.project),
        "cost": money(decision, wish.cost),
        "supporters": wish.supporters,
    }
    if not wish.supporters:
        yield Sentence(
            N_("%(project)s: %(cost)s. Nobody asked for it; it was bought because it fits."),
            details,
        )
    elif step.purchase is None or decision.shares is None or not wish.cost:
        yield Sentence(N_("%(project)s: %(cost)s. Voters who want it: %(supporters)s."), details)
    else:
        yield _paid(decision, step, details)


def _paid(decision: Decision, step: Step, details: dict[str, Detail]) -> Sentence:
    assert decision.shares is not None, "somebody paid"
    assert step.purchase is not None, "somebody paid"
    wish = decision.wishes[step.project]
    who = payers(decision.shares, wish, step.purchase)
    details |= {
        "full": who.full,
        "each": money(decision, step.purchase.level, 2),
        "rest": who.all_they_had,
        "gave": money(decision, who.gave, 2),
        "nothing": who.nothing,
    }
    if wish.weights is not None:
        details["each"] = money(decision, step.purchase.level * decision.election.point_parts, 2)
    texts = EACH_PAID if wish.weights is None else EACH_POINT_PAID
    return Sentence(texts[bool(who.all_they_had), bool(who.nothing)], details)


def _missed(decision: Decision, missed: Missed) -> Sentence:
    wish = decision.wishes[missed.project]
    details: dict[str, Detail] = {
        "project": name(decision, missed.project),
        "cost": money(decision, wish.cost),
        "supporters": wish.supporters,
        "left": money(decision, missed.left),
    }
    if not wish.supporters:
        return Sentence(N_("%(project)s: %(cost)s. Nobody asked for it."), details)
    if missed.purses is None or missed.purses >= wish.cost:
        return Sentence(
            N_(
                "%(project)s: %(cost)s. Voters who want it: %(supporters)s. Of the budget %(left)s are "
                "left."
            ),
            details,
        )
    details |= {
        "purses": money(decision, missed.purses, 2),
        "lacking": money(decision, wish.cost - missed.purses, 2),
    }
    return Sentence(
        N_(
            "%(project)s: %(cost)s. Voters who want it: %(supporters)s. In the end they had "
            "%(purses)s left together: %(lacking)s were lacking."
        ),
        details,
    )


def reasons_for_ballot(decision: Decision, group: int) -> Iterator[Sentence]:
    """What whoever cast a ballot paid, for what, and what she has left.

    Args:
        decision: by equal shares; with other rules nobody pays for herself, and nothing is said.
        group: the ballot, by its place among `election.ballots`.
    """
    if decision.shares is None:
        return
    told = receipt(decision, group)
    yield Sentence(
        N_("Your part of the budget was %(part)s."),
        {"part": money(decision, decision.share_of_each, 2)},
    )
    for at, amount in told.paid.items():
        yield Sentence(
            N_("%(project)s: you paid %(paid)s of %(cost)s."),
            {
                "project": name(decision, at),
                "paid": money(decision, amount, 2),
                "cost": money(decision, decision.wishes[at].cost),
            },
        )
    yield Sentence(N_("You have %(left)s left."), {"left": money(decision, told.left, 2)})
