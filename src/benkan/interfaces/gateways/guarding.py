"""The door of every gateway: who it is, then what it brings; a refusal is a status and a sentence."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from benkan.apps.messaging import actions
from benkan.apps.messaging.queries import GatewayHere
from benkan.kit.pages import for_everyone
from benkan.kit.refusals import NotAllowed, NotFound, Refused
from benkan.kit.words import sentence

Page = Callable[..., HttpResponseBase]
Recognising = Callable[[HttpRequest, UUID], GatewayHere | None]
Taking = Callable[[GatewayHere, HttpRequest], None]


def plain(words: str, status: int = 200) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")


def for_gateways_known(
    recognise: Recognising, *, by: Callable[[Page], Page] = require_POST, accepted: str = "Accepted"
) -> Callable[[Taking], Page]:
    """An address for gateways that show who they are in a certain way.

    `accepted` is the body of a good answer: Kannel would send it to the citizen.
    """

    def address(what: Taking) -> Page:
        @wraps(what)
        def page(request: HttpRequest, gateway: UUID) -> HttpResponse:
            here = recognise(request, gateway)
            if here is None:
                return plain("Forbidden", 403)
            actions.note_sign_of_life(gateway=here, moment=timezone.now())
            try:
                what(here, request)
            except NotAllowed:  # it was closed since it was last asked who it is
                return plain("Forbidden", 403)
            except Refused as refusal:
                return plain(sentence(refusal), 404 if isinstance(refusal, NotFound) else 400)
            return plain(accepted)

        return csrf_exempt(by(for_everyone(page)))

    return address
