from django.urls import path

from benkan.apps.activities.pages import boxes, meetings

app_name = "activities"
urlpatterns = [
    path("activites/", meetings.activity_list, name="list"),
    path("activites/nouvelle/", meetings.plan, name="plan"),
    path("activites/boite/", boxes.report, name="report_box"),
    path("hors-ligne/rencontre/", boxes.shell, name="offline"),
    path("activites/<uuid:activity_id>/", meetings.activity, name="activity"),
    path("activites/<uuid:activity_id>/compte-rendu/", meetings.report, name="report"),
    path("activites/<uuid:activity_id>/feuille/", meetings.sheet, name="sheet"),
]
