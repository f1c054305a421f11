"""Named questions to the commitments, a file a subject."""

from benkan.apps.commitments.queries import public
from benkan.apps.commitments.queries.awaiting import Awaiting, awaiting
from benkan.apps.commitments.queries.board import Board, Filters, board
from benkan.apps.commitments.queries.lines import (
    PromiseLine,
    issue_of,
    lines_called,
    outcome_of_issue,
    promised_at,
    promised_for,
)
from benkan.apps.commitments.queries.office import OfficeDay, office_day
from benkan.apps.commitments.queries.page import CommitmentCard, commitment_page, proof_file
from benkan.apps.commitments.queries.policies_on_record import (
    PolicyOnRecord,
    policies_after,
    policies_on_record,
    policies_whole,
)
from benkan.apps.commitments.queries.public import (
    KeptInPublic,
    PublicPromise,
    Withdrawn,
    kept_in_public,
    promised_in,
    promised_lately,
    promises_by_place,
    settled_lately,
)
from benkan.apps.commitments.queries.record import OnRecord, on_record, record_after, record_whole
from benkan.apps.commitments.queries.unpublished import Unpublished, unpublished

__all__ = [
    "Awaiting",
    "Board",
    "CommitmentCard",
    "Filters",
    "KeptInPublic",
    "OfficeDay",
    "OnRecord",
    "PolicyOnRecord",
    "PromiseLine",
    "PublicPromise",
    "Unpublished",
    "Withdrawn",
    "awaiting",
    "board",
    "commitment_page",
    "issue_of",
    "kept_in_public",
    "lines_called",
    "office_day",
    "on_record",
    "outcome_of_issue",
    "policies_after",
    "policies_on_record",
    "policies_whole",
    "promised_at",
    "promised_for",
    "promised_in",
    "promised_lately",
    "promises_by_place",
    "proof_file",
    "public",
    "record_after",
    "record_whole",
    "settled_lately",
    "unpublished",
]
