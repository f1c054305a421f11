from django.urls import path

from benkan.apps.voices.pages import boxes, desk, following, issues, saying, telling, trust

app_name = "voices"
urlpatterns = [
    path("dire/", saying.say, name="say"),
    path("dire/ou/", saying.say_where, name="say_where"),
    path("dire/mots/", saying.say_words, name="say_words"),
    path("dire/recu/", saying.said, name="said"),
    path("dire/boite/", boxes.said, name="said_box"),
    path("hors-ligne/dire/", boxes.shell, name="offline"),
    path("suivre/", following.follow, name="follow"),
    path("suivre/message/", following.followed, name="followed"),
    path("suivre/fermer/", following.close_followed, name="close_followed"),
    path("suivre/enregistrement/", following.my_recording, name="my_recording"),
    path("suivre/photo/", following.my_photo, name="my_photo"),
    path("messages/", desk.triage, name="triage"),
    path("messages/pour/", telling.tell, name="tell"),
    path("messages/pour/recu/", telling.told, name="told"),
    path("messages/pour/boite/", boxes.told, name="told_box"),
    path("messages/personnes/", trust.confidants, name="confidants"),
    path("messages/personnes/<uuid:confidant>/fin/", trust.end_confidant, name="end_confidant"),
    path("messages/<uuid:case_id>/concerne/", trust.about, name="about"),
    path("messages/<uuid:case_id>/personnes/", trust.entrust, name="entrust"),
    path("messages/<uuid:case_id>/", desk.case, name="case"),
    path("messages/<uuid:case_id>/lieu/", desk.place, name="place"),
    path("messages/<uuid:case_id>/service/", desk.service, name="service"),
    path("messages/<uuid:case_id>/delicat/", desk.guard, name="guard"),
    path("messages/<uuid:case_id>/suite/", desk.accept, name="accept"),
    path("messages/<uuid:case_id>/cloture/", desk.close, name="close"),
    path("messages/<uuid:case_id>/reponse/", desk.answer, name="answer"),
    path("messages/<uuid:case_id>/ecarter/", desk.set_aside, name="set_aside"),
    path("messages/<uuid:case_id>/effacer/", desk.forget, name="forget"),
    path("messages/<uuid:case_id>/enregistrement/", desk.recording, name="recording"),
    path("messages/<uuid:case_id>/photo/", desk.photo, name="photo"),
    path("preoccupations/", issues.issues, name="issues"),
    path("preoccupations/regrouper/", issues.group, name="group"),
    path("preoccupations/joindre/", issues.join, name="join"),
    path("preoccupations/<uuid:issue_id>/", issues.issue, name="issue"),
    path(
        "preoccupations/<uuid:issue_id>/ordre-du-jour/", issues.put_on_agenda, name="put_on_agenda"
    ),
]
