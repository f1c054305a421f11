"""What people write is shown as they wrote it, and is never read as a page."""

from typing import Any

import pytest
from django.test import Client

from benkan.apps.activities.models import Activity
from benkan.apps.commitments.models import Commitment, PolicyMeasure
from benkan.apps.registry.models import Account, Office, Place
from benkan.apps.voices.models import Case
from benkan.kit.actor import Role
from tests.make.neighbours import make_post
from tests.make.registry import IN_A_YEAR, make_actor, make_office, make_place, make_programme

pytestmark = pytest.mark.django_db

MARKUP = "'\"><img src=x onerror=alert(1)>"
DAY = IN_A_YEAR.isoformat()


def test_markup_that_is_written_into_a_form_comes_back_as_text() -> None:
    programme, place = make_programme("demo"), make_place("Kati")
    office, citizen, staff, coordinator = (
        make_office(programme, place),
        Client(),
        Client(),
        Client(),
    )
    staff.force_login(Account.objects.get(pk=make_actor(programme, Role.PROGRAMME_STAFF).account))
    coordinator.force_login(make_post(programme, Role.COORDINATOR, place))

    answers = [citizen.post("/p/demo/dire/recu/", _said(place))]
    code = citizen.get("/p/demo/dire/recu/").context["codes"].tracking_code
    answers += [citizen.post("/p/demo/suivre/", {"tracking_code": code})]
    answers += [staff.post(f"/p/demo/{at}", form) for at, form in _of_staff(place).items()]
    answers += [coordinator.post(f"/p/demo/{at}", it) for at, it in _of_place(office).items()]
    read = {**_read(citizen, *OF_CITIZENS), **_read(staff, *OF_STAFF, *_one_of_each())}
    read |= {"invited": answers[4].content.decode()}

    # All forms were taken; the link of an invitation is shown at once.
    assert [answer.status_code for answer in answers] == [302] * 4 + [200] + [302] * 4
    assert [at for at, page in read.items() if "<img src=x" in page] == []
    assert [at for at, page in read.items() if "&lt;img src=x" not in page] == []


def _read(client: Client, *addresses: str) -> dict[str, str]:
    return {at: client.get(f"/p/demo/{at}").content.decode() for at in addresses}


def _said(place: Place) -> dict[str, Any]:
    return {"service": "water", "text": MARKUP, "place": place.pk, "client_key": "a" * 32}


def _of_staff(place: Place) -> dict[str, dict[str, Any]]:
    at, to = {"place": place.pk}, {"email": "awa@example.org", "role": "monitoring_officer"}
    return {
        "equipe/organisations/ajouter/": {"name": MARKUP, "kind": "cso", **at},
        "equipe/responsables/ajouter/": {"title": MARKUP, "level": "commune", **at},
        "equipe/inviter/": {"name": MARKUP, "place": "country", **to},
        "messages/reponses/": {"title": MARKUP, "text": MARKUP, "language": "fr"},
    }


def _of_place(office: Office) -> dict[str, dict[str, Any]]:
    at = {"place": office.place_id}
    why = {"sector": "water", "gender_focus": "none", "gender_reason": MARKUP}
    terms = {"source": "alone", "level_needed": "commune", "priority": "low", "funding": "unknown"}
    promise = {"problem": MARKUP, "action": MARKUP, "office": office.pk, "due_on": DAY, **terms}
    where = {"title": MARKUP, "venue": MARKUP}
    return {
        "activites/nouvelle/": {"kind": "forum", "planned_on": DAY, **where, **at},
        f"engagements/nouveau/?place={office.place_id}&service=water": {"in_plan": "no", **promise},
        f"politiques/nouvelle/?kind=convention&place={office.place_id}": {"title": MARKUP, **why},
    }


OF_CITIZENS = ("suivre/message/", f"dire/ou/?service=water&q={MARKUP}", f"?commune={MARKUP}")
OF_STAFF = (
    "messages/",
    "messages/reponses/",
    "equipe/organisations/",
    "equipe/responsables/",
    "activites/",
    "engagements/",
    "politiques/",
)


def _one_of_each() -> list[str]:
    return [
        f"messages/{Case.objects.get().pk}/",
        f"activites/{Activity.objects.get().pk}/",
        f"engagements/{Commitment.objects.get().pk}/",
        f"politiques/{PolicyMeasure.objects.get().pk}/",
    ]
