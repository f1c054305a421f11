"""Real calls are loaded once, whole or not at all, and nothing is made up."""

import pytest
from django.db import IntegrityError

from benkan.apps.journal.models import Entry
from benkan.apps.registry.models import Programme
from benkan.apps.voices.models import Call, CallFigure, CallFile
from benkan.apps.voices.rules.calls.refusals import (
    NotHistorical,
    OtherCallsThere,
    RegionsMissing,
)
from tests.make.hotline import (
    FIRST,
    SLUG,
    line,
    load,
    make_regions,
    read,
    small_file,
)
from tests.make.registry import NOW, make_programme

pytestmark = pytest.mark.django_db


def test_twice_is_once() -> None:
    make_regions()
    first = load(small_file(FIRST))
    kept = list(Call.objects.values_list("id", flat=True)), Entry.objects.count()

    second = load(small_file(FIRST))

    assert (first.loaded, second.loaded, second.calls) == (1, 0, 1)
    assert (list(Call.objects.values_list("id", flat=True)), Entry.objects.count()) == kept


def test_another_file_is_refused_unless_it_is_to_replace_the_first() -> None:
    make_regions()
    load(small_file(FIRST))

    with pytest.raises(OtherCallsThere):
        load(small_file(line(7), line(8)))
    assert Call.objects.get().number == 1

    report = load(small_file(line(7), line(8)), replace=True)
    assert (report.loaded, report.replaced) == (2, 1)
    assert sorted(Call.objects.values_list("number", flat=True)) == [7, 8]
    assert CallFile.objects.get().digest == read(small_file(line(7), line(8))).digest
    assert CallFigure.objects.count() == 5


def test_a_programme_of_today_takes_no_old_calls() -> None:
    make_regions()
    make_programme(SLUG, kind="real")

    with pytest.raises(NotHistorical):
        load(small_file(FIRST))

    assert Call.objects.count() == 0


def test_without_the_places_of_mali_nothing_is_loaded() -> None:
    with pytest.raises(RegionsMissing):
        load(small_file(FIRST))

    assert Programme.objects.count() == 0


def test_killed_in_the_middle_nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine goes down after the calls and before what they were about."""
    from benkan.apps.voices.actions import call_import

    make_regions()
    found = read(small_file(FIRST, line(2)))

    def goes_down(share: float) -> None:
        if share > 0.9:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        call_import.load_calls(slug=SLUG, name="Ligne", read=found, moment=NOW, progress=goes_down)

    assert (Programme.objects.count(), Call.objects.count(), Entry.objects.count()) == (0, 0, 0)
    assert load(small_file(FIRST, line(2))).loaded == 2


def test_a_call_without_a_region_says_so() -> None:
    make_regions()
    load(small_file(FIRST))

    with pytest.raises(IntegrityError, match=r"call_has_a_region|CHECK"):
        Call.objects.update(region=None)
