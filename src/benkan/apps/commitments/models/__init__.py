"""Tables of this chapter, a file a subject."""

from benkan.apps.commitments.models.commitments import (
    CitizensCheck,
    Commitment,
    CommitmentPartner,
    CommitmentStep,
    NumberCounter,
    Proof,
    Publication,
)
from benkan.apps.commitments.models.following import Escalation, EscalationStep, Reminder

__all__ = [
    "CitizensCheck",
    "Commitment",
    "CommitmentPartner",
    "CommitmentStep",
    "Escalation",
    "EscalationStep",
    "NumberCounter",
    "Proof",
    "Publication",
    "Reminder",
]
