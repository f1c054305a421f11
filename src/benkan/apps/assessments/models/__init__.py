"""Tables of this chapter, a file a subject."""

from benkan.apps.assessments.models.community import (
    Concern,
    Group,
    GroupHeadcount,
    GroupSituation,
    InputCheck,
    Representative,
)
from benkan.apps.assessments.models.instruments import (
    Instrument,
    InstrumentVersion,
    Node,
    NodeText,
)
from benkan.apps.assessments.models.recordings import Recording
from benkan.apps.assessments.models.rounds import Assessment, Correction, Phase, Release, Round
from benkan.apps.assessments.models.scoring import Result, Score, Sheet, SheetLine

__all__ = [
    "Assessment",
    "Concern",
    "Correction",
    "Group",
    "GroupHeadcount",
    "GroupSituation",
    "InputCheck",
    "Instrument",
    "InstrumentVersion",
    "Node",
    "NodeText",
    "Phase",
    "Recording",
    "Release",
    "Representative",
    "Result",
    "Round",
    "Score",
    "Sheet",
    "SheetLine",
]
