"""What the first two phases refuse: groups, what a service should have, and what groups raise."""

from dataclasses import dataclass
from decimal import Decimal

from benkan.kit.refusals import N_, Refused


class GroupAnswered(Refused):
    code = "group_has_said_something"
    text = N_("This group has raised or scored something already: it stays, with what it said.")


class InputMissing(Refused):
    code = "input_missing"
    text = N_("Say what it is: midwives, beds, benches, water points…")


class InputTwice(Refused):
    code = "input_twice"
    text = N_("“%(name)s” is in the list already: open it there.")


class EntitlementUncited(Refused):
    code = "input_entitlement_uncited"
    text = N_(
        "Say which law or norm gives “%(name)s”. If nobody knows one, leave what is due empty."
    )


class LawUnknown(Refused):
    code = "input_law_unknown"
    text = N_(
        "This law is not in the library: choose one from the list, or write the norm in words."
    )


class BelowNothing(Refused):
    code = "input_below_nothing"
    text = N_("A number of things is nought or more. Check “%(name)s”.")


class ConcernMissing(Refused):
    code = "concern_missing"
    text = N_("Write down what the group said, in its own words.")


class ConcernsMissing(Refused):
    code = "concerns_not_chosen"
    text = N_("Choose at least one concern from the list.")


class ConcernTaken(Refused):
    code = "concern_is_in_an_indicator"
    text = N_("This concern is in a common indicator: take it out of there first.")


class RankTwice(Refused):
    code = "concern_rank_twice"
    text = N_("Two concerns have rank %(rank)s: give each its own, 1 weighs most.")


class TooManyVotes(Refused):
    code = "concern_too_many_votes"
    text = N_(
        "%(votes)s votes for one concern, but %(people)s people sat there. Check both numbers."
    )


@dataclass(frozen=True)
class Weighed:
    """How much a concern weighs for its group: hands or pebbles, or a rank, and why."""

    votes: int | None = None
    rank: int | None = None
    reason: str = ""


def check_input(
    name: str, *, entitled: Decimal | None, actual: Decimal | None, law: str, norm: str
) -> None:
    """A line of input tracking says what it is of, and an entitlement says where it comes from."""
    if not name.strip():
        raise InputMissing()
    if any(number is not None and number < 0 for number in (entitled, actual)):
        raise BelowNothing(name=name)
    if entitled is not None and not (law or norm.strip()):
        raise EntitlementUncited(name=name)


def check_weights(weighed: list[Weighed], *, people: int | None) -> None:
    """No rank is given twice, and no concern got more hands than there were people."""
    ranks = [one.rank for one in weighed if one.rank is not None]
    twice = next((rank for rank in ranks if ranks.count(rank) > 1), None)
    if twice is not None:
        raise RankTwice(rank=twice)
    most = max((one.votes for one in weighed if one.votes is not None), default=0)
    if people is not None and most > people:
        raise TooManyVotes(votes=most, people=people)


def due_for(entitled: Decimal, *, per_heads: int | None, heads: int | None) -> Decimal | None:
    """What is due: the same for all, or so many for each so many people, where these were counted."""
    if per_heads is None:
        return entitled
    if not heads:
        return None
    return (entitled * heads / per_heads).quantize(Decimal("0.01"))
