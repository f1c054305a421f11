"""USSD in the form of CON and END, as most providers speak it: see docs/how-to/connect-ussd.md.

POST only, since a number in an address would stay in every log on the way. The screen is answered
once what was typed is committed, so that a repeated request finds it.
"""

import base64
import binascii
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from benkan.apps.messaging import actions as messaging
from benkan.apps.messaging import queries
from benkan.apps.messaging.queries import GatewayHere
from benkan.apps.messaging.rules.contracts import UssdContract
from benkan.apps.messaging.rules.numbers import NumberNotPossible
from benkan.apps.voices import actions as voices
from benkan.apps.voices.queries import UssdScreen
from benkan.apps.voices.rules.opening import ProgrammeIsOver
from benkan.apps.voices.rules.wording import cheap
from benkan.interfaces.gateways.guarding import plain
from benkan.interfaces.gateways.reading import FieldMissing, TextTooLong, fields_of
from benkan.kit.pages import for_everyone
from benkan.kit.refusals import Refused
from benkan.kit.words import sentence

LONGEST_TEXT = 4000
LONGEST_SESSION = 200


@csrf_exempt
@require_POST
@for_everyone
def ussd(request: HttpRequest, gateway: UUID, secret: str = "") -> HttpResponse:
    """One request of a session. What the provider did wrong is a status and a sentence for it; who
    cannot be served is told so on her screen."""
    here = _known(request, gateway, secret)
    if here is None:
        return plain("Forbidden", 403)
    messaging.note_sign_of_life(gateway=here, moment=timezone.now())
    try:
        screen = _pressed(here, request)
    except (NumberNotPossible, ProgrammeIsOver) as refusal:
        return plain(f"END {cheap(sentence(refusal))}")
    except Refused as refusal:
        return plain(sentence(refusal), 400)
    return plain(f"{'END' if screen.ends else 'CON'} {screen.text}")


def _pressed(here: GatewayHere, request: HttpRequest) -> UssdScreen:
    fields = fields_of(request)
    for name in ("sessionId", "phoneNumber"):
        if not fields.get(name):
            raise FieldMissing(field=name)
    if "text" not in fields:
        raise FieldMissing(field="text")
    if len(fields["text"]) > LONGEST_TEXT:
        raise TextTooLong(letters=LONGEST_TEXT)
    return voices.dial(
        programme=here.programme,
        number=fields["phoneNumber"],
        session=f"{here.id} {fields['sessionId'][:LONGEST_SESSION]}",
        text=fields["text"],
        moment=timezone.now(),
    )


def _known(request: HttpRequest, gateway: UUID, secret: str) -> GatewayHere | None:
    """The gateway whose token is shown: in a header, as a password, or at the end of the address if
    this gateway was opened so."""
    here = queries.gateway_that_knows(
        secret or token_shown(request.headers.get("Authorization", "")),
        gateway=gateway,
        contract=UssdContract.kind,
    )
    if here is None or not secret:
        return here
    contract = queries.contract_of(gateway, kind=UssdContract.kind)
    is_meant = isinstance(contract, UssdContract) and contract.secret_in_address
    return here if is_meant else None


def token_shown(header: str) -> str:
    """The token in a header: `Token …`, or the password of `Basic …` with whatever name."""
    scheme, _, shown = header.partition(" ")
    if scheme.lower() == "token":
        return shown.strip()
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(shown.strip(), validate=True).decode().partition(":")[2]
    except (binascii.Error, ValueError):
        return ""
