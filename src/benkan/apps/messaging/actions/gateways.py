"""Gateways: opened with a token that is shown once, and closed."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from benkan.apps.journal.actions import record
from benkan.apps.messaging.actions.prompts import check_may_speak
from benkan.apps.messaging.events import GatewayClosed, GatewayOpened, GatewayPriced
from benkan.apps.messaging.models import Gateway
from benkan.apps.messaging.queries.gateways import GatewayHere, token_digest
from benkan.apps.messaging.queries.keys import sealed_by_master
from benkan.apps.messaging.rules import contracts
from benkan.apps.messaging.rules.contracts import Contract, PretendedContract, SealedSettings
from benkan.apps.messaging.rules.scope import check_may_care
from benkan.apps.registry import queries as registry
from benkan.kit.actor import Actor, Role
from benkan.kit.refusals import NotFound

SIMULATOR = "simulateur"
_ONE_SIGN_IN = timedelta(minutes=1)


@dataclass(frozen=True)
class OpenedGateway:
    """A new gateway, and the token that it shows us with each request: it is not kept in clear."""

    gateway: UUID
    token: str


@transaction.atomic
def open_gateway(
    *,
    programme: UUID,
    code: str,
    contract: Contract,
    actor: Actor,
    moment: datetime,
    segment_price: int | None = None,
) -> OpenedGateway:
    """Open a gateway that speaks a contract, of whatever kind; `segment_price` is what a part of a
    message costs there, in FCFA.

    Raises:
        GatewayNotUsable, GatewayCodeTaken: the address or the name cannot be used.
        PromptsMissing: a voice line could not say all that it has to.
    """
    check_may_care(actor, Role.ADMINISTRATOR, programme=programme)
    contract.check()
    check_may_speak(programme, contract)
    if Gateway.objects.filter(programme=programme, code=code).exists():
        raise contracts.GatewayCodeTaken()
    token = secrets.token_urlsafe(32)
    settings = SealedSettings(contract, token_digest=token_digest(token))
    gateway = _new_gateway(programme, code, settings, segment_price)
    event = GatewayOpened(gateway=gateway, contract=contract.kind)
    record(event, programme=programme, actor=actor, moment=moment)
    return OpenedGateway(gateway=gateway, token=token)


@transaction.atomic
def close_gateway(*, gateway: UUID, actor: Actor, moment: datetime) -> None:
    """Let nothing more in or out there. What waits goes by another gateway. Safe to repeat."""
    try:
        row = Gateway.objects.select_for_update().get(pk=gateway)
    except Gateway.DoesNotExist:
        raise NotFound() from None
    check_may_care(actor, Role.ADMINISTRATOR, programme=row.programme_id)
    if not row.is_open:
        return
    row.is_open = False
    row.save(update_fields=["is_open"])
    record(GatewayClosed(gateway=gateway), programme=row.programme_id, actor=actor, moment=moment)


@transaction.atomic
def set_segment_price(*, gateway: UUID, francs: int | None, actor: Actor, moment: datetime) -> None:
    """Note what each part of a message costs by a gateway, None if nobody knows. Safe to repeat."""
    try:
        row = Gateway.objects.select_for_update().get(pk=gateway)
    except Gateway.DoesNotExist:
        raise NotFound() from None
    check_may_care(actor, Role.ADMINISTRATOR, Role.PROGRAMME_STAFF, programme=row.programme_id)
    if row.segment_price == francs:
        return
    row.segment_price = francs
    row.save(update_fields=["segment_price"])
    event = GatewayPriced(gateway=gateway, francs=-1 if francs is None else francs)
    record(event, programme=row.programme_id, actor=actor, moment=moment)


def note_sign_of_life(*, gateway: GatewayHere, moment: datetime) -> None:
    """Note that a gateway has shown itself; once a minute is enough. What this process has just noted
    need not be read anew to be known."""
    noted = _noted.get(gateway.id) or gateway.seen_at
    if noted is None or abs(moment - noted) >= _ONE_SIGN_IN:
        Gateway.objects.filter(pk=gateway.id).update(seen_at=moment)
        _noted[gateway.id] = moment


_noted: dict[UUID, datetime] = {}


@transaction.atomic
def simulator_of(*, programme: UUID) -> UUID:
    """The pretended gateway of a programme that is not real, made at the first call."""
    if registry.programme_here(programme).is_real:
        raise NotFound()
    found = Gateway.objects.filter(programme=programme, contract=Gateway.Contract.SIMULATOR).first()
    if found is not None:
        return found.pk
    unusable = SealedSettings(PretendedContract(), token_digest="")
    return _new_gateway(programme, SIMULATOR, unusable)


def _new_gateway(
    programme: UUID, code: str, settings: SealedSettings, segment_price: int | None = None
) -> UUID:
    gateway = uuid4()
    box = sealed_by_master(contracts.written(settings), bound_to=gateway, use="gateway")
    Gateway.objects.create(
        id=gateway,
        programme_id=programme,
        code=code,
        contract=settings.contract.kind,
        sealed_settings=box,
        can_send=settings.contract.can_send,
        segment_price=segment_price,
    )
    return gateway
