"""Public conversations of Pol.is, kept with the columns that tests need (see README.md)."""

import csv
import json
import lzma
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from benkan.methods.opinion_map.moderation import Moderation, read_moderation
from benkan.methods.opinion_map.reading import read_votes
from benkan.methods.opinion_map.votes import Votes

HERE = Path(__file__).parent.parent
FOLDER = HERE / "conversations"
NAMES = tuple(sorted(p.name.removesuffix(".votes.csv.xz") for p in FOLDER.glob("*.votes.csv.xz")))
BIODIVERSITY = "polis-math-reference-biodiversity"


def unpacked(name: str) -> bytes:
    return lzma.decompress((FOLDER / f"{name}.xz").read_bytes())


@cache
def kept_votes(name: str) -> Votes:
    return read_votes(BytesIO(unpacked(f"{name}.votes.csv")), file=name)


@cache
def moderation(name: str) -> Moderation:
    return read_moderation(BytesIO(unpacked(f"{name}.comments.csv")), file=name)


@cache
def reference() -> dict[str, Any]:
    """What the production of Pol.is made of `BIODIVERSITY`."""
    return dict(json.loads(unpacked("reference.json")))


@cache
def published_groups(name: str) -> dict[int, int]:
    """The group that Pol.is published for each person; empty where none was published."""
    if not (FOLDER / f"{name}.groups.csv.xz").exists():
        return {}
    rows = csv.DictReader(unpacked(f"{name}.groups.csv").decode().splitlines())
    return {int(row["participant"]): int(row["group-id"]) for row in rows}


@cache
def published_consensus(name: str) -> dict[int, float]:
    """The group-informed consensus that Pol.is published, a statement."""
    rows = csv.DictReader(unpacked(f"{name}.comments.csv").decode().splitlines())
    column = "group-informed-consensus"
    return {int(row["comment-id"]): float(row[column]) for row in rows if row.get(column)}
