from django.urls import path

from benkan.apps.commitments.pages import board, climbing, following, one

app_name = "commitments"
_one = "engagements/<uuid:commitment_id>/"
_letter = "engagements/lettres/<uuid:escalation_id>/"
urlpatterns = [
    path("engagements/", board.board, name="board"),
    path("engagements/par-responsable/", board.offices, name="offices"),
    path("engagements/par-commune/", board.places, name="places"),
    path("engagements/calendrier/", board.calendar, name="calendar"),
    path("engagements/les-miens/", board.mine, name="mine"),
    path("engagements/suivre/", following.following, name="following"),
    path("engagements/rappels/<uuid:reminder_id>/dit/", following.told, name="told"),
    path(_letter, climbing.escalation, name="escalation"),
    path(_letter + "lettre/", climbing.letter, name="letter"),
    path(_letter + "envoyee/", climbing.sent_letter, name="sent_letter"),
    path(_letter + "<slug:move>/", climbing.move, name="move"),
    path(_one, one.commitment, name="commitment"),
    path(_one + "preuves/<uuid:proof_id>/", one.proof, name="proof"),
    path(_one + "faire-monter/", climbing.carry_up, name="carry_up"),
    path(_one + "<slug:step_name>/", one.step, name="step"),
]
