"""The winners that pabutools finds in the votes of `budgeting/`, exactly: order and all.

    python -m tests.methods.budget_vote.make_winners OUT.json [MINUTES]

Rules and completions that would take longer than MINUTES (10) in all for one vote are left out, and
the figures say which are there. Equal ballots are put together, as pabutools offers.
"""

import json
import lzma
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pabutools.election import Cardinality_Sat, Cost_Sat, parse_pabulib
from pabutools.rules import (
    completion_by_rule_combination,
    greedy_utilitarian_welfare,
    method_of_equal_shares,
    sequential_phragmen,
)

from tests.oracles import folder

Found = list[str] | None


class TooLong(Exception):
    """It took longer than was allowed."""


def main(out: Path, minutes: float) -> None:
    kept = json.loads(out.read_text("utf-8")) if out.exists() else {}
    sys.setrecursionlimit(10_000)
    for path in sorted(folder().glob("budgeting/*.pb.xz"), key=lambda path: path.stat().st_size):
        name = path.name.removesuffix(".pb.xz")
        winners = kept.setdefault(name, {})
        with TemporaryDirectory() as place:
            there = Path(place) / f"{name}.pb"
            there.write_bytes(lzma.decompress(path.read_bytes()))
            instance, profile = parse_pabulib(str(there))
        for what, rule in _rules(instance, profile.as_multiprofile()).items():
            if what not in winners:
                began = time.process_time()
                found = _within(minutes * 60, rule)
                print(name, what, round(time.process_time() - began, 1), flush=True)
                if found is not None:
                    winners[what] = found
                    out.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _rules(instance: Any, profile: Any) -> dict[str, Callable[[], Any]]:
    satisfactions = {"cost": Cost_Sat, "cardinality": Cardinality_Sat}
    rules: dict[str, Callable[[], Any]] = {
        "phragmen cost none": lambda: sequential_phragmen(instance, profile)
    }
    for name, satisfaction in satisfactions.items():
        rules[f"greedy {name} none"] = lambda s=satisfaction: greedy_utilitarian_welfare(
            instance, profile, sat_class=s
        )
        rules[f"equal-shares {name} none"] = lambda s=satisfaction: method_of_equal_shares(
            instance, profile, sat_class=s
        )
    for name, satisfaction in satisfactions.items():
        rules[f"equal-shares {name} add1u"] = lambda s=satisfaction: completion_by_rule_combination(
            instance,
            profile,
            [method_of_equal_shares, greedy_utilitarian_welfare],
            [{"sat_class": s, "voter_budget_increment": 1}, {"sat_class": s}],
        )
    return rules


def _within(seconds: float, rule: Callable[[], Any]) -> Found:
    def stop(*_: object) -> None:
        raise TooLong

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        return [project.name for project in rule()]
    except TooLong:
        return None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 10.0)
