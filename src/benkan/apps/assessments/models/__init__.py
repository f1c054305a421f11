"""Tables of this chapter, a file a subject."""

from benkan.apps.assessments.models.community import (
    Concern,
    Group,
    GroupHeadcount,
    GroupSituation,
    InputCheck,
    MeetingHeadcount,
    Representative,
)
from benkan.apps.assessments.models.improving import Improvement
from benkan.apps.assessments.models.instruments import (
    CoreInput,
    Instrument,
    InstrumentVersion,
    Node,
    NodeText,
)
from benkan.apps.assessments.models.recordings import Recording
from benkan.apps.assessments.models.rounds import Assessment, Correction, Phase, Release, Round
from benkan.apps.assessments.models.scoring import Result, Score, Sheet, SheetLine
from benkan.apps.assessments.models.showing import Shown, ShownGroup

__all__ = [
    "Assessment",
    "Concern",
    "CoreInput",
    "Correction",
    "Group",
    "GroupHeadcount",
    "GroupSituation",
    "Improvement",
    "InputCheck",
    "Instrument",
    "InstrumentVersion",
    "MeetingHeadcount",
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
    "Shown",
    "ShownGroup",
]
