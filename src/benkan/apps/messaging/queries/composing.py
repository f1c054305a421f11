"""What a message will cost, while it is written."""

import json
from dataclasses import dataclass
from uuid import UUID

from benkan.apps.messaging.models import Gateway
from benkan.apps.messaging.rules.sms import GSM, GSM_TWICE
from benkan.apps.messaging.rules.spelling import FOLDS, Costs, costs


@dataclass(frozen=True)
class Composing:
    """What a text costs with the words that we put before it, and what a page needs to count along:
    the same alphabet and the same letters, from the same tables."""

    before: str
    price: int | None
    costs: Costs
    gsm: str = GSM
    gsm_twice: str = GSM_TWICE
    folds: str = json.dumps(FOLDS, ensure_ascii=False)


def composing(programme: UUID, *, text: str, before: str = "") -> Composing:
    """What a text that is being written costs there, in one query."""
    price = segment_price(programme)
    return Composing(before=before, price=price, costs=costs(before + text, price=price))


def segment_price(programme: UUID) -> int | None:
    """What a part of a message costs by the gateway that would take it now, in FCFA; None if nobody
    has said it. One query."""
    ways = Gateway.objects.filter(programme=programme, is_open=True, can_send=True)
    return ways.order_by("code").values_list("segment_price", flat=True).first()
