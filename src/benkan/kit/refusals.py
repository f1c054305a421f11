"""A refusal is data: a code and its details. Words are made at the edge, in `kit.words`."""

from typing import Any, ClassVar


class Refused(Exception):
    """Something that a person asked for and may not have, or not like this.

    Rules raise it, actions let it pass, interfaces turn it into one sentence. `code` names
    the sentence in `kit.words`; `details` fill it. Details hold ids and plain values, never
    a name or a number of a person.
    """

    code: ClassVar[str] = "refused"

    def __init__(self, **details: Any) -> None:
        super().__init__(self.code, details)
        self.details = details


class NotAllowed(Refused):
    """The actor lacks the role, at this place or in this organisation."""

    code = "not_allowed"


class NotFound(Refused):
    """There is no such thing, or none that this actor may know of: the answer is the same."""

    code = "not_found"
