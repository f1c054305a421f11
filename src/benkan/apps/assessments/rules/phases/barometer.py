"""The six phases of a governance barometer."""

from benkan.apps.assessments.rules.phases.steps import Far, PhaseOf, Standing, Step, all_of
from benkan.kit.refusals import N_


def _answers(it: Standing) -> Far:
    return it.answers, it.groups * it.leaves


def _promises(it: Standing) -> Far:
    of = it.promises or 0
    return of - it.promises_open, of


BAROMETER = (
    PhaseOf(
        "context",
        N_("Understand the context"),
        N_("What the commune lives through, who counts in it, what was tried before."),
        (
            Step(
                "context",
                N_("The context of the commune"),
                N_("Write down what the commune is like, and what the measure looks at."),
                "assessments:barometer_context",
                "place",
                lambda it: it.has_context,
            ),
        ),
        is_over=lambda it: it.is_closed,
    ),
    PhaseOf(
        "prepare",
        N_("Prepare"),
        N_("The coordinator, the office that asks for it, the technical group and the groups."),
        (
            Step(
                "preparation",
                N_("Who takes part"),
                N_("Name the office that asks for the measure, and who helps with the figures."),
                "assessments:barometer_preparation",
                "person",
                lambda it: it.has_technical_group and it.has_agreed,
            ),
            Step(
                "groups",
                N_("The stakeholder groups"),
                N_(
                    "Add elected officials, civil society, private sector, technical services and "
                    "users, and count who sits there."
                ),
                "assessments:groups",
                "people",
                lambda it: all_of(it.groups_counted, it.groups),
                lambda it: (it.groups_counted, it.groups),
            ),
            Step(
                "dates",
                N_("The days of the phases"),
                N_("Plan the days of the phases with those who take part."),
                "assessments:dates",
                "calendar",
                lambda it: it.has_dates,
                is_needed=False,
            ),
        ),
        is_over=lambda it: it.is_closed,
    ),
    PhaseOf(
        "score",
        N_("Model and score"),
        N_("The questions are settled, and each group of stakeholders scores."),
        (
            Step(
                "model",
                N_("The questions"),
                N_("Read the questions, and add those that matter in this commune."),
                "assessments:barometer_model",
                "list",
                lambda it: it.local_leaves > 0 or it.answers > 0,
                is_needed=False,
            ),
            Step(
                "scores",
                N_("The scores of the groups"),
                N_("Let each group score, with its reasons and its evidence."),
                "assessments:barometer_scores",
                "check",
                lambda it: all_of(it.groups_scored, it.groups),
                _answers,
            ),
            Step(
                "conflicts",
                N_("Sheets that differ"),
                N_("Choose what holds where two sheets say different things."),
                "assessments:conflicts",
                "warning",
                lambda it: it.conflicts == 0,
                is_asked=lambda it: it.conflicts > 0,
            ),
        ),
        is_over=lambda it: it.is_closed,
    ),
    PhaseOf(
        "restitution",
        N_("Feed back and plan"),
        N_("The result is read together, and an action plan is agreed."),
        (
            Step(
                "joint",
                N_("What all agree on"),
                N_("Bring the groups together, and write down the scores that they agree on."),
                "assessments:consolidation",
                "people",
                lambda it: it.joint > 0 or it.is_closed,
                is_needed=False,
            ),
            Step(
                "closing",
                N_("Close the scoring"),
                N_("Close the scoring: the index is computed, and nothing moves any more."),
                "assessments:closing",
                "lock",
                lambda it: it.is_closed,
            ),
            Step(
                "restitution",
                N_("Read the result together"),
                N_(
                    "Hold the restitution: read the result out, and begin where groups stand apart."
                ),
                "assessments:interface",
                "speak",
                lambda it: it.is_meeting_told,
            ),
            Step(
                "plan",
                N_("The action plan"),
                N_("Agree on actions, each with an office that answers for it and a date."),
                "commitments:round_plan",
                "promise",
                lambda it: (it.promises or 0) > 0,
                is_asked=lambda it: it.promises is not None,
            ),
            Step(
                "release",
                N_("Show it to everybody"),
                N_("Ask the groups, then show the result to everybody."),
                "assessments:release",
                "speak",
                lambda it: it.is_released,
            ),
        ),
    ),
    PhaseOf(
        "carry_out",
        N_("Carry out the plan"),
        N_("What was promised is done and checked."),
        (
            Step(
                "promises",
                N_("What was promised"),
                N_("Follow the promises: who has done what, and who has checked it."),
                "commitments:round_plan",
                "promise",
                lambda it: (it.promises or 0) > 0 and it.promises_open == 0,
                _promises,
                is_asked=lambda it: it.promises is not None,
            ),
        ),
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
