"""What figures are made of."""

from django.db import models

from benkan.kit.models import Row


class Fact(Row):
    """What was known of one record, for one indicator, from a moment on. Never updated: the latest
    fact of a record is what holds, and any earlier day can be counted again."""

    programme = models.ForeignKey("registry.Programme", models.PROTECT, related_name="+")
    indicator = models.CharField(max_length=40)
    record = models.UUIDField()
    place = models.ForeignKey("registry.Place", models.PROTECT, related_name="+")
    service = models.CharField(max_length=20)
    # Who promised, and when it was first heard of: both stand in the first fact of a promise alone.
    office = models.ForeignKey("registry.Office", models.PROTECT, null=True, related_name="+")
    heard_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    outcome = models.CharField(max_length=16)
    moment = models.DateTimeField()
    # The journal entry that it comes from: the reason it is counted once.
    entry = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "record", "entry"], name="fact_is_counted_once"
            )
        ]
        indexes = [
            models.Index(fields=["programme", "indicator", "moment"], name="fact_by_indicator")
        ]
