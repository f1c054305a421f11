from django.urls import URLPattern, path

from benkan.apps.assessments.pages import capacity

_one = "evaluations/<uuid:round_id>/"
urlpatterns: list[URLPattern] = [
    path(_one + "auto-evaluation/", capacity.own, name="capacity_own"),
    path(_one + "verification/", capacity.check, name="capacity_check"),
    path(_one + "ameliorer/", capacity.improve, name="capacity_improve"),
    path(_one + "avant-apres-capacites/", capacity.change, name="capacity_change"),
]
