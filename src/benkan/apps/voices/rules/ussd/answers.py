"""What an input changes: a function for each question. What is not understood repeats the question."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from benkan.apps.voices.rules.lexicon import sounds_sensitive
from benkan.apps.voices.rules.ussd.inputs import JOINT
from benkan.apps.voices.rules.ussd.so_far import Finder, Named, SoFar
from benkan.apps.voices.rules.ussd.steps import (
    BACK,
    BACKWARDS,
    CHOICES,
    LANGUAGES,
    LONGEST_WORDS,
    MORE,
    MOST_FOUND,
    MOST_INPUTS,
    SERVICES_A_PAGE,
    Step,
)
from benkan.kit.services import Service

SERVICES = tuple(Service)
LAST_PAGE = (len(SERVICES) - 1) // SERVICES_A_PAGE


def after(so_far: SoFar, said: str, finder: Finder) -> SoFar:
    """Where the session stands once the input was read. One that is over stays as it is."""
    if so_far.is_over:
        return so_far
    if so_far.inputs >= MOST_INPUTS:
        kept = so_far.kept or so_far
        return SoFar(Step.TIRED, so_far.language, kept=kept if kept.service else None)
    heard = replace(so_far, trouble="", inputs=so_far.inputs + 1)
    said = " ".join(said.split())
    if said == BACKWARDS and so_far.step in BACK:
        return _back(heard)
    return _ANSWERS[so_far.step](heard, said, finder)


def after_all(so_far: SoFar, text: str, finder: Finder) -> SoFar:
    """Where a session stands whose beginning we did not hear: `*123*2#`, or a first request that was
    lost. From where words are asked for, the rest is words, whatever stars it has."""
    rest = text
    while rest:
        said, _, rest = (rest, "", "") if so_far.step is Step.WORDS else rest.partition(JOINT)
        so_far = after(so_far, said, finder)
    return so_far


def is_delicate(so_far: SoFar) -> bool:
    """Whether what is said may put somebody in danger: then the screens keep it to themselves."""
    return so_far.service == Service.SECURITY or sounds_sensitive(so_far.words)


def _back(so_far: SoFar) -> SoFar:
    if so_far.page:
        return replace(so_far, page=so_far.page - 1)
    if so_far.step is Step.WORDS and so_far.words:  # she was about to add some
        return replace(so_far, step=Step.CONFIRM)
    return replace(so_far, step=BACK[so_far.step], offered=(), words="")


def _again(so_far: SoFar, trouble: str) -> SoFar:
    return replace(so_far, trouble=trouble)


def _number(said: str) -> int:
    """The number of a choice that was typed, with or without the last key of the code; 0 for none."""
    digits = said.rstrip("# ")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 3 else 0


def _resume(so_far: SoFar, said: str, finder: Finder) -> SoFar:
    assert so_far.kept is not None, "only what was cut is asked about"
    if _number(said) == 1:
        return so_far.kept
    if _number(said) == 2:
        return replace(so_far, step=Step.SERVICE, kept=None)
    return _again(so_far, "number")


def _told(so_far: SoFar, said: str, finder: Finder) -> SoFar:
    if _number(said) == 1:
        return replace(so_far, step=Step.SERVICE, told="")
    return replace(so_far, step=Step.LEFT) if said == MORE else _again(so_far, "number")


def _language(so_far: SoFar, said: str, finder: Finder) -> SoFar:
    number = _number(said)
    if not 1 <= number <= len(LANGUAGES):
        return _again(so_far, "number")
    return replace(so_far, step=Step.SERVICE, language=[*LANGUAGES][number - 1])


def _service(so_far: SoFar, said: str, finder: Finder) -> SoFar:
    if said == MORE:
        return replace(so_far, page=min(so_far.page + 1, LAST_PAGE))
    number = _number(said)
    if not 1 <= number <= len(SERVICES):
        return _again(so_far, "number")
    service = SERVICES[number - 1]
    step = Step.DELICATE if service is Service.SECURITY else Step.WHERE
    here = replace(so_far, service=service.value, facility="", facility_name="")
    return replace(here, step=step, page=0)


def _delicate(so_far: SoFar, said: str, finder: Finder) -> SoFar:
    return replace(so_far, step=Step.WHERE) if _number(said) == 1 else _again(so_far, "number")


def _where(so_far: SoFar, said: str, finder: Finder) -> SoFar:
    if said == MORE:
        return _at(so_far, Named("", ""), finder)
    if not any(c.isalpha() for c in said):
        return _again(so_far, "letters")
    found = tuple(finder.places(said))[:MOST_FOUND]
    if not found:
        return _again(so_far, "no_place")
    return replace(so_far, step=Step.WHICH_PLACE, offered=found, page=0)


def _which_place(so_far: SoFar, said: str, finder: Finder) -> SoFar:
    if said == MORE:
        return _next_page(so_far) or replace(so_far, step=Step.WHERE, offered=(), page=0)
    if chosen := _chosen(so_far, said):
        return _at(so_far, chosen, finder)
    # Who types a name here instead of a number looks further.
    is_name = any(c.isalpha() for c in said)
    return _where(so_far, said, finder) if is_name else _again(so_far, "number")


def _at(so_far: SoFar, place: Named, finder: Finder) -> SoFar:
    """The place is known; a school or a health centre is asked for where there are some."""
    here = replace(
        so_far, place=place.id, place_name=place.name, facility="", facility_name="", offered=()
    )
    here = replace(here, page=0)
    known = _facilities(here, "", finder) if place.id else ()
    if not known:
        return replace(here, step=Step.WORDS)
    if len(known) > CHOICES:
        return replace(here, step=Step.FACILITY)
    return replace(here, step=Step.WHICH_FACILITY, offered=known)


def _facilities(so_far: SoFar, typed: str, finder: Finder) -> tuple[Named, ...]:
    found = finder.facilities(typed, place=so_far.place, service=Service(so_far.service))
    return tuple(found)[:MOST_FOUND]


def _facility(so_far: SoFar, said: str, finder: Finder) -> SoFar:
    if said == MORE:
        return replace(so_far, step=Step.WORDS)
    found = _facilities(so_far, said, finder) if any(c.isalnum() for c in said) else ()
    if not found:
        return _again(so_far, "no_facility")
    return replace(so_far, step=Step.WHICH_FACILITY, offered=found)


def _which_facility(so_far: SoFar, said: str, finder: Finder) -> SoFar:
    if said == MORE:
        return _next_page(so_far) or replace(so_far, step=Step.WORDS, offered=(), page=0)
    chosen = _chosen(so_far, said)
    if chosen is None:
        return _again(so_far, "number")
    here = replace(so_far, facility=chosen.id, facility_name=chosen.name)
    return replace(here, step=Step.WORDS, offered=(), page=0)


def _next_page(so_far: SoFar) -> SoFar | None:
    return replace(so_far, page=so_far.page + 1) if has_more(so_far) else None


def has_more(so_far: SoFar) -> bool:
    """Whether more was found than the pages up to this one show."""
    return len(so_far.offered) > (so_far.page + 1) * CHOICES


def _chosen(so_far: SoFar, said: str) -> Named | None:
    number = _number(said)
    return so_far.offered[number - 1] if 1 <= number <= len(so_far.offered) else None


def _words(so_far: SoFar, said: str, finder: Finder) -> SoFar:
    if not any(c.isalpha() for c in said):
        return _again(so_far, "no_words")
    words = f"{so_far.words} {said}".strip()[:LONGEST_WORDS]
    return replace(so_far, step=Step.CONFIRM, words=words)


def _confirm(so_far: SoFar, said: str, finder: Finder) -> SoFar:
    match _number(said):
        case 1:
            return replace(so_far, step=Step.SENT)
        case 2:
            return replace(so_far, step=Step.WORDS)
        case 3:
            return SoFar(Step.ERASED, so_far.language)
    return _again(so_far, "number")


_ANSWERS: Mapping[Step, Callable[[SoFar, str, Finder], SoFar]] = {
    Step.RESUME: _resume,
    Step.TOLD: _told,
    Step.LANGUAGE: _language,
    Step.SERVICE: _service,
    Step.DELICATE: _delicate,
    Step.WHERE: _where,
    Step.WHICH_PLACE: _which_place,
    Step.FACILITY: _facility,
    Step.WHICH_FACILITY: _which_facility,
    Step.WORDS: _words,
    Step.CONFIRM: _confirm,
}
