"""How facts become figures, and what of them may be shown, a file a subject."""

from benkan.apps.results.rules.facts import Known, latest
from benkan.apps.results.rules.indicators import COMMITMENTS_KEPT
from benkan.apps.results.rules.shares import Share, counted, percent, total

__all__ = ["COMMITMENTS_KEPT", "Known", "Share", "counted", "latest", "percent", "total"]
