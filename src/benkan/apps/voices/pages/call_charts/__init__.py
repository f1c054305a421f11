"""The figures of the calls as charts, each with the table of the same numbers."""

from benkan.apps.voices.pages.call_charts.callers import of_callers
from benkan.apps.voices.pages.call_charts.times import of_times
from benkan.apps.voices.pages.call_charts.topics import of_topics
from benkan.apps.voices.pages.call_charts.waiting import of_waiting

__all__ = ["of_callers", "of_times", "of_topics", "of_waiting"]
