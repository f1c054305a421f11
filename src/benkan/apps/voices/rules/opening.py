"""What may become a case, and which cases few may read."""

from benkan.apps.voices.rules.lexicon import sounds_sensitive
from benkan.kit.refusals import N_, Refused
from benkan.kit.services import Service


class NothingSaid(Refused):
    code = "nothing_said"
    text = N_("Write a few words, or record your voice: then we know what it is about.")


def check_something_said(text: str, *, has_recording: bool) -> None:
    if not text.strip() and not has_recording:
        raise NothingSaid()


def must_be_guarded(service: Service, text: str) -> bool:
    """Security, violence, corruption and threats: what is said can put somebody in danger."""
    return service is Service.SECURITY or sounds_sensitive(text)
