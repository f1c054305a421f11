"""What a figure was made from, so that anybody can make it again."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Provenance:
    """How a result came about.

    Attributes:
        method: the name of the command, such as `budget-vote`.
        version: of the method: it goes up with any change that can alter a number.
        seed: of the public draw; None where no chance is involved.
        input_sha256: of the bytes of the input files, one after the other in the order in which
            the command names them (`cat FILES | sha256sum`).
        options: what was asked for, with the defaults that applied.
    """

    method: str
    version: str
    input_sha256: str
    seed: int | None = None
    options: Mapping[str, object] = field(default_factory=dict)

    def document(self) -> dict[str, object]:
        """The first members of every result."""
        return {
            "method": self.method,
            "version": self.version,
            "seed": self.seed,
            "input_sha256": self.input_sha256,
            "options": dict(self.options),
        }
