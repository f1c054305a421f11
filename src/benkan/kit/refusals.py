"""A refusal is data: a code, its details, and the sentence that a reader's language turns it into."""

from typing import Any, ClassVar


def N_(text: str) -> str:  # noqa: N802  the mark that translators' tools look for
    """Mark an English sentence for the catalogues where Django is not at hand (rules, tables)."""
    return text


class Refused(Exception):
    """Something that a person asked for and may not have, or not like this.

    Rules raise it, actions let it pass, interfaces turn it into one sentence (`kit.words`). `text`
    is that sentence in English with named places, `details` fill them: ids, numbers and codes,
    never a name or a telephone number.
    """

    code: ClassVar[str] = "refused"
    text: ClassVar[str] = N_("This cannot be done now.")

    def __init__(self, **details: Any) -> None:
        super().__init__(self.code, details)
        self.details = details


class NotAllowed(Refused):
    """The actor lacks the role, at this place or in this organisation."""

    code = "not_allowed"
    text = N_("Your account may not do this here. Ask the person who invited you.")


class NotFound(Refused):
    """There is no such thing, or none that this actor may know of: the answer is the same."""

    code = "not_found"
    text = N_("There is nothing here under this address.")
