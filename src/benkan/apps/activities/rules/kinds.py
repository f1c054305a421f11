"""Which kind of meeting asks what: one table, read by forms, pages and the check of what was said.

What a kind asks is kept as one JSON object beside the meeting (decision 37) and comes out as the
frozen class of its kind. What nobody has said is None: not nought, not no.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import cast

from benkan.kit.refusals import N_, Refused
from benkan.kit.services import Service

Value = str | int | bool | Sequence[str] | Mapping[str, int]
Told = Mapping[str, Value]
"""What was said of a meeting, by the name of what is asked."""

MOST = 100_000


class Kind(StrEnum):
    """What people come together for. The names are in rows and events: never rename one."""

    INTERFACE_MEETING = "interface_meeting"
    CONSULTATION = "consultation"
    FRAMEWORK = "framework"
    FORUM = "forum"
    GRAND_DIALOGUE = "grand_dialogue"
    TRAINING = "training"
    RESTITUTION = "restitution"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _LABELS[self]


_LABELS = {
    Kind.INTERFACE_MEETING: N_("Meeting of citizens and officials"),
    Kind.CONSULTATION: N_("Consultation"),
    Kind.FRAMEWORK: N_("Consultation framework"),
    Kind.FORUM: N_("Public forum"),
    Kind.GRAND_DIALOGUE: N_("Grand dialogue"),
    Kind.TRAINING: N_("Training"),
    Kind.RESTITUTION: N_("Public restitution"),
}


class Shape(StrEnum):
    """How something is asked for."""

    LINE = "line"
    WORDS = "words"
    NUMBER = "number"
    YES_NO = "yes_no"
    ONE = "one"
    SEVERAL = "several"
    COUNTS = "counts"
    ORGANISATION = "organisation"
    FACILITY = "facility"


@dataclass(frozen=True)
class Asked:
    """One thing that a kind asks. `at_report`: only after it was held. `choices`: values and English
    words. `only_if`: what must have been answered with yes for this to be asked."""

    name: str
    label: str
    form: Shape
    at_report: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""
    only_if: str = ""


@dataclass(frozen=True)
class Interface:
    """Citizens meet those who answer for a service."""

    service: str | None = None
    facility: str | None = None
    levels: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Consultation:
    """A consultation asks nothing more."""


@dataclass(frozen=True)
class Framework:
    """A framework has members of several categories and meets in numbered sessions."""

    session: int | None = None
    members: Mapping[str, int] | None = None


@dataclass(frozen=True)
class Forum:
    theme: str | None = None


@dataclass(frozen=True)
class Dialogue:
    """A panel answers before everybody, often on the radio."""

    theme: str | None = None
    panel: Mapping[str, int] | None = None
    broadcast: bool | None = None
    radio: str | None = None


@dataclass(frozen=True)
class Training:
    """`before` and `after`: how many took the test and how many passed it."""

    curriculum: str | None = None
    trainer: str | None = None
    sessions: int | None = None
    before: Mapping[str, int] | None = None
    after: Mapping[str, int] | None = None


@dataclass(frozen=True)
class Restitution:
    """A body accounts for a year."""

    body: str | None = None
    fiscal_year: int | None = None
    documents: tuple[str, ...] | None = None
    languages: tuple[str, ...] | None = None
    broadcast: bool | None = None
    radio: str | None = None


Facts = Interface | Consultation | Framework | Forum | Dialogue | Training | Restitution

CATEGORIES = (
    ("council", N_("Town council")),
    ("services", N_("Services of the State")),
    ("traditional", N_("Traditional and religious authorities")),
    ("women", N_("Women’s groups")),
    ("young", N_("Young people’s groups")),
    ("disability", N_("People with a disability")),
    ("displaced", N_("Displaced people")),
    ("associations", N_("Other associations")),
    ("private", N_("Traders and companies")),
    ("media", N_("Radios and press")),
)
"""Members of a framework, and who asks a question at a restitution."""

BODIES = (
    ("commune", N_("Commune")),
    ("asaco", N_("Community health association (ASACO)")),
    ("cgs", N_("School management committee (CGS)")),
    ("water", N_("Water committee")),
)
DOCUMENTS = (
    ("account", N_("Administrative account")),
    ("budget", N_("Budget of the year")),
    ("plan", N_("Development plan")),
    ("minutes", N_("Minutes of the council")),
    ("contracts", N_("Contracts and works")),
)
LANGUAGES = (
    ("bm", N_("Bambara")),
    ("ff", N_("Fulfulde")),
    ("ses", N_("Songhai")),
    ("tmh", N_("Tamasheq")),
    ("snk", N_("Soninke")),
    ("dtm", N_("Dogon")),
    ("sef", N_("Senufo")),
    ("fr", N_("French")),
    ("other", N_("Another language")),
)
LEVELS = (
    ("commune", N_("Of the commune")),
    ("cercle", N_("Of the cercle")),
    ("region", N_("Of the region")),
    ("national", N_("Of the whole country")),
)
_SERVICES = tuple((service.value, service.label) for service in Service)
_PANEL = (("female", N_("Women")), ("male", N_("Men")))
_TEST = (("took", N_("Took the test")), ("passed", N_("Passed it")))

_THEME = Asked("theme", N_("Theme"), Shape.LINE)
_BROADCAST = Asked("broadcast", N_("Was it on the radio?"), Shape.YES_NO, at_report=True)
_RADIO = Asked("radio", N_("Which radio?"), Shape.LINE, at_report=True, only_if="broadcast")

ASKED: Mapping[Kind, tuple[Asked, ...]] = {
    Kind.INTERFACE_MEETING: (
        Asked("service", N_("Which service is it about?"), Shape.ONE, choices=_SERVICES),
        Asked("facility", N_("Which school or health centre?"), Shape.FACILITY),
        Asked(
            "levels", N_("Officials of which level came?"), Shape.SEVERAL, at_report=True,
            choices=LEVELS,
        ),
    ),
    Kind.CONSULTATION: (),
    Kind.FRAMEWORK: (
        Asked(
            "session", N_("Which session of the year?"), Shape.NUMBER,
            help=N_("1 for the first of the year, 2 for the second…"),
        ),
        Asked(
            "members", N_("Members who came, by category"), Shape.COUNTS, at_report=True,
            choices=CATEGORIES,
        ),
    ),
    Kind.FORUM: (_THEME,),
    Kind.GRAND_DIALOGUE: (
        _THEME,
        Asked("panel", N_("Who sat on the panel?"), Shape.COUNTS, at_report=True, choices=_PANEL),
        _BROADCAST,
        _RADIO,
    ),
    Kind.TRAINING: (
        Asked("curriculum", N_("What is taught?"), Shape.WORDS),
        Asked("trainer", N_("Which organisation trains?"), Shape.ORGANISATION),
        Asked("sessions", N_("How many sessions were held?"), Shape.NUMBER, at_report=True),
        Asked("before", N_("Test before the training"), Shape.COUNTS, at_report=True, choices=_TEST),
        Asked("after", N_("Test after the training"), Shape.COUNTS, at_report=True, choices=_TEST),
    ),
    Kind.RESTITUTION: (
        Asked("body", N_("Who gives account?"), Shape.ONE, choices=BODIES),
        Asked("fiscal_year", N_("For which year?"), Shape.NUMBER, help=N_("Four figures: 2025.")),
        Asked(
            "documents", N_("What was posted or handed out?"), Shape.SEVERAL, at_report=True,
            choices=DOCUMENTS,
        ),
        Asked(
            "languages", N_("In which languages?"), Shape.SEVERAL, at_report=True, choices=LANGUAGES
        ),
        _BROADCAST,
        _RADIO,
    ),
}  # fmt: skip
"""What each kind asks, in the order of its form."""

FACTS: Mapping[Kind, type[Facts]] = {
    Kind.INTERFACE_MEETING: Interface,
    Kind.CONSULTATION: Consultation,
    Kind.FRAMEWORK: Framework,
    Kind.FORUM: Forum,
    Kind.GRAND_DIALOGUE: Dialogue,
    Kind.TRAINING: Training,
    Kind.RESTITUTION: Restitution,
}


class NotAskedHere(Refused):
    code = "activity_not_asked_here"
    text = N_("This kind of meeting does not ask that. Open its form again.")


class AnswerNotPossible(Refused):
    code = "activity_answer_not_possible"
    text = N_("One of the answers is not possible. Open the form again and choose from its lists.")


class NumberNotPossible(Refused):
    code = "activity_number_not_possible"
    text = N_("%(number)s is not possible here. Check the number.")


class MorePassedThanTook(Refused):
    code = "activity_more_passed_than_took"
    text = N_("%(passed)s people passed the test, but only %(took)s took it. Check both numbers.")


def asked_of(kind: str, *, at_report: bool | None = None) -> tuple[Asked, ...]:
    """What a kind asks: all, or at planning, or at the report only."""
    return tuple(
        one for one in ASKED[Kind(kind)] if at_report is None or one.at_report is at_report
    )


def check_told(kind: str, told: Told) -> None:
    """What was said is asked of this kind and can be."""
    table = {one.name: one for one in ASKED[Kind(kind)]}
    for name, value in told.items():
        if name not in table:
            raise NotAskedHere()
        _check(table[name], value)
    for test in ("before", "after"):
        counts = told.get(test)
        if isinstance(counts, Mapping) and counts.get("passed", 0) > counts.get("took", 0):
            raise MorePassedThanTook(passed=counts.get("passed", 0), took=counts.get("took", 0))


def _check(asked: Asked, value: Value) -> None:
    known = {choice for choice, _ in asked.choices}
    match asked.form, value:
        case Shape.YES_NO, bool():
            return
        case Shape.NUMBER, int() if not isinstance(value, bool):
            _check_number(value)
        case Shape.ONE, str() if value in known:
            return
        case ((Shape.LINE | Shape.WORDS | Shape.ORGANISATION | Shape.FACILITY), str()):
            return
        case Shape.SEVERAL, list() | tuple() if set(value) <= known:
            return
        case Shape.COUNTS, dict() if set(value) <= known:
            for number in value.values():
                _check_number(number)
        case _:
            raise AnswerNotPossible()


def _check_number(number: int) -> None:
    if not 0 <= number <= MOST:
        raise NumberNotPossible(number=number)


def facts_of(kind: str, told: Told) -> Facts:
    """What was said, as the class of its kind; a name that is no longer asked is passed over."""
    made = FACTS[Kind(kind)]
    known = {field.name for field in fields(made)}
    values = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in told.items()
        if name in known
    }
    return cast(Callable[..., Facts], made)(**values)


def missing(kind: str, told: Told) -> tuple[Asked, ...]:
    """What a report still owes: nothing that depends on an answer that was not yes."""
    return tuple(
        one
        for one in asked_of(kind, at_report=True)
        if one.name not in told and (not one.only_if or told.get(one.only_if) is True)
    )


def completed(kind: str, told: Told, new: Told) -> dict[str, Value]:
    """What was said, with what was missing; an answer that was given stays as it is."""
    merged = {**new, **told}
    check_told(kind, merged)
    return merged
