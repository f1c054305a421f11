from django.urls import path

from benkan.apps.assessments.pages import barometers, restitution, stakeholders

_one = "evaluations/<uuid:round_id>/"
_local = _one + "modele/<uuid:node_id>/"
_group = _one + "notes/<uuid:group_id>/<slug:criterion>/"
urlpatterns = [
    path(_one + "contexte/", barometers.context, name="barometer_context"),
    path(_one + "preparation/", barometers.preparation, name="barometer_preparation"),
    path(_one + "modele/", barometers.model, name="barometer_model"),
    path(_one + "modele/nouvelle/", barometers.local_new, name="barometer_local_new"),
    path(_local, barometers.local_change, name="barometer_local"),
    path(_local + "enlever/", barometers.local_drop, name="barometer_local_drop"),
    path(_one + "versions/", barometers.versions, name="barometer_versions"),
    path(_one + "notes/", stakeholders.scores, name="barometer_scores"),
    path(_group, stakeholders.group, name="barometer_group"),
    path(_one + "preuves/<uuid:score_id>/", stakeholders.proof, name="barometer_proof"),
    path(_one + "restitution/", restitution.restitution, name="barometer_restitution"),
    path(_one + "restitution/affiche/", restitution.poster, name="barometer_poster"),
    path(_one + "avant-apres/", restitution.change, name="barometer_change"),
]
