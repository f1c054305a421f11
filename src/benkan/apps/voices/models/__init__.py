"""Tables of voices, a file a subject."""

from benkan.apps.voices.models.calling import VoiceCall, VoiceRecording
from benkan.apps.voices.models.cases import Case, CaseStep
from benkan.apps.voices.models.counters import ConnectionCount, ReferenceCounter
from benkan.apps.voices.models.dialling import UssdSession
from benkan.apps.voices.models.hearing import Conversation, Heard
from benkan.apps.voices.models.issues import AgendaItem, Issue, IssueCase

__all__ = [
    "AgendaItem",
    "Case",
    "CaseStep",
    "ConnectionCount",
    "Conversation",
    "Heard",
    "Issue",
    "IssueCase",
    "ReferenceCounter",
    "UssdSession",
    "VoiceCall",
    "VoiceRecording",
]
