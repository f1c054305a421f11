"""The public page of a round says what was promised because of it, and what became of the last promises."""

import gzip
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benkan.apps.assessments import actions
from benkan.apps.assessments.models import Group, Round
from benkan.apps.registry.models import Office, Programme
from benkan.kit.actor import Role
from tests.apps.assessments.test_reading import next_round
from tests.make.assessments import leaves_of, make_released
from tests.make.commitments import make_aimed
from tests.make.registry import NOW, make_actor, make_place, make_programme

pytestmark = pytest.mark.django_db


def _read(found: Round) -> tuple[str, int]:
    """The page in words, and in how many queries it is made."""
    programme = Programme.objects.get(pk=found.programme_id)
    address = f"/p/{programme.slug}/evaluations/publiques/{found.pk}/"
    with CaptureQueriesContext(connection) as asked:
        answer = Client().get(address, headers={"accept-language": "en"})
    assert len(gzip.compress(answer.content, 6)) < 14_000
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()), len(asked)


def _release(found: Round) -> None:
    staff = make_actor(Programme.objects.get(pk=found.programme_id), Role.PROGRAMME_STAFF)
    for group in Group.objects.filter(round=found):
        actions.say_release(
            group=group.pk, answer="agreed", said_on=NOW.date(), actor=staff, moment=NOW
        )
    actions.release_round(round_id=found.pk, actor=staff, moment=NOW)


def test_a_public_round_tells_what_was_promised_and_the_next_one_what_became_of_it() -> None:
    first = make_released(make_programme(), make_place(), title="CSCom de Kati")
    office, leaf = Office.objects.get(pk=first.office_id), leaves_of(first)[0]
    empty, _ = _read(first)
    promise = make_aimed(first, leaf, office=office, state="kept", is_public=True)
    here, queries = _read(first)
    second = next_round(first, {"5": 6})
    _release(second)
    after, queries_after = _read(second)
    for indicator in [*leaves_of(first), None] * 9:
        make_aimed(first, indicator, office=office, is_public=True)
    many, queries_many = _read(second)

    assert "No promise is public yet." in empty
    for said in (f"To improve Que pensez-vous de {leaf.code} ?", "55 out of 100 at this", "Kept"):
        assert said in here
    assert promise.action in here
    assert office.title in here
    for said in ("Promises kept: 1 of 1.", "55 last time", "100 now", "up by 45 points"):
        assert said in after
    assert "Promises kept: 1 of 37." in many
    assert "and 7 more" in many
    assert queries <= 25
    assert queries_after <= 28
    assert queries_many <= queries_after


def test_what_is_withdrawn_or_was_never_published_is_told_to_nobody() -> None:
    first = make_released(make_programme(), make_place())
    office, leaf = Office.objects.get(pk=first.office_id), leaves_of(first)[0]
    make_aimed(first, leaf, office=office)
    withdrawn = make_aimed(first, leaf, office=office, state="kept")
    withdrawn.withdrawn_at = NOW
    withdrawn.save()
    second = next_round(first, {"5": 6})
    before_release, _ = _read(first)
    make_aimed(second, leaves_of(second)[0], office=office)
    _release(second)
    after, _ = _read(second)

    for page in (before_release, after):
        assert "No promise is public yet." in page
        assert "Promised the last time" not in page
        assert withdrawn.action not in page
