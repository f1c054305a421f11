from django.urls import path

from benkan.apps.commitments.pages import board, one, publishing, terms

app_name = "commitments"
_one = "engagements/<uuid:commitment_id>/"
_public = "engagements/E-<int:number>/"
urlpatterns = [
    path("engagements/", board.board, name="board"),
    path("engagements/par-responsable/", board.offices, name="offices"),
    path("engagements/par-commune/", board.places, name="places"),
    path("engagements/calendrier/", board.calendar, name="calendar"),
    path("engagements/les-miens/", board.mine, name="mine"),
    path("engagements/nouveau/", terms.new, name="new"),
    path("engagements/a-publier/", publishing.publish_several, name="publish_several"),
    path(_public, publishing.public, name="public"),
    path(_public + "preuves/<uuid:proof_id>/", publishing.public_proof, name="public_proof"),
    path(_one, one.commitment, name="commitment"),
    path(_one + "preuves/<uuid:proof_id>/", one.proof, name="proof"),
    path(_one + "completer/", terms.complete, name="complete"),
    path(_one + "publier/", publishing.publish, name="publish"),
    path(_one + "retirer/", publishing.withdraw, name="withdraw"),
    path(_one + "<slug:step_name>/", one.step, name="step"),
]
