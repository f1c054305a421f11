from django.urls import path

from benkan.apps.commitments.pages import (
    board,
    climbing,
    following,
    one,
    planning,
    policies,
    policy,
    policy_comments,
    policy_texts,
    public_comments,
    public_policies,
    publishing,
    terms,
)

app_name = "commitments"
_one = "engagements/<uuid:commitment_id>/"
_letter = "engagements/lettres/<uuid:escalation_id>/"
_policy = "politiques/<uuid:policy_id>/"
_public_policy = "politiques/P-<int:number>/"
_public = "engagements/E-<int:number>/"
_round = "evaluations/<uuid:round_id>/"
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
    path("engagements/nouveau/", terms.new, name="new"),
    path("engagements/a-publier/", publishing.publish_several, name="publish_several"),
    path(_public, publishing.public, name="public"),
    path(_public + "preuves/<uuid:proof_id>/", publishing.public_proof, name="public_proof"),
    path(_one, one.commitment, name="commitment"),
    path(_one + "preuves/<uuid:proof_id>/", one.proof, name="proof"),
    path(_one + "faire-monter/", climbing.carry_up, name="carry_up"),
    path(_one + "completer/", terms.complete, name="complete"),
    path(_one + "publier/", publishing.publish, name="publish"),
    path(_one + "retirer/", publishing.withdraw, name="withdraw"),
    path(_one + "<slug:step_name>/", one.step, name="step"),
    path(_round + "plan/", planning.plan, name="round_plan"),
    path(_round + "plan/ecrire/", planning.write, name="plan_write"),
    path(_round + "plan/nouvelle/", planning.new, name="plan_new"),
    path(_round + "plan/<uuid:commitment_id>/rattacher/", planning.tie, name="plan_tie"),
    path(_round + "promis-et-tenu/", planning.tested, name="plan_tested"),
    path("politiques/", policies.policies, name="policies"),
    path("politiques/nouvelle/", policies.new, name="policy_new"),
    path("politiques/publiees/", public_policies.public_policies, name="public_policies"),
    path(_public_policy, public_policies.public_policy, name="public_policy"),
    path(_public_policy + "texte/", public_policies.public_text, name="public_text"),
    path(_public_policy + "texte/<int:version>/", public_policies.public_text, name="public_text"),
    path(
        _public_policy + "texte/<int:version>/article/<int:order>/",
        public_comments.article,
        name="public_article",
    ),
    path(
        _public_policy + "texte/<int:version>/comparaison/<int:other>/",
        public_comments.comparison,
        name="public_comparison",
    ),
    path("politiques/commentaires/", policy_comments.comments, name="policy_comments"),
    path(
        "politiques/commentaires/<uuid:comment_id>/<slug:verdict>/",
        policy_comments.judge,
        name="policy_comment",
    ),
    path(_policy, policy.policy, name="policy"),
    path(_policy + "modifier/", policies.change, name="policy_change"),
    path(_policy + "documents/<uuid:evidence_id>/", policy.evidence, name="policy_evidence"),
    path(_policy + "textes/nouveau/", policy_texts.give, name="policy_text_new"),
    path(_policy + "textes/<int:version>/", policy_texts.text, name="policy_text"),
    path(
        _policy + "textes/<int:version>/comparaison/<int:other>/",
        policy_comments.comparison,
        name="policy_comparison",
    ),
    path(_policy + "textes/<int:version>/periode/", policy_comments.period, name="policy_period"),
    path(_policy + "textes/<int:version>/groupe/", policy_comments.group, name="policy_group"),
    path(_policy + "faire/<slug:act>/", policy.act, name="policy_act"),
]
