"""What a commitment says: who does what by when, why, for how much, and with whom."""

from collections.abc import Collection
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from uuid import UUID

from benkan.kit.refusals import N_, Refused


class Source(StrEnum):
    """Where a commitment comes from."""

    MEETING = "meeting"
    ISSUE = "issue"
    POLICY = "policy"
    RESTITUTION = "restitution"
    SCORECARD = "scorecard"
    BAROMETER = "barometer"
    DELIBERATION = "deliberation"
    ALONE = "alone"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _SOURCE[self]


class Level(StrEnum):
    """The level that has to act for the commitment to be kept."""

    VILLAGE = "village"
    COMMUNE = "commune"
    CERCLE = "cercle"
    REGION = "region"
    MINISTRY = "ministry"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _LEVEL[self]


class Priority(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _PRIORITY[self]


class Funding(StrEnum):
    """Who pays."""

    COMMUNE = "commune_budget"
    STATE = "state"
    PARTNER = "partner"
    COMMUNITY = "community"
    PROGRAMME = "programme"
    TO_FIND = "to_find"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _FUNDING[self]


class InPlan(StrEnum):
    """Whether it stands in the commune's development plan, the PDESC."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _INPLAN[self]


_SOURCE = {
    Source.MEETING: N_("A meeting"),
    Source.ISSUE: N_("What people say"),
    Source.POLICY: N_("A policy measure"),
    Source.RESTITUTION: N_("A question at a public restitution"),
    Source.SCORECARD: N_("A community scorecard"),
    Source.BAROMETER: N_("The governance barometer"),
    Source.DELIBERATION: N_("A deliberation of citizens"),
    Source.ALONE: N_("It stands alone"),
}
_LEVEL = {
    Level.VILLAGE: N_("The village"),
    Level.COMMUNE: N_("The commune"),
    Level.CERCLE: N_("The cercle"),
    Level.REGION: N_("The region"),
    Level.MINISTRY: N_("A ministry"),
}
_PRIORITY = {
    Priority.HIGH: N_("High"),
    Priority.MEDIUM: N_("Medium"),
    Priority.LOW: N_("Low"),
}
_FUNDING = {
    Funding.COMMUNE: N_("The commune’s budget"),
    Funding.STATE: N_("The State"),
    Funding.PARTNER: N_("A partner"),
    Funding.COMMUNITY: N_("The community"),
    Funding.PROGRAMME: N_("The programme"),
    Funding.TO_FIND: N_("Still to be found"),
    Funding.UNKNOWN: N_("Not known"),
}
_INPLAN = {
    InPlan.YES: N_("Yes, it is in the plan"),
    InPlan.NO: N_("No, it is not in the plan"),
    InPlan.UNKNOWN: N_("Not known yet"),
}

IN_WORDS = frozenset({Source.RESTITUTION, Source.SCORECARD, Source.BAROMETER, Source.DELIBERATION})
"""Sources that are named in words: which question, which indicator, which assembly."""


@dataclass(frozen=True)
class Partner:
    """An organisation that helps, and with what."""

    organisation: UUID
    part: str = ""


@dataclass(frozen=True)
class Details:
    """What may be known of a commitment beside who does what by when."""

    source: Source = Source.ALONE
    source_note: str = ""
    cause: str = ""
    expected_result: str = ""
    level_needed: Level = Level.COMMUNE
    priority: Priority = Priority.MEDIUM
    cost: int | None = None
    funding: Funding = Funding.UNKNOWN
    funding_note: str = ""
    in_plan: InPlan = InPlan.UNKNOWN
    partners: tuple[Partner, ...] = ()


@dataclass(frozen=True)
class Terms:
    """All that a commitment says."""

    office: UUID
    problem: str
    action: str
    due_on: date
    details: Details = field(default_factory=Details)


PROMISED = frozenset({"office", "action", "due_on", "expected_result"})
"""What an office said yes to: it stays as it was promised, and another day is a postponement."""


class SourceUnnamed(Refused):
    code = "commitment_source_unnamed"
    text = N_("Say in words which scorecard, barometer, deliberation or question it comes from.")


class ActionMissing(Refused):
    code = "commitment_action_missing"
    text = N_("Say what will be done, in a sentence that citizens can go and check.")


class PartnerTwice(Refused):
    code = "commitment_partner_twice"
    text = N_("An organisation is named twice. Name it once, with all that it brings.")


class CostNegative(Refused):
    code = "commitment_cost_negative"
    text = N_("A cost is nought or more, in whole FCFA.")


class NothingChanged(Refused):
    code = "commitment_nothing_changed"
    text = N_("Nothing is different from what was written. Change something, or go back.")


class PromisedAlready(Refused):
    code = "commitment_promised_already"
    text = N_(
        "The office has promised this: what it does, for which result, who and when stay as they "
        "are. Ask for another date, or write a new promise."
    )


def check_terms(*, action: str, details: Details, is_on_record: bool = False) -> None:
    """A sentence to check, a source that is named (unless it is `is_on_record`), and partners once
    each."""
    if not action.strip():
        raise ActionMissing()
    if details.source in IN_WORDS and not is_on_record and not details.source_note.strip():
        raise SourceUnnamed(source=details.source)
    if details.cost is not None and details.cost < 0:
        raise CostNegative(cost=details.cost)
    organisations = [partner.organisation for partner in details.partners]
    if len(set(organisations)) < len(organisations):
        raise PartnerTwice()


def changed_fields(before: Terms, after: Terms) -> tuple[str, ...]:
    """The names of what is different, in the order in which it is written."""
    own = [name.name for name in fields(Terms) if name.name != "details"]
    said = [name for name in own if getattr(before, name) != getattr(after, name)]
    return (
        *said,
        *(
            one.name
            for one in fields(Details)
            if getattr(before.details, one.name) != getattr(after.details, one.name)
        ),
    )


def check_changes(
    changed: Collection[str], *, filled_before: Collection[str], promised: bool
) -> None:
    """Something is different, and nothing that the office has promised already; what was left empty
    then may be filled."""
    if not changed:
        raise NothingChanged()
    if promised and any(name in PROMISED and name in filled_before for name in changed):
        raise PromisedAlready()
