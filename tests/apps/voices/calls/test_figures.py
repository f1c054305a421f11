"""The figures equal a count that does not come through the house, and give no small one back."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from statistics import median_low

import pytest

from benkan.apps.registry.models import Programme
from benkan.apps.voices.queries import calls as queries
from tests.make.hotline import (
    rows_of_the_file,
)

pytestmark = pytest.mark.django_db

Row = dict[str, str]
SEX = {"female": "F", "male": "H", "unknown": ""}
PLACE = {"outside": "HORS", "unknown": ""}


def counted(where: Callable[[Row], bool]) -> int:
    return sum(1 for row in rows_of_the_file() if where(row))


def test_what_there_is_in_all(hotline: Programme) -> None:
    source = queries.call_source(hotline.pk)

    assert source.calls == counted(lambda row: True)
    assert source.waited_unknown == counted(lambda row: not row["callback_delay_h"])
    assert source.sex_unknown == counted(lambda row: not row["sex"])
    assert source.region_unknown == counted(lambda row: not row["region_code"])
    assert source.age_impossible == counted(lambda row: row["age_band"] == "aberrant")
    days = [row["date"] for row in rows_of_the_file()]
    assert (str(source.first_day), str(source.last_day)) == (min(days), max(days))


def test_the_bands_of_waiting_add_up_to_all_calls(hotline: Programme) -> None:
    hours = [
        float(row["callback_delay_h"]) for row in rows_of_the_file() if row["callback_delay_h"]
    ]
    edges = [0, 0.1, 1, 6, 24, 72, 168, 10_000]
    expected = [sum(low <= hour < high for hour in hours) for low, high in pairwise(edges)]

    bands = queries.waiting(hotline.pk).bands

    assert [count for _, count in bands] == [*expected, 1812]
    assert sum(count or 0 for _, count in bands) == 10_928


def test_the_median_of_each_group_is_that_of_its_known_waits(hotline: Programme) -> None:
    column = {"vote": "scrutin", "way": "channel", "month": "date"}
    word = {"presidential": "presidentielle", "legislative": "legislatives"}
    shown = [group for group in queries.waiting(hotline.pk).groups if group.quartiles]

    for group in shown:
        rows = [
            row
            for row in rows_of_the_file()
            if group.kind == "all"
            or row[column[group.kind]].lower().startswith(word.get(group.code, group.code))
        ]
        known = [
            round(10 * float(row["callback_delay_h"])) for row in rows if row["callback_delay_h"]
        ]
        assert group.quartiles is not None
        assert (group.calls, group.known) == (len(rows), len(known))
        assert group.quartiles[1] == median_low(known)
    assert [(group.kind, group.code) for group in shown] == [
        ("all", ""),
        ("vote", "presidential"),
        ("vote", "legislative"),
        ("way", "ring"),
        ("way", "call_me"),
        ("way", "charge_me"),
        ("way", "sms_hotline"),
        ("month", "2013-06"),
        ("month", "2013-07"),
        ("month", "2013-08"),
        ("month", "2013-11"),
    ]


def test_every_topic_that_is_shown_is_counted_right(hotline: Programme) -> None:
    found = queries.topics(hotline.pk)
    truth: Counter[tuple[str, str]] = Counter()
    for row in rows_of_the_file():
        for code in row["topics"].split("|"):
            truth[code, row["region_code"]] += 1
            truth[code, "all"] += 1
    places = ["all" if not c.code else PLACE.get(c.code, c.code) for c in found.columns]

    wrong = [
        (line.code, place, shown)
        for line in found.lines
        if line.code
        for place, shown in zip(places, line.counts, strict=True)
        if shown is not None and shown != truth[line.code, place]
    ]

    assert wrong == []
    assert len([line for line in found.lines if line.code]) == 37
    assert [column.calls for column in found.columns] == [
        counted(lambda row, p=place: p in ("all", row["region_code"])) for place in places
    ]


def test_no_count_below_five_is_shown_anywhere(hotline: Programme) -> None:
    topics, callers = queries.topics(hotline.pk), queries.callers(hotline.pk)
    times, waiting = queries.call_times(hotline.pk), queries.waiting(hotline.pk)
    shown = [
        *(count for line in topics.lines for count in line.counts),
        *(count for line in (*callers.regions, *callers.votes) for count in line.counts),
        *(count for _, count in callers.ages),
        *times.hours,
        *(count for _, _, count in (*times.days, *times.months)),
        *(group.calls for group in waiting.groups),
        *(count for _, count in waiting.bands),
    ]

    assert min(count for count in shown if count is not None) >= 5


def test_a_small_month_is_not_given_back_by_the_total_of_its_vote(hotline: Programme) -> None:
    months = {day.isoformat()[:7]: n for _, day, n in queries.call_times(hotline.pk).months}

    assert counted(lambda row: row["date"].startswith("2013-10")) == 1
    assert [month for month, count in months.items() if count is None] == ["2013-10", "2013-12"]


def test_sex_is_counted_with_unknown_as_a_value(hotline: Programme) -> None:
    found = queries.callers(hotline.pk)

    sexes = [counted(lambda row, s=sex: row["sex"] == s) for sex in SEX.values()]
    assert found.whole == (10_928, *sexes)
    for shown in found.regions[1:]:
        code = PLACE.get(shown.code, shown.code)
        rows = [row for row in rows_of_the_file() if row["region_code"] == code]
        women = sum(row["sex"] == "F" for row in rows)
        assert shown.counts == (len(rows), women, len(rows) - women)


def test_hours_and_days_are_those_of_the_file(hotline: Programme) -> None:
    found = queries.call_times(hotline.pk)

    assert list(found.hours) == [
        counted(lambda row, h=hour: int(row["hour"]) == h) for hour in range(24)
    ]
    for vote, day, count in found.days:
        truth = counted(lambda row, d=str(day): row["date"] == d)
        assert count in (None, truth), (vote, day)
    assert len(found.days) == len({row["date"] for row in rows_of_the_file()})
