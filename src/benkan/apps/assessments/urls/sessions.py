"""Sessions that are taken along, what telephones send of them, and sheets that say two things."""

from django.urls import path

from benkan.apps.assessments.pages import sessions

urlpatterns = [
    path("evaluations/<uuid:round_id>/seance.json", sessions.session, name="session"),
    path(
        "evaluations/<uuid:round_id>/sons/<uuid:node_id>/<str:language>/<str:part>/",
        sessions.sound,
        name="sound",
    ),
]
