"""Begin and end the news of a commune, by the words of an SMS."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext, override

from benkan.apps.messaging.actions.contacts import (
    end_news,
    give_consent,
    locked_contact,
    reopen_contact,
)
from benkan.apps.messaging.actions.outbox import queue_message
from benkan.apps.messaging.models import (
    Awaited,
    CommuneAsked,
    Contact,
    OutboundMessage,
    Subscription,
)
from benkan.apps.messaging.queries.messages import text_of
from benkan.apps.messaging.queries.news import followed_by
from benkan.apps.messaging.rules import news
from benkan.apps.messaging.rules.keywords import says_yes
from benkan.apps.messaging.rules.news import Wish
from benkan.apps.messaging.rules.outbox import Purpose
from benkan.apps.messaging.rules.spelling import plain_letters
from benkan.apps.registry import queries as registry

SURE = 85
"""How well a name must match to be taken for that of a commune, of 100."""


@transaction.atomic(savepoint=False)
def hear_news_wish(*, message: UUID, contact: UUID, moment: datetime) -> bool:
    """Begin or end the news of a commune when that is what a message asks for, or the answer to our
    question which one it is. False, and nothing done, when it is about something else."""
    if OutboundMessage.objects.filter(contact=contact, key=_key(message)).exists():
        return True  # it was heard before
    text = text_of(message).strip()
    wish = news.news_wish(text)
    asked = CommuneAsked.objects.filter(contact=contact).first()
    if wish is None and asked is None:
        return False
    turn = _Turn(locked_contact(contact), message, moment)
    if wish is not None:
        turn.ask_nothing()
        turn.begin(wish.place) if wish.wish is Wish.FOLLOW else turn.end(wish.place)
        return True
    assert asked is not None, "one of the two is there"
    return turn.take_answer(text, asked)


@transaction.atomic
def subscribe(*, contact: UUID, place: UUID, how: str, moment: datetime) -> bool:
    """Tell the contact from now on what is new in a place, and note that she agreed to it. False when
    she is told already."""
    row = locked_contact(contact)
    earlier = Subscription.objects.filter(contact=row)
    # Who leaves and comes back hears of us no sooner for it.
    last = earlier.order_by("-look_at").values_list("look_at", flat=True).first()
    first_look = max(moment + news.LOOK_AGAIN, last or moment)
    _, is_new = Subscription.objects.get_or_create(
        contact=row,
        place_id=place,
        ended_at=None,
        defaults={
            "how": how,
            "begun_at": moment,
            "told_until": moment,
            "look_at": first_look,
        },
    )
    give_consent(contact=contact, purpose=Purpose.COMMUNE_NEWS, how=how, moment=moment)
    return is_new


class _Turn:
    """One message about news, while it is answered."""

    def __init__(self, row: Contact, message: UUID, moment: datetime) -> None:
        self.row = row
        self.message = message
        self.moment = moment

    def begin(self, named: str) -> None:
        """Who asks to be written to takes back that she had stopped us."""
        reopen_contact(contact=self.row.pk, moment=self.moment)
        if not named:
            self._ask("which")
        elif not self._follow_called(named) and not self._ask_about_guess(named):
            self._ask("unknown")

    def end(self, named: str) -> None:
        """All of them, or the one that is named."""
        here = followed_by(self.row.pk)
        found = [p.id for p in registry.find_places(named, limit=3)] if named else []
        ours = [place for place in found if place in here]
        if not here and not Awaited.objects.filter(contact=self.row, ended_at=None).exists():
            self._say("not_subscribed")
        elif ours and len(here) > 1:
            open_ones = Subscription.objects.filter(contact=self.row, ended_at=None)
            open_ones.filter(place=ours[0]).update(ended_at=self.moment)
            self._say("ended_one", ours[0])
        else:
            end_news(self.row, moment=self.moment)
            self._say("ended")

    def take_answer(self, text: str, asked: CommuneAsked) -> bool:
        """The commune that we had asked for; anything else is a message like any other."""
        self.ask_nothing()
        if self.moment - asked.asked_at >= news.ASKED_FOR:
            return False
        if asked.place_id is not None and says_yes(text):
            self._follow(asked.place_id)
            return True
        return news.may_be_a_name(text) and self._follow_called(text)

    def ask_nothing(self) -> None:
        CommuneAsked.objects.filter(contact=self.row).delete()

    def _follow_called(self, named: str) -> bool:
        """Follow the commune of that code or name; where two may be meant, ask about the first. False
        when none sounds like it."""
        coded = registry.place_by_code(named.strip().upper())
        if coded is not None and registry.place_card(coded).kind == "commune":
            self._follow(coded)
            return True
        found = [p for p in registry.find_places(named, limit=2) if p.score >= SURE]
        if not found:
            return False
        if len(found) == 2 and found[1].score == found[0].score:
            self._ask("is_it", found[0].id)
        else:
            self._follow(found[0].id)
        return True

    def _ask_about_guess(self, named: str) -> bool:
        """A village or a school was named: ask about its commune. False when it is none we know."""
        guess = registry.guess_place(named)
        commune = registry.commune_of(guess.place) if guess else None
        if commune is not None:
            self._ask("is_it", commune)
        return commune is not None

    def _follow(self, place: UUID) -> None:
        here = followed_by(self.row.pk)
        if place not in registry.communes_of_programme(self.row.programme_id):
            self._ask("not_at_work", None, named=place)
        elif place not in here and len(here) >= news.MOST_COMMUNES:
            self._say("too_many")
        else:
            is_new = subscribe(
                contact=self.row.pk, place=place, how="asked_by_sms", moment=self.moment
            )
            self._say("begun" if is_new else "already", place)

    def _ask(self, which: str, place: UUID | None = None, *, named: UUID | None = None) -> None:
        CommuneAsked.objects.create(contact=self.row, place_id=place, asked_at=self.moment)
        self._say(which, place or named)

    def _say(self, which: str, place: UUID | None = None) -> None:
        card = registry.place_card(place) if place else None
        places = {"place": card.name, "cercle": card.cercle or card.region} if card else {}
        queue_message(
            programme=self.row.programme_id,
            contact=self.row.pk,
            key=_key(self.message),
            purpose=Purpose.REPLY,
            text=sentence(news.SMS[which], self.row, **places),
            moment=self.moment,
        )


def _key(message: UUID) -> str:
    """Of our one answer to a message about news."""
    return f"news:{message}"


def spoken_language(contact: Contact) -> str:
    """The language of our own sentences that the contact is written to in."""
    known = dict(settings.LANGUAGES)
    return contact.language if contact.language in known else settings.LANGUAGE_CODE


def sentence(text: str, contact: Contact, **places: Any) -> str:
    """One of our sentences in the language of the contact, in cheap letters."""
    with override(spoken_language(contact)):
        return plain_letters(gettext(text)) % places if places else plain_letters(gettext(text))
