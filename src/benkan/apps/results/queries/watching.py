"""Who watched services, who was consulted, and what barometers measured: figures made of rounds."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from benkan.apps.activities.queries.consulting import Came, came_to, meetings_of_kinds
from benkan.apps.activities.rules.kinds import Kind
from benkan.apps.assessments.queries import promising
from benkan.apps.assessments.queries.counting import (
    TOGETHER,
    Sat,
    indexes,
    indexes_shown,
    sat_in,
)
from benkan.apps.assessments.rules.kinds import GROUPS_OF
from benkan.apps.assessments.rules.kinds import Kind as Assessed
from benkan.apps.assessments.rules.moving import points
from benkan.apps.registry import queries as registry
from benkan.apps.results.queries.facts import facts_known
from benkan.apps.results.queries.rows import commune_of_each
from benkan.apps.results.rules.facts import Known
from benkan.apps.results.rules.indicators import Cut, Indicator
from benkan.apps.results.rules.marks import MarkLine, Marks
from benkan.apps.results.rules.periods import Period
from benkan.apps.results.rules.tables import Counts, counts_of
from benkan.apps.results.rules.watching import Editions, Watching, editions, watched
from benkan.kit.splits import AgeBand, Sex, Situation

Places = Collection[UUID] | None
EVERY_SERVICE = "every"
"""The row of what watches no service alone: a barometer of a whole commune."""
JOINT = "joint"
WOMEN, YOUNG_MEN, OTHERS, NOT_KNOWN = "women", "young_men", "others", "unknown"
_YOUNG = {AgeBand.UNDER_18, AgeBand.FROM_18, AgeBand.FROM_25}
_SPACES = tuple(kind for kind in Kind if kind is not Kind.TRAINING)
"""Meetings at which people are asked; at a training they are taught."""
_SITUATIONS = {
    Indicator.CONSULTED_DISABILITY: Situation.DISABILITY,
    Indicator.CONSULTED_DISPLACED: Situation.DISPLACED,
}


def actions_watched(programme: UUID, *, period: Period, on: date, places: Places) -> list[Known]:
    """The monitoring actions of a period, the earliest first, in at most two queries."""
    facts = facts_known(programme, on, indicator=Indicator.MONITORING_ACTIONS)
    return _within(watched(facts), period, places)


def watching_table(
    *, programme: UUID, period: Period, on: date, places: Places, cut: Cut
) -> Counts:
    """Monitoring actions by sector or commune, and by how services were watched; at most five queries."""
    found = actions_watched(programme, period=period, on=on, places=places)
    if cut is Cut.PLACE:
        communes, _ = commune_of_each({one.place for one in found})
        cells = [(str(communes[one.place]), one.outcome, 1) for one in found]
    else:
        cells = [(one.service or EVERY_SERVICE, one.outcome, 1) for one in found]
    return counts_of(
        cells,
        rows=sorted({row for row, _, _ in cells}),
        columns=[way.value for way in Watching],
    )


def rounds_consulted(programme: UUID, *, period: Period, on: date, places: Places) -> list[Known]:
    """The rounds first closed in a period, in at most two queries."""
    facts = facts_known(programme, on, indicator=Indicator.PEOPLE_CONSULTED)
    return _within(watched(facts), period, places)


def consulted_table(
    indicator: Indicator, *, programme: UUID, period: Period, on: date, places: Places
) -> Counts:
    """Attendances where people are asked, by commune: those who sat in the groups of rounds, and those
    who came to meetings; at most thirteen queries.

    Who sits in a group of a round mostly comes to its meeting as well: of a round whose groups were
    counted, the meeting is not.
    """
    rounds = rounds_consulted(programme, period=period, on=on, places=places)
    sat = sat_in([one.record for one in rounds])
    cards = promising.rounds_called(list(sat))
    theirs = [card.interface_meeting for card in cards.values() if card.interface_meeting]
    until = min(period.closes, on + timedelta(days=1))
    came = came_to(
        meetings_of_kinds(programme, period.opens, until, places, kinds=_SPACES, without=theirs)
    )
    heads: list[tuple[UUID, Sat | Came]] = [
        (one.place, sat[one.record]) for one in rounds if one.record in sat
    ]
    heads += came.items()
    communes, _ = commune_of_each({place for place, _ in heads})
    cells = [
        (str(communes[place]), column, people)
        for place, some in heads
        for column, people in _columns(indicator, some.by_sex_and_age, some.by_situation).items()
    ]
    return counts_of(
        cells,
        rows=sorted({row for row, _, _ in cells}),
        columns=_columns_of(indicator),
    )


def index_marks(
    *,
    programme: UUID,
    period: Period,
    on: date,
    places: Places = None,
    seen: Collection[UUID] | None = None,
) -> Marks:
    """The index of each barometer first closed in a period, by group of people and of all together, in
    at most nine queries. `seen`: the rounds that the reader works on (None: all); of the others, what
    everybody reads at their release."""
    found = barometers_known(programme, period=period, on=on, places=places)
    own = {one.record: one.closed for one in found if seen is None or one.record in seen}
    others = [one.record for one in found if one.record not in own and one.shown]
    told = indexes(own) | indexes_shown(others)
    cards = promising.rounds_called(told)
    communes, _ = commune_of_each({card.place for card in cards.values()})
    kinds = [kind.value for kind in GROUPS_OF[Assessed.BAROMETER]]
    columns = [*kinds, TOGETHER, JOINT]
    lines = []
    for one in found:
        if one.record not in told:
            continue
        card, index = cards[one.record], told[one.record]
        by = {**index.by_kind, JOINT: index.joint}
        lines.append(
            MarkLine(
                key=str(one.record),
                place=str(communes[card.place]),
                purpose=card.purpose,
                number=card.number,
                closed_on=timezone.localdate(one.closed_at),
                cells=tuple(points(by.get(column)) for column in columns),
            )
        )
    return _without_empty(Marks(tuple(columns), tuple(lines)))


def _without_empty(marks: Marks) -> Marks:
    """A column that no round has is left out; all together stay."""
    kept = [
        at
        for at, column in enumerate(marks.columns)
        if column == JOINT or any(line.cells[at] is not None for line in marks.lines)
    ]
    return Marks(
        tuple(marks.columns[at] for at in kept),
        tuple(
            MarkLine(
                line.key,
                line.place,
                line.purpose,
                line.number,
                line.closed_on,
                tuple(line.cells[at] for at in kept),
            )
            for line in marks.lines
        ),
    )


def barometers_known(
    programme: UUID, *, period: Period, on: date, places: Places
) -> list[Editions]:
    """The barometers first closed in a period, the earliest first, in at most two queries."""
    facts = facts_known(programme, on, indicator=Indicator.BAROMETER_INDEX)
    within = None if places is None else registry.places_below(places)
    found = [
        one
        for one in editions(facts).values()
        if period.contains(timezone.localdate(one.closed_at))
        and (within is None or one.place in within)
    ]
    return sorted(found, key=lambda one: (one.closed_at, str(one.record)))


def _within(facts: Iterable[Known], period: Period, places: Places) -> list[Known]:
    within = None if places is None else registry.places_below(places)
    found = [
        fact
        for fact in facts
        if period.contains(timezone.localdate(fact.moment))
        and (within is None or fact.place in within)
    ]
    return sorted(found, key=lambda fact: (fact.moment, str(fact.entry)))


def _columns_of(indicator: Indicator) -> tuple[str, ...]:
    if indicator in _SITUATIONS:
        return tuple(sex.value for sex in Sex)
    return (WOMEN, YOUNG_MEN, OTHERS, NOT_KNOWN)


def _columns(
    indicator: Indicator,
    by_sex_and_age: Counter[tuple[Sex, AgeBand]],
    by_situation: Counter[tuple[Situation, Sex]],
) -> Counter[str]:
    """People in the columns of a figure, each in one: women, young men, other men; who is not known by
    sex, or a man not known by age, is not known."""
    found: Counter[str] = Counter()
    if situation := _SITUATIONS.get(indicator):
        for (of, sex), people in by_situation.items():
            found[sex.value] += people if of is situation else 0
        return found
    for (sex, band), people in by_sex_and_age.items():
        if sex is Sex.FEMALE:
            found[WOMEN] += people
        elif sex is Sex.MALE and band is not AgeBand.UNKNOWN:
            found[YOUNG_MEN if band in _YOUNG else OTHERS] += people
        else:
            found[NOT_KNOWN] += people
    return found
