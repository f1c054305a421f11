"""Paper: what is printed of a round, and typed in afterwards."""

from django.urls import path

from benkan.apps.assessments.pages import paper, result_sms, typing_in, typing_sheets

_ROUND = "evaluations/<uuid:round_id>/"

urlpatterns = [
    path(f"{_ROUND}papier/", paper.papers, name="papers"),
    path(f"{_ROUND}ressources/saisie/", typing_sheets.type_inputs, name="type_inputs"),
    path(f"{_ROUND}groupes/<uuid:group_id>/fiche/", typing_sheets.type_group, name="type_group"),
    path(f"{_ROUND}rencontre/saisie/", typing_sheets.type_meeting, name="type_meeting"),
    path(f"{_ROUND}note-commune/saisie/", typing_sheets.type_joint, name="type_joint"),
    path(f"{_ROUND}papier/<slug:paper>/", paper.paper, name="paper"),
    path(f"{_ROUND}resultat-par-sms/", result_sms.sms_readers, name="sms_readers"),
    path(f"{_ROUND}groupes/<uuid:group_id>/saisie/", typing_in.type_paper, name="type_paper"),
    path(f"{_ROUND}groupes/<uuid:group_id>/bureau/", typing_in.type_desk, name="type_desk"),
]
