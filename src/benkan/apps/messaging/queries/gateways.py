"""Which ways in and out a programme has."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from uuid import UUID

from benkan.apps.messaging.models import Gateway
from benkan.apps.messaging.queries.keys import delivery_digest, opened_by_master
from benkan.apps.messaging.rules import contracts
from benkan.apps.messaging.rules.contracts import (
    AndroidContract,
    Contract,
    HttpContract,
    KannelContract,
    SealedSettings,
    UssdContract,
)


@dataclass(frozen=True)
class GatewayHere:
    """A gateway without its secrets. `rests_until`: it did not answer, and is left alone so long."""

    id: UUID
    programme: UUID
    code: str
    contract: str
    is_open: bool
    rests_until: datetime | None
    can_send: bool
    seen_at: datetime | None
    segment_price: int | None


def gateways_of(programme: UUID) -> list[GatewayHere]:
    """The gateways of a programme by name, in one query."""
    return [
        gateway_here(row) for row in Gateway.objects.filter(programme=programme).order_by("code")
    ]


def programme_of(gateway: UUID) -> UUID:
    """Whose gateway it is, in one query."""
    return Gateway.objects.values_list("programme", flat=True).get(pk=gateway)


def gateway_that_knows(token: str, *, gateway: UUID, contract: str) -> GatewayHere | None:
    """The open gateway of that kind if the token is its own, in one query; else None, whether it is
    the gateway or the token that is wrong."""
    row = Gateway.objects.filter(pk=gateway, is_open=True, contract=contract).first()
    shown = token_digest(token)
    kept = settings_of(row).token_digest if row else token_digest("")
    is_right = hmac.compare_digest(shown, kept)
    return gateway_here(row) if row and is_right else None


def gateway_that_showed(token: str, *, gateway: UUID, contract: str) -> GatewayHere | None:
    """As `gateway_that_knows`, but whoever has shown the right token is known for a few seconds, without
    a query. A gateway that is closed meanwhile is seen by `receive_together`, and by nothing else: only
    for what goes there. What is remembered is the digest of the token."""
    asked = gateway, contract, token_digest(token)
    here, since = _shown.get(asked, (None, 0.0))
    if here is not None and monotonic() - since < SECONDS_KNOWN:
        return here
    here = gateway_that_knows(token, gateway=gateway, contract=contract)
    if here is None:
        _shown.pop(asked, None)
        return None
    if len(_shown) >= MOST_KNOWN:
        _shown.clear()
    _shown[asked] = here, monotonic()
    return here


SECONDS_KNOWN = 5.0
MOST_KNOWN = 1000
_shown: dict[tuple[UUID, str, str], tuple[GatewayHere, float]] = {}


def contract_of(gateway: UUID, *, kind: str) -> Contract | None:
    """The contract of an open gateway of a kind, secrets and all, in one query; None if there is
    none. For whoever speaks with the gateway, and nobody else."""
    row = Gateway.objects.filter(pk=gateway, is_open=True, contract=kind).first()
    return settings_of(row).contract if row else None


def telephone_that_signed(
    body: bytes, *, timestamp: str, signature: str, gateway: UUID
) -> GatewayHere | None:
    """The open telephone that has signed this, in one query."""
    kind = Gateway.Contract.ANDROID
    row = Gateway.objects.filter(pk=gateway, is_open=True, contract=kind).first()
    contract = settings_of(row).contract if row else AndroidContract()
    assert isinstance(contract, AndroidContract), "the row says so"
    has_signed = contract.has_signed(body, timestamp=timestamp, signature=signature)
    return gateway_here(row) if row and has_signed else None


def dialled_code(programme: UUID) -> str:
    """What people dial in a programme for its USSD service, in one query; empty when there is none."""
    rows = Gateway.objects.filter(programme=programme, is_open=True, contract=UssdContract.kind)
    found = [settings_of(row).contract for row in rows.order_by("code")[:5]]
    codes = [one.service_code for one in found if isinstance(one, UssdContract)]
    return next(filter(None, codes), "")


@dataclass(frozen=True)
class WaysToSpeak:
    """Where people reach a programme by telephone: the number for SMS and the code for USSD, as they
    are told; empty where nobody wrote them down."""

    sms: str
    ussd: str


def ways_to_speak(programme: UUID) -> WaysToSpeak:
    """The number and the code of a programme, in one query."""
    rows = Gateway.objects.filter(programme=programme, is_open=True).order_by("code")[:20]
    contracts_here = [settings_of(row).contract for row in rows]
    numbers = [
        one.sender for one in contracts_here if isinstance(one, HttpContract | KannelContract)
    ]
    codes = [one.service_code for one in contracts_here if isinstance(one, UssdContract)]
    return WaysToSpeak(next(filter(None, numbers), ""), next(filter(None, codes), ""))


def gateway_that_was_given(
    message: UUID, *, word: str, gateway: UUID, contract: str
) -> GatewayHere | None:
    """The open gateway of that kind if the word is the one that came with the message, in one query."""
    row = Gateway.objects.filter(pk=gateway, is_open=True, contract=contract).first()
    is_right = hmac.compare_digest(word.encode(), receipt_word(message, gateway=gateway).encode())
    return gateway_here(row) if row and is_right else None


def receipt_word(message: UUID, *, gateway: UUID) -> str:
    """By what a receipt about a message is known to come from the gateway that was given it. It
    lies in that gateway's store, and opens nothing but the state of this one message."""
    return delivery_digest("receipt", str(gateway), str(message))[:32]


def delivery_key(*, message_id: str = "", sender: str = "", text: str = "", date: str = "") -> str:
    """By what a repeated delivery is known: the gateway's id of it, else sender, text and date."""
    if message_id:
        return delivery_digest("id", message_id)
    return delivery_digest("said", sender, text, date)


def token_digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def settings_of(row: Gateway) -> SealedSettings:
    """The settings of a gateway, opened."""
    box = row.sealed_settings
    content = opened_by_master(box, bound_to=row.pk, use="gateway")
    return contracts.read(content, kind=row.contract)


def gateway_here(row: Gateway) -> GatewayHere:
    """A gateway without its secrets, without a query."""
    return GatewayHere(
        id=row.pk,
        programme=row.programme_id,
        code=row.code,
        contract=row.contract,
        is_open=row.is_open,
        rests_until=row.rests_until,
        can_send=row.can_send,
        seen_at=row.seen_at,
        segment_price=row.segment_price,
    )
