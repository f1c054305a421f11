"""Tables of this chapter, a file a subject."""

from benkan.apps.results.models.facts import Fact
from benkan.apps.results.models.indicators import Indicator
from benkan.apps.results.models.publications import Publication

__all__ = ["Fact", "Indicator", "Publication"]
