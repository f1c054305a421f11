"""Many cases at once, as a programme of some years has them."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)
AT_ONCE = 5000
SERVICES = ("water", "health", "education", "roads", "market", "land")
STATES = ("new",) * 2 + ("accepted",) * 2 + ("grouped",) + ("answered",) * 3 + ("closed",) * 10
CHANNELS = ("sms", "sms", "sms", "web", "animator", "voice", "ussd")
WORDS = "La pompe du marché est en panne depuis deux mois. Les femmes vont loin chercher l’eau."


def lay_cases(
    programme: UUID,
    places: Sequence[UUID],
    number: int,
    *,
    contacts: Sequence[UUID] = (),
    moment: datetime = NOW,
) -> None:
    """Lay `number` cases down, over the 700 days before `moment`: in the places in turn, of every
    service, channel and state, one in forty sensitive, one in twenty in Bambara, one in thirty of an
    unknown place, each with its first step. Those that came by telephone have a contact, in turn,
    and sealed words, if contacts are given."""
    from benkan.apps.messaging.queries.keys import contact_keys
    from benkan.apps.voices.models import Case, CaseStep
    from benkan.apps.voices.rules.queue import TURNS
    from benkan.apps.voices.rules.states import State
    from benkan.kit import sealing

    keys = contact_keys(contacts)

    def rows() -> Iterator[Any]:
        for n in range(number):
            state = State(STATES[n % len(STATES)])
            channel = CHANNELS[n % len(CHANNELS)]
            place = None if n % 30 == 7 else places[n % len(places)]
            contact = contacts[n % len(contacts)] if contacts and channel != "web" else None
            opened = moment - timedelta(hours=n * 24 * 700 / max(number, 700))
            case = Case(
                id=uuid4(),
                programme_id=programme,
                reference=f"LOT-{n:06}",
                tracking_digest=uuid4().hex,
                client_key=f"lot:{n}",
                channel=channel,
                service=SERVICES[n % len(SERVICES)],
                place_id=place,
                place_status="confirmed" if place else "unknown",
                text="" if contact else WORDS,
                language="bm" if n % 20 == 3 else "fr",
                sensitivity="threat" if n % 40 == 11 else "",
                contact_id=contact,
                state=state,
                turn=TURNS[state],
                opened_at=opened,
                acted_at=min(moment, opened + timedelta(days=n % 9)),
                closed_at=moment if state is State.CLOSED else None,
            )
            if contact:
                case.sealed_text = sealing.sealed(
                    keys[contact], WORDS.encode(), bound_to=case.pk, use="words"
                )
            yield case

    waiting = rows()
    while batch := list(islice(waiting, AT_ONCE)):
        Case.objects.bulk_create(batch)
        CaseStep.objects.bulk_create(
            CaseStep(case=case, number=1, state="new", moment=case.opened_at) for case in batch
        )
