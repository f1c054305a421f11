"""The phases of a look at an organisation's capacity."""

from benkan.apps.assessments.rules.phases.steps import PhaseOf, Step
from benkan.kit.refusals import N_

CAPACITY = (
    PhaseOf(
        "own",
        N_("Look at ourselves"),
        N_("The organisation scores itself, with its proofs."),
        (),
    ),
    PhaseOf(
        "verify",
        N_("Proofs are checked"),
        N_("Somebody else looks at the proofs; the own scores stay as they are."),
        (),
    ),
    PhaseOf(
        "improve",
        N_("Improve"),
        N_("What will be better, who helps, by when."),
        (),
    ),
    PhaseOf(
        "again",
        N_("Look again"),
        N_("After a year, the same questions: what has changed?"),
        (
            Step(
                "next",
                N_("The next look"),
                N_("Begin the next look at the organisation: same questions."),
                "assessments:next_round",
                "arrow",
                lambda it: it.has_next,
            ),
        ),
    ),
)
