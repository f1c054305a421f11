"""Against what Pol.is itself computed and published, and against red-dwarf."""

import json

import numpy as np
import pytest

from benkan.methods.opinion_map.components import components
from benkan.methods.opinion_map.groups import grouped
from benkan.methods.opinion_map.map import OpinionMap, opinion_map
from benkan.methods.opinion_map.matrix import Centred
from benkan.methods.opinion_map.moderation import Moderation
from benkan.methods.opinion_map.placing import positions
from benkan.methods.opinion_map.stability import adjusted_rand
from tests.methods.opinion_map.conversations import (
    BIODIVERSITY,
    HERE,
    NAMES,
    kept_votes,
    moderation,
    reference,
)

PEER = json.loads((HERE / "peer_groups.json").read_text("utf-8"))["groups"]


@pytest.fixture(scope="module")
def biodiversity() -> OpinionMap:
    """With the list of moderated statements that the production had."""
    out = frozenset(str(label) for label in reference()["moderated_out"])
    return opinion_map(kept_votes(BIODIVERSITY), moderation=Moderation(out))


def test_the_components_are_those_of_the_production(biodiversity: OpinionMap) -> None:
    order = np.argsort(reference()["statements"])
    published = np.array(reference()["components"])[:, order]

    for ours, theirs in zip(biodiversity.components.vectors.T, published, strict=True):
        assert abs(np.corrcoef(ours, theirs)[0, 1]) == pytest.approx(1, abs=1e-9)
    extremity = np.hypot(*biodiversity.projections.T)
    assert np.abs(extremity - np.array(reference()["extremity"])[order]).max() < 1e-9


def test_the_consensus_is_that_of_the_production(biodiversity: OpinionMap) -> None:
    found = {d: [one.statement for one in biodiversity.consensus[d]] for d in ("agree", "disagree")}

    assert found == {"agree": [81, 23, 45, 42, 24], "disagree": [205, 128, 79, 96, 40]}
    assert found == reference()["consensus"]


def test_the_groups_are_those_of_the_production(biodiversity: OpinionMap) -> None:
    """Its 443 people are our 441 and two who had been let in earlier."""
    who = {person: at for at, group in enumerate(reference()["groups"]) for person in group}
    ours = dict(zip(biodiversity.votes.people, biodiversity.groups.tolist(), strict=True))
    both = [person for person in who if ours[person] >= 0]

    index = adjusted_rand(np.array([who[p] for p in both]), np.array([ours[p] for p in both]))

    assert (len(who), len(both)) == (443, 441)
    assert index >= 0.98


def test_all_443_people_of_the_production_are_grouped_as_there() -> None:
    votes, who = kept_votes(BIODIVERSITY), reference()["groups"]
    out = {str(label) for label in reference()["moderated_out"]}
    matrix = Centred(votes, np.array([str(label) in out for label in votes.statements]))
    places = positions(matrix, components(matrix))
    there = {person: at for at, group in enumerate(who) for person in group}
    placed = np.array([person in there for person in votes.people])

    found = grouped(places[placed])

    theirs = np.array([there[p] for p in votes.people if p in there])
    assert placed.sum() == 443
    assert adjusted_rand(theirs, found.labels) >= 0.98


def test_what_stands_for_the_groups_is_mostly_that_of_the_production(
    biodiversity: OpinionMap,
) -> None:
    found = [{(o.statement, o.direction) for o in own} for own in biodiversity.representative]
    theirs = [{(at, d) for at, d in own} for own in reference()["representative"]]

    assert found == [theirs[1], theirs[0]]


@pytest.mark.parametrize("name", NAMES)
def test_people_grouped_directly_are_grouped_as_red_dwarf_does(name: str) -> None:
    found = opinion_map(kept_votes(name), moderation=moderation(name), bases=0)

    enough = found.votes.counts >= 7
    theirs = np.array([int(digit) for digit in PEER[name]])
    assert adjusted_rand(found.groups[enough], theirs) == 1
