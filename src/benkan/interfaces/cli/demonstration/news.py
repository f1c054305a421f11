"""Somebody asks for the news of Sanankoroba by SMS, and hears what was published: the simulator shows it."""

from datetime import datetime, timedelta
from uuid import UUID

from benkan.apps.messaging import actions as messaging
from benkan.interfaces.cli.demonstration.people import Cast
from benkan.interfaces.cli.demonstration.schedule import Schedule
from benkan.reactions.news import tell_the_news

NUMBER = "+22350000004"
"""That of Oumar, one of the pretended telephones."""
BEGAN = timedelta(days=62)
TOLD = tuple(timedelta(days=days) for days in (55, 34, 13, 1))


def read_the_news(schedule: Schedule, cast: Cast, gateway: UUID, *, end: datetime) -> None:
    """Put the request and some digests on the schedule."""
    schedule.at(end - BEGAN, lambda moment: _ask(gateway, moment))
    for before in TOLD:
        schedule.at(end - before, lambda moment: tell_the_news(moment, cast.programme))


def _ask(gateway: UUID, moment: datetime) -> None:
    text = "ABONNER SANANKOROBA"
    messaging.receive(
        gateway=gateway,
        external_key="demonstration-news",
        number=NUMBER,
        text=text,
        raw=text.encode(),
        moment=moment,
    )
