from django.urls import path

from benkan.apps.activities.pages import (
    boxes,
    concluding,
    meetings,
    naming,
    planning,
    publishing,
)

app_name = "activities"
_one = "activites/<uuid:activity_id>/"
urlpatterns = [
    path("activites/", meetings.activity_list, name="list"),
    path("activites/nouvelle/", planning.plan, name="plan"),
    path("activites/bilan/", planning.balance, name="balance"),
    path("activites/personnes/", planning.people, name="people"),
    path("activites/sans-suite/", concluding.without_end, name="without_end"),
    path("activites/boite/", boxes.report, name="report_box"),
    path("hors-ligne/rencontre/", boxes.shell, name="offline"),
    path(_one, meetings.activity, name="activity"),
    path(_one + "compte-rendu/", meetings.report, name="report"),
    path(_one + "completer/", concluding.complete, name="complete"),
    path(_one + "questions/", concluding.ask, name="ask"),
    path(_one + "reporter/", planning.postpone, name="postpone"),
    path(_one + "annuler/", planning.cancel, name="cancel"),
    path(_one + "feuille/", meetings.sheet, name="sheet"),
    path(_one + "feuille-vierge/", naming.empty_sheet, name="empty_sheet"),
    path(_one + "noms/", naming.names, name="names"),
    path(_one + "noms/<uuid:attendee>/effacer/", naming.erase_name, name="erase_name"),
    path(_one + "publier/", publishing.publish, name="publish"),
    path(_one + "depublier/", publishing.withdraw, name="withdraw_summary"),
    path("comptes-rendus/", publishing.public_list, name="public_list"),
    path("comptes-rendus/<uuid:activity_id>/", publishing.public_meeting, name="public_meeting"),
]
