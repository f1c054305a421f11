"""Tables of this chapter, a file a subject."""

from benkan.apps.activities.models.attendance import Attendee, Headcount, SituationCount
from benkan.apps.activities.models.conclusions import Question, Recommendation, Summary
from benkan.apps.activities.models.meetings import Activity, Postponement

__all__ = [
    "Activity",
    "Attendee",
    "Headcount",
    "Postponement",
    "Question",
    "Recommendation",
    "SituationCount",
    "Summary",
]
