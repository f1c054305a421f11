"""Tell a contact what is new in her communes: once a week at most, and nothing when nothing is."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext, override

from benkan.apps.messaging.actions.contacts import locked_contact
from benkan.apps.messaging.actions.outbox import queue_message
from benkan.apps.messaging.actions.subscribing import spoken_language
from benkan.apps.messaging.models import Contact, Subscription
from benkan.apps.messaging.rules import news as rules
from benkan.apps.messaging.rules.news import CommuneNews, News
from benkan.apps.messaging.rules.outbox import Purpose
from benkan.apps.registry import queries as registry


@transaction.atomic
def tell_news(*, contact: UUID, new: Mapping[UUID, Sequence[News]], moment: datetime) -> bool:
    """Put one digest of what is new at her communes into the outbox, or look again tomorrow when
    nothing is. False when there was nothing, or another process has been at it."""
    row = locked_contact(contact)
    ours = Subscription.objects.filter(contact=row, ended_at=None)
    if not ours.filter(look_at__lte=moment).exists():
        return False
    text = _digest(row, {place: new.get(place, ()) for place in _places(ours)})
    if not text:
        ours.update(look_at=moment + rules.LOOK_AGAIN)
        return False
    queue_message(
        programme=row.programme_id,
        contact=contact,
        key=f"commune_news:{contact}:{rules.period(timezone.localdate(moment))}",
        purpose=Purpose.COMMUNE_NEWS,
        text=text,
        moment=moment,
    )
    ours.update(told_until=moment, look_at=moment + rules.EVERY)
    return True


def _places(ours: QuerySet[Subscription]) -> list[UUID]:
    return list(ours.order_by("begun_at", "id").values_list("place", flat=True))


def _digest(contact: Contact, new: Mapping[UUID, Sequence[News]]) -> str:
    cards = registry.place_cards(new)
    with override(spoken_language(contact)):
        return rules.digest(
            [
                CommuneNews(cards[place].name, tuple(map(_said, rules.in_order(news))))
                for place, news in new.items()
            ],
            begin=gettext(rules.BEGIN),
            more=gettext(rules.MORE),
            end=gettext(rules.END),
        )


def _said(one: News) -> str:
    return gettext(rules.SENTENCES[one.kind]) % {"about": one.about, "day": f"{one.day:%d/%m}"}
