"""The stages of a policy measure: analysed → drafted → presented → adopted → applied.

Each is counted once, with a document, when somebody else has verified it. The first three may be
skipped with a reason, and are not counted then. What goes back is a note with its date; the count
stays.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from benkan.kit.actor import Role
from benkan.kit.refusals import N_, Refused

VERIFIERS = (Role.PROGRAMME_STAFF, Role.MONITORING_OFFICER)
"""Who may say that the document of a stage shows it; never who gave the document."""


class Stage(StrEnum):
    ANALYSED = "analysed"
    DRAFTED = "drafted"
    PRESENTED = "presented"
    ADOPTED = "adopted"
    APPLIED = "applied"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _STAGE_LABELS[self]

    @property
    def meaning(self) -> str:
        """What it takes to be there, in English, to be translated where it is shown."""
        return _MEANINGS[self]

    @property
    def may_be_skipped(self) -> bool:
        return self in MAY_BE_SKIPPED


class StageState(StrEnum):
    REPORTED = "reported"
    VERIFIED = "verified"
    RETURNED = "returned"
    SKIPPED = "skipped"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _STATE_LABELS[self]


_STAGE_LABELS = {
    Stage.ANALYSED: N_("Analysed"),
    Stage.DRAFTED: N_("Drafted"),
    Stage.PRESENTED: N_("Presented"),
    Stage.ADOPTED: N_("Adopted"),
    Stage.APPLIED: N_("Applied"),
}
_MEANINGS = {
    Stage.ANALYSED: N_("What is there and what is lacking has been studied."),
    Stage.DRAFTED: N_("A text has been written and talked over with those it concerns."),
    Stage.PRESENTED: N_("The text is before those who decide."),
    Stage.ADOPTED: N_("Those who decide have adopted or signed it."),
    Stage.APPLIED: N_("It is being put into practice."),
}
_STATE_LABELS = {
    StageState.REPORTED: N_("To be verified"),
    StageState.VERIFIED: N_("Verified"),
    StageState.RETURNED: N_("Document turned down"),
    StageState.SKIPPED: N_("Skipped"),
}

STEP_LABELS = {
    "registered": N_("Written down"),
    "changed": N_("Corrected"),
    "recorded": N_("Stage recorded"),
    "skipped": N_("Stage skipped"),
    "verified": N_("Stage verified"),
    "turned_down": N_("Document turned down"),
    "went_back": N_("Sent back"),
    "text": N_("Text added"),
    "published": N_("Shown to everybody"),
    "withdrawn": N_("Taken back from the public"),
}
"""What happens to a measure, by the word that is kept."""

MAY_BE_SKIPPED = frozenset({Stage.ANALYSED, Stage.DRAFTED, Stage.PRESENTED})
"""What is applied has been adopted, and what is adopted exists: neither can be left out."""
WITH_OFFICE = frozenset(Stage) - MAY_BE_SKIPPED
"""From its adoption on, somebody is charged with a measure."""


class StageCountedOnce(Refused):
    code = "policy_stage_counted_once"
    text = N_("This stage is counted already. What happened since goes into a dated note.")


class StageBeforeMissing(Refused):
    code = "policy_stage_before_missing"
    text = N_("Record the stage before this one first, or skip it with a reason.")


class StageStillToCome(Refused):
    code = "policy_stage_still_to_come"
    text = N_("This day is still to come. Record the stage once it has been reached.")


class StageTooEarly(Refused):
    code = "policy_stage_too_early"
    text = N_("The stage before this one was reached on %(before)s. Check the date.")


class EvidenceMissing(Refused):
    code = "policy_evidence_missing"
    text = N_("Add the document that shows it, and say in a sentence what it is.")


class SkipReasonMissing(Refused):
    code = "policy_skip_reason_missing"
    text = N_("Say in a sentence why: it is kept with the measure.")


class NeverSkipped(Refused):
    code = "policy_stage_never_skipped"
    text = N_("Adoption and application cannot be skipped. Record them with their document.")


class ResponsibleOfficeMissing(Refused):
    code = "policy_office_missing"
    text = N_("Say first which office applies the measure.")


class VerifiedByItself(Refused):
    code = "policy_verified_by_itself"
    text = N_("You gave the document yourself: ask a colleague to verify it.")


class NothingToVerify(Refused):
    code = "policy_nothing_to_verify"
    text = N_("This stage is not waiting to be verified. Read the measure again.")


class NotAdoptedYet(Refused):
    code = "policy_not_adopted_yet"
    text = N_("A promise follows a measure up once it is adopted. Record that stage first.")


class NotReachedYet(Refused):
    code = "policy_not_reached_yet"
    text = N_("The measure has not come past this stage: there is nothing to go back from.")


@dataclass(frozen=True)
class Mark:
    """What is known of one stage. `on` None: skipped."""

    state: StageState
    on: date | None


Marks = Mapping[Stage, Mark]
_PASSED = frozenset({StageState.REPORTED, StageState.VERIFIED, StageState.SKIPPED})
_REACHED = frozenset({StageState.REPORTED, StageState.VERIFIED})


def before(stage: Stage) -> tuple[Stage, ...]:
    """The stages that come before one, the first first."""
    return tuple(Stage)[: tuple(Stage).index(stage)]


def check_record(
    stage: Stage,
    marks: Marks,
    *,
    on: date,
    today: date,
    has_office: bool,
    has_file: bool,
    note: str,
) -> None:
    """A stage is reached after those before it, on a day that has come, with a document."""
    _check_next(stage, marks)
    if on > today:
        raise StageStillToCome()
    days = [
        mark.on
        for each in before(stage)
        if (mark := marks.get(each)) and mark.state in _REACHED and mark.on
    ]
    if days and on < max(days):
        raise StageTooEarly(before=max(days))
    if stage in WITH_OFFICE and not has_office:
        raise ResponsibleOfficeMissing()
    if not has_file or not note.strip():
        raise EvidenceMissing()


def check_skip(stage: Stage, marks: Marks, reason: str) -> None:
    """One of the first three may be left out, in its turn and with a reason."""
    if stage not in MAY_BE_SKIPPED:
        raise NeverSkipped(stage=stage)
    _check_next(stage, marks)
    if not reason.strip():
        raise SkipReasonMissing()


def _check_next(stage: Stage, marks: Marks) -> None:
    known = marks.get(stage)
    if known and known.state is StageState.VERIFIED:
        raise StageCountedOnce(stage=stage)
    if any(not _is_passed(marks, each) for each in before(stage)):
        raise StageBeforeMissing(stage=stage)


def _is_passed(marks: Marks, stage: Stage) -> bool:
    return stage in marks and marks[stage].state in _PASSED


def check_judge(
    mark: Mark | None, *, account: UUID | None, brought_by: Collection[UUID | None]
) -> None:
    """What waits is verified or turned down by somebody who brought none of its documents."""
    if mark is None or mark.state is not StageState.REPORTED:
        raise NothingToVerify()
    if account is None or account in brought_by:
        raise VerifiedByItself()


def check_back(to: Stage, marks: Marks, *, note: str, on: date, today: date) -> None:
    """It goes back to a stage before the furthest one, on a day that has come, and somebody says why."""
    furthest = furthest_of(marks)
    if furthest is None or to not in before(furthest):
        raise NotReachedYet()
    if on > today:
        raise StageStillToCome()
    if not note.strip():
        raise SkipReasonMissing()


def check_followed_up(furthest: Stage | None) -> None:
    """What is adopted can be followed up by a promise."""
    if furthest not in WITH_OFFICE:
        raise NotAdoptedYet()


def furthest_of(marks: Marks) -> Stage | None:
    """The furthest stage that was recorded and not turned down; None before the first."""
    reached = [stage for stage in Stage if stage in marks and marks[stage].state in _REACHED]
    return reached[-1] if reached else None


def next_of(marks: Marks) -> Stage | None:
    """The stage that can be recorded now: the first that is neither passed nor skipped."""
    return next((stage for stage in Stage if not _is_passed(marks, stage)), None)
