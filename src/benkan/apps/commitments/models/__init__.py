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
from benkan.apps.commitments.models.policies import (
    PolicyCounter,
    PolicyInvestment,
    PolicyIssue,
    PolicyMeasure,
    PolicyMeeting,
    PolicyOrganisation,
    PolicyStage,
    PolicyStep,
    StageEvidence,
)
from benkan.apps.commitments.models.policy_comments import PolicyComment, PolicyConsultation
from benkan.apps.commitments.models.policy_texts import PolicyArticle, PolicyText

__all__ = [
    "CitizensCheck",
    "Commitment",
    "CommitmentPartner",
    "CommitmentStep",
    "Escalation",
    "EscalationStep",
    "NumberCounter",
    "PolicyArticle",
    "PolicyComment",
    "PolicyConsultation",
    "PolicyCounter",
    "PolicyInvestment",
    "PolicyIssue",
    "PolicyMeasure",
    "PolicyMeeting",
    "PolicyOrganisation",
    "PolicyStage",
    "PolicyStep",
    "PolicyText",
    "Proof",
    "Publication",
    "Reminder",
    "StageEvidence",
]
