"""What the demonstration has published: messages, people, policies and monitoring of the last quarter that
is over; how agreed actions are followed and what barometers measured; and twice what became of the promises,
so that both versions can be read."""

from contextlib import suppress
from datetime import datetime, timedelta

from benkan.apps.results.actions import prepare_figure, publish_figure
from benkan.apps.results.rules.hiding import BelowTheLimit
from benkan.apps.results.rules.indicators import MET, Indicator
from benkan.apps.results.rules.periods import Kind, Period, Quarter, so_far
from benkan.interfaces.cli.demonstration.people import Cast
from benkan.interfaces.cli.demonstration.schedule import Schedule

A_DAY = timedelta(days=1)
UP_TO_DATE = "D’autres engagements sont arrivés à leur date."


def publish_figures(schedule: Schedule, cast: Cast, *, end: datetime) -> None:
    """Put it on the schedule: the monitoring officer prepares, somebody else approves. On a day when
    there is too little to publish yet, nothing is."""
    quarter = Quarter.of(end.date()).previous
    over = Period(Kind.QUARTER, quarter.opens, quarter.closes)
    for indicator in (
        Indicator.CASES_RECEIVED,
        *MET,
        Indicator.POLICY_STAGES,
        Indicator.MONITORING_ACTIONS,
    ):
        _put(schedule, cast, indicator, over, end - 2 * A_DAY)
    now = so_far(end.date())
    for indicator in (Indicator.ACTIONS_FOLLOWED, Indicator.BAROMETER_INDEX):
        _put(schedule, cast, indicator, now, end - A_DAY)
    for indicator in (Indicator.COMMITMENTS_KEPT, Indicator.TIME_TO_KEPT):
        _put(schedule, cast, indicator, now, end - 20 * A_DAY)
        _put(schedule, cast, indicator, now, end - A_DAY, reason=UP_TO_DATE)


def _put(
    schedule: Schedule,
    cast: Cast,
    indicator: Indicator,
    period: Period,
    when: datetime,
    *,
    reason: str = "",
) -> None:
    def publish(moment: datetime) -> None:
        with suppress(BelowTheLimit):
            prepared = prepare_figure(
                programme=cast.programme,
                indicator=indicator,
                period=period,
                reason=reason,
                actor=cast.monitoring,
                moment=moment,
            )
            publish_figure(
                publication=prepared, actor=cast.staff, moment=moment + timedelta(hours=3)
            )

    schedule.at(when, publish)
