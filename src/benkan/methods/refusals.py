"""A refusal is data: a code, its details, and the sentence that a reader's language turns it into.

It stands on the lowest floor, because a computation refuses bad input as a rule refuses a step.
"""

from typing import Any, ClassVar

LONGEST_QUOTED = 40


def N_(text: str) -> str:  # noqa: N802  the mark that translators' tools look for
    """Mark an English sentence for the catalogues where Django is not at hand (rules, tables)."""
    return text


class Refused(Exception):
    """Something that a person asked for and may not have, or not like this.

    Rules and methods raise it, actions let it pass, interfaces turn it into one sentence. `text`
    is that sentence in English with named places, `details` fill them: ids, numbers and codes,
    never a name or a telephone number.
    """

    code: ClassVar[str] = "refused"
    text: ClassVar[str] = N_("This cannot be done now.")

    def __init__(self, **details: Any) -> None:
        super().__init__(self.code, details)
        self.details = details


# Of names in a result, which differ by their ends: enough to tell them apart.
LONGEST_NAME = 120


def quoted(value: str, longest: int = LONGEST_QUOTED) -> str:
    """What stands in a stranger's file, fit for a sentence: one line, printable, short."""
    shown = "".join(sign if sign.isprintable() else "�" for sign in value[: longest + 1])
    return shown if len(shown) <= longest else shown[:longest] + "…"
