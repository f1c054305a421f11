"""What a message will cost, while it is written."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from benkan.apps.messaging.models import Gateway
from benkan.apps.messaging.rules.sms import GSM, GSM_TWICE
from benkan.apps.messaging.rules.spelling import FOLDS, Costs, costs


@dataclass(frozen=True)
class Composing:
    """What a text costs with the words that we put before it, and what a page needs to count along:
    the same alphabet and the same letters, from the same tables. `befores` is what we put before it for
    each value of a field of the form, where that depends on one."""

    before: str
    price: int | None
    costs: Costs
    befores: str = "{}"
    gsm: str = GSM
    gsm_twice: str = GSM_TWICE
    folds: str = json.dumps(FOLDS, ensure_ascii=False)


def composing(
    price: int | None,
    *,
    text: str,
    before: str = "",
    befores: Mapping[str, str] = {},
    chosen: str = "",
) -> Composing:
    """What a text that is being written costs at a price of a part, in no query; `chosen` is the value
    that decides what of `befores` goes before it."""
    whole = befores.get(chosen, before) + text
    return Composing(
        before=before,
        price=price,
        costs=costs(whole, price=price),
        befores=json.dumps(befores, ensure_ascii=False),
    )


def segment_price(programme: UUID) -> int | None:
    """What a part of a message costs by the gateway that would take it now, in FCFA; None if nobody
    has said it. One query."""
    ways = Gateway.objects.filter(programme=programme, is_open=True, can_send=True)
    return ways.order_by("code").values_list("segment_price", flat=True).first()
