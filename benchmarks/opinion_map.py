"""The opinion map beside red-dwarf: time, memory, and whether planted groups are found.

    python benchmarks/opinion_map.py [--all]

`--all` lets red-dwarf try 100,000 people as well (minutes, gigabytes). Conversations are made up
(`ground/planted.py`), so that the groups are known; the file of 30,000 people and the public
conversations are read where they lie beside the checkout.
"""

import lzma
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from ground.beside import Run, Work, data, growth, side_by_side
from ground.planted import planted

from benkan.methods.opinion_map.map import OpinionMap, opinion_map
from benkan.methods.opinion_map.reading import read_votes
from benkan.methods.opinion_map.stability import adjusted_rand
from benkan.methods.opinion_map.update import Conversation
from benkan.methods.opinion_map.votes import Array, Votes

Size = tuple[int, int, float]
BOWLING_GREEN: Size = (2_031, 896, 140)
THIRTY: Size = (30_000, 1_000, 108)
HUNDRED: Size = (100_000, 1_000, 110)
MILLION: Size = (1_000_000, 2_000, 53)
SYNTHETIC = "opinion/synthetic_30k_x_1k.csv.xz"
NEW_VOTES = 1_000


def ours(size: Size) -> Work:
    votes, planted_groups = planted(*size, seed=1)
    return lambda: _told(opinion_map(replace(votes)), planted_groups)


def ours_from_file(size: Size) -> Work:
    votes, planted_groups = planted(*size, seed=1)
    file = BytesIO(_file(votes))
    del votes

    def work() -> str:
        file.seek(0)
        return _told(opinion_map(read_votes(file, file="votes.csv")), planted_groups)

    return work


def theirs(size: Size) -> Work:
    votes, planted_groups = planted(*size, seed=1)
    listed = _listed(votes)
    return lambda: _peer(listed, planted_groups)


def our_synthetic(path: str) -> Work:
    content = BytesIO(lzma.decompress(Path(path).read_bytes()))
    votes = read_votes(content, file=path)
    return lambda: _told(opinion_map(replace(votes)), None)


def their_synthetic(path: str) -> Work:
    content = BytesIO(lzma.decompress(Path(path).read_bytes()))
    listed = _listed(read_votes(content, file=path))
    return lambda: _peer(listed, None)


def our_update(size: Size) -> Work:
    votes, _ = planted(*size, seed=1)
    conversation = Conversation(votes)
    lots = np.random.default_rng(2)

    def work() -> str:
        people, statements = (lots.integers(0, top, NEW_VOTES).tolist() for top in votes.shape)
        answers = lots.integers(-1, 2, NEW_VOTES).tolist()
        conversation.add(zip(people, statements, answers, strict=True))
        return f"highest priority {conversation.priorities().max():.2f}"

    return work


def our_regrouping(size: Size) -> Work:
    votes, planted_groups = planted(*size, seed=1)
    conversation = Conversation(votes)
    return lambda: _told(conversation.map(), planted_groups)


def grown(people: int) -> Work:
    return ours((people, 1_000, 110))


def _file(votes: Votes) -> bytes:
    rows = np.repeat(np.arange(votes.shape[0]), votes.counts).tolist()
    columns, answers = np.divmod(votes.cells, 3)
    lines = zip(rows, columns.tolist(), (answers - 1).tolist(), strict=True)
    return b"participant,statement,vote\n" + b"".join(b"%d,%d,%d\n" % line for line in lines)


def _listed(votes: Votes) -> list[dict[str, Any]]:
    rows = np.repeat(np.arange(votes.shape[0]), votes.counts).tolist()
    columns, answers = np.divmod(votes.cells, 3)
    names = ("participant_id", "statement_id", "vote")
    cells = zip(rows, columns.tolist(), (answers - 1).tolist(), strict=True)
    return [dict(zip(names, cell, strict=True)) for cell in cells]


def _told(found: OpinionMap, planted_groups: Array | None) -> str:
    placed = found.groups >= 0
    sizes = " + ".join(f"{size:,}" for size in found.sizes)
    text = f"{len(found.votes.cells):,} votes; {sizes}"
    if planted_groups is None:
        return text
    index = adjusted_rand(found.groups[placed], planted_groups[placed])
    return f"{text}; index with the planted {index:.2f}"


def _peer(listed: list[dict[str, Any]], planted_groups: Array | None) -> str:
    from reddwarf.implementations.base import run_pipeline

    found: Any = run_pipeline(votes=listed, random_state=1)
    labels = found.participants_df["cluster_id"].dropna().astype(int)
    sizes = " + ".join(f"{size:,}" for size in np.sort(np.bincount(labels))[::-1])
    if planted_groups is None:
        return sizes
    index = adjusted_rand(labels.to_numpy(), planted_groups[labels.index.to_numpy()])
    return f"{sizes}; index with the planted {index:.2f}"


def main(*, everything: bool) -> None:
    runs = [
        Run("Like Bowling Green, 2,031 × 896", "benkan", ours, (BOWLING_GREEN,), "0.04 s"),
        Run("Like Bowling Green, 2,031 × 896", "red-dwarf", theirs, (BOWLING_GREEN,)),
        Run("2,031 × 896, with reading the file", "benkan", ours_from_file, (BOWLING_GREEN,)),
    ]
    if path := data(SYNTHETIC):
        name, file = "The synthetic file, 30,000 × 1,000", (str(path),)
        runs.append(Run(name, "benkan", our_synthetic, file, "0.6 s, 12 bytes a vote"))
        if everything:
            runs.append(Run(name, "red-dwarf", their_synthetic, file))
    runs += [
        Run("30,000 × 1,000", "benkan", ours, (THIRTY,), "0.6 s, 12 bytes a vote"),
        Run("30,000 × 1,000", "red-dwarf", theirs, (THIRTY,)),
        Run("30,000 × 1,000, with reading the file", "benkan", ours_from_file, (THIRTY,)),
        Run("100,000 × 1,000", "benkan", ours, (HUNDRED,), "2 s, 500 MB"),
    ]
    if everything:
        runs.append(Run("100,000 × 1,000", "red-dwarf", theirs, (HUNDRED,)))
    runs += [
        Run("100,000 × 1,000, with reading the file", "benkan", ours_from_file, (HUNDRED,)),
        Run("1,000,000 × 2,000", "benkan", ours, (MILLION,), "12 s, groups found"),
        Run(
            f"1,000,000 × 2,000, {NEW_VOTES:,} new votes", "benkan", our_update, (MILLION,), "0.3 s"
        ),
    ]
    if everything:
        runs.append(Run("1,000,000 × 2,000, grouped anew", "benkan", our_regrouping, (MILLION,)))
    side_by_side("Opinion map", runs)
    growth(
        "Opinion map, by people who cast some 95 votes each",
        "benkan",
        grown,
        sizes=(1_000, 10_000, 100_000),
        unit="people",
    )


if __name__ == "__main__":
    main(everything="--all" in sys.argv)
