"""A model from its file: JSON, in the form that `docs/methods/barometer.md` fixes, and near forms.

The whole file is `{"version": …, "tree": NODE}`; a node is `{"id", "name", "weight", "children"}` or
`{"id", "name", "weight", "leaf": {"worst", "best"}}`. Taken as well: the root's members beside
`version`, `worst` and `best` in the node itself, a list of nodes as `nodes` (nested, or flat with
`parent`), numbers as text (“1/3”, “0,5”). A missing weight is 1, a missing name is the id, and a missing id is
the name. Without a version nothing keeps one year's ruler apart from another's; the page says so.
"""

import json
from collections.abc import Mapping, Sequence
from math import lcm
from typing import Any, BinaryIO

from benkan.methods.barometer.model import Model
from benkan.methods.barometer.reading_nodes import Nodes
from benkan.methods.barometer.wrong_models import (
    MemberTwice,
    ModelEmpty,
    ModelTooDeep,
    ModelTooLarge,
    NodesMissing,
    NoSuchParent,
    NotJson,
    ParentsInCircle,
    TooManyDigits,
    VersionOfWords,
)
from benkan.methods.refusals import quoted
from benkan.methods.tables import NotText

LARGEST = 16_000_000
DEEPEST = 60
MOST_BITS = 50_000
ROOT = "index"


def read_model(stream: BinaryIO, *, file: str) -> Model:
    """The model of a stream of bytes, of which at most sixteen million are read.

    Args:
        stream: JSON in UTF-8.
        file: how refusals call it.

    Raises:
        ModelTooLarge, NotText, ModelEmpty, NotJson, MemberTwice: it is no file of a model.
        the other refusals of `wrong_models`: a member is missing or wrong; which node is said.
    """
    whole = _document(stream, file)
    if isinstance(whole, Mapping) and isinstance(whole.get("model"), Mapping):
        whole = {**whole, **whole["model"]}
    if not isinstance(whole, Mapping):
        raise NodesMissing(file=file)
    version = whole.get("version", whole.get("model_version")) or ""
    if not isinstance(version, str):
        raise VersionOfWords(file=file)
    model = Model(version.strip(), Nodes(file, DEEPEST).read(_root(whole, file)))
    _check_digits(model, file)
    return model


def _check_digits(model: Model, file: str) -> None:
    """Exact sums are over a common denominator, and that must stay a number that one can compute
    with: the least common multiple of all that scores are divided by."""
    together = 1
    for node in model.nodes():
        if node.leaf:
            divisors = [abs(node.leaf.best - node.leaf.worst).numerator]
        else:
            unit = 1
            for child in node.children:
                unit = lcm(unit, child.weight.denominator)
                if unit.bit_length() > MOST_BITS:
                    raise TooManyDigits(file=file)
            divisors = [unit, sum(int(child.weight * unit) for child in node.children)]
        together = lcm(together, *divisors)
        if together.bit_length() > MOST_BITS:
            raise TooManyDigits(file=file)


def _root(whole: Mapping[str, Any], file: str) -> Mapping[str, Any]:
    for member in ("tree", "root"):
        if isinstance(whole.get(member), Mapping):
            return {"id": ROOT, **whole[member]}
        if isinstance(whole.get(member), list):
            return _of_list(whole[member], file)
    if isinstance(whole.get("nodes"), list):
        return _of_list(whole["nodes"], file)
    if "children" in whole or "id" in whole:
        return {"id": ROOT, **whole}
    raise NodesMissing(file=file)


def _of_list(nodes: Sequence[Any], file: str) -> Mapping[str, Any]:
    """One root of a list of nodes: nested ones go below a new root; flat ones name their parent."""
    if any(isinstance(node, Mapping) and node.get("parent") is not None for node in nodes):
        nodes = _nested(nodes, file)
    if len(nodes) == 1 and isinstance(nodes[0], Mapping) and "children" in nodes[0]:
        return nodes[0]
    if not nodes:
        raise NodesMissing(file=file)
    return {"id": ROOT, "children": nodes}


def _nested(nodes: Sequence[Any], file: str) -> Sequence[Any]:
    copies = [dict(node) if isinstance(node, Mapping) else {} for node in nodes]
    by_id = {str(copy.get("id")): copy for copy in copies}
    tops = []
    for copy in copies:
        _check_way_up(copy, by_id, file)
        parent = copy.get("parent")
        if parent is None:
            tops.append(copy)
        else:
            above = by_id[str(parent)]
            own = above.get("children")
            above["children"] = [*(own if isinstance(own, list) else []), copy]
    return tops


def _check_way_up(node: Mapping[str, Any], by_id: Mapping[str, Any], file: str) -> None:
    """Every parent is there, and the way up ends."""
    passed: set[str] = set()
    while (parent := node.get("parent")) is not None:
        name = str(node.get("id"))
        if str(parent) not in by_id:
            raise NoSuchParent(file=file, node=quoted(name), parent=quoted(str(parent)))
        if name in passed:
            raise ParentsInCircle(file=file, node=quoted(name))
        if len(passed) > DEEPEST:
            raise ModelTooDeep(file=file, most=DEEPEST)
        passed.add(name)
        node = by_id[str(parent)]


def _document(stream: BinaryIO, file: str) -> Any:
    raw = stream.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise ModelTooLarge(file=file, most=LARGEST)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise NotText(file=file, line=raw.count(b"\n", 0, problem.start) + 1) from None
    if not text.strip():
        raise ModelEmpty(file=file)

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, value in pairs:
            if name in found:
                raise MemberTwice(file=file, member=quoted(name))
            found[name] = value
        return found

    try:
        # Numbers stay as they are written until it is known what they are for.
        return json.loads(
            text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=members
        )
    except json.JSONDecodeError as problem:
        raise NotJson(file=file, line=problem.lineno, column=problem.colno) from None
    except RecursionError:
        raise ModelTooDeep(file=file, most=DEEPEST) from None
