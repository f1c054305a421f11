from django.urls import URLPattern, path

from benkan.apps.assessments.pages import recordings, scoring

_round = "evaluations/<uuid:round_id>/"
_group = _round + "noter/<uuid:group_id>/"
_voices = _round + "voix/<slug:language>/"
urlpatterns: list[URLPattern] = [
    path(_round + "noter/", scoring.groups, name="scoring"),
    path(_group, scoring.group, name="score_group"),
    path(_group + "<uuid:node_id>/", scoring.question, name="score"),
    path(_round + "voix/", recordings.languages, name="voices"),
    path(_voices, recordings.pieces, name="voices_in"),
    path(_voices + "ecoute/", recordings.heard, name="hear_voices"),
    path(_voices + "<uuid:node_id>/<slug:piece>/", recordings.record, name="record_voice"),
    path(_voices + "<uuid:node_id>/<slug:piece>/ecouter/", scoring.hear, name="hear"),
]
