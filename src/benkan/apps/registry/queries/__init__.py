"""Named questions to the registry, a file a subject."""

from benkan.apps.registry.queries.lines import line_of, lines_of, places_below
from benkan.apps.registry.queries.programmes import programme_called, programme_here, programmes
from benkan.apps.registry.queries.roles import actor_for

__all__ = [
    "actor_for",
    "line_of",
    "lines_of",
    "places_below",
    "programme_called",
    "programme_here",
    "programmes",
]
