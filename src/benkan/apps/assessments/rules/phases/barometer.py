"""The six phases of a governance barometer."""

from benkan.apps.assessments.rules.phases.steps import PhaseOf, Step, all_of
from benkan.kit.refusals import N_

BAROMETER = (
    PhaseOf(
        "context",
        N_("Understand the context"),
        N_("What the commune lives through, who counts in it, what was tried before."),
        (),
    ),
    PhaseOf(
        "prepare",
        N_("Prepare"),
        N_("The coordinator, the office that asks for it, the technical group and the groups."),
        (),
    ),
    PhaseOf(
        "score",
        N_("Model and score"),
        N_("The questions are settled, and each group of stakeholders scores."),
        (
            Step(
                "scores",
                N_("The scores of the groups"),
                N_("Let each group score, with its reasons and its evidence."),
                "assessments:scoring",
                "check",
                lambda it: all_of(it.groups_scored, it.groups),
                lambda it: (it.groups_scored, it.groups),
            ),
        ),
    ),
    PhaseOf(
        "restitution",
        N_("Feed back and plan"),
        N_("The result is read together, and an action plan is agreed."),
        (),
    ),
    PhaseOf(
        "carry_out",
        N_("Carry out the plan"),
        N_("What was promised is done and checked."),
        (),
    ),
    PhaseOf(
        "endline",
        N_("Measure again"),
        N_("The same questions once more: what has changed?"),
        (
            Step(
                "next",
                N_("The next measure"),
                N_("Begin the next measure: same groups, same questions."),
                "assessments:next_round",
                "arrow",
                lambda it: it.has_next,
            ),
        ),
    ),
)
