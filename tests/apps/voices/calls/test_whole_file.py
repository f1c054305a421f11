"""Every call of the file is there, and nothing is made up."""

from collections import Counter

import pytest

from benkan.apps.journal.models import Entry
from benkan.apps.registry.models import Programme
from benkan.apps.voices.models import Call, CallAbout, CallTopic, Case
from tests.make.hotline import programme_of_calls, rows_of_the_file

pytestmark = pytest.mark.django_db


def test_every_call_of_the_file_is_there_and_no_case(hotline: Programme) -> None:
    rows = rows_of_the_file()
    calls = Call.objects.filter(programme=hotline)

    assert calls.count() == len(rows) == 10_928
    assert CallAbout.objects.count() == sum(len(row["topics"].split("|")) for row in rows)
    assert Case.objects.count() == 0
    assert (hotline.kind, hotline.opens_on.isoformat()) == ("historical", "2013-06-26")
    assert Counter(calls.values_list("sex", flat=True)) == {
        "female": 2351,
        "male": 5612,
        "unknown": 2965,
    }
    assert calls.filter(waited=None).count() == 1812
    assert calls.filter(age="impossible").count() == 14
    assert calls.filter(origin="unknown").count() == 3020


def test_topics_have_the_labels_of_the_operators(hotline: Programme) -> None:
    topic = CallTopic.objects.select_related("family").get(programme=hotline, code="F9")

    assert (topic.label, topic.family.label) == ("Ou puis-je voter?", "vote")


def test_what_was_loaded_stands_in_the_journal(hotline: Programme) -> None:
    entry = Entry.objects.get(programme=programme_of_calls().pk, name="CallsLoaded")

    assert '"calls":10928' in entry.body.replace(" ", "")
