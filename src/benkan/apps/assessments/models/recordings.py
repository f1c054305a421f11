"""Voices that say questions and levels to people who do not read."""

from django.db import models
from django.db.models import Q

from benkan.apps.assessments.models.instruments import Node
from benkan.kit.models import Row


class Recording(Row):
    """A voice that says a question or one of its levels in a language. It belongs to a programme also
    where the question is the house's: a voice of one is not heard in another. Groups hear it once
    somebody else has listened to it."""

    programme = models.ForeignKey("registry.Programme", models.CASCADE, related_name="+")
    # The question where its words are kept: of the house, or local. None: a level that has no words of
    # its own, which one voice says for all questions on that scale.
    node = models.ForeignKey(Node, models.CASCADE, null=True, related_name="recordings")
    # "question", or the level as `rules/scales.py` writes it; of all questions, "faces-5".
    piece = models.CharField(max_length=24)
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
            ),
            models.UniqueConstraint(
                fields=["programme", "piece", "language"],
                condition=Q(node=None),
                name="recording_for_all_questions_is_kept_once",
            ),
        ]
