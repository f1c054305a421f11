"""Forms of a model that are taken, and what is refused with the node that is meant."""

import json
from io import BytesIO
from typing import Any

import pytest

from benkan.methods.barometer.reading_model import LARGEST, read_model
from benkan.methods.refusals import Refused
from tests.methods.barometer.make import COMMUNE, model_of

LEAF = {"id": "a", "worst": 0, "best": 1}


def refusal(raw: bytes) -> str:
    """The sentence in English."""
    with pytest.raises(Refused) as caught:
        read_model(BytesIO(raw), file="m.json")
    return caught.value.text % caught.value.details


def of_tree(*children: Any) -> bytes:
    return json.dumps({"version": "1", "tree": {"id": "i", "children": children}}).encode()


def test_near_forms_give_the_same_tree() -> None:
    nested = COMMUNE["tree"]
    assert isinstance(nested, dict)
    flat = [
        {"id": "index", "name": "Commune"},
        {"id": "water", "name": "Water", "weight": "2", "parent": "index"},
        {"id": "school", "name": "School", "parent": "index"},
        {"id": "pump", "worst": 0, "best": "10,0", "parent": "water"},
        {"id": "minutes", "worst": 6e1, "best": "0/1", "parent": "water"},
        {"id": "teacher", "worst": 1, "best": 5, "parent": "school"},
    ]
    forms: list[dict[str, Any]] = [
        {"version": "2026-1", **nested},
        {"version": "2026-1", "root": nested},
        {"version": "2026-1", "nodes": [nested]},
        {"version": "2026-1", "nodes": flat},
        {"model": COMMUNE},
    ]

    assert [model_of(form) for form in forms] == [model_of(COMMUNE)] * len(forms)


def test_a_number_may_be_the_version_and_weights_are_exact() -> None:
    model = model_of({"version": 3, "nodes": [{**LEAF, "weight": 0.1}, {**LEAF, "id": "b"}]})

    assert model.version == "3"
    assert str(model.root.children[0].weight) == "1/10"


