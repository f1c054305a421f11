"""People speak: by SMS through the gateway, on the web, or to an animator."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from benkan.apps.messaging import actions as messaging
from benkan.apps.registry import queries as registry
from benkan.apps.voices import actions as voices
from benkan.interfaces.cli.demonstration.contents import RecentVoice
from benkan.interfaces.cli.demonstration.people import Cast
from benkan.interfaces.cli.demonstration.places import place_called
from benkan.interfaces.cli.demonstration.schedule import Schedule
from benkan.kit.actor import NOBODY

CHANNELS = ("sms", "sms", "web", "sms", "animator", "web")


@dataclass
class Speakers:
    """Hands out made-up numbers, one a person. Nothing is ever sent to them: a demonstration
    programme only has the built-in simulator."""

    gateway: UUID
    lots: Random
    _next: int = field(default=0)

    def next_number(self) -> str:
        self._next += 1
        return f"+22350{self._next:06d}"

    def next_channel(self) -> str:
        return CHANNELS[self._next % len(CHANNELS)]


def speak(
    schedule: Schedule,
    cast: Cast,
    speakers: Speakers,
    voice: RecentVoice,
    *,
    when: datetime,
) -> None:
    """Put one person's words on the schedule, and her "OUI" some minutes later when she wrote."""
    channel = speakers.next_channel()
    number = speakers.next_number()
    if channel == "sms" and voice.commune and not voice.sensitive:
        name = registry.place_card(place_called(voice.commune)).name
        text = voice.text if name.lower() in voice.text.lower() else f"{voice.text} ({name})"
        schedule.at(when, lambda moment: _write(speakers.gateway, number, text, moment))
        reply_at = when + timedelta(minutes=speakers.lots.randint(2, 50))
        schedule.at(reply_at, lambda moment: _write(speakers.gateway, number, "OUI", moment))
        return
    channel = "web" if channel == "sms" else channel
    wants_answer = speakers.lots.random() < 0.6
    schedule.at(
        when,
        lambda moment: _fill_in(cast, voice, channel, number if wants_answer else "", moment),
    )


def _write(gateway: UUID, number: str, text: str, moment: datetime) -> None:
    messaging.receive(
        gateway=gateway,
        external_key=f"demonstration-{number}-{moment.isoformat()}",
        number=number,
        text=text,
        raw=text.encode(),
        moment=moment,
    )


def _fill_in(cast: Cast, voice: RecentVoice, channel: str, number: str, moment: datetime) -> None:
    contact = None
    if number:
        contact = messaging.contact_for(
            programme=cast.programme, number=number, language="fr", moment=moment
        )
        messaging.give_consent(contact=contact, purpose="answer", how="web_form", moment=moment)
    place = place_called(voice.commune) if voice.commune else None
    voices.open_case(
        programme=cast.programme,
        client_key=f"demonstration-{moment.isoformat()}-{hash_of(voice.text)}",
        channel=channel,
        service=voice.service,
        place=place,
        place_status="confirmed" if place else "unknown",
        text=voice.text,
        language="fr",
        contact=contact,
        is_sensitive=voice.sensitive,
        actor=cast.animator if channel == "animator" else NOBODY,
        moment=moment,
    )


def hash_of(text: str) -> str:
    """A short stable key for a text."""
    return f"{sum(text.encode()):x}-{len(text):x}"
