"""The map as plain values, for programs."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from benkan.methods.opinion_map.groups import letter
from benkan.methods.opinion_map.map import OpinionMap
from benkan.methods.opinion_map.stability import Stability
from benkan.methods.opinion_map.votes import Array


def document(found: OpinionMap, stability: Stability | None = None) -> dict[str, Any]:
    """Participants, groups, statements, consensus, and how they came about."""
    return {
        "participants": _participants(found),
        "groups": _groups(found, stability),
        "statements": _statements(found),
        "consensus": {
            direction: [asdict(one) for one in found.consensus[direction]]
            for direction in ("agree", "disagree")
        },
        "explained_variance": found.components.variances.tolist(),
        "corrected_for_missing_votes": found.components.corrected,
        "base_clusters": found.grouping.bases,
        "silhouettes": {str(k): score for k, score in found.grouping.silhouettes.items()},
        "votes": len(found.votes.cells),
        "stability": None if stability is None else _stability(stability),
    }


def _participants(found: OpinionMap) -> list[dict[str, Any]]:
    x, y = found.positions.T.tolist()
    groups = [None if group < 0 else group for group in found.groups.tolist()]
    counts = found.votes.counts.tolist()
    return [
        {"id": label, "x": left, "y": up, "group": group, "votes": votes}
        for label, left, up, group, votes in zip(
            found.votes.people, x, y, groups, counts, strict=True
        )
    ]


def _groups(found: OpinionMap, stability: Stability | None) -> list[dict[str, Any]]:
    return [
        {
            "id": group,
            "letter": letter(group),
            "size": int(size),
            "centre": found.grouping.centres[group].tolist(),
            "stability": None if stability is None else stability.groups[group],
            "representative": [asdict(one) for one in found.representative[group]],
        }
        for group, size in enumerate(found.sizes)
    ]


def _statements(found: OpinionMap) -> list[dict[str, Any]]:
    columns: Mapping[str, Array] = {
        "agree": found.votes.tallies[:, 2],
        "disagree": found.votes.tallies[:, 0],
        "pass": found.votes.tallies[:, 1],
        "group_informed_consensus": found.group_informed,
        "priority": found.priorities,
        "extremity": np.hypot(found.projections[:, 0], found.projections[:, 1]),
        "x": found.projections[:, 0],
        "y": found.projections[:, 1],
        "rejected": found.rejected,
        "counts_as_zero": found.muted,
    }
    values = {name: column.tolist() for name, column in columns.items()}
    return [
        {"id": label, **{name: column[at] for name, column in values.items()}}
        for at, label in enumerate(found.votes.statements)
    ]


def _stability(one: Stability) -> dict[str, Any]:
    return {
        "left_out": 0.1,
        "agreement": list(one.agreement),
        "mean": one.mean,
        "lowest": min(one.agreement),
        "same_number_of_groups": one.same_number,
        "stable": one.stable,
    }
