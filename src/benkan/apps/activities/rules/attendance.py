"""Attendance by name: who may be written down, when two lines are one person, and how people are counted.

A person is known again by her name as it sounds, her sex and a mark of four figures (the last of her
telephone, or her year of birth). What that costs in false joins and splits is in decision 37.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar

from benkan.kit.refusals import N_, Refused
from benkan.kit.splits import AgeBand, Sex, Situation
from benkan.kit.text import folded

Key = TypeVar("Key")

KEPT_FOR = timedelta(days=365)
"""How long a name stays after the person was last met: as long as a series of meetings may take."""

_SOUNDS = (
    ("oua", "wa"), ("ou", "u"), ("dj", "j"), ("di", "j"), ("gn", "ny"), ("ph", "f"), ("qu", "k"),
    ("ce", "se"), ("ci", "si"), ("c", "k"), ("q", "k"), ("th", "t"), ("y", "i"), ("h", ""), ("z", "s"),
)  # fmt: skip
_TWICE = re.compile(r"(.)\1+")
_MARK = re.compile(r"[0-9]{4}")


class NameMissing(Refused):
    code = "activity_name_missing"
    text = N_("Write the name of each person, or leave her line empty.")


class ConsentMissing(Refused):
    code = "activity_consent_missing"
    text = N_(
        "Keep only the names of people who agree to it. Empty the line of whoever does not: "
        "she stays in the count."
    )


class MarkNotPossible(Refused):
    code = "activity_mark_not_possible"
    text = N_("Four figures: the last of the telephone, or the year of birth. Else leave it empty.")


class MoreNamesThanPeople(Refused):
    code = "activity_more_names_than_people"
    text = N_(
        "%(names)s names, but only %(present)s people of that sex were counted at this meeting. "
        "Check the sheet."
    )


class NotClosedYet(Refused):
    code = "activity_not_closed_yet"
    text = N_("Close the report first: names are added to a meeting whose people are counted.")


@dataclass(frozen=True)
class Person:
    """One line of the attendance sheet."""

    name: str
    sex: Sex
    age_band: AgeBand = AgeBand.UNKNOWN
    mark: str = ""
    disability: bool = False
    displaced: bool = False
    organisation: str = ""
    consents: bool = False


def check_person(person: Person) -> None:
    """A name that its bearer agrees to have kept."""
    if not folded(person.name):
        raise NameMissing()
    if not person.consents:
        raise ConsentMissing()
    if person.mark and not _MARK.fullmatch(person.mark):
        raise MarkNotPossible()


def check_names_fit(names: Mapping[Sex, int], present: Mapping[Sex, int]) -> None:
    """No more names of a sex than people of it were counted."""
    for sex, number in names.items():
        if number > present.get(sex, 0):
            raise MoreNamesThanPeople(names=number, present=present.get(sex, 0))


def heard(name: str) -> str:
    """A name as it sounds, whatever the order and the spelling of its parts.

    >>> heard("Traoré Oumou") == heard("oumou TRAORE") == heard("Umu Traore")
    True
    """
    words = []
    for word in folded(name).split():
        for written, sound in _SOUNDS:
            word = word.replace(written, sound)
        words.append(_TWICE.sub(r"\1", word))
    return " ".join(sorted(word for word in words if word))


def line_of(person: Person) -> str:
    """What is the same when one line of a sheet is typed twice."""
    return f"{heard(person.name)}|{person.sex}|{person.mark}"


def identity(person: Person) -> str:
    """What two lines of one person have in common; empty without a mark: a name and a sex alone are
    those of many."""
    return line_of(person) if person.mark else ""


@dataclass(frozen=True)
class Line:
    """One attendance by name, without the name. `token` None: cannot be told apart from others."""

    token: str | None
    sex: Sex
    age_band: AgeBand
    situations: frozenset[Situation] = frozenset()


@dataclass(frozen=True)
class Unique:
    """People known by name in several meetings. `people` are told apart; `unsure` are attendances of
    people who are not, so that the true number lies between `people` and `people + unsure`."""

    people: int = 0
    unsure: int = 0
    attendances: int = 0
    by_sex_and_age: Mapping[tuple[Sex, AgeBand], int] = field(default_factory=dict)
    by_situation: Mapping[tuple[Situation, Sex], int] = field(default_factory=dict)


def counted_once(lines: Iterable[Line]) -> Unique:
    """Each person once, with the sex and age that her last line says, and with every situation that
    one of her lines says; lines come in the order of their days."""
    last: dict[str, Line] = {}
    situations: dict[str, frozenset[Situation]] = {}
    unsure = attendances = 0
    for line in lines:
        attendances += 1
        if line.token is None:
            unsure += 1
            continue
        last[line.token] = line
        situations[line.token] = situations.get(line.token, frozenset()) | line.situations
    return Unique(
        people=len(last),
        unsure=unsure,
        attendances=attendances,
        by_sex_and_age=_how_many((one.sex, one.age_band) for one in last.values()),
        by_situation=_how_many(
            (of, last[token].sex) for token, those in situations.items() for of in sorted(those)
        ),
    )


def _how_many(keys: Iterable[Key]) -> dict[Key, int]:
    counts: dict[Key, int] = {}
    for key in keys:
        counts[key] = counts.get(key, 0) + 1
    return counts
