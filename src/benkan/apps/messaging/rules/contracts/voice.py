"""The contract with a provider of telephone calls that speaks TwiML: how it signs, where it keeps
recordings, and what the line offers. See docs/how-to/open-a-voice-line.md."""

import re
from dataclasses import dataclass
from typing import ClassVar

from benkan.apps.messaging.rules.prompts import LANGUAGES
from benkan.kit.refusals import N_, Refused

_HOST = re.compile(r"[a-z0-9.-]+(:\d{1,5})?")


class VoiceLineNotUsable(Refused):
    code = "voice_line_not_usable"
    text = N_(
        "A voice line needs the provider’s secret, the name of the host that keeps its recordings"
        " (api.twilio.com), and at least one language that it speaks."
    )


@dataclass(frozen=True)
class VoiceContract:
    """How a voice line is spoken to.

    Attributes:
        auth_token: the provider's secret, with which it signs each request.
        account: the name to show with the secret when a recording is fetched; empty: neither.
        recordings_host: the one host from which recordings are fetched, always by https.
        languages: codes of the languages on offer, in the order in which they are said.
        is_free: what callers are told about the price.
        speaks_missing: the provider's voice says in French what is not recorded.
        is_on_loopback: the host is this machine and speaks http, as in tests.
    """

    kind: ClassVar[str] = "voice"
    can_send: ClassVar[bool] = False

    auth_token: str = ""
    recordings_host: str = ""
    languages: tuple[str, ...] = ("fr",)
    account: str = ""
    is_free: bool = False
    speaks_missing: bool = False
    is_on_loopback: bool = False

    def check(self) -> None:
        known = [one for one in self.languages if one in LANGUAGES]
        is_named = _HOST.fullmatch(self.recordings_host) is not None
        if not self.auth_token or not is_named or not known or len(known) != len(self.languages):
            raise VoiceLineNotUsable()
        if len(set(known)) != len(known):
            raise VoiceLineNotUsable()
