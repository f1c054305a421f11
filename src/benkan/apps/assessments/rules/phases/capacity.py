"""The phases of a look at an organisation's capacity."""

from benkan.apps.assessments.rules.phases.steps import PhaseOf, Step, all_of
from benkan.kit.refusals import N_

CAPACITY = (
    PhaseOf(
        "own",
        N_("Look at ourselves"),
        N_("The organisation scores itself, with its proofs."),
        (
            Step(
                "own",
                N_("The organisation scores itself"),
                N_("Sit together and choose for each question the level that is true today."),
                "assessments:capacity_own",
                "person",
                lambda it: all_of(it.own_scored, it.leaves),
                lambda it: (it.own_scored, it.leaves),
            ),
        ),
        is_over=lambda it: it.is_closed,
    ),
    PhaseOf(
        "verify",
        N_("Proofs are checked"),
        N_("Somebody else looks at the proofs; the own scores stay as they are."),
        (
            Step(
                "check",
                N_("Check the proofs"),
                N_("Somebody who does not work there looks at each document."),
                "assessments:capacity_check",
                "search",
                lambda it: all_of(it.checked, it.leaves),
                lambda it: (it.checked, it.leaves),
                # A self-assessment without proofs is closed without a check.
                is_asked=lambda it: it.asks_for_proofs,
            ),
            Step(
                "closing",
                N_("End of the scoring"),
                N_("End the scoring, so that the result is computed."),
                "assessments:closing",
                "lock",
                lambda it: it.is_closed,
            ),
        ),
        is_over=lambda it: it.is_closed,
    ),
    PhaseOf(
        "improve",
        N_("Improve"),
        N_("What will be better, who helps, by when."),
        (
            Step(
                "improve",
                N_("Plan to improve"),
                N_("Choose what to do better, and ask for the help that it needs."),
                "assessments:capacity_improve",
                "list",
                lambda it: it.has_improvements,
            ),
        ),
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
            Step(
                "change",
                N_("From year to year"),
                N_("See what has moved since the last look."),
                "assessments:capacity_change",
                "chart",
                lambda it: it.has_next,
                is_needed=False,
            ),
        ),
    ),
)
