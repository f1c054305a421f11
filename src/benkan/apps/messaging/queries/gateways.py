"""Which ways in and out a programme has."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from benkan.apps.messaging.models import Gateway
from benkan.apps.messaging.queries.keys import delivery_digest, opened_by_master
from benkan.apps.messaging.rules import contracts
from benkan.apps.messaging.rules.contracts import Contract, SealedSettings


@dataclass(frozen=True)
class GatewayHere:
    """A gateway without its secrets. `rests_until`: it did not answer, and is left alone so long."""

    id: UUID
    programme: UUID
    code: str
    contract: str
    is_open: bool
    rests_until: datetime | None


def gateways_of(programme: UUID) -> list[GatewayHere]:
    """The gateways of a programme by name, in one query."""
    return [_here(row) for row in Gateway.objects.filter(programme=programme).order_by("code")]


def gateway_that_knows(token: str, *, gateway: UUID, contract: str) -> GatewayHere | None:
    """The open gateway of that kind if the token is its own, in one query; else None, whether it is
    the gateway or the token that is wrong."""
    row = Gateway.objects.filter(pk=gateway, is_open=True, contract=contract).first()
    shown = token_digest(token)
    kept = settings_of(row).token_digest if row else token_digest("")
    is_right = hmac.compare_digest(shown, kept)
    return _here(row) if row and is_right else None


def contract_of(gateway: UUID, *, kind: str) -> Contract | None:
    """The contract of an open gateway of a kind, secrets and all, in one query; None if there is
    none. For whoever speaks with the gateway, and nobody else."""
    row = Gateway.objects.filter(pk=gateway, is_open=True, contract=kind).first()
    return settings_of(row).contract if row else None


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


def _here(row: Gateway) -> GatewayHere:
    return GatewayHere(
        id=row.pk,
        programme=row.programme_id,
        code=row.code,
        contract=row.contract,
        is_open=row.is_open,
        rests_until=row.rests_until,
    )
