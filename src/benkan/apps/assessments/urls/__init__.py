"""Addresses of this chapter, a file a subject; all of a round lie below `evaluations/<its id>/`."""

from benkan.apps.assessments.urls import (
    barometers,
    capacity,
    meeting,
    paper,
    reading,
    rounds,
    scoring,
    sessions,
)

app_name = "assessments"
urlpatterns = [
    *rounds.urlpatterns,
    *meeting.urlpatterns,
    *scoring.urlpatterns,
    *sessions.urlpatterns,
    *paper.urlpatterns,
    *reading.urlpatterns,
    *barometers.urlpatterns,
    *capacity.urlpatterns,
]
