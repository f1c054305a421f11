"""What a round still lacks before its scoring ends: what stands in the way, and what is worth a look."""

from dataclasses import dataclass, field
from enum import StrEnum

from benkan.apps.assessments.rules.capacity import NotChecked
from benkan.apps.assessments.rules.kinds import Kind
from benkan.apps.assessments.rules.rounds import (
    AgreementMissing,
    ConflictsLeft,
    NothingScored,
    ProviderMissing,
)
from benkan.kit.refusals import N_, Refused


@dataclass(frozen=True)
class Standing:
    """Where the scoring stands. Questions are those that everybody is asked; names are of groups."""

    kind: Kind
    has_agreed: bool = True
    has_scored: bool = True
    provider_has_scored: bool = True
    conflicts: int = 0
    # A question of an organisation whose proof nobody else has looked at yet; none: empty.
    unchecked: str = ""
    questions: int = 0
    without_score: tuple[str, ...] = ()
    without_count: tuple[str, ...] = ()
    unanswered: int = 0
    not_settled: int = 0
    contested: int = 0
    has_meeting: bool = True
    is_balanced: bool = True
    has_representatives: bool = True


class Look(StrEnum):
    """What is worth a look: the scoring may be closed all the same."""

    WITHOUT_SCORE = "without_score"
    WITHOUT_COUNT = "without_count"
    UNANSWERED = "unanswered"
    NOT_SETTLED = "not_settled"
    CONTESTED = "contested"
    NO_REPRESENTATIVES = "no_representatives"
    NOT_BALANCED = "not_balanced"
    NO_MEETING = "no_meeting"


WORDS = {
    Look.WITHOUT_SCORE: N_("Has not scored, and will be in no result: %(groups)s."),
    Look.WITHOUT_COUNT: N_("Nobody has counted who sat in: %(groups)s."),
    Look.UNANSWERED: N_("Questions without an answer of any group, left out: %(n)s."),
    Look.NOT_SETTLED: N_(
        "Questions of which the mean of the groups is taken, since no joint score is written: %(n)s."
    ),
    Look.CONTESTED: N_("Joint scores that are contested, and shown so with the reason: %(n)s."),
    Look.NO_REPRESENTATIVES: N_("No representatives are written down."),
    Look.NOT_BALANCED: N_("Women and men are not as many among the representatives."),
    Look.NO_MEETING: N_("The meeting with the service is not in the calendar yet."),
}


@dataclass(frozen=True)
class Remark:
    """One thing worth a look, with what its sentence names."""

    look: Look
    details: dict[str, object] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The English sentence, to be translated where it is shown."""
        return WORDS[self.look]


def missing(now: Standing) -> list[Refused]:
    """What stands in the way of closing, in the order in which it is mended."""
    in_the_way: list[Refused] = []
    if now.kind is Kind.SCORECARD and not now.has_agreed:
        in_the_way.append(AgreementMissing())
    if now.kind is not Kind.CAPACITY and not now.has_scored:
        in_the_way.append(NothingScored())
    if now.kind is not Kind.BAROMETER and not now.provider_has_scored:
        in_the_way.append(ProviderMissing())
    if now.conflicts:
        in_the_way.append(ConflictsLeft())
    if now.provider_has_scored and now.unchecked:
        in_the_way.append(NotChecked(question=now.unchecked))
    return in_the_way


def worth_a_look(now: Standing) -> list[Remark]:
    """What is said before closing, and changes nothing."""
    is_scorecard = now.kind is Kind.SCORECARD
    found = [
        (bool(now.without_score), Remark(Look.WITHOUT_SCORE, _names(now.without_score))),
        (bool(now.without_count), Remark(Look.WITHOUT_COUNT, _names(now.without_count))),
        (now.unanswered > 0, Remark(Look.UNANSWERED, {"n": now.unanswered})),
        (is_scorecard and now.not_settled > 0, Remark(Look.NOT_SETTLED, {"n": now.not_settled})),
        (now.contested > 0, Remark(Look.CONTESTED, {"n": now.contested})),
        (is_scorecard and not now.has_representatives, Remark(Look.NO_REPRESENTATIVES)),
        (is_scorecard and not now.is_balanced, Remark(Look.NOT_BALANCED)),
        (is_scorecard and not now.has_meeting, Remark(Look.NO_MEETING)),
    ]
    return [remark for is_so, remark in found if is_so]


def _names(groups: tuple[str, ...]) -> dict[str, object]:
    return {"groups": ", ".join(groups)}
