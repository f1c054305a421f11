"""Votes for tests."""

from collections.abc import Sequence
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from benkan.methods.opinion_map.reading import read_votes
from benkan.methods.opinion_map.votes import Label, Votes, collected


def make_votes(*rows: str, people: Sequence[Label] | None = None) -> Votes:
    """A row a person, a sign a statement: + agrees, - disagrees, 0 passes, . was not seen."""
    names = list(people) if people else list(range(len(rows)))
    answers = {"+": 1, "-": -1, "0": 0}
    listed = [
        (name, at, answers[sign])
        for name, row in zip(names, rows, strict=True)
        for at, sign in enumerate(row)
        if sign != "."
    ]
    return collected(*[list(column) for column in zip(*listed, strict=True)])


def read(text: str | bytes) -> Votes:
    """The votes of a file called votes.csv."""
    content = text.encode() if isinstance(text, str) else text
    return read_votes(BytesIO(content), file="votes.csv")


def camps(
    sizes: Sequence[int], statements: int, seen: int, *, seed: int = 1
) -> tuple[Votes, NDArray[np.int64]]:
    """People of some camps who saw a few statements each, and the camp of each."""
    lots = np.random.default_rng(seed)
    likes = lots.random((len(sizes), statements)) < 0.5
    camp = np.repeat(np.arange(len(sizes)), sizes)
    lots.shuffle(camp)
    rows = np.repeat(np.arange(len(camp)), seen)
    columns = np.concatenate([lots.permutation(statements)[:seen] for _ in camp])
    true = lots.random(len(rows)) < 0.85
    answers = np.where(likes[camp[rows], columns] == true, 1, -1)
    return collected(rows.tolist(), columns.tolist(), answers.tolist()), camp