WRONG: dict[str, tuple[bytes, str]] = {
    "empty": (b" \n", "m.json is empty: a model in JSON was expected."),
    "cut off": (
        b'{"version": 1,\n "tree": {',
        "m.json is not JSON: line 2, column 11, cannot be read.",
    ),
    "binary": (
        b"{\n\xff\xfe",
        "m.json, line 2, is not text in UTF-8: save the table as CSV in UTF-8.",
    ),
    "list": (b"[]", "m.json has no tree of nodes: give “tree” with “id” and “children”."),
    "version of lists": (
        b'{"version": [1], "nodes": []}',
        "m.json: “version” must be a text or a number, such as “2026-1”.",
    ),
    "no nodes": (
        b'{"nodes": []}',
        "m.json has no tree of nodes: give “tree” with “id” and “children”.",
    ),
    "no tree": (
        b'{"version": 1}',
        "m.json has no tree of nodes: give “tree” with “id” and “children”.",
    ),
    "twice": (
        of_tree(LEAF, LEAF),
        "m.json: two nodes have the id a: every node needs its own.",
    ),
    "its own child": (
        of_tree({"id": "i", "children": [LEAF]}),
        "m.json: two nodes have the id i: every node needs its own.",
    ),
    "weight 0": (
        of_tree({**LEAF, "weight": 0}),
        "m.json, node a: the weight is 0 and must be above zero.",
    ),
    "weight below 0": (
        of_tree({**LEAF, "weight": -2.5}),
        "m.json, node a: the weight is -2.5 and must be above zero.",
    ),
    "weight of words": (
        of_tree({**LEAF, "weight": "much"}),
        "m.json, node a: “weight” must be a number.",
    ),
    "weight of truth": (
        of_tree({**LEAF, "weight": True}),
        "m.json, node a: “weight” must be a number.",
    ),
    "not finite": (
        b'{"version": 1, "nodes": [{"id": "a", "worst": NaN, "best": 1}]}',
        "m.json, node a: “worst” must be a number.",
    ),
    "huge": (
        b'{"version": 1, "nodes": [{"id": "a", "worst": 0, "best": 1e999999999}]}',
        "m.json, node a: “best” must be a number.",
    ),
    "digits": (
        b'{"version": 1, "nodes": [{"id": "a", "worst": 0, "best": ' + b"9" * 9999 + b"}]}",
        "m.json, node a: “best” must be a number.",
    ),
    "same ends": (
        of_tree({"id": "a", "worst": 1, "best": "1.0"}),
        "m.json, node a: best and worst are both 1.0 and must differ.",
    ),
    "one end": (of_tree({"id": "a", "worst": 1}), "m.json, node a: “best” must be a number."),
    "nothing below": (
        of_tree({"id": "a"}),
        "m.json, node a: it needs children, or else worst and best.",
    ),
    "both": (
        of_tree({**LEAF, "children": [{**LEAF, "id": "b"}]}),
        "m.json, node a: it has children and also worst and best: keep one.",
    ),
    "no id": (of_tree({"worst": 0, "best": 1}), "m.json, below i: a node has no “id”."),
    "id of lists": (of_tree({**LEAF, "id": []}), "m.json, node i: “id” must be a text."),
    "child of words": (
        of_tree("a"),
        "m.json, below i: a node in braces was expected, with an “id”.",
    ),
    "member twice": (
        b'{"version": 1, "version": 2}',
        "m.json: “version” is given twice in the same node: keep one of them.",
    ),
    "circle": (
        b'{"version": 1, "nodes": [{"id": "a", "parent": "b"}, {"id": "b", "parent": "a"}]}',
        "m.json: the parents of node a lead back to itself.",
    ),
    "no parent": (
        b'{"version": 1, "nodes": [{"id": "a", "parent": "b"}]}',
        "m.json, node a: its parent b is not in the file.",
    ),
    "digits of weights": (
        of_tree(*({**LEAF, "id": at, "weight": f"1/{10**19 + at}"} for at in range(1, 2000))),
        "m.json: the weights, worsts and bests have too many digits to be taken together exactly; "
        "round them.",
    ),
    "digits of ends": (
        of_tree(*({"id": at, "worst": 0, "best": 10**39 + at} for at in range(1, 2000))),
        "m.json: the weights, worsts and bests have too many digits to be taken together exactly; "
        "round them.",
    ),
    "many": (
        of_tree(*({**LEAF, "id": at} for at in range(1, 20_001))),
        "m.json has more than 20000 nodes: nobody can weigh so many; make it smaller.",
    ),
    "deep": (
        b'{"version": 1, "tree": ' + b'{"id": 1, "children": [' * 100_000,
        "m.json has nodes more than 60 levels deep: make the tree flatter.",
    ),
    "deep lists": (
        b"[" * 1_000_000,
        "m.json has nodes more than 60 levels deep: make the tree flatter.",
    ),
    "large": (
        b" " * (LARGEST + 1),
        "m.json is larger than 16000000 bytes: this is no model of a barometer.",
    ),
}


@pytest.mark.parametrize("case", list(WRONG))
def test_what_is_wrong_with_a_model_is_said_in_one_sentence(case: str) -> None:
    raw, sentence = WRONG[case]

    assert refusal(raw) == sentence


def test_a_circle_that_one_comes_into_is_found_as_well() -> None:
    nodes = [{"id": "x", "parent": "a"}, {"id": "a", "parent": "b"}, {"id": "b", "parent": "a"}]

    assert "lead" in refusal(json.dumps({"version": 1, "nodes": nodes}).encode())


def test_a_tree_of_61_levels_is_too_deep() -> None:
    tree: dict[str, Any] = LEAF
    for level in range(61):
        tree = {"id": f"{level}", "children": [tree]}

    assert "60 levels" in refusal(json.dumps({"version": 1, "tree": tree}).encode())
