"""Who came: counted, and by name where people agreed to it."""

from django.db import models
from django.db.models import Q

from benkan.apps.activities.models.meetings import Activity
from benkan.kit.models import Row


class Headcount(Row):
    """How many people of a sex and age band were there; unknown is a value, zero rows are left out."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="headcounts")
    sex = models.CharField(max_length=10)
    age_band = models.CharField(max_length=10)
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "sex", "age_band"], name="headcount_is_kept_once"
            )
        ]


class SituationCount(Row):
    """Of those there, how many of a sex live with a disability, or are displaced."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="situations")
    situation = models.CharField(max_length=12)
    sex = models.CharField(max_length=10)
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "situation", "sex"], name="situation_count_is_kept_once"
            )
        ]


class Attendee(Row):
    """Somebody who was there and agreed that her name is kept. Name and organisation are sealed; the
    token is the same wherever she was met in this programme, and says nothing without the key.

    Erased, the row stays without a name, under a token that chance gave to all of her rows: counts
    stay as they were, and nobody finds her by her name.
    """

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="attendees")
    sealed = models.BinaryField()
    token = models.CharField(max_length=64, null=True, db_index=True)
    # The same for the same line of this one sheet, so that a sheet sent twice is one.
    line = models.CharField(max_length=64)
    sex = models.CharField(max_length=10)
    age_band = models.CharField(max_length=10)
    disability = models.BooleanField(default=False)
    displaced = models.BooleanField(default=False)
    consented_at = models.DateTimeField()
    keep_until = models.DateField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "line"], name="attendee_is_on_a_sheet_once"
            ),
            models.CheckConstraint(
                name="attendee_is_erased_without_a_name",
                condition=Q(erased_at=None) | Q(sealed=b""),
            ),
        ]
