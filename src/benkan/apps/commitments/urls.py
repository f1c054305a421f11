from django.urls import path

from benkan.apps.commitments.pages import board, one

app_name = "commitments"
_one = "engagements/<uuid:commitment_id>/"
urlpatterns = [
    path("engagements/", board.board, name="board"),
    path("engagements/par-responsable/", board.offices, name="offices"),
    path("engagements/par-commune/", board.places, name="places"),
    path("engagements/calendrier/", board.calendar, name="calendar"),
    path("engagements/les-miens/", board.mine, name="mine"),
    path(_one, one.commitment, name="commitment"),
    path(_one + "preuves/<uuid:proof_id>/", one.proof, name="proof"),
    path(_one + "<slug:step_name>/", one.step, name="step"),
]
