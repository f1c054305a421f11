"""Votes on their way from a file to the matrix: eight bytes each, whatever the labels are."""

from array import array
from collections.abc import Iterable, Iterator

import numpy as np

from benkan.methods.opinion_map.plain import STATEMENT_BITS
from benkan.methods.opinion_map.votes import Array, Label, NoVotes, Votes, arranged, packed
from benkan.methods.refusals import N_, Refused

VOTES_A_STEP, VOTES_A_TIME = 1 << 20, 1 << 16
NUMBERS_WAITING = 1 << 18


class TooManyVotes(Refused):
    code = "too_many_votes"
    text = N_("%(file)s has more people, statements and votes than one map can hold.")


class Gathered:
    """Votes in the order of the file: whole numbers packed into 64 bits each, in one array that grows
    and is later turned into keys where it lies; from the first name on, the places of names."""

    def __init__(self) -> None:
        self._plain = np.empty(0, dtype=np.int64)
        self._count = 0
        self._people: dict[str, int] = {}
        self._statements: dict[str, int] = {}
        self._rows, self._columns, self._answers = array("q"), array("q"), array("b")

    @property
    def empty(self) -> bool:
        return self._count == 0 and len(self._answers) == 0

    def add(self, people: Array, statements: Array, answers: Array) -> None:
        """Whole numbers or names (bytes) of people and statements, and what they answered."""
        if len(self._answers) or people.dtype.kind == "S" or statements.dtype.kind == "S":
            self._rows.frombytes(_places(people, self._people).tobytes())
            self._columns.frombytes(_places(statements, self._statements).tobytes())
            self._answers.frombytes(answers.tobytes())
            return
        end = self._count + len(people)
        if end > len(self._plain):
            self._plain.resize(end + VOTES_A_STEP, refcheck=False)
        own = self._plain[self._count : end]
        own[:] = people
        own <<= STATEMENT_BITS
        own |= statements
        own <<= 2
        own |= answers + 1
        self._count = end

    def add_one(self, person: str, statement: str, answer: int) -> None:
        self._rows.append(self.name_person(person))
        self._columns.append(self.name_statement(statement))
        self._answers.append(answer)

    def name_person(self, label: str) -> int:
        return self._people.setdefault(label, len(self._people))

    def name_statement(self, label: str) -> int:
        return self._statements.setdefault(label, len(self._statements))

    def votes(self, file: str) -> Votes:
        """The matrix; what was gathered is used up."""
        plain, total = self._count, self._count + len(self._answers)
        if total == 0:
            raise NoVotes()
        people = Labels((who for _, who, _, _ in self._parts()), list(self._people))
        statements = Labels((what for _, _, what, _ in self._parts()), list(self._statements))
        size = (len(people.there), len(statements.there))
        if size[0] * size[1] * total >= 2**60:
            raise TooManyVotes(file=file)
        for part, who, what, answers in self._parts():
            codes = (people.of_plain(who), statements.of_plain(what))
            self._plain[part] = packed(*codes, answers, *size, part.start, total)
        keys, self._plain = self._plain, np.empty(0, dtype=np.int64)
        keys.resize(total, refcheck=False)
        rows, columns = (np.frombuffer(a, dtype=np.int64) for a in (self._rows, self._columns))
        answers = np.frombuffer(self._answers, dtype=np.int8)
        codes = (people.of_careful(rows), statements.of_careful(columns))
        keys[plain:] = packed(*codes, answers, *size, plain, total)
        return arranged(people.there, statements.there, keys)

    def _parts(self) -> Iterator[tuple[slice, Array, Array, Array]]:
        """People, statements and answers of the plain votes, some at a time."""
        for begin in range(0, self._count, VOTES_A_TIME):
            part = slice(begin, min(begin + VOTES_A_TIME, self._count))
            own = self._plain[part]
            pairs = own >> 2
            statements = pairs & ((1 << STATEMENT_BITS) - 1)
            yield part, pairs >> STATEMENT_BITS, statements, (own & 3) - 1


def _places(labels: Array, names: dict[str, int]) -> Array:
    """The place of each label among the names so far; new ones are added."""
    different, which = np.unique(labels, return_inverse=True)
    texts = (one.decode() if isinstance(one, bytes) else str(one) for one in different.tolist())
    places = [names.setdefault(text, len(names)) for text in texts]
    return np.array(places, dtype=np.int64)[which]


class Labels:
    """The different labels of plain and careful rows together, in order."""

    def __init__(self, plain: Iterable[Array], careful: list[str]) -> None:
        numbers = _all_different(plain)
        self.there: list[Label]
        if all(_is_number(label) for label in careful):
            of_careful = np.array([int(label) for label in careful], dtype=np.int64)
            there = np.union1d(numbers, of_careful)
            self.there = list(there.tolist())
            self._careful = np.searchsorted(there, of_careful)
            self._numbers, self._places = there, np.arange(len(there))
        else:
            texts = sorted({*careful, *(str(number) for number in numbers.tolist())})
            place = {label: at for at, label in enumerate(texts)}
            self.there = list(texts)
            self._careful = np.array([place[label] for label in careful], dtype=np.int64)
            self._numbers = numbers
            self._places = np.array([place[str(n)] for n in numbers.tolist()], dtype=np.int64)
        self._shortcut = _shortcut(self._numbers, self._places)

    def of_plain(self, numbers: Array) -> Array:
        if self._shortcut is not None:
            return np.asarray(self._shortcut[numbers - self._numbers[0]])
        return np.asarray(self._places[np.searchsorted(self._numbers, numbers)])

    def of_careful(self, places: Array) -> Array:
        return np.asarray(self._careful[places]) if len(places) else places


def _all_different(parts: Iterable[Array]) -> Array:
    """The different numbers of all parts, in order; put together each time they have doubled, so
    that each is sorted a few times only."""
    numbers: Array = np.empty(0, dtype=np.int64)
    waiting: list[Array] = []
    count = 0
    for part in parts:
        waiting.append(_different(part))
        count += len(waiting[-1])
        if count > len(numbers) + NUMBERS_WAITING:
            numbers = _once(np.concatenate((numbers, *waiting)))
            waiting, count = [], 0
    return _once(np.concatenate((numbers, *waiting)))


def _once(numbers: Array) -> Array:
    """Sorted, each once: sorting is faster here than `np.unique`, which hashes."""
    numbers.sort()
    return np.asarray(
        numbers[np.concatenate(([True], numbers[1:] != numbers[:-1]))[: len(numbers)]]
    )


def _different(numbers: Array) -> Array:
    """The different numbers of a part; those of a narrow span by counting."""
    low, high = int(numbers.min()), int(numbers.max())
    if high - low < 4 * len(numbers) + 1000:
        return np.flatnonzero(np.bincount(numbers - low)) + low
    return _once(numbers.astype(np.int64))


def _shortcut(numbers: Array, places: Array) -> Array | None:
    """A table from number to place, where the numbers are not too far apart for one."""
    if len(numbers) == 0 or numbers[-1] - numbers[0] > 16 * len(numbers) + 1_000_000:
        return None
    table = np.zeros(int(numbers[-1] - numbers[0]) + 1, dtype=np.int32)
    table[numbers - numbers[0]] = places
    return table


def _is_number(label: str) -> bool:
    """Whether a label is a whole number written in the one usual way, so that it can be had back."""
    digits = label.removeprefix("-")
    plain = digits.isascii() and digits.isdigit() and len(digits) <= 18
    return plain and ((digits == "0" and label == "0") or digits[0] != "0")
