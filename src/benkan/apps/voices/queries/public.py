"""How many spoke, as anybody may know it. What people say in a commune is public as a published figure alone:
a second count of the same messages, however rounded, would give back what the figure hides (decision 58)."""

SMALLEST_SHOWN = 5
STEP = 5
"""Counts are rounded down to this: else whoever looks every day sees each single message arrive, and
knows who was at the telephone that day."""


def at_least(count: int) -> int:
    """A count as anybody may know it: rounded down to fives."""
    return count - count % STEP
