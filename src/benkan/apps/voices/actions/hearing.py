"""Read a text message: keep it as a case, ask where it is, and understand the answer."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from benkan.apps.messaging import actions as messaging
from benkan.apps.messaging import queries as inbox
from benkan.apps.registry import queries as registry
from benkan.apps.voices.actions.guarding import keep_from_all
from benkan.apps.voices.actions.keeping import kept_words
from benkan.apps.voices.actions.opening import open_case, received
from benkan.apps.voices.actions.sorting import put_case_at
from benkan.apps.voices.actions.words import sms
from benkan.apps.voices.models import Case, Conversation, Heard
from benkan.apps.voices.rules import conversation as talk
from benkan.apps.voices.rules import lexicon
from benkan.apps.voices.rules.conversation import Asked, Reply
from benkan.kit.actor import NOBODY
from benkan.kit.services import Service

SURE = 85
"""How well a reply must match the name of a place to be taken for it, of 100."""


@transaction.atomic(savepoint=False)
def hear_message(*, message: UUID, contact: UUID, programme: UUID, moment: datetime) -> None:
    """Keep a message: as a new case, as the answer to our question, or as more words for the case
    that is being spoken about. In a programme of the past it opens nothing, and its writer is told so.
    A message that was heard changes nothing."""
    text = inbox.text_of(message).strip()
    is_over = registry.programme_here(programme).kind == "historical"
    if is_over or not text:
        _, first = Heard.objects.get_or_create(message_id=message, defaults={"moment": moment})
        if first and text:
            _say_that_it_is_over(message, contact, programme, moment)
        return
    conversations = Conversation.objects.select_for_update()
    so_far, _ = conversations.get_or_create(contact_id=contact, defaults={"heard_at": moment})
    if Heard.objects.filter(message=message).exists():
        return
    heard = Heard(message_id=message, moment=moment)
    turn = _Turn(heard=heard, so_far=so_far, text=text, programme=programme, moment=moment)
    if so_far.case_id and talk.still_open(so_far.heard_at, moment):
        turn.go_on(Case.objects.select_for_update().get(pk=so_far.case_id))
    else:
        turn.begin()
    so_far.heard_at = moment
    so_far.save()
    heard.save(force_insert=True)
    turn.answer()


def _say_that_it_is_over(message: UUID, contact: UUID, programme: UUID, moment: datetime) -> None:
    messaging.queue_message(
        programme=programme,
        contact=contact,
        key=f"voices:over:{message}",
        purpose="reply",
        text=sms("over", inbox.contact_language(contact)),
        moment=moment,
    )


class _Turn:
    """One message within a conversation, while it is being read."""

    def __init__(
        self, *, heard: Heard, so_far: Conversation, text: str, programme: UUID, moment: datetime
    ) -> None:
        self.heard = heard
        self.so_far = so_far
        self.text = text
        self.programme = programme
        self.moment = moment
        self.replies: list[messaging.Letter] = []

    def answer(self) -> None:
        """Put what we reply in the outbox, all of it together."""
        messaging.queue_replies(
            programme=self.programme, contact=self.so_far.contact_id, replies=self.replies
        )

    def begin(self) -> None:
        """Whatever it says, it is a case; where we are not sure, we ask once."""
        contact = self.so_far.contact_id
        guess = registry.guess_place(self.text)
        language = lexicon.guess_language(self.text, otherwise=inbox.contact_language(contact))
        opened = open_case(
            programme=self.programme,
            client_key=f"message:{self.heard.message_id}",
            channel=Case.Channel.SMS,
            service=_service_of(self.text, guess.facility if guess else None),
            place=guess.place if guess else None,
            place_status=Case.PlaceStatus.GUESSED if guess else Case.PlaceStatus.UNKNOWN,
            facility=guess.facility if guess else None,
            text=self.text,
            language=language,
            contact=contact,
            message=self.heard.message_id,
            actor=NOBODY,
            moment=self.moment,
        )
        # Who writes to us asks for an answer to this message, and is told so in the first reply.
        messaging.give_consent(
            contact=contact, purpose="answer", how="wrote_to_us", moment=self.moment
        )
        case = Case.objects.get(pk=opened.case)
        self.heard.case = self.so_far.case = case
        self.heard.kind = Heard.Kind.OPENING
        self._send("received", received(opened, language))
        self._ask_where(case)

    def go_on(self, case: Case) -> None:
        """The answer to our question, or more words for the same case."""
        self.heard.case = case
        self.heard.kind = Heard.Kind.REPLY
        asked = Asked(self.so_far.asked)
        reply = talk.read_reply(self.text)
        if asked is Asked.IS_IT_HERE and reply is Reply.YES and case.place_id:
            self._place(case, case.place_id, case.facility_id)
        elif asked is Asked.IS_IT_HERE and reply is Reply.NO:
            self._ask_which(case)
        elif asked is Asked.NOTHING or not self._take_place_named(case):
            self._add(case, asked)

    def _take_place_named(self, case: Case) -> bool:
        """Whether the reply named a commune; when two have that name, we ask about the first."""
        if not talk.may_name_a_place(self.text):
            return False
        found = [p for p in registry.find_places(self.text, limit=2) if p.score >= SURE]
        if not found:
            return False
        if len(found) == 2 and found[1].score == found[0].score:
            case.place_id, case.place_status = found[0].id, Case.PlaceStatus.GUESSED
            case.facility = None
            case.save(update_fields=["place", "place_status", "facility"])
            self._ask_where(case)
        else:
            self._place(case, found[0].id, None)
        return True

    def _place(self, case: Case, place: UUID, facility: UUID | None) -> None:
        put_case_at(case, place=place, facility=facility, actor=NOBODY, moment=self.moment)
        self.so_far.asked = Asked.NOTHING
        card = registry.place_line(place)
        named = {"reference": case.reference, "place": card.name, "cercle": card.cercle}
        self._send("placed", sms("placed", case.language, **named))

    def _ask_where(self, case: Case) -> None:
        if case.place_id is None:
            self._ask_which(case)
            return
        self.so_far.asked = Asked.IS_IT_HERE
        card = registry.place_line(case.place_id)
        named = {"place": card.name, "cercle": card.cercle}
        if case.facility_id:
            facility = registry.facility_card(case.facility_id)
            named["facility"] = f"{facility.kind} {facility.name}"
        which = "is_it_this" if case.facility_id else "is_it_here"
        self._send("where", sms(which, case.language, **named))

    def _ask_which(self, case: Case) -> None:
        self.so_far.asked = Asked.WHICH_COMMUNE
        self._send("which", sms("which_commune", case.language))

    def _add(self, case: Case, asked: Asked) -> None:
        """Keep the words beside the case; a name that we asked for and did not find is for the desk."""
        self.heard.kind = Heard.Kind.ADDITION
        self.heard.text, self.heard.sealed_text = kept_words(
            self.text, contact=self.so_far.contact_id, row=self.heard.pk
        )
        danger = lexicon.sensitivity_of(self.text)
        keep_from_all(case, danger, actor=NOBODY, moment=self.moment)
        unfound = asked is Asked.WHICH_COMMUNE and talk.may_name_a_place(self.text)
        if unfound:
            self.so_far.asked = Asked.NOTHING
        which = "not_placed" if unfound else "added"
        self._send(which, sms(which, case.language, reference=case.reference))

    def _send(self, which: str, text: str) -> None:
        # A moment apart, so that the reference arrives before the question.
        moment = self.moment + timedelta(microseconds=len(self.replies))
        self.replies.append(
            messaging.Letter(f"voices:{which}:{self.heard.message_id}", text, moment)
        )


def _service_of(text: str, facility: UUID | None) -> Service:
    """The service the words speak of, else the one of the school or health centre they name."""
    service = lexicon.guess_service(text)
    if service is Service.OTHER and facility:
        return Service(registry.facility_card(facility).sector)
    return service
