"""What is on the screen at each question: sentences, choices, and the ways on and back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from benkan.apps.voices.rules.ussd import wording
from benkan.apps.voices.rules.ussd.answers import LAST_PAGE, SERVICES, has_more, is_delicate
from benkan.apps.voices.rules.ussd.so_far import SoFar
from benkan.apps.voices.rules.ussd.steps import (
    BACKWARDS,
    CHOICES,
    LANGUAGES,
    MORE,
    SERVICES_A_PAGE,
    Step,
)
from benkan.kit.services import Service


@dataclass(frozen=True)
class Sentence:
    """A sentence to be said in the reader's language.

    Attributes:
        text: its English, with places.
        exact: what fills places and is never shortened, such as a code.
        names: what fills places as somebody wrote it, and is shortened where it must.
        labels: what fills places and is itself said in the reader's language.
        quoted: her own words for the place `words`: as many of them as there is room for.
    """

    text: str
    exact: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    quoted: str = ""


@dataclass(frozen=True)
class Line:
    """A choice: the key, and a label to be said in the reader's language, or a `name` as it is."""

    key: str
    label: str = ""
    name: str = ""
    where: str = ""


@dataclass(frozen=True)
class Screen:
    """One screen. `ways` stand together on its last line; one that `ends` closes the session."""

    says: tuple[Sentence, ...]
    choices: tuple[Line, ...] = ()
    ways: tuple[Line, ...] = ()
    ends: bool = False


_BACK = Line(BACKWARDS, wording.BACK)


@dataclass(frozen=True)
class Sent:
    """What became of a message that was sent: its codes, and whether an SMS can bring them."""

    reference: str
    code: str
    gets_sms: bool
    is_delicate: bool


def screen_of(so_far: SoFar, *, sent: Sent | None = None) -> Screen:
    """The screen of a session. One that is over without having been `sent` was a trial."""
    if so_far.step is Step.SENT:
        return _sent(sent)
    if so_far.is_over:
        return Screen((Sentence(wording.QUESTIONS[so_far.step]),), ends=True)
    screen = _SCREENS[so_far.step](so_far)
    if not so_far.trouble:
        return screen
    is_unknown = so_far.step is Step.LANGUAGE
    said = Sentence(wording.LANGUAGE_AGAIN if is_unknown else wording.TROUBLES[so_far.trouble])
    # The long notice was read a moment ago: both would not fit.
    repeated = () if so_far.step is Step.DELICATE else screen.says
    return Screen((said, *repeated), screen.choices, screen.ways)


def _sent(sent: Sent | None) -> Screen:
    if sent is None:
        return Screen((Sentence(wording.PRETENDED),), ends=True)
    if not sent.gets_sms:
        codes = {"reference": sent.reference, "code": sent.code}
        return Screen((Sentence(wording.SENT_WITHOUT_SMS, codes),), ends=True)
    said = [Sentence(wording.SENT, {"reference": sent.reference})]
    if sent.is_delicate:
        said.append(Sentence(wording.SENT_DELICATE))
    return Screen(tuple(said), ends=True)


def _asked(step: Step, *choices: Line, ways: tuple[Line, ...] = ()) -> Screen:
    return Screen((Sentence(wording.QUESTIONS[step]),), choices, ways)


def _resume(so_far: SoFar) -> Screen:
    return _asked(Step.RESUME, Line("1", wording.GO_ON), Line("2", wording.START_AGAIN))


def _told(so_far: SoFar) -> Screen:
    said = Sentence(wording.QUESTIONS[Step.TOLD], {"reference": so_far.told})
    return Screen((said,), (Line("1", wording.SAY_MORE), Line(MORE, wording.FINISH)))


def _language(so_far: SoFar) -> Screen:
    names = [Line(str(n), name=name) for n, name in enumerate(LANGUAGES.values(), 1)]
    return _asked(Step.LANGUAGE, *names)


def _service(so_far: SoFar) -> Screen:
    first = so_far.page * SERVICES_A_PAGE
    shown = SERVICES[first : first + SERVICES_A_PAGE]
    choices = [Line(str(n), service.label) for n, service in enumerate(shown, first + 1)]
    more = (Line(MORE, wording.MORE),) if so_far.page < LAST_PAGE else ()
    back = _BACK if so_far.page else Line(BACKWARDS, wording.CHANGE_LANGUAGE)
    return _asked(Step.SERVICE, *choices, ways=(*more, back))


def _delicate(so_far: SoFar) -> Screen:
    return _asked(Step.DELICATE, Line("1", wording.GO_ON), ways=(_BACK,))


def _where(so_far: SoFar) -> Screen:
    return _asked(Step.WHERE, Line(MORE, wording.DO_NOT_KNOW), ways=(_BACK,))


def _offered(so_far: SoFar) -> Screen:
    first = so_far.page * CHOICES
    shown = so_far.offered[first : first + CHOICES]
    choices = [
        Line(str(n), name=one.name, where=one.where) for n, one in enumerate(shown, first + 1)
    ]
    on = wording.MORE if has_more(so_far) else wording.ANOTHER
    return _asked(so_far.step, *choices, ways=(Line(MORE, on), _BACK))


def _facility(so_far: SoFar) -> Screen:
    asked = wording.FACILITY.get(Service(so_far.service), wording.WHICH_FACILITY)
    return Screen((Sentence(asked),), (Line(MORE, wording.SKIP),), (_BACK,))


def _words(so_far: SoFar) -> Screen:
    if so_far.words:
        return Screen((Sentence(wording.ADD),), ways=(_BACK,))
    return _asked(Step.WORDS, ways=(_BACK,))


def _confirm(so_far: SoFar) -> Screen:
    choices = (
        Line("1", wording.SEND),
        Line("2", wording.ADD_WORDS),
        Line("3", wording.ERASE),
    )
    says = (_summed_up(so_far), Sentence(wording.NOT_SEEN))
    return Screen(says, choices, (Line(BACKWARDS, wording.CHANGE),))


def _summed_up(so_far: SoFar) -> Sentence:
    """What will be sent; of a delicate message nothing, since others may look at the screen."""
    if is_delicate(so_far):
        return Sentence(wording.CONFIRM_DELICATE)
    labels, words = {"service": Service(so_far.service).label}, so_far.words
    if not so_far.place:
        return Sentence(wording.CONFIRM, labels=labels, quoted=words)
    names = {"place": so_far.facility_name or so_far.place_name}
    return Sentence(wording.CONFIRM_AT, names=names, labels=labels, quoted=words)


_SCREENS: Mapping[Step, Callable[[SoFar], Screen]] = {
    Step.RESUME: _resume,
    Step.TOLD: _told,
    Step.LANGUAGE: _language,
    Step.SERVICE: _service,
    Step.DELICATE: _delicate,
    Step.WHERE: _where,
    Step.WHICH_PLACE: _offered,
    Step.FACILITY: _facility,
    Step.WHICH_FACILITY: _offered,
    Step.WORDS: _words,
    Step.CONFIRM: _confirm,
}
