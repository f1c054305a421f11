"""The voice lines of programmes: what each offers, and whether a request comes from its provider."""

from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict
from twilio.request_validator import RequestValidator

from benkan.apps.messaging.models import Gateway
from benkan.apps.messaging.queries.gateways import settings_of
from benkan.apps.messaging.rules.contracts import VoiceContract


@dataclass(frozen=True)
class VoiceLineHere:
    """A voice line without its secret. `recordings_host`: where its provider keeps recordings."""

    id: UUID
    programme: UUID
    code: str
    languages: tuple[str, ...]
    is_free: bool
    speaks_missing: bool
    recordings_host: str
    is_open: bool


def voice_lines_of(programme: UUID) -> list[VoiceLineHere]:
    """The voice lines of a programme by name, in one query."""
    rows = Gateway.objects.filter(programme=programme, contract=Gateway.Contract.VOICE)
    return [_here(row, _contract(row)) for row in rows.order_by("code")]


def voice_line_here(gateway: UUID) -> VoiceLineHere | None:
    """An open voice line, in one query."""
    row = _open(gateway)
    return _here(row, _contract(row)) if row else None


def voice_line_that_signed(
    signature: str, *, gateway: UUID, address: str, fields: QueryDict
) -> VoiceLineHere | None:
    """The open voice line whose provider signed this request, in one query; else None, whether the
    line or the signature is wrong. `address`: the public one, as the provider called it."""
    row = _open(gateway)
    contract = _contract(row) if row else None
    secret = contract.auth_token if contract else "nobody"
    is_signed = RequestValidator(secret).validate(address, fields, signature)
    return _here(row, contract) if row and contract and is_signed else None


def _open(gateway: UUID) -> Gateway | None:
    voice = Gateway.Contract.VOICE
    return Gateway.objects.filter(pk=gateway, is_open=True, contract=voice).first()


def _contract(row: Gateway) -> VoiceContract:
    contract = settings_of(row).contract
    assert isinstance(contract, VoiceContract), "the row says so"
    return contract


def _here(row: Gateway, contract: VoiceContract) -> VoiceLineHere:
    return VoiceLineHere(
        id=row.pk,
        programme=row.programme_id,
        code=row.code,
        languages=contract.languages,
        is_free=contract.is_free,
        speaks_missing=contract.speaks_missing,
        recordings_host=contract.recordings_host,
        is_open=row.is_open,
    )
