"""What may become a case, and which cases few may read."""

from datetime import timedelta

from benkan.apps.voices.rules.lexicon import sensitivity_of
from benkan.apps.voices.rules.sensitivity import Sensitivity
from benkan.kit.refusals import N_, Refused
from benkan.kit.services import Service


class NothingSaid(Refused):
    code = "nothing_said"
    text = N_("Write a few words, or record your voice: then we know what it is about.")


class ProgrammeIsOver(Refused):
    code = "programme_is_over"
    text = N_("This programme is over: nobody reads messages here any more.")


class TooManyCases(Refused):
    code = "too_many_cases"
    text = N_(
        "Many messages have come from this connection. Send yours again in an hour, or write it to us "
        "by SMS: nothing that you have written here is lost while this page stays open."
    )


MOST_CASES = 40
"""Cases that one connection may open in an hour: a whole village may share the telephone of its
animator, and many telephones share the address of their operator."""

CASES_WINDOW = timedelta(hours=1)


def check_still_runs(kind: str) -> None:
    """Refuse a new message in a programme of the past: it would wait for ever."""
    if kind == "historical":
        raise ProgrammeIsOver()


def check_not_flooding(opened: int) -> None:
    """Refuse a case more from a connection that has opened too many in this hour."""
    if opened >= MOST_CASES:
        raise TooManyCases()


def check_something_said(text: str, *, has_recording: bool) -> None:
    if not text.strip() and not has_recording:
        raise NothingSaid()


def danger_of(service: Service, text: str) -> Sensitivity | None:
    """Violence, corruption, threats, and all about security: what is said can put somebody in
    danger."""
    otherwise = Sensitivity.OTHER if service is Service.SECURITY else None
    return sensitivity_of(text) or otherwise
