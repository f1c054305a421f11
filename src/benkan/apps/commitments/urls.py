from django.urls import path

from benkan.apps.commitments import pages

app_name = "commitments"
_one = "engagements/<uuid:commitment_id>/"
urlpatterns = [
    path("engagements/", pages.board, name="board"),
    path("engagements/les-miens/", pages.mine, name="mine"),
    path(_one, pages.commitment, name="commitment"),
    path(_one + "preuves/<uuid:proof_id>/", pages.proof, name="proof"),
    path(_one + "<slug:step_name>/", pages.step, name="step"),
]
