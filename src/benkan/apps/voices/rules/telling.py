"""Who writes down what somebody else says, and what that person must have agreed to."""

from collections.abc import Collection
from uuid import UUID

from benkan.apps.voices.rules.scope import SORTERS, answers_for
from benkan.kit.actor import Actor, require
from benkan.kit.refusals import N_, NotAllowed, Refused

TELLERS = SORTERS
"""May write for somebody: those who sort what is said at their places."""


class PlaceMissing(Refused):
    code = "telling_place_missing"
    text = N_("Choose the commune of which the person speaks.")


class ConsentMissing(Refused):
    code = "telling_consent_missing"
    text = N_(
        "Ask the person whether we may write to this number, and tick the box. Without it, leave "
        "the number out: the code that you hand over opens the answer."
    )


def check_may_tell(actor: Actor, *, line: Collection[UUID]) -> None:
    """Somebody of the place; nobody for the places of an office of her own, where she may be the one
    who is spoken of."""
    require(actor, *TELLERS, line=line)
    if not answers_for(actor).isdisjoint(line):
        raise NotAllowed()


def check_consent(number: str, *, consents: bool) -> None:
    """A number is kept only from somebody who said yes to being written to."""
    if number and not consents:
        raise ConsentMissing()
