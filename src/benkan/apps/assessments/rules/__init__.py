"""Decisions of this chapter, a file a subject."""

from benkan.apps.assessments.rules.kinds import GROUPS_OF, PURPOSES_OF, GroupKind, Kind, Purpose
from benkan.apps.assessments.rules.rounds import READERS, RELEASERS, WORKERS
from benkan.apps.assessments.rules.scales import LEVELS, Asked, Scale, Tally

__all__ = [
    "GROUPS_OF",
    "LEVELS",
    "PURPOSES_OF",
    "READERS",
    "RELEASERS",
    "WORKERS",
    "Asked",
    "GroupKind",
    "Kind",
    "Purpose",
    "Scale",
    "Tally",
]
