"""Which kinds of contract there are, and how the settings of a gateway are kept."""

from dataclasses import dataclass
from typing import Any, ClassVar

from cattrs.preconf.json import make_converter

from benkan.apps.messaging.rules.contracts.android import AndroidContract
from benkan.apps.messaging.rules.contracts.http import HttpContract
from benkan.apps.messaging.rules.contracts.kannel import KannelContract
from benkan.apps.messaging.rules.contracts.parts import Contract
from benkan.apps.messaging.rules.contracts.ussd import UssdContract
from benkan.apps.messaging.rules.contracts.voice import VoiceContract


@dataclass(frozen=True)
class PretendedContract:
    """The simulator's: nothing goes out, nobody shows a token."""

    kind: ClassVar[str] = "simulator"
    can_send: ClassVar[bool] = False

    def check(self) -> None:
        pass


# A new kind is a file beside this one, its name in `Gateway.Contract`, and a word here.
KINDS: dict[str, type[Any]] = {
    HttpContract.kind: HttpContract,
    KannelContract.kind: KannelContract,
    AndroidContract.kind: AndroidContract,
    UssdContract.kind: UssdContract,
    VoiceContract.kind: VoiceContract,
    PretendedContract.kind: PretendedContract,
}


@dataclass(frozen=True)
class SealedSettings:
    """What a gateway's row keeps sealed: its contract, and the digest of the token it shows us."""

    contract: Contract
    token_digest: str


_JSON = make_converter()


def written(settings: SealedSettings) -> bytes:
    contract = _JSON.unstructure(settings.contract)
    return _JSON.dumps({"contract": contract, "token_digest": settings.token_digest}).encode()


def read(content: bytes, *, kind: str) -> SealedSettings:
    """The settings as they were written, for the kind of contract that the row names."""
    kept = _JSON.loads(content, dict[str, Any])
    return SealedSettings(
        contract=_JSON.structure(kept["contract"], KINDS[kind]),
        token_digest=kept["token_digest"],
    )
