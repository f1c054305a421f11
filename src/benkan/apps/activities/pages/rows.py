"""A meeting as a list shows it. A page has up to a hundred of them: their words are put together once
here, and the template only sets them in their places."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from benkan.apps.activities.queries import ActivityCard
from benkan.kit.pages import PageRequest, address
from benkan.kit.templatetags.benkan import badge, day


@dataclass(frozen=True)
class MeetingRow:
    """`badge`: how it stands; `people`: how many came, empty while nobody has counted them."""

    href: str
    title: str
    badge: SafeString
    day: str
    place_name: str
    people: str


def meeting_rows(
    request: PageRequest, cards: Iterable[ActivityCard], *, state: str, words: str
) -> list[MeetingRow]:
    """The meetings of one list in the reader's words; all of them stand alike."""
    stands, counted = badge(state, words), cache(_people)
    return [
        MeetingRow(
            href=address(request, "activities:activity", activity_id=card.id),
            title=card.title,
            badge=stands,
            day=day(card.day, "j F Y"),
            place_name=card.place_name,
            people=counted(card.people),
        )
        for card in cards
    ]


def _people(number: int | None) -> str:
    if number is None:
        return ""
    return ngettext("%(people)s person", "%(people)s people", number) % {"people": number}
