"""What the page of a scorecard shows besides its path: who sat there, and what the service lacks."""

from dataclasses import dataclass
from datetime import date

from benkan.apps.assessments.queries.community import GroupLine, InputLine, groups_of, inputs_of
from benkan.apps.assessments.queries.rounds import RoundCard
from benkan.kit.actor import Actor


@dataclass(frozen=True)
class ScorecardSection:
    """The groups with their counts; `short`: what is there, but less of it than is due."""

    groups: list[GroupLine]
    short: list[InputLine]

    @property
    def people(self) -> int:
        return sum(group.people or 0 for group in self.groups)


def section_of(card: RoundCard, actor: Actor, today: date) -> ScorecardSection:
    """The section, in three queries."""
    return ScorecardSection(
        groups=[group for group in groups_of(card.id) if not group.is_provider],
        short=[line for line in inputs_of(card.id) if line.is_short],
    )
