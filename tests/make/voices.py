from itertools import count
from typing import Any
from uuid import UUID

from benkan.apps.registry.models import Office, Place, Programme
from benkan.apps.voices.actions import OpenedCase, open_case, say_about
from benkan.apps.voices.models import AnswerTemplate, Case, Confidant
from benkan.apps.voices.rules.about import SubjectKind
from benkan.kit.actor import NOBODY, Actor
from tests.make.registry import NOW

_serial = count(1)


def open_one(programme: Programme, place: Place | None = None, **facts: Any) -> OpenedCase:
    """What somebody said on the web, opened by the real action."""
    filled: dict[str, Any] = {
        "client_key": f"key-{next(_serial)}",
        "channel": "web",
        "service": "water",
        "place_status": "confirmed" if place else "unknown",
        "text": "La pompe est en panne",
        "language": "fr",
        "actor": NOBODY,
        "moment": NOW,
        **facts,
    }
    return open_case(programme=programme.pk, place=place.pk if place else None, **filled)


def make_case(programme: Programme, place: Place | None = None, **facts: Any) -> UUID:
    return open_one(programme, place, **facts).case


def make_template(programme: Programme, text: str = "Merci, {reference}.", **facts: Any) -> UUID:
    row = AnswerTemplate.objects.create(
        programme=programme,
        **{
            "code": f"code-{next(_serial)}",
            "language": "fr",
            "title": "Merci",
            "text": text,
            "written_at": NOW,
            **facts,
        },
    )
    return row.pk


def make_confidant(actor: Actor, *, place: Place | None = None, case: UUID | None = None) -> UUID:
    """The actor is named to read sensitive cases: of her programme, of a place, or one."""
    row = Confidant.objects.create(
        programme_id=actor.programme,
        account_id=actor.account,
        place=place,
        case_id=case,
        opens_at=NOW,
    )
    return row.pk


def say_about_office(case: UUID, office: Office, actor: Actor) -> None:
    """Somebody of the desk says that the case is about the office."""
    say_about(
        case=case, kind=SubjectKind.OFFICE, subject=office.pk, is_so=True, actor=actor, moment=NOW
    )


def say_about_person(case: UUID, person: Actor, actor: Actor) -> None:
    """Somebody of the desk says that the case is about a person of the programme."""
    assert person.account is not None
    say_about(
        case=case,
        kind=SubjectKind.ACCOUNT,
        subject=person.account,
        is_so=True,
        actor=actor,
        moment=NOW,
    )


def make_case_about(
    person: Actor, programme: Programme, place: Place, *, sensitivity: str = ""
) -> UUID:
    """A case that she reported herself to be about her; sensitive since then, if it is."""
    case = make_case(programme, place)
    say_about_person(case, person, person)
    Case.objects.filter(pk=case).update(sensitivity=sensitivity)
    return case


def case_row(case: UUID) -> Case:
    return Case.objects.get(pk=case)
