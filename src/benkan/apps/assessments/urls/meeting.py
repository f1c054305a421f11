"""From the scores of the groups to the public: representatives, the service, the meeting, the release."""

from django.urls import path

from benkan.apps.assessments.pages import closing, interface, joint, provider, releasing

_ROUND = "evaluations/<uuid:round_id>/"

urlpatterns = [
    path(f"{_ROUND}representants/", joint.sent, name="representatives"),
    path(f"{_ROUND}representants/<uuid:group_id>/", joint.send, name="send"),
    path(
        f"{_ROUND}representants/<uuid:representative_id>/effacer/",
        joint.erase,
        name="erase_representative",
    ),
    path(f"{_ROUND}note-commune/", joint.consolidation, name="consolidation"),
    path(f"{_ROUND}note-commune/moyennes/", joint.take_means, name="take_means"),
    path(f"{_ROUND}note-commune/<uuid:node_id>/", joint.joint_leaf, name="joint_leaf"),
    path(f"{_ROUND}service/", provider.provider, name="provider"),
    path(f"{_ROUND}service/<uuid:node_id>/retirer/", provider.drop_question, name="drop_question"),
    path(f"{_ROUND}rencontre/", interface.interface, name="interface"),
    path(f"{_ROUND}rencontre/prevoir/", interface.plan, name="plan_meeting"),
    path(f"{_ROUND}rencontre/presents/", interface.count, name="count_meeting"),
    path(f"{_ROUND}rencontre/paroles/", interface.words, name="meeting_words"),
    path(f"{_ROUND}cloture/", closing.closing, name="closing"),
    path(f"{_ROUND}publication/", releasing.release, name="release"),
    path(f"{_ROUND}publication/publier/", releasing.release_now, name="release_now"),
    path(f"{_ROUND}publication/retirer/", releasing.withdraw, name="withdraw"),
    path(f"{_ROUND}publication/corriger/", releasing.correct, name="correct"),
    path(f"{_ROUND}publication/<uuid:group_id>/", releasing.consent, name="consent"),
    path(f"{_ROUND}editions/", releasing.editions, name="editions"),
]
