"""A report written where there was no network closes its meeting once."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from benkan.apps.activities.models import Activity, Headcount
from benkan.apps.files.models import StoredFile
from benkan.apps.registry.models import Account, Place, PlaceCode, Programme
from benkan.kit.actor import Role
from tests.make.activities import make_activity
from tests.make.boxes import Files, sent
from tests.make.files import make_picture
from tests.make.neighbours import make_post
from tests.make.registry import make_place, make_programme

pytestmark = pytest.mark.django_db

SHEET = {"sheet": ("feuille.jpg", "image/jpeg", make_picture())}
DAY = date(2026, 11, 2)


@pytest.fixture
def demo() -> Programme:
    return make_programme("demo")


@pytest.fixture
def commune() -> Place:
    return make_place("Sanankoroba")


@pytest.fixture
def animator(demo: Programme, commune: Place, client: Client) -> Account:
    account = make_post(demo, Role.ANIMATOR, commune)
    client.force_login(account)
    return account


def _report(account: Account, files: Files | None = None, **facts: Any) -> dict[str, Any]:
    envelope = {"kind": "meeting", "programme": "demo", "who": account.pk}
    counts = {"female-25_34": "12", "male-60_plus": "7", "disability-female": "2"}
    told = {"client_key": uuid4().hex, "held_on": DAY.isoformat(), "minutes": "Le budget"}
    return sent(envelope, {**told, **counts, **facts}, files)


def _post(client: Client, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    answer = client.post(reverse("activities:report_box", kwargs={"programme": "demo"}), body)
    is_json = answer.headers["Content-Type"] == "application/json"
    return answer.status_code, answer.json() if is_json else {}


def _twice(client: Client, body: dict[str, Any]) -> list[tuple[int, dict[str, Any]]]:
    first = _post(client, body)
    body["box"].seek(0)
    return [first, _post(client, body)]


def test_the_same_report_sent_twice_closes_the_meeting_once(
    client: Client, demo: Programme, commune: Place, animator: Account
) -> None:
    meeting = make_activity(demo, commune, planned_on=DAY)
    box = _report(animator, SHEET, activity=meeting.pk)

    answers = _twice(client, box)

    meeting.refresh_from_db()
    address = reverse("activities:activity", args=["demo", meeting.pk])
    assert [(status, told["then"]) for status, told in answers] == [(200, address)] * 2
    assert meeting.minutes == "Le budget"
    assert meeting.evidence_file is not None
    assert StoredFile.objects.get().delete_after is None
    assert sum(Headcount.objects.values_list("people", flat=True)) == 19


def test_another_report_of_a_closed_meeting_is_refused(
    client: Client, demo: Programme, commune: Place, animator: Account
) -> None:
    meeting = make_activity(demo, commune, planned_on=DAY)
    _post(client, _report(animator, activity=meeting.pk))

    status, told = _post(client, _report(animator, activity=meeting.pk, minutes="Autre"))

    meeting.refresh_from_db()
    assert (status, meeting.minutes) == (422, "Le budget")
    assert len(told["sentence"]) > 10


def test_a_meeting_that_nobody_planned_is_put_into_the_calendar_with_its_report(
    client: Client, demo: Programme, commune: Place, animator: Account
) -> None:
    code = PlaceCode.objects.get(place=commune).code
    new: dict[str, Any] = {
        "activity": "",
        "commune": code,
        "kind": "forum",
        "title": "Sous le caïlcédrat",
    }

    answers = _twice(client, _report(animator, **new))

    meeting = Activity.objects.get()
    assert [status for status, _ in answers] == [200, 200]
    assert (meeting.title, meeting.place_id) == ("Sous le caïlcédrat", commune.pk)
    assert (meeting.planned_on, meeting.held_on) == (DAY, DAY)


def test_a_refused_report_leaves_no_meeting_behind(
    client: Client, demo: Programme, commune: Place, animator: Account
) -> None:
    code = PlaceCode.objects.get(place=commune).code
    new: dict[str, Any] = {
        "commune": code,
        "kind": "forum",
        "title": "Forum",
        "disability-male": "50",
    }

    status, _ = _post(client, _report(animator, **new))

    assert status == 422
    assert Activity.objects.count() == 0


@pytest.mark.parametrize("names", ["activity", "commune"])
def test_a_meeting_or_place_of_others_is_not_there(
    client: Client, demo: Programme, animator: Account, names: str
) -> None:
    elsewhere = make_place("Dio")
    meeting = make_activity(demo, elsewhere, planned_on=DAY)
    code = PlaceCode.objects.get(place=elsewhere).code
    named: dict[str, Any] = {"activity": meeting.pk} if names == "activity" else {"commune": code}

    status, _ = _post(client, _report(animator, kind="forum", title="Forum", **named))

    assert status == 404
    meeting.refresh_from_db()
    assert meeting.closed_at is None
    assert Activity.objects.count() == 1
