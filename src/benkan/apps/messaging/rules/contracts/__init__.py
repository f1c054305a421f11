"""The contracts with gateways, a file a kind: where we send, in which shape, and what we await."""

from benkan.apps.messaging.rules.contracts.android import AndroidContract
from benkan.apps.messaging.rules.contracts.http import HttpContract
from benkan.apps.messaging.rules.contracts.kannel import KannelContract
from benkan.apps.messaging.rules.contracts.letters import Letter, Request, Sending
from benkan.apps.messaging.rules.contracts.parts import (
    Contract,
    GatewayCodeTaken,
    GatewayNotUsable,
    check_address,
)
from benkan.apps.messaging.rules.contracts.sealed import (
    KINDS,
    PretendedContract,
    SealedSettings,
    read,
    written,
)
from benkan.apps.messaging.rules.contracts.ussd import UssdContract
from benkan.apps.messaging.rules.contracts.voice import VoiceContract, VoiceLineNotUsable

__all__ = [
    "KINDS",
    "AndroidContract",
    "Contract",
    "GatewayCodeTaken",
    "GatewayNotUsable",
    "HttpContract",
    "KannelContract",
    "Letter",
    "PretendedContract",
    "Request",
    "SealedSettings",
    "Sending",
    "UssdContract",
    "VoiceContract",
    "VoiceLineNotUsable",
    "check_address",
    "read",
    "written",
]
