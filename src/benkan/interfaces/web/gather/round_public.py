"""A released round as everybody reads it: what was said, what was promised because of it, and what became
of what was promised the time before."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from benkan.apps.assessments.queries.public import PublicReading, public_round
from benkan.apps.commitments.queries.of_round import PromisedInPublic, promised_in_public

MOST_PROMISES = 30


@dataclass(frozen=True)
class RoundInPublic:
    """`last`: of the last round before that is public too; None where there is none."""

    read: PublicReading
    here: PromisedInPublic
    last: PromisedInPublic | None


def round_in_public(
    round_id: UUID, *, programme: UUID, today: date, language: str
) -> RoundInPublic:
    """A round with the promises around it, in at most 22 queries however many there are.

    Raises:
        NotFound: there is none, or nothing of it is public.
    """
    read = public_round(round_id, programme=programme, language=language)
    before = [one.id for one in read.earlier[-1:]]
    here, *last = promised_in_public(
        [round_id, *before], until=round_id, today=today, language=language, limit=MOST_PROMISES
    )
    return RoundInPublic(read, here, last[0] if last else None)
