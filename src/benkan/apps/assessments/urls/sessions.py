"""Sessions that are taken along, what telephones send of them, and sheets that say two things."""

from django.urls import path

from benkan.apps.assessments.pages import boxes, merging, sessions

urlpatterns = [
    path("hors-ligne/evaluation/", boxes.shell, name="offline"),
    path("hors-ligne/fiche/", boxes.box, name="box"),
    path("evaluations/<uuid:round_id>/emporter/", sessions.take_along, name="take_along"),
    path("evaluations/<uuid:round_id>/desaccords/", merging.conflicts, name="conflicts"),
    path(
        "evaluations/<uuid:round_id>/desaccords/<uuid:group_id>/",
        merging.decide,
        name="decide_sheets",
    ),
    path(
        "evaluations/<uuid:round_id>/desaccords/<uuid:group_id>/<uuid:node_id>/",
        merging.decide_one,
        name="decide_conflict",
    ),
    path(
        "evaluations/<uuid:round_id>/comptages/<uuid:sheet_id>/",
        merging.decide_count,
        name="decide_counts",
    ),
    path("evaluations/<uuid:round_id>/seance.json", sessions.session, name="session"),
]
