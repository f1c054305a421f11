from django.urls import path

from benkan.apps.activities import pages

app_name = "activities"
urlpatterns = [
    path("activites/", pages.activity_list, name="list"),
    path("activites/nouvelle/", pages.plan, name="plan"),
    path("activites/<uuid:activity_id>/", pages.activity, name="activity"),
    path("activites/<uuid:activity_id>/compte-rendu/", pages.report, name="report"),
    path("activites/<uuid:activity_id>/feuille/", pages.sheet, name="sheet"),
]
