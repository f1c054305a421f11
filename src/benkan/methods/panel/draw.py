"""The public draw: from a stated seed to one ticket, in a way that anybody can redo.

    printf 20261125 | sha256sum

prints 64 hexadecimal digits. Read as one whole number and divided by the number of tickets, the
remainder is the ticket that is drawn. Nothing in this depends on a programming language.
"""

from hashlib import sha256

from benkan.methods.refusals import N_, Refused, quoted

LONGEST_SEED = 4000


class SeedNotWhole(Refused):
    code = "seed_not_whole"
    text = N_("The seed “%(found)s” is not a whole number: say digits only, such as 20261125.")


def read_seed(text: str) -> int:
    """A seed as it was written.

    Raises:
        SeedNotWhole: anything but digits, perhaps after a minus.
    """
    digits = text.strip().removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_SEED):
        raise SeedNotWhole(found=quoted(text))
    return int(text)


def drawn_ticket(seed: int, tickets: int) -> int:
    """The ticket that a seed draws, from 0 to tickets − 1.

    Args:
        seed: any whole number, said before anybody can know what it draws.
        tickets: how many there are, 1 or more.

    >>> drawn_ticket(20261125, 1000)
    526
    """
    return int(sha256(str(seed).encode()).hexdigest(), 16) % tickets
