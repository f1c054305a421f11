"""The five phases of a community scorecard."""

from benkan.apps.assessments.rules.phases.steps import PhaseOf, Step, all_of
from benkan.kit.refusals import N_

FEWEST_GROUPS = 2
"""One group alone is no comparison: its voice would be everybody's."""

SCORECARD = (
    PhaseOf(
        "prepare",
        N_("Prepare"),
        N_("The service agrees, the groups and the days are known."),
        (
            Step(
                "agreement",
                N_("The service agrees"),
                N_("Meet those in charge of the service and note their agreement."),
                "assessments:agreement",
                "promise",
                lambda it: it.has_agreed,
            ),
            Step(
                "setting",
                N_("Villages and languages"),
                N_("Write down the villages that use the service, and the languages spoken there."),
                "assessments:setting",
                "place",
                lambda it: it.has_catchment,
            ),
            Step(
                "groups",
                N_("The groups"),
                N_("Form the groups that will sit together: women, men, young people…"),
                "assessments:groups",
                "people",
                lambda it: it.groups >= FEWEST_GROUPS,
            ),
            Step(
                "inputs_due",
                N_("What the service should have"),
                N_("List what the service should receive, by which law or norm."),
                "assessments:inputs",
                "list",
                lambda it: it.inputs > 0,
            ),
            Step(
                "dates",
                N_("The days"),
                N_("Plan the day of each phase with the village and the service."),
                "assessments:dates",
                "calendar",
                lambda it: it.has_dates,
            ),
        ),
        is_over=lambda it: it.is_closed,
    ),
    PhaseOf(
        "community",
        N_("With the community"),
        N_("Each group says what matters to it, then scores."),
        (
            Step(
                "counted",
                N_("Who came"),
                N_("Count the people of each group: nobody is named."),
                "assessments:groups",
                "people",
                lambda it: all_of(it.groups_counted, it.groups),
                lambda it: (it.groups_counted, it.groups),
            ),
            Step(
                "inputs_seen",
                N_("What is really there"),
                N_(
                    "Go and see what the service really has, and write it beside what it should have."
                ),
                "assessments:inputs",
                "search",
                lambda it: all_of(it.inputs_seen, it.inputs),
                lambda it: (it.inputs_seen, it.inputs),
            ),
            Step(
                "concerns",
                N_("Concerns of each group"),
                N_("Ask each group what goes well and what does not."),
                "assessments:concerns",
                "speak",
                lambda it: all_of(it.groups_raised, it.groups),
                lambda it: (it.groups_raised, it.groups),
            ),
            Step(
                "ranked",
                N_("What weighs most"),
                N_("Let each group say which of its concerns weighs most, and why."),
                "assessments:concerns",
                "flag",
                lambda it: all_of(it.groups_ranked, it.groups),
                lambda it: (it.groups_ranked, it.groups),
            ),
            Step(
                "indicators",
                N_("Common indicators"),
                N_(
                    "Put the concerns of all groups together into a few indicators that all will score."
                ),
                "assessments:indicators",
                "list",
                lambda it: it.leaves > 0 and all_of(it.concerns_placed, it.concerns),
                lambda it: (it.concerns_placed, it.concerns),
            ),
            Step(
                "scores",
                N_("The scores of the groups"),
                N_("Let each group score each indicator with the faces, and say why."),
                "assessments:scoring",
                "check",
                lambda it: all_of(it.groups_scored, it.groups),
                lambda it: (it.groups_scored, it.groups),
            ),
            Step(
                "conflicts",
                N_("Sheets that differ"),
                N_("Two sheets of one group say different things: choose what holds."),
                "assessments:conflicts",
                "warning",
                lambda it: it.conflicts == 0,
                is_asked=lambda it: it.conflicts > 0,
            ),
            Step(
                "representatives",
                N_("Those who speak for each group"),
                N_(
                    "Write down the two or three people whom each group sends to agree on one score."
                ),
                "assessments:representatives",
                "person",
                lambda it: it.joint > 0,
                is_needed=False,
            ),
            Step(
                "consolidation",
                N_("One score for all"),
                N_("Bring two or three people of each group together to agree on one score."),
                "assessments:consolidation",
                "people",
                lambda it: all_of(it.joint, it.leaves),
                lambda it: (it.joint, it.leaves),
            ),
        ),
        is_over=lambda it: it.is_closed,
    ),
    PhaseOf(
        "provider",
        N_("With the service"),
        N_("Those who work there score themselves, apart."),
        (
            Step(
                "own_score",
                N_("The service scores itself"),
                N_("Let those who work there score the same indicators, and say why."),
                "assessments:provider",
                "person",
                lambda it: it.has_own_score,
            ),
            Step(
                "closing",
                N_("End of the scoring"),
                N_("Both sides have scored: end the scoring, so that the result is computed."),
                "assessments:closing",
                "lock",
                lambda it: it.is_closed,
            ),
        ),
        is_over=lambda it: it.is_closed,
    ),
    PhaseOf(
        "meeting",
        N_("Face to face"),
        N_("Both sides meet, and promise what will change."),
        (
            Step(
                "interface",
                N_("The interface meeting"),
                N_(
                    "Bring both sides together with chiefs and officials, and write down what was said."
                ),
                "assessments:interface",
                "calendar",
                lambda it: it.has_meeting and it.is_meeting_told,
            ),
            Step(
                "plan",
                N_("The joint action plan"),
                N_("Write down who promises what, for which indicator, by which day."),
                "commitments:round_plan",
                "promise",
                lambda it: it.promises is None or it.promises > 0,
            ),
            Step(
                "consent",
                N_("May the answers be shown?"),
                N_("Ask each group whether its answers may be shown to everybody."),
                "assessments:release",
                "message",
                lambda it: all_of(it.groups_asked, it.groups),
                lambda it: (it.groups_asked, it.groups),
            ),
            Step(
                "release",
                N_("The result is public"),
                N_("Show the result to everybody: nothing of it changes any more."),
                "assessments:release",
                "speak",
                lambda it: it.is_released,
            ),
        ),
    ),
    PhaseOf(
        "follow",
        N_("Promises, then the next cycle"),
        N_("What was promised is done and checked, and the next cycle shows whether it helped."),
        (
            Step(
                "promises",
                N_("The promises of the plan"),
                N_("See what has become of each promise, and who is to be asked."),
                "commitments:round_plan",
                "follow",
                lambda it: it.promises is not None and it.promises > 0 and it.promises_open == 0,
                is_needed=False,
            ),
            Step(
                "next",
                N_("The next cycle"),
                N_("After about six months, begin the next cycle: same groups, same indicators."),
                "assessments:next_round",
                "arrow",
                lambda it: it.has_next,
            ),
        ),
    ),
)
