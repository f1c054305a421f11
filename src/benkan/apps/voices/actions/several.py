"""Do the same with several cases, each for itself: one that cannot be done keeps none of the others."""

from collections.abc import Callable, Collection
from uuid import UUID

from benkan.kit.refusals import Refused


def do_for_each(cases: Collection[UUID], act: Callable[[UUID], None]) -> dict[UUID, Refused]:
    """Run an action for each of the cases, each in its own transaction; why it was refused where it
    was."""
    refused: dict[UUID, Refused] = {}
    for case in cases:
        try:
            act(case)
        except Refused as refusal:
            refused[case] = refusal
    return refused
