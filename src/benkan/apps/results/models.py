from django.db import models

from benkan.kit.models import Row


class Indicator(Row):
    """A version of the definition of a figure. A change of definition is a new row."""

    code = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    title_fr = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160)
    definition_fr = models.TextField()
    definition_en = models.TextField()
    # How it adds up over time, place and split: see PROGRAMME §8. A share is Σn / Σd.
    counting_rule = models.CharField(max_length=20)
    minimum = models.PositiveSmallIntegerField(default=5)
    opens_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code", "version"], name="indicator_version_is_kept_once"
            )
        ]


class Fact(Row):
    """What was known of one record, for one indicator, from a moment on. Never updated: the latest
    fact of a record is what holds, and any earlier day can be counted again."""

    programme = models.ForeignKey("registry.Programme", models.PROTECT, related_name="+")
    indicator = models.CharField(max_length=40)
    record = models.UUIDField()
    place = models.ForeignKey("registry.Place", models.PROTECT, related_name="+")
    service = models.CharField(max_length=20)
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
