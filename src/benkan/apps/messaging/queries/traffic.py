"""What goes through the gateways, and what it costs."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Sum
from django.utils import timezone

from benkan.apps.messaging.models import OutboundMessage
from benkan.apps.messaging.queries.gateways import GatewayHere, gateways_of
from benkan.apps.messaging.rules.outbox import State


@dataclass(frozen=True)
class Traffic:
    """A gateway, and what went out by it since the first of the month. `francs`: None as long as
    nobody has said what a part costs."""

    gateway: GatewayHere
    messages: int
    segments: int

    @property
    def francs(self) -> int | None:
        price = self.gateway.segment_price
        return None if price is None else self.segments * price


_WENT_OUT = (State.SENT, State.DELIVERED, State.FAILED)


def traffic_of(programme: UUID, *, now: datetime) -> list[Traffic]:
    """The gateways of a programme by name, with this month's traffic, in two queries. What an
    operator took and did not deliver counts: it is paid for."""
    first = timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    went = OutboundMessage.objects.filter(
        programme=programme, state__in=_WENT_OUT, changed_at__gte=first, gateway__isnull=False
    )
    counted = went.values("gateway").annotate(n=Count("id"), parts=Sum("segments")).order_by()
    by_gateway = {one["gateway"]: (one["n"], one["parts"]) for one in counted}
    return [Traffic(here, *by_gateway.get(here.id, (0, 0))) for here in gateways_of(programme)]
