"""What was let go of leaves the disk, without anybody asking."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from benkan.apps.files.actions import keep_audio, let_go
from benkan.apps.files.models import StoredFile
from benkan.apps.files.queries import where
from benkan.reactions import tidying
from benkan.reactions.tidying import NowAndThen
from benkan.reactions.worker import TURNS
from tests.make.files import make_tone
from tests.make.registry import NOW, make_programme


def test_it_is_done_once_an_hour() -> None:
    done: list[datetime] = []

    def work(now: datetime) -> int:
        done.append(now)
        return 1

    tidy = NowAndThen(work)
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

    removed = tidying.let_go(NOW + timedelta(hours=2))

    assert (removed, path.exists()) == (1, False)
    assert tidying.tidy in TURNS
