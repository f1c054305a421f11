"""Tables of voices, a file a subject."""

from benkan.apps.voices.models.about import CaseAbout, Subject
from benkan.apps.voices.models.calling import VoiceCall, VoiceRecording
from benkan.apps.voices.models.calls import (
    Call,
    CallAbout,
    CallFamily,
    CallFigure,
    CallFile,
    CallTopic,
)
from benkan.apps.voices.models.cases import Case, CaseStep
from benkan.apps.voices.models.confidants import CaseReading, Confidant
from benkan.apps.voices.models.counters import ConnectionCount, ReferenceCounter
from benkan.apps.voices.models.dialling import UssdSession
from benkan.apps.voices.models.handing import HandOver, HandOverStep
from benkan.apps.voices.models.hearing import Conversation, Heard
from benkan.apps.voices.models.issues import AgendaItem, Issue, IssueCase
from benkan.apps.voices.models.suggesting import NotTheSame
from benkan.apps.voices.models.templates import AnswerTemplate

__all__ = [
    "AgendaItem",
    "AnswerTemplate",
    "Call",
    "CallAbout",
    "CallFamily",
    "CallFigure",
    "CallFile",
    "CallTopic",
    "Case",
    "CaseAbout",
    "CaseReading",
    "CaseStep",
    "Confidant",
    "ConnectionCount",
    "Conversation",
    "HandOver",
    "HandOverStep",
    "Heard",
    "Issue",
    "IssueCase",
    "NotTheSame",
    "ReferenceCounter",
    "Subject",
    "UssdSession",
    "VoiceCall",
    "VoiceRecording",
]
