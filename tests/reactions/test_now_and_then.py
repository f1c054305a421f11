"""What was let go of leaves the disk, and places are learnt, without anybody asking."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from benkan.apps.files.actions import keep_audio, let_go
from benkan.apps.files.models import StoredFile
from benkan.apps.files.queries import where
from benkan.apps.registry.queries import find_places
from benkan.reactions import now_and_then
from benkan.reactions.now_and_then import NowAndThen
from benkan.reactions.worker import TURNS
from tests.make.calls import Provider, make_archive, make_voice_line
from tests.make.files import make_tone
from tests.make.registry import NOW, make_place, make_programme


def test_it_is_done_once_an_hour() -> None:
    done: list[datetime] = []

    def work(now: datetime) -> int:
        done.append(now)
        return 1

    tidy = NowAndThen(work, every=timedelta(hours=1))
    moments = [NOW + timedelta(minutes=minutes) for minutes in (0, 1, 59, 60, 61)]

    counts = [tidy(moment) for moment in moments]

    assert (counts, done) == ([1, 0, 0, 1, 0], [moments[0], moments[3]])


@pytest.mark.django_db
def test_a_voice_that_was_let_go_of_leaves_the_disk(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path
    programme = make_programme()
    voice = keep_audio(programme=programme.pk, content=make_tone(), moment=NOW)
    path = where(StoredFile.objects.get(pk=voice).digest)
    let_go([voice], moment=NOW)

    removed = now_and_then.let_go(NOW + timedelta(hours=2))

    assert (removed, path.exists()) == (1, False)
    assert now_and_then.tidy in TURNS


@pytest.mark.django_db
def test_the_places_are_learnt_before_a_message_asks_for_them(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    place = make_place("Sanankoroba")
    now_and_then.learn_places(NOW)

    with django_assert_num_queries(1):
        found = find_places("sanankoroba")

    assert [one.id for one in found] == [place.pk]
    assert TURNS[0] is now_and_then.learn


@pytest.mark.django_db
def test_what_a_caller_recorded_is_fetched_once() -> None:
    with make_archive() as archive:
        line = make_voice_line(make_programme(), recordings_host=archive.host, is_on_loopback=True)
        Provider(line).start().press("11").speak(address=archive.address(), hangs_up=True)
        now = timezone.now()

        counts = [now_and_then.listen(now + timedelta(hours=hours)) for hours in (0, 1, 2)]

    assert (counts, len(archive.asked)) == ([1, 0, 0], 1)
    assert now_and_then.recordings in TURNS


@pytest.mark.django_db
def test_sqlite_counts_every_table_so_that_questions_find_the_short_way() -> None:
    make_programme()

    now_and_then.measure(NOW)

    if connection.vendor == "sqlite":  # PostgreSQL does it by itself
        with connection.cursor() as cursor:
            cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'registry_programme'")
            assert {stat.split()[0] for (stat,) in cursor.fetchall()} == {"1"}
