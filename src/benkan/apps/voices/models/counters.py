"""What is counted so that nobody floods us and references have no gap."""

from django.db import models

from benkan.kit.models import Row


class ConnectionCount(Row):
    """How often a connection did something that we limit, in a stretch of time. The connection is kept
    as a keyed hash, and no longer than the stretch lasts."""

    class What(models.TextChoices):
        WRONG_CODE = "wrong_code"
        CASE_OPENED = "case_opened"
        # Apart, since each has a stretch of its own, and those that are over are forgotten together.
        DIALLED = "dialled"
        CALLED = "called"
        COMMENTED = "commented"

    connection = models.CharField(max_length=64)
    what = models.CharField(max_length=16, choices=What.choices)
    window = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["connection", "what", "window"], name="connection_is_counted_once"
            )
        ]


class ReferenceCounter(Row):
    """The last number given for a place's letters, so that no reference is given twice."""

    programme = models.ForeignKey("registry.Programme", models.CASCADE, related_name="+")
    letters = models.CharField(max_length=4)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "letters"], name="reference_counter_is_kept_once"
            )
        ]
