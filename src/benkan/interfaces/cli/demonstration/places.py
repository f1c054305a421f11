"""The real places of the demonstration, by the codes that its files name."""

from uuid import UUID

from benkan.apps.registry import queries as registry


def place_called(code: str) -> UUID:
    """The commune with that code; the reference data must be loaded."""
    place = registry.place_by_code(code)
    assert place is not None, f"the reference data has no commune {code}"
    return place
