"""How far our groups agree with published ones and with a peer's, and how stable they are.

    python benchmarks/opinion_map_agreement.py

A table in Markdown, a row a conversation of those that are kept for tests. Published groups depend
on what the export does not hold (earlier groups, moderation at the time), so the agreement with
them is a report and no mark.
"""

import json
import sys

import numpy as np
from ground import SOURCE

sys.path.insert(0, str(SOURCE.parent))

from tests.methods.opinion_map.conversations import (
    HERE,
    NAMES,
    kept_votes,
    moderation,
    published_groups,
    reference,
)

from benkan.methods.opinion_map.map import OpinionMap, opinion_map
from benkan.methods.opinion_map.stability import adjusted_rand, stability

REFERENCE = "polis-math-reference-biodiversity"
HEADING = (
    "conversation",
    "people × statements",
    "placed",
    "groups",
    "published groups",
    "index: ours, published",
    "index: red-dwarf, published",
    "index: ours direct, red-dwarf",
    "stability: mean (lowest)",
    "as many groups",
    "stable",
)
PEER = json.loads((HERE / "peer_groups.json").read_text("utf-8"))["groups"]


def main() -> None:
    print("| " + " | ".join(HEADING) + " |")
    print("|---|---:|---:|---|" + "---:|" * 4 + "---|---|---|")
    ours, theirs = [], []
    for name in NAMES:
        row, own, peer = _row(name)
        print(row, flush=True)
        ours.append(own)
        theirs.append(peer)
    medians = [
        float(np.median([one for one in all_ if one is not None])) for all_ in (ours, theirs)
    ]
    print(
        f"\nMedian index with published groups: ours {medians[0]:.2f}, red-dwarf {medians[1]:.2f}."
    )


def _row(name: str) -> tuple[str, float | None, float | None]:
    votes, decided = kept_votes(name), moderation(name)
    found = opinion_map(votes, moderation=decided)
    direct = opinion_map(votes, moderation=decided, bases=0)
    checked = stability(found)
    published = _published(name)
    agreement = _agreement(found, published)
    peer = dict(
        zip(
            [p for p, n in zip(votes.people, votes.counts, strict=True) if n >= 7],
            map(int, PEER[name]),
            strict=True,
        )
    )
    of_peer = _between(peer, published)
    cells = [
        name,
        f"{votes.shape[0]:,} × {votes.shape[1]:,}",
        str(int(found.sizes.sum())),
        " + ".join(map(str, found.sizes)),
        str(len(set(published.values())) or "–"),
        _shown(agreement),
        _shown(of_peer),
        _shown(_agreement(direct, peer)),
        f"{checked.mean:.2f} ({min(checked.agreement):.2f})",
        f"in {checked.same_number} of 10",
        "yes" if checked.stable else "**no**",
    ]
    return "| " + " | ".join(cells) + " |", agreement, of_peer


def _published(name: str) -> dict[object, int]:
    if name != REFERENCE:
        return dict(published_groups(name))
    groups = reference()["groups"]
    return {person: at for at, group in enumerate(groups) for person in group}


def _agreement(found: OpinionMap, other: dict[object, int]) -> float | None:
    ours = {
        person: group
        for person, group in zip(found.votes.people, found.groups.tolist(), strict=True)
        if group >= 0
    }
    return _between(dict(ours), other)


def _between(one: dict[object, int], other: dict[object, int]) -> float | None:
    both = [person for person in one if person in other]
    if not both:
        return None
    labels = (np.array([of[person] for person in both]) for of in (one, other))
    return adjusted_rand(*labels)


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


if __name__ == "__main__":
    main()
