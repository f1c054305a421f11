"""Ready answers: what they may hold, who writes them, and those that a programme begins with."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from benkan.apps.voices.rules.wording import LONGEST_ANSWER
from benkan.kit.actor import Actor, Role
from benkan.kit.refusals import N_, NotFound, Refused
from benkan.kit.services import Service

WRITERS = (Role.ADMINISTRATOR, Role.PROGRAMME_STAFF)

PLACES = {
    "reference": N_("the number of the message"),
    "place": N_("the commune"),
    "service": N_("the service"),
    "office": N_("the office that was asked"),
}
"""What stands in braces and is filled in when the answer is chosen."""

_NAMED = re.compile(r"\{(\w*)\}")


class PlaceNotKnown(Refused):
    code = "place_not_known"
    text = N_("{%(name)s} cannot be filled in. Use {reference}, {place}, {service} or {office}.")


class PlaceNotFilled(Refused):
    code = "place_not_filled"
    text = N_("Write what belongs in place of {%(name)s}, then send.")


class TemplateTooLong(Refused):
    code = "template_too_long"
    text = N_("Shorten it to %(most)s signs: longer answers are not read to the end.")


class ReviewedByAnother(Refused):
    code = "reviewed_by_another"
    text = N_("Ask somebody else to read it: who wrote it does not see its mistakes.")


def check_template(text: str) -> None:
    """Refuse words that nobody could fill in, or that are too long."""
    for name in _NAMED.findall(text):
        if name not in PLACES:
            raise PlaceNotKnown(name=name)
    if len(text) > LONGEST_ANSWER:
        raise TemplateTooLong(most=LONGEST_ANSWER)


def check_may_write(actor: Actor) -> None:
    """The answers are the programme's: whoever works for a part of it does not find them here."""
    if not actor.holds(*WRITERS):
        raise NotFound()


def check_may_review(*, written_by: UUID | None, reader: UUID | None) -> None:
    if written_by is not None and written_by == reader:
        raise ReviewedByAnother()


def filled(text: str, values: Mapping[str, str]) -> str:
    """The words with what is known put in; what is not known stays for the desk to write.

    >>> filled("No {reference}: {office} répond.", {"reference": "KAY-0427", "office": ""})
    'No KAY-0427: {office} répond.'
    """
    return _NAMED.sub(lambda found: values.get(found[1]) or found[0], text)


def check_filled(text: str) -> None:
    """Refuse an answer that still has one of our places in it."""
    for name in _NAMED.findall(text):
        if name in PLACES:
            raise PlaceNotFilled(name=name)


@dataclass(frozen=True)
class Ready:
    """An answer to begin with: what it answers, and its words by language."""

    code: str
    service: Service | None
    titles: Mapping[str, str]
    words: Mapping[str, str]


READY = (
    Ready(
        "read",
        None,
        {"fr": "Nous avons lu, nous suivons", "en": "We have read it and follow it up"},
        {
            "fr": "Merci. Nous avons lu votre message et nous le suivons. Nous vous écrirons dès "
            "qu’il y aura du nouveau.",
            "en": "Thank you. We have read your message and follow it up. We will write to you as "
            "soon as there is news.",
        },
    ),
    Ready(
        "asked",
        None,
        {"fr": "Nous avons demandé au service concerné", "en": "We have asked the office"},
        {
            "fr": "Nous avons transmis votre message à : {office}. Dès que nous avons une réponse, "
            "nous vous écrivons.",
            "en": "We have put your message before: {office}. As soon as we have an answer, we will "
            "write to you.",
        },
    ),
    Ready(
        "to_meeting",
        None,
        {"fr": "On en parlera à la rencontre", "en": "The meeting will speak of it"},
        {
            "fr": "D’autres à {place} disent comme vous. Nous en parlerons avec la commune à la "
            "prochaine rencontre. Vous pouvez y venir.",
            "en": "Others in {place} say the same. We will speak of it with the commune at the next "
            "meeting. You are welcome there.",
        },
    ),
    Ready(
        "tell_more",
        None,
        {"fr": "Il nous faut des précisions", "en": "We need to know more"},
        {
            "fr": "Merci pour votre message. Pour avancer, dites-nous l’endroit exact et depuis "
            "quand. Répondez ici.",
            "en": "Thank you for your message. To go on, tell us the exact place and since when. "
            "Answer here.",
        },
    ),
    Ready(
        "settled",
        None,
        {"fr": "C’est réglé", "en": "It is settled"},
        {
            "fr": "Bonne nouvelle : ce que vous avez signalé est réglé. Si ce n’est pas le cas chez "
            "vous, répondez-nous.",
            "en": "Good news: what you told us is settled. If it is not so where you are, answer us.",
        },
    ),
    Ready(
        "not_now",
        None,
        {"fr": "Pas possible pour le moment", "en": "Not possible for now"},
        {
            "fr": "{office} nous dit que ce n’est pas possible pour le moment. Nous gardons votre "
            "demande et la poserons de nouveau.",
            "en": "{office} tells us that it is not possible for now. We keep your request and will "
            "put it again.",
        },
    ),
    Ready(
        "water_repair",
        Service.WATER,
        {"fr": "Pompe : réparation demandée", "en": "Pump: repair asked for"},
        {
            "fr": "La réparation de la pompe à {place} est demandée. Dites-nous si l’eau revient, ou "
            "si rien ne bouge.",
            "en": "The repair of the pump in {place} has been asked for. Tell us if the water comes "
            "back, or if nothing moves.",
        },
    ),
    Ready(
        "health_free",
        Service.HEALTH,
        {"fr": "Santé : ce qui est gratuit", "en": "Health: what is free"},
        {
            "fr": "Nous posons la question au centre de santé. Demandez toujours un reçu, et "
            "gardez-le : il nous aide à vous aider.",
            "en": "We are asking the health centre. Always ask for a receipt and keep it: it helps "
            "us to help you.",
        },
    ),
    Ready(
        "school",
        Service.EDUCATION,
        {"fr": "École : question posée", "en": "School: we are asking"},
        {
            "fr": "Nous posons la question à l’école et au comité de gestion scolaire de {place}. "
            "Nous vous dirons ce qu’ils répondent.",
            "en": "We are asking the school and its management committee in {place}. We will tell "
            "you what they answer.",
        },
    ),
    Ready(
        "birth",
        Service.CIVIL_REGISTRY,
        {"fr": "État civil : l’acte de naissance", "en": "Civil registry: birth certificate"},
        {
            "fr": "Pour l’acte, allez au centre d’état civil de {place} avec un témoin. Si on vous "
            "le refuse, dites-le-nous ici.",
            "en": "For the certificate, go to the civil registry of {place} with a witness. If it is "
            "refused, tell us here.",
        },
    ),
)
"""Read by whoever made them; a programme writes its own beside them, and in its languages."""
