"""What is done with figures, a file a subject."""

from benkan.apps.results.actions.facts import count_outcome, load_indicators
from benkan.apps.results.actions.publishing import (
    prepare_figure,
    publish_figure,
    take_back_figure,
)

__all__ = [
    "count_outcome",
    "load_indicators",
    "prepare_figure",
    "publish_figure",
    "take_back_figure",
]
