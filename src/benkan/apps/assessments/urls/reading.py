from django.urls import URLPattern, path

from benkan.apps.assessments.pages import across, public, reading

_one = "evaluations/<uuid:round_id>/"
urlpatterns: list[URLPattern] = [
    path("evaluations/comparer/", across.compare, name="compare"),
    path("evaluations/publiques/", public.public_list, name="public_list"),
    path(_one + "lecture/", reading.read, name="reading"),
    path(_one + "lecture/cycles/", reading.over_rounds, name="over_rounds"),
    path(_one + "lecture/semblables/", reading.peers, name="peers"),
    path(_one + "lecture/<uuid:node_id>/", reading.asked, name="asked"),
    path(_one + "fiches/", reading.sheets, name="sheets"),
    path(_one + "fiches/<uuid:sheet_id>/", reading.sheet, name="sheet"),
    path(
        _one + "fiches/<uuid:sheet_id>/<uuid:node_id>/<str:file_kind>/",
        reading.sheet_file,
        name="sheet_file",
    ),
]
