"""Definitions of figures."""

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
    # What is counted: events, persons, a ratio or a duration; then how it adds up over time, place and
    # split: sum, unique, ratio (Σn / Σd), last, estimate (made anew, never added) or none.
    counting_rule = models.CharField(max_length=20)
    over_time = models.CharField(max_length=20, default="none")
    over_place = models.CharField(max_length=20, default="none")
    over_split = models.CharField(max_length=20, default="none")
    minimum = models.PositiveSmallIntegerField(default=5)
    opens_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code", "version"], name="indicator_version_is_kept_once"
            )
        ]
