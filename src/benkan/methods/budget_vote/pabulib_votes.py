"""The ballots of a Pabulib file: each different one is read once."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np

from benkan.methods.budget_vote import refusals
from benkan.methods.budget_vote.amounts import POINTS, Amount, amount, places
from benkan.methods.budget_vote.election import Ballots, VoteType, grouped, numbers_of
from benkan.methods.budget_vote.lines import check_columns, divided
from benkan.methods.refusals import quoted
from benkan.methods.tables import WrongLength

Key = tuple[str, str]


class Votes:
    """Counts ballots; `count` is how many there were, `repeated` how many voter ids came again."""

    def __init__(self, file: str, vote_type: VoteType, at: dict[str, int]) -> None:
        self._file, self._vote_type, self._at = file, vote_type, at
        self._has_points = vote_type in ("scoring", "cumulative")
        self._cast: Counter[Key] = Counter()
        self._named: dict[Key, list[int]] = {}
        self._points: dict[Key, list[Amount]] = {}
        self._voters: set[str] = set()
        self._voted = 0
        self.count = 0

    @property
    def repeated(self) -> int:
        return self._voted - len(self._voters)

    def take_header(self, header: Sequence[str]) -> None:
        needed = ("vote", "points") if self._has_points else ("vote",)
        check_columns(header, self._file, *needed)
        self._width = len(header)
        self._vote = header.index("vote")
        self._point = header.index("points") if self._has_points else -1
        self._voter = header.index("voter_id") if "voter_id" in header else -1

    def take(self, first: int, lines: list[str]) -> None:
        """Count the ballots of a block whose first line has this number."""
        votes, given, voters = self._columns(first, lines)
        counted = Counter(zip(votes, given, strict=True))
        for key in counted:
            if key not in self._named:
                self._read(key, first, lines)
        self._cast.update(counted)
        self.count += len(votes)
        known = [voter for voter in voters if voter]
        self._voted += len(known)
        self._voters.update(known)

    def grouped(self) -> tuple[Ballots, int]:
        """The ballots, and how many parts make one point."""
        if not self.count:
            raise refusals.NoVotes(file=self._file)
        digits = places(chain.from_iterable(self._points.values()))
        lengths = [len(named) for named in self._named.values()]
        points = [[one.in_parts(digits) for one in given] for given in self._points.values()]
        named = np.fromiter(chain.from_iterable(self._named.values()), np.int64, sum(lengths))
        given = numbers_of(self._vote_type, lengths, points)
        times = [self._cast[key] for key in self._named]
        return grouped(lengths, named, given, times), 10**digits

    def _columns(self, first: int, lines: list[str]) -> tuple[list[str], list[str], list[str]]:
        """The ballots, the points and the voters of the lines. Plain lines, and that is nearly all,
        are divided in one go."""
        plain = [text for text in lines if text]
        whole = ";".join(plain)
        if '"' not in whole and {text.count(";") + 1 for text in plain} == {self._width}:
            cells, step = whole.split(";"), self._width
            votes = cells[self._vote :: step]
            given = cells[self._point :: step] if self._has_points else [""] * len(votes)
            return votes, given, cells[self._voter :: step] if self._voter >= 0 else []
        rows = self._rows(first, lines)
        return (
            [row[self._vote] for row in rows],
            [row[self._point] if self._has_points else "" for row in rows],
            [row[self._voter] for row in rows] if self._voter >= 0 else [],
        )

    def _rows(self, first: int, lines: list[str]) -> list[list[str]]:
        if any('"' in text for text in lines):
            rows = [
                divided(text, self._file, first + at)
                for at, text in enumerate(lines)
                if text.strip()
            ]
        else:
            rows = [text.split(";") for text in lines if text]
        if {len(row) for row in rows} - {self._width}:
            self._refuse_length(first, lines)
            rows = [row for row in rows if any(cell.strip() for cell in row)]
        return rows

    def _refuse_length(self, first: int, lines: Iterable[str]) -> None:
        """Cells at the end may be missing, except the ballot; more than the heading has may not."""
        needed = max(self._vote, self._point, self._voter) + 1
        for line, text in enumerate(lines, first):
            found = len(divided(text, self._file, line))
            if text.strip() and not needed <= found <= self._width:
                raise WrongLength(file=self._file, line=line, found=found, expected=self._width)

    def _read(self, key: Key, first: int, lines: list[str]) -> None:
        vote, _ = key
        ids = vote.split(",") if vote.strip() else []
        try:
            named = [self._at[id] for id in ids]
        except KeyError:
            ids = [id.strip() for id in ids if id.strip()]
            unknown = next((id for id in ids if id not in self._at), None)
            if unknown is not None:
                line = self._line(key, first, lines)
                raise refusals.ProjectUnknown(
                    file=self._file, line=line, project=quoted(unknown)
                ) from None
            named = [self._at[id] for id in ids]
        if len(set(named)) < len(named) and self._vote_type != "approval":
            twice = next(id for at, id in enumerate(ids) if id in ids[:at])
            line = self._line(key, first, lines)
            raise refusals.NamedTwice(file=self._file, line=line, project=quoted(twice))
        if self._has_points:
            self._points[key] = self._numbers(key, len(named), first, lines)
        self._named[key] = named

    def _numbers(self, key: Key, projects: int, first: int, lines: list[str]) -> list[Amount]:
        texts = key[1].split(",") if key[1].strip() else []
        if len(texts) != projects:
            line = self._line(key, first, lines)
            raise refusals.PointsDiffer(
                file=self._file, line=line, projects=projects, points=len(texts)
            )
        numbers = []
        for text in texts:
            number = amount(text, POINTS, most_decimals=3)
            if number is None:
                line = self._line(key, first, lines)
                raise refusals.NotPoints(file=self._file, line=line, found=quoted(text))
            numbers.append(number)
        return numbers

    def _line(self, key: Key, first: int, lines: list[str]) -> int:
        """Where a ballot stands first."""
        for line, text in enumerate(lines, first):
            row = divided(text, self._file, line)
            if len(row) > max(self._vote, self._point):
                points = row[self._point] if self._has_points else ""
                if (row[self._vote], points) == key:
                    return line
        raise AssertionError("the ballot was read from one of these lines")
