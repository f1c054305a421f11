"""What follows in results."""

from benkan.apps.assessments.events import RoundClosed, RoundReleased, RoundWithdrawn
from benkan.apps.assessments.queries import promising
from benkan.apps.assessments.rules.kinds import Kind
from benkan.apps.commitments import queries as commitments
from benkan.apps.commitments.events import (
    CommitmentProposed,
    CommitmentSettled,
    CommitmentStepped,
)
from benkan.apps.commitments.queries.planning import pair_of
from benkan.apps.journal.events import Occurrence
from benkan.apps.results import actions as results
from benkan.apps.results.rules import COMMITMENTS_KEPT
from benkan.apps.results.rules.facts import PROPOSED
from benkan.apps.results.rules.indicators import Indicator
from benkan.apps.results.rules.watching import CHECK, WITHDRAWN, closed, released
from benkan.apps.voices import queries as voices

_MOVES_THE_FIGURE = {"accept", "postpone"}


def count_from_the_first_voice(occurrence: Occurrence[CommitmentProposed]) -> None:
    """What is asked of an office is a fact from the start: whom, and since when people speak of it.

    The issue of a promise does not change; its earliest voice is written down as it is known now. Of an
    action that a round agreed on, people have spoken since they scored its indicator."""
    event = occurrence.event
    issue = commitments.issue_of(event.commitment)
    voice = voices.first_voice_of(issue) if issue else None
    pair = pair_of(event.commitment)
    scored_at = promising.first_heard(*pair) if pair else None
    results.count_outcome(
        entry=occurrence.id,
        programme=occurrence.programme,
        indicator=COMMITMENTS_KEPT,
        record=event.commitment,
        place=event.place,
        service=event.service,
        due_on=event.due_on,
        outcome=PROPOSED,
        moment=occurrence.moment,
        office=event.office,
        heard_at=min(filter(None, [voice, scored_at]), default=None),
    )


def count_the_outcome(occurrence: Occurrence[CommitmentStepped | CommitmentSettled]) -> None:
    """A promise made, moved or settled is a fact for the share of commitments kept."""
    event = occurrence.event
    if isinstance(event, CommitmentStepped) and event.step not in _MOVES_THE_FIGURE:
        return
    results.count_outcome(
        entry=occurrence.id,
        programme=occurrence.programme,
        indicator=COMMITMENTS_KEPT,
        record=event.commitment,
        place=event.place,
        service=event.service,
        due_on=event.due_on,
        outcome=event.state if isinstance(event, CommitmentStepped) else event.outcome,
        moment=occurrence.moment,
    )


_CHECKS = {"confirm", "contest"}


def count_the_check(occurrence: Occurrence[CommitmentStepped]) -> None:
    """That citizens went to look is an action of civil society that watches a service: each time."""
    event = occurrence.event
    if event.step not in _CHECKS:
        return
    results.count_outcome(
        entry=occurrence.id,
        programme=occurrence.programme,
        indicator=Indicator.MONITORING_ACTIONS,
        record=event.commitment,
        place=event.place,
        service=event.service,
        due_on=None,
        outcome=CHECK,
        moment=occurrence.moment,
    )


def count_the_round(occurrence: Occurrence[RoundClosed]) -> None:
    """A round of citizens that was scored is a fact of all figures that are made of rounds; an
    organisation that looks at itself is none of them."""
    event = occurrence.event
    if event.kind == Kind.CAPACITY:
        return
    _lay_down(occurrence, outcome=event.kind, indicator=Indicator.MONITORING_ACTIONS)
    _lay_down(occurrence, outcome=event.kind, indicator=Indicator.PEOPLE_CONSULTED)
    if event.kind == Kind.BAROMETER:
        outcome = closed(event.edition)
        _lay_down(occurrence, outcome=outcome, indicator=Indicator.BAROMETER_INDEX)


def count_the_release(occurrence: Occurrence[RoundReleased]) -> None:
    """From now on everybody may read this edition of a barometer."""
    event = occurrence.event
    if event.kind == Kind.BAROMETER:
        outcome = released(event.edition)
        _lay_down(occurrence, outcome=outcome, indicator=Indicator.BAROMETER_INDEX)


def count_the_withdrawal(occurrence: Occurrence[RoundWithdrawn]) -> None:
    """From now on nobody reads it any more."""
    card = promising.rounds_called([occurrence.event.round])[occurrence.event.round]
    if card.kind == Kind.BAROMETER:
        _lay_down(occurrence, outcome=WITHDRAWN, indicator=Indicator.BAROMETER_INDEX)


def _lay_down(
    occurrence: Occurrence[RoundClosed] | Occurrence[RoundReleased] | Occurrence[RoundWithdrawn],
    *,
    outcome: str,
    indicator: Indicator,
) -> None:
    event = occurrence.event
    results.count_outcome(
        entry=occurrence.id,
        programme=occurrence.programme,
        indicator=indicator,
        record=event.round,
        place=event.place,
        service="" if isinstance(event, RoundWithdrawn) else event.service,
        due_on=None,
        outcome=outcome,
        moment=occurrence.moment,
    )
