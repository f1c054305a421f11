"""What the office shows to say that it is done: files, and what was counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from benkan.kit.refusals import N_, Refused


class ProofKind(StrEnum):
    PHOTO = "photo"
    DOCUMENT = "document"
    VOICE = "voice"
    COUNT = "count"


@dataclass(frozen=True)
class Shown:
    """One thing that shows what was done: a file, just brought or kept already, or a count."""

    kind: ProofKind
    content: bytes | None = None
    file: UUID | None = None
    quantity: Decimal | None = None
    planned: Decimal | None = None
    unit: str = ""

    @property
    def has_file(self) -> bool:
        return self.content is not None or self.file is not None


class ProofMissing(Refused):
    code = "commitment_proof_missing"
    text = N_(
        "Add a photo, a document or a recording, or say how much was done: 2 pumps of 3 planned."
    )


class CountIncomplete(Refused):
    code = "commitment_count_incomplete"
    text = N_("Say what was counted and how much of it is done, above nought: 2, pumps.")


def check_proofs(proofs: Sequence[Shown]) -> None:
    """Something to see or hear, or a count with its unit."""
    for proof in proofs:
        if proof.kind is ProofKind.COUNT:
            _check_count(proof)
    if not proofs or not all(proof.has_file or proof.kind is ProofKind.COUNT for proof in proofs):
        raise ProofMissing()


def _check_count(proof: Shown) -> None:
    counted = proof.quantity is not None and proof.quantity > 0
    if not counted or not proof.unit.strip() or (proof.planned is not None and proof.planned <= 0):
        raise CountIncomplete()
