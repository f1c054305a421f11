"""The tables for everybody: counts below five are hidden, and whatever would give them back.

Brings numpy and a solver (`methods.suppression.proving`): only who loads calls imports this.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any

from benkan.apps.voices.rules.calls import counting
from benkan.apps.voices.rules.calls.codes import AGES, Origin, Vote, Way
from benkan.apps.voices.rules.calls.counting import Waits, month_of, place_of, tallied
from benkan.apps.voices.rules.calls.reading import CallFacts, ReadCalls, Topic
from benkan.kit.splits import Sex
from benkan.methods.suppression.proving import suppress
from benkan.methods.suppression.reading import Line, cube_from

SMALLEST_SHOWN = 5
WOMEN_AND_OTHERS = (Sex.FEMALE.value, "other")
Key = tuple[str | None, ...]
Document = dict[str, Any]


def figures(read: ReadCalls) -> dict[str, Document]:
    """Each figure by name, as plain data; None is hidden, which is not zero."""
    days = _days(read.calls)
    return {
        "source": _source(read.calls),
        "waiting": _waiting(read.calls, days),
        "topics": _topics(read),
        "callers": _callers(read.calls),
        "times": _times(read.calls, days),
    }


def safe(
    counts: Mapping[tuple[str, ...], int], *, chains: Sequence[tuple[str, ...]]
) -> dict[Key, int | None]:
    """The counts and all their margins (None stands for the total of a column), None where hidden.

    Args:
        counts: by the values of all columns, in the order of the chains.
        chains: the dimensions; more columns than one: each lies within the one before.
    """
    lines = [Line(0, key, count) for key, count in counts.items()]
    proof = suppress(cube_from(lines, file="", chains=chains), minimum=SMALLEST_SHOWN)
    assert proof.is_proven, "what is shown gives nothing back"
    return {tuple(proof.cube.name(cell.cell).values()): cell.count for cell in proof.cells()}


def _source(calls: Sequence[CallFacts]) -> Document:
    return {
        "calls": len(calls),
        "first_day": min(call.day for call in calls).isoformat(),
        "last_day": max(call.day for call in calls).isoformat(),
        "waited_unknown": sum(call.waited is None for call in calls),
        "sex_unknown": sum(call.sex == Sex.UNKNOWN for call in calls),
        "region_unknown": sum(call.origin == Origin.UNKNOWN for call in calls),
        "age_impossible": sum(call.age == AGES["aberrant"] for call in calls),
    }


def _days(calls: Iterable[CallFacts]) -> dict[Key, int | None]:
    """By day within month within vote, so that no total of one gives back a small day of another."""
    counts = tallied(calls, lambda call: (call.vote, month_of(call), call.day.isoformat()))
    return safe(counts, chains=[("vote", "month", "day")])


def _waiting(calls: Sequence[CallFacts], days: Mapping[Key, int | None]) -> Document:
    bands = [str(begin) for begin in counting.BANDS] + [counting.UNKNOWN]
    counted = tallied(calls, lambda call: (counting.band_of(call.waited),))
    shown = safe({(band,): counted[band,] for band in bands}, chains=[("band",)])
    ways = safe(tallied(calls, lambda call: (call.way,)), chains=[("way",)])
    months = sorted({(call.vote, month_of(call)) for call in calls}, key=lambda pair: pair[1])
    groups = [_group("all", "", calls, len(calls))]
    for vote in Vote:
        found = [call for call in calls if call.vote == vote]
        groups.append(_group("vote", vote, found, days.get((vote, None, None), 0)))
    for way in Way:
        found = [call for call in calls if call.way == way]
        groups.append(_group("way", way, found, ways.get((way,), 0)))
    for vote, month in months:
        found = [call for call in calls if call.vote == vote and month_of(call) == month]
        count = days[vote, month, None]
        groups.append(_group("month", month, found, count))
    return {"bands": [[band, shown[band,]] for band in bands], "groups": groups}


def _group(kind: str, code: str, calls: Iterable[CallFacts], count: int | None) -> Document:
    """What a group may say of itself: nothing, where its count is hidden."""
    found: Waits = counting.waits(calls)
    hides = count is None
    return {
        "kind": kind,
        "code": str(code),
        "calls": count,
        "unknown": None if hides else found.unknown,
        "quartiles": None if hides or found.quartiles is None else list(found.quartiles),
    }


def _topics(read: ReadCalls) -> Document:
    """How often each topic was noted in each region; a call counts once for each of its topics."""
    regions = _places(read.calls)
    family = {topic.code: topic.family for topic in read.topics}
    counted: dict[tuple[str, ...], int] = {
        (topic.family, topic.code, region): 0 for topic in read.topics for region in regions
    }
    for call in read.calls:
        for code in call.topics:
            counted[family[code], code, place_of(call)] += 1
    shown = safe(counted, chains=[("family", "topic"), ("region",)])
    columns: list[str | None] = [None, *regions]
    rows = [
        [kind, code, [shown[named, code, region] for region in columns]]
        for kind, named, code in _lines(read.topics)
    ]
    calls = _by_region(read.calls, regions)
    return {"regions": regions, "calls": [calls[None, region] for region in columns], "rows": rows}


def _lines(topics: Sequence[Topic]) -> list[tuple[str, str | None, str | None]]:
    """The total, then each family with its topics below it."""
    lines: list[tuple[str, str | None, str | None]] = [("total", None, None)]
    for family in dict.fromkeys(topic.family for topic in topics):
        lines.append((family, family, None))
        lines += [(family, family, topic.code) for topic in topics if topic.family == family]
    return lines


def _places(calls: Iterable[CallFacts]) -> list[str]:
    """The regions by code, then what is said instead of one."""
    found = {place_of(call) for call in calls}
    return [
        *sorted(found - {Origin.OUTSIDE, Origin.UNKNOWN}),
        *[origin.value for origin in (Origin.OUTSIDE, Origin.UNKNOWN) if origin in found],
    ]


def _by_region(calls: Iterable[CallFacts], regions: Sequence[str]) -> dict[Key, int | None]:
    """Women, and all others: by region sex is hardly ever unknown, and those few would hide it all."""
    counted = tallied(calls, lambda call: (_woman_or_not(call), place_of(call)))
    every: dict[tuple[str, ...], int] = {
        key: counted[key] for key in product(WOMEN_AND_OTHERS, regions)
    }
    return safe(every, chains=[("sex",), ("region",)])


def _woman_or_not(call: CallFacts) -> str:
    return WOMEN_AND_OTHERS[call.sex != Sex.FEMALE]


def _callers(calls: Sequence[CallFacts]) -> Document:
    regions = _places(calls)
    by_region = _by_region(calls, regions)
    counted = tallied(calls, lambda call: (call.sex, call.vote))
    by_vote = safe(
        {(sex, vote): counted[sex, vote] for sex, vote in product(Sex, Vote)},
        chains=[("sex",), ("vote",)],
    )
    ages = safe(
        {(age,): n for (age,), n in tallied(calls, lambda call: (call.age,)).items()},
        chains=[("age",)],
    )
    columns: list[str | None] = [None, *Sex]
    women: list[str | None] = [None, *WOMEN_AND_OTHERS]
    return {
        "regions": [[r, [by_region[sex, r] for sex in women]] for r in [None, *regions]],
        "whole": [by_vote[sex, None] for sex in columns],
        "votes": [[vote, [by_vote[sex, vote] for sex in columns]] for vote in Vote],
        "ages": [[age, ages[age,]] for age in AGES.values() if (age,) in ages],
    }


def _times(calls: Sequence[CallFacts], days: Mapping[Key, int | None]) -> Document:
    counted = tallied(calls, lambda call: (str(call.hour),))
    hours = safe({(str(hour),): counted[str(hour),] for hour in range(24)}, chains=[("hour",)])
    found = [
        [vote, month, day, count] for (vote, month, day), count in days.items() if month is not None
    ]
    found.sort(key=lambda line: (line[1], line[2] or "", line[0]))
    return {
        "hours": [hours[str(hour),] for hour in range(24)],
        "days": [[vote, day, count] for vote, _, day, count in found if day is not None],
        "months": [[vote, month, count] for vote, month, day, count in found if day is None],
    }
