"""Who works on rounds, and what a round refuses."""

from benkan.kit.actor import Role
from benkan.kit.refusals import N_, Refused

WORKERS = (
    Role.ADMINISTRATOR,
    Role.PROGRAMME_STAFF,
    Role.COORDINATOR,
    Role.ANIMATOR,
)
"""Who runs a round: plans it, sits with groups, types sheets in."""
READERS = (*WORKERS, Role.MONITORING_OFFICER)
"""Who reads a round that is not public, in the own places (and for the own organisation only)."""
RELEASERS = (Role.ADMINISTRATOR, Role.PROGRAMME_STAFF, Role.COORDINATOR)
"""Who shows a round to everybody, takes it back, and opens a correction."""


class TitleMissing(Refused):
    code = "assessment_title_missing"
    text = N_("Say what is assessed: the health centre, the school, the commune.")


class GroupTwice(Refused):
    code = "group_twice"
    text = N_(
        "This group is already in the round. Give the second one a name that tells them apart."
    )


class GroupNotOfKind(Refused):
    code = "group_not_of_kind"
    text = N_("Choose a group from the list: another kind of assessment knows this one.")


class RoundClosed(Refused):
    code = "round_closed"
    text = N_("Scoring is closed. A change is a correction, with its reason.")


class RoundReleased(Refused):
    code = "round_released"
    text = N_(
        "This round is public and stays as it is. Correct it with a new version and a reason."
    )


class RoundNotClosed(Refused):
    code = "round_not_closed"
    text = N_("Close the scoring first: nothing is shown that may still change.")


class ProviderMissing(Refused):
    code = "provider_has_not_scored"
    text = N_(
        "The service has not scored itself yet. Its score belongs beside those of the groups."
    )


class AgreementMissing(Refused):
    code = "provider_has_not_agreed"
    text = N_("Note first that the service agrees to be assessed, and since when.")


class NothingScored(Refused):
    code = "nothing_scored"
    text = N_("No group has scored yet: there is nothing to close.")


class ConflictsLeft(Refused):
    code = "conflicts_left"
    text = N_("Two sheets say different things. Choose what holds first, then close.")


class ReasonMissing(Refused):
    code = "assessment_reason_missing"
    text = N_("Say why: the reason stays beside the change for everybody who reads it.")


class InstrumentEmpty(Refused):
    code = "instrument_empty"
    text = N_("There is nothing to score yet: add a question first.")


class LeafOfAnother(Refused):
    code = "leaf_of_another"
    text = N_("This question is not asked in this round.")


class AnsweredTwice(Refused):
    code = "leaf_answered_twice"
    text = N_("This sheet answers one question twice. Write it once more.")


def check_open(*, is_closed: bool, is_released: bool) -> None:
    """Raise where nothing more may be scored."""
    if is_released:
        raise RoundReleased()
    if is_closed:
        raise RoundClosed()


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing()
