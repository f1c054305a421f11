"""Files of votes in the format of Pabulib (.pb): META, PROJECTS, VOTES, divided by semicolons.

Source: Faliszewski et al., "Participatory Budgeting: Data, Tools and Analysis" (IJCAI 2023,
arXiv 2305.11035), section 3. Limits on ballots (min_length, max_sum_cost …) were for the voters and
are not applied anew. Read block by block: a ballot that was seen before costs one look-up, and a
file of garbage is refused at its first line.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from benkan.methods.budget_vote import refusals
from benkan.methods.budget_vote.amounts import LARGEST, MOST_DECIMALS, Amount, amount, places
from benkan.methods.budget_vote.election import Election, Note, Project, VoteType
from benkan.methods.budget_vote.lines import Lines, check_columns, divided
from benkan.methods.budget_vote.pabulib_votes import Votes
from benkan.methods.refusals import quoted
from benkan.methods.tables import WrongLength

SECTIONS = ("META", "PROJECTS", "VOTES")
LONGEST_HEADING = 100_000
VOTE_TYPES: dict[str, VoteType] = {
    "approval": "approval",
    "choose-1": "approval",
    "scoring": "scoring",
    "cumulative": "cumulative",
    "ordinal": "ordinal",
}


def read_pabulib(stream: BinaryIO, *, file: str) -> Election:
    """The election in a file.

    Args:
        stream: its bytes, in UTF-8; read once, block by block.
        file: how refusals call it.

    Returns:
        Money in the largest parts in which the budget and every cost are whole. Equal ballots are
        together. `notes` say when META counts other numbers of votes or projects than there are
        (`votes_differ`, `projects_differ`), and how many voter ids occur twice (`voters_twice`).

    Raises:
        Refused: with the line and the column; see `refusals`.
    """
    lines = Lines(stream, file)
    heading = _heading(lines, file)
    money = [heading.budget, *(cost for _, cost, _, _ in heading.projects)]
    digits = places(money)
    if heading.budget.in_parts(digits) >= LARGEST:
        found, line = heading.said("budget")
        raise refusals.NotAnAmount(file=file, line=line, column="budget", found=quoted(found))
    for id, cost, _, line in heading.projects:
        if cost.in_parts(digits) > heading.budget.in_parts(digits):
            raise refusals.ProjectTooDear(
                file=file,
                line=line,
                project=quoted(id),
                cost=_plain(cost),
                budget=_plain(heading.budget),
            )
    projects = tuple(
        Project(id, cost.in_parts(digits), name) for id, cost, name, _ in sorted(heading.projects)
    )
    votes = Votes(file, heading.vote_type, {p.id: at for at, p in enumerate(projects)})
    votes.take_header(heading.votes_header)
    for first, block in lines.blocks():
        votes.take(first, block)
    ballots, point_parts = votes.grouped()
    return Election(
        projects=projects,
        budget=heading.budget.in_parts(digits),
        ballots=ballots,
        parts=10**digits,
        vote_type=heading.vote_type,
        point_parts=point_parts,
        currency=heading.meta.get("currency", ("", 0))[0],
        notes=tuple(_notes(heading, votes)),
    )


def _plain(value: Amount) -> str:
    return f"{value.units}.{value.decimals}" if value.decimals else str(value.units)


@dataclass
class _Heading:
    """What stands before the votes: META with the lines, projects as (id, cost, name, line)."""

    file: str
    meta: dict[str, tuple[str, int]] = field(default_factory=dict)
    projects: list[tuple[str, Amount, str, int]] = field(default_factory=list)
    votes_header: list[str] = field(default_factory=list)

    def said(self, key: str) -> tuple[str, int]:
        if key not in self.meta:
            raise refusals.MetaMissing(file=self.file, key=key)
        return self.meta[key]

    @property
    def budget(self) -> Amount:
        found, line = self.said("budget")
        value = amount(found)
        if value is None:
            raise refusals.NotAnAmount(
                file=self.file, line=line, column="budget", found=quoted(found)
            )
        if not value.in_parts(MOST_DECIMALS):
            raise refusals.BudgetNotPositive(file=self.file, line=line)
        return value

    @property
    def vote_type(self) -> VoteType:
        found, line = self.said("vote_type")
        if found.lower() not in VOTE_TYPES:
            raise refusals.VoteTypeUnknown(file=self.file, line=line, found=quoted(found))
        return VOTE_TYPES[found.lower()]


def _heading(lines: Lines, file: str) -> _Heading:
    heading, rows = _Heading(file), _rows(lines, file)
    first = next(rows, None)
    if first is None:
        raise refusals.EmptyVote(file=file)
    if first[0].strip().upper() != "META":
        raise refusals.NotPabulib(file=file)
    section, header = "META", next(rows, [])
    seen: set[str] = set()
    for row in rows:
        name = row[0].strip()
        if len(row) == 1 and name.upper() in SECTIONS:
            section, header = name.upper(), [cell.strip() for cell in next(rows, [])]
            if section == "VOTES":
                heading.votes_header = header
                break
            check_columns(header, file, "project_id", "cost")
        elif section == "META":
            heading.meta.setdefault(name.lower(), (";".join(row[1:]).strip(), lines.number))
        else:
            heading.projects.append(_project(row, header, file, lines.number, seen))
    if not heading.votes_header:
        missing = "VOTES" if section == "PROJECTS" else "PROJECTS"
        raise refusals.SectionMissing(file=file, section=missing)
    if not heading.projects:
        raise refusals.NoProjects(file=file)
    return heading


def _rows(lines: Lines, file: str) -> Iterator[list[str]]:
    """The cells of each line that is not blank."""
    for text in lines:
        if lines.number > LONGEST_HEADING:
            raise refusals.HeadingTooLong(file=file, most=LONGEST_HEADING)
        if text.strip():
            yield divided(text, file, lines.number)


def _project(
    row: list[str], header: list[str], file: str, line: int, seen: set[str]
) -> tuple[str, Amount, str, int]:
    if len(row) > len(header) or len(row) <= header.index("cost"):
        raise WrongLength(file=file, line=line, found=len(row), expected=len(header))
    said = dict(zip(header, (cell.strip() for cell in row), strict=False))
    id, cost = said["project_id"], amount(said["cost"])
    if not id:
        raise refusals.ProjectUnnamed(file=file, line=line)
    if id in seen:
        raise refusals.ProjectTwice(file=file, line=line, project=quoted(id))
    if cost is None:
        found = quoted(said["cost"])
        raise refusals.NotAnAmount(file=file, line=line, column="cost", found=found)
    seen.add(id)
    return id, cost, said.get("name", ""), line


def _notes(heading: _Heading, votes: Votes) -> Iterator[Note]:
    counted = {"votes": votes.count, "projects": len(heading.projects)}
    for what, there in counted.items():
        said = heading.meta.get(f"num_{what}", ("", 0))[0]
        if said.isdecimal() and len(said) < 16 and int(said) != there:
            yield Note(f"{what}_differ", {"said": int(said), "there": there})
    if votes.repeated:
        yield Note("voters_twice", {"voters": votes.repeated})
