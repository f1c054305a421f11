"""How agreed actions are followed: office and day, indicator, proof, citizens' check, next score."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from benkan.apps.activities.queries.consulting import Unpromised, unpromised_at
from benkan.apps.assessments.queries import promising
from benkan.apps.commitments import queries as commitments
from benkan.apps.commitments.queries.agreed import AgreedAction, actions_agreed
from benkan.apps.commitments.rules import Link, first_missing
from benkan.apps.registry import queries as registry
from benkan.apps.results.queries.facts import end_of, facts_known
from benkan.apps.results.queries.rows import commune_of_each
from benkan.apps.results.rules.following import Agreed, Followed, counts_as
from benkan.apps.results.rules.indicators import Cut, Indicator
from benkan.apps.results.rules.periods import Period
from benkan.apps.results.rules.shares import Share
from benkan.apps.results.rules.tables import Counts, counts_of
from benkan.apps.results.rules.watching import watched

Places = Collection[UUID] | None
A_PAGE = 30


@dataclass(frozen=True)
class Counted:
    """An agreed action that counts, and how; what nobody promised is of a meeting."""

    record: UUID
    place: UUID
    service: str
    how: Followed
    there: frozenset[Link]
    asked: Unpromised | None = None


@dataclass(frozen=True)
class ActionShown:
    """An agreed action in the list behind the figure."""

    how: Followed
    chain: list[tuple[Link, bool]]
    line: commitments.PromiseLine | None
    asked: Unpromised | None


@dataclass(frozen=True)
class ActionsShown:
    """A page of them, with the share that they make."""

    share: Share
    lines: list[ActionShown]
    matching: int


def actions_counted(programme: UUID, *, period: Period, on: date, places: Places) -> list[Counted]:
    """Every agreed action that counts in a period as known at the end of a day, in at most twelve
    queries: those of plans, and what the meetings of rounds asked for and no office took on."""
    within = None if places is None else registry.places_below(places)
    facts = facts_known(programme, on, indicator=Indicator.MONITORING_ACTIONS)
    closed = {fact.record for fact in watched(facts)}
    actions = actions_agreed(programme, until=end_of(on))
    told = promising.moved({one.scored_by for one in actions if one.scored_by})
    found = []
    for action in actions:
        there = action.there | _scored(action, told, closed)
        has_office = Link.OFFICE in there
        how = counts_as(
            Agreed(
                agreed_on=action.agreed_on,
                due_on=action.due_on if has_office else None,
                state=action.state,
                lacks=first_missing(there),
            ),
            period,
            on,
        )
        if how is not None:
            found.append(Counted(action.id, action.place, action.service, how, there))
    found += _unpromised(programme, period, on)
    return [one for one in found if within is None or one.place in within]


def following_table(
    *, programme: UUID, period: Period, on: date, places: Places, cut: Cut
) -> Counts:
    """How agreed actions are followed, by commune or service, in at most fifteen queries."""
    found = actions_counted(programme, period=period, on=on, places=places)
    if cut is Cut.PLACE:
        communes, _ = commune_of_each({one.place for one in found})
        cells = [(str(communes[one.place]), one.how.value, 1) for one in found]
    else:
        cells = [(one.service, one.how.value, 1) for one in found]
    return counts_of(
        cells, rows=sorted({row for row, _, _ in cells}), columns=[how.value for how in Followed]
    )


def actions_shown(
    programme: UUID,
    *,
    period: Period,
    on: date,
    places: Places,
    commune: UUID | None = None,
    how: Followed | None = None,
    page: int = 1,
) -> ActionsShown:
    """The actions behind the figure, those that lack most first, in at most eighteen queries."""
    counted = actions_counted(programme, period=period, on=on, places=places)
    if commune is not None:
        communes, _ = commune_of_each({one.place for one in counted})
        counted = [one for one in counted if communes[one.place] == commune]
    whole = sum(one.how is Followed.WHOLE for one in counted)
    matching = [one for one in counted if how is None or one.how is how]
    order = list(Followed)
    matching.sort(key=lambda one: (-order.index(one.how), str(one.record)))
    shown = matching[(max(page, 1) - 1) * A_PAGE :][:A_PAGE]
    lines = commitments.lines_called({one.record for one in shown if not one.asked}, today=on)
    return ActionsShown(
        share=Share(whole, len(counted)),
        lines=[
            ActionShown(
                how=one.how,
                chain=[(link, link in one.there) for link in Link],
                line=lines.get(one.record),
                asked=one.asked,
            )
            for one in shown
        ],
        matching=len(matching),
    )


def _scored(
    action: AgreedAction,
    told: dict[tuple[UUID, UUID], promising.Moved],
    closed: Collection[UUID],
) -> frozenset[Link]:
    """Whether a later round, closed by that day, has scored the same indicator."""
    moved = told.get(action.scored_by) if action.scored_by else None
    is_scored = moved is not None and any(
        mark.score is not None and mark.round in closed for mark in moved.later
    )
    return frozenset({Link.SCORE}) if is_scored else frozenset()


def _unpromised(programme: UUID, period: Period, on: date) -> list[Counted]:
    """What the meetings of rounds asked for and nobody took on, from the day on which it was asked."""
    meetings = promising.meetings_of_rounds(programme)
    asked = unpromised_at(meetings, before=end_of(on))
    return [
        Counted(one.id, one.place, one.service, Followed.NO_OFFICE, frozenset(), asked=one)
        for one in asked
        if period.contains(timezone.localdate(one.recorded_at))
    ]
