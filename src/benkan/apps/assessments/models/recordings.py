"""Voices that say questions and levels to people who do not read."""

from django.db import models

from benkan.apps.assessments.models.instruments import Node
from benkan.kit.models import Row


class Recording(Row):
    """A voice that says a question or one of its levels in a language. It belongs to a programme also
    where the question is the house's: a voice of one is not heard in another. Groups hear it once
    somebody else has listened to it."""

    programme = models.ForeignKey("registry.Programme", models.CASCADE, related_name="+")
    # The question where its words are kept: of the house, or local.
    node = models.ForeignKey(Node, models.CASCADE, related_name="recordings")
    # "question", or the level as `rules/scales.py` writes it.
    piece = models.CharField(max_length=12)
    language = models.CharField(max_length=8)
    file = models.UUIDField()
    # The words that were in front of the speaker; with others the recording is old.
    words = models.TextField(blank=True)
    speaker = models.CharField(max_length=80)
    consented_at = models.DateTimeField()
    recorded_by = models.ForeignKey("registry.Account", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    reviewed_by = models.ForeignKey("registry.Account", models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "node", "piece", "language"], name="recording_is_kept_once"
            )
        ]
