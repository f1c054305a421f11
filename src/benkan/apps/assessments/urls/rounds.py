from django.urls import path

from benkan.apps.assessments.pages import rounds

_one = "evaluations/<uuid:round_id>/"
urlpatterns = [
    path("evaluations/", rounds.round_list_page, name="list"),
    path("evaluations/nouvelle/", rounds.open_page, name="open"),
]
