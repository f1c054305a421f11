"""Equal shares beside pabutools (exact), on real votes, and how it grows.

    python benchmarks/budget_vote.py [--all]

"rule" is add1u with satisfaction by cost from a vote that is in memory, for
both; "with reading" begins at the file. pabutools is given equal ballots together (its multiprofile),
and with --all also as they come, and the slow votes, some minutes each.
"""

import lzma
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ground.beside import Run, Work, data, growth, side_by_side

# Votes, the goals of the rule and with reading, and whether the peer takes more than a minute.
VOTES = (
    ("Świecie 2023", "Poland_Swiecie_2023", "", "", False),
    ("Wieliczka 2023", "Poland_Wieliczka_2023_Green_Budget", "", "", False),
    ("Amsterdam 621", "Netherlands_Amsterdam_621", "1,000 ×", "200 ×", False),
    ("Łódź 2022", "Poland_Lodz_2022", "1,000 ×", "200 ×", False),
    ("Łódź 2020", "Poland_Lodz_2020", "", "", True),
    ("Toulouse 2024", "France_Toulouse_2024", "300 ×", "", True),
    ("Budapest 2024", "Hungary_Budapest_2024", "5 s", "", True),
)
SIZES = (1_000, 10_000, 130_000)


def our_rule(path: str) -> Work:
    from benkan.methods.budget_vote.pabulib import read_pabulib

    with Path(path).open("rb") as stream:
        election = read_pabulib(stream, file=path)
    return lambda: _decided(election)


def our_reading(path: str) -> Work:
    from benkan.methods.budget_vote.pabulib import read_pabulib

    def work() -> str:
        with Path(path).open("rb") as stream:
            return _decided(read_pabulib(stream, file=path))

    return work


def _decided(election):
    from benkan.methods.budget_vote.deciding import decide

    bought = decide(election, completion="add1u").bought
    return _said([election.projects[at].id for at in bought])


def their_rule(path: str, together: bool) -> Work:
    from pabutools.election import parse_pabulib

    instance, profile = parse_pabulib(path)
    profile = profile.as_multiprofile() if together else profile
    return lambda: _completed(instance, profile)


def their_reading(path: str) -> Work:
    from pabutools.election import parse_pabulib

    def work() -> str:
        instance, profile = parse_pabulib(path)
        return _completed(instance, profile.as_multiprofile())

    return work


def _completed(instance, profile):
    from pabutools.election import Cost_Sat
    from pabutools.rules import (
        completion_by_rule_combination,
        greedy_utilitarian_welfare,
        method_of_equal_shares,
    )

    sys.setrecursionlimit(10_000)
    bought = completion_by_rule_combination(
        instance,
        profile,
        [method_of_equal_shares, greedy_utilitarian_welfare],
        [{"sat_class": Cost_Sat, "voter_budget_increment": 1}, {"sat_class": Cost_Sat}],
    )
    return _said([project.name for project in bought])


def _said(winners: list[str]) -> str:
    from hashlib import sha256

    return f"{len(winners)} winners, {sha256(','.join(winners).encode()).hexdigest()[:8]}"


def invented(voters: int) -> Work:
    """Sixty projects, some liked far more than others; each voter names five. The budget and the costs
    grow with the voters, so that about as many steps are taken."""
    import numpy as np

    from benkan.methods.budget_vote.election import Election, Project, grouped

    lots = np.random.default_rng(20261125)
    liked = lots.pareto(1.2, 60) + 0.2
    named = np.argsort(lots.exponential(1 / liked, (voters, 60)), axis=1)[:, :5].ravel()
    costs = lots.integers(5, 120, 60) * voters // 10
    projects = tuple(Project(f"{at:02}", int(cost)) for at, cost in enumerate(costs))
    ballots = grouped([5] * voters, named, np.ones(len(named), np.int64), np.ones(voters, np.int64))
    election = Election(projects, 100 * voters, ballots)
    return lambda: _decided(election)


def main() -> None:
    with tempfile.TemporaryDirectory() as unpacked:
        side_by_side("Equal shares, add1u by cost", list(_runs(Path(unpacked))))
    growth(
        "Equal shares, add1u by cost, invented voters, 60 projects",
        "benkan",
        invented,
        sizes=SIZES,
        unit="voters",
    )


def _runs(unpacked: Path) -> Iterator[Run]:
    for name, file, goal, goal_reading, slow in VOTES:
        packed = data(f"budgeting/{file}.pb.xz")
        if packed is None:
            continue
        path = unpacked / f"{file}.pb"
        path.write_bytes(lzma.decompress(packed.read_bytes()))
        rule, reading = f"{name}, rule", f"{name}, with reading"
        theirs = "--all" in sys.argv or not slow
        yield Run(rule, "benkan", our_rule, (str(path),), goal=goal)
        if theirs:
            yield Run(rule, "pabutools, ballots together", their_rule, (str(path), True))
        if "--all" in sys.argv:
            yield Run(rule, "pabutools, ballots as they come", their_rule, (str(path), False))
        yield Run(reading, "benkan", our_reading, (str(path),), goal=goal_reading)
        if theirs:
            yield Run(reading, "pabutools, ballots together", their_reading, (str(path),))


if __name__ == "__main__":
    main()
