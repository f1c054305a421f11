"""Sheets of paper: how the questions stand on them in blocks, and whether a paper adds up as it was typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from benkan.apps.assessments.rules.kinds import Kind
from benkan.apps.assessments.rules.levels import SHOWN
from benkan.apps.assessments.rules.scales import LEVELS, Scale

MOST_TABLES = 3
"""With more of them nobody finds her way on a sheet."""

_IN_WORDS = (Scale.FACES, Scale.FACES_3, Scale.FOUR, Scale.DOCUMENT, Scale.YES_NO)
"""Scales whose words stand above the boxes; the others are numbers that each question explains."""
_FACE = "face"


class Way(StrEnum):
    """How a question is answered on paper: a mark for each person, one cross, or one number."""

    TALLY = "tally"
    TICK = "tick"
    NUMBER = "number"


class Fault(StrEnum):
    """What does not agree between the boxes and the totals of a paper."""

    BOX = "box"
    ROW = "row"
    COLUMN = "column"
    NO_TOTAL = "no_total"
    TOO_MANY = "too_many"


@dataclass(frozen=True)
class Question:
    """A leaf as it stands on the paper. `number` counts through the whole sheet."""

    node: str
    number: int
    code: str
    text: str
    scale: Scale
    way: Way
    anchors: Mapping[str, str]
    section: str = ""
    unit: str = ""
    needs_evidence: bool = False

    @property
    def levels(self) -> tuple[str, ...]:
        return LEVELS.get(self.scale, ())

    @property
    def heads(self) -> list["Column"]:
        """Its levels as they stand above boxes."""
        return heads_of(self.scale)

    @property
    def picks(self) -> list[tuple["Column", str]]:
        """Its levels with its own words for them."""
        return [(head, self.anchors.get(head.level, "")) for head in self.heads]


@dataclass(frozen=True)
class Column:
    """One level at the head of a table: `face` nought and `words` empty where it is a number alone."""

    level: str
    words: str
    face: int


@dataclass(frozen=True)
class Block:
    """Questions that follow each other and are answered the same way: one table, added up below. Mixed:
    of many scales, with the levels beside each question."""

    number: int
    questions: tuple[Question, ...]
    is_mixed: bool = False

    @property
    def way(self) -> Way:
        return self.questions[0].way

    @property
    def levels(self) -> tuple[str, ...]:
        return self.questions[0].levels

    @property
    def heads(self) -> list[Column]:
        """The levels as they stand above the boxes."""
        return heads_of(self.questions[0].scale)

    @property
    def needs_evidence(self) -> bool:
        return any(question.needs_evidence for question in self.questions)

    @property
    def columns(self) -> tuple[str, ...]:
        """What is added up downwards: the levels, or the one number; where scales are mixed, the first
        box of each line, the second…, and the numbers."""
        if not self.is_mixed:
            return self.questions[0].levels if self.way is not Way.NUMBER else ("",)
        most = max(len(question.levels) for question in self.questions)
        has_numbers = any(question.way is Way.NUMBER for question in self.questions)
        return (*(str(place) for place in range(1, most + 1)), *([""] if has_numbers else []))

    def column_of(self, question: Question, level: str) -> str:
        """Where a cross of the question counts."""
        return str(question.levels.index(level) + 1) if self.is_mixed else level


@dataclass(frozen=True)
class Typed:
    """A block as it was typed: by question and column, with the totals that stand on the paper."""

    cells: Sequence[Mapping[str, Decimal]]
    row_totals: Sequence[Decimal | None]
    column_totals: Mapping[str, Decimal | None]


@dataclass(frozen=True)
class Difference:
    """One thing that does not agree. `question` counts from nought in its block; `should` is what the
    totals say that the box holds."""

    fault: Fault
    question: int | None = None
    column: str = ""
    made: Decimal = Decimal()
    told: Decimal = Decimal()


def way_of(kind: Kind, scale: Scale, *, is_provider: bool) -> Way:
    """People of a scorecard each give a mark; whoever answers as one gives a cross, or a number where
    there are no levels."""
    if scale not in LEVELS:
        return Way.NUMBER
    return Way.TALLY if kind is Kind.SCORECARD and not is_provider else Way.TICK


def heads_of(scale: Scale) -> list[Column]:
    """The levels of a scale as they stand above boxes, the same faces and words as on a telephone."""
    return [
        Column(
            one.level,
            one.word if scale in _IN_WORDS else "",
            int(one.sign.removeprefix(_FACE)) if one.sign.startswith(_FACE) else 0,
        )
        for one in SHOWN.get(scale, ())
    ]


def in_blocks(questions: Sequence[Question]) -> list[Block]:
    """The questions in their order, cut where scale or way changes; where that would be all the time,
    in one table."""
    runs: list[list[Question]] = []
    for question in questions:
        last = runs[-1][-1] if runs else None
        if last is not None and _same_table(last, question):
            runs[-1].append(question)
        else:
            runs.append([question])
    is_tallied = any(question.way is Way.TALLY for question in questions)
    if len(runs) > MOST_TABLES and not is_tallied:
        return [Block(1, tuple(questions), is_mixed=True)]
    return [Block(number, tuple(run)) for number, run in enumerate(runs, start=1)]


def differences(way: Way, typed: Typed, *, sat: int | None = None) -> list[Difference]:
    """Where boxes and totals of a block do not agree. When one row and one column are wrong by the same
    amount, it is the box where they cross that was mistyped; nothing is said of a total that the paper
    need not have. `sat`: how many people were counted in the group."""
    columns = _columns(typed)
    if way is not Way.TALLY:
        return columns
    rows = [one for at, _ in enumerate(typed.cells) for one in _row(typed, at, sat)]
    wrong = [one for one in rows if one.fault is Fault.ROW]
    if len(wrong) == len(columns) == 1 and _off(wrong[0]) == _off(columns[0]):
        box = _box(typed, wrong[0], columns[0])
        return (
            [box, *(one for one in rows if one.fault is not Fault.ROW)] if box else wrong + columns
        )
    return rows + columns


def _same_table(one: Question, other: Question) -> bool:
    return (one.scale, one.way) == (other.scale, other.way)


def _row(typed: Typed, at: int, sat: int | None) -> list[Difference]:
    made, told = sum(typed.cells[at].values(), Decimal()), typed.row_totals[at]
    if told is None:
        return [Difference(Fault.NO_TOTAL, at, made=made)] if made else []
    if made != told:
        return [Difference(Fault.ROW, at, made=made, told=told)]
    if sat is not None and made > sat:
        return [Difference(Fault.TOO_MANY, at, made=made, told=Decimal(sat))]
    return []


def _columns(typed: Typed) -> list[Difference]:
    """Checked as soon as one of the column totals was typed: an empty one then says nought."""
    if all(told is None for told in typed.column_totals.values()):
        return []
    found = []
    for column, said in typed.column_totals.items():
        made = sum((cells.get(column, Decimal()) for cells in typed.cells), Decimal())
        told = said or Decimal()
        if made != told:
            found.append(Difference(Fault.COLUMN, column=column, made=made, told=told))
    return found


def _box(typed: Typed, row: Difference, column: Difference) -> Difference | None:
    assert row.question is not None, "a row has its question"
    made = typed.cells[row.question].get(column.column, Decimal())
    should = made - _off(row)
    if should < 0:
        return None
    return Difference(Fault.BOX, row.question, column.column, made=made, told=should)


def _off(one: Difference) -> Decimal:
    return one.made - one.told
