"""What is planned and then held, put off or cancelled."""

from django.db import models
from django.db.models import Q

from benkan.apps.activities.rules.kinds import Kind
from benkan.kit.models import Row


class Activity(Row):
    """Something planned at a place on a day, and then held or not."""

    programme = models.ForeignKey("registry.Programme", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.label) for kind in Kind])
    # What this kind asks, by the names of rules/kinds.py; what nobody has said is not in it.
    told = models.JSONField(default=dict)
    title = models.CharField(max_length=160)
    place = models.ForeignKey("registry.Place", models.PROTECT, related_name="+")
    venue = models.CharField(max_length=120, blank=True)
    organisation = models.ForeignKey(
        "registry.Organisation", models.PROTECT, null=True, related_name="+"
    )
    planned_on = models.DateField()
    # Only where it was put off: the day it was planned for at first.
    first_planned_on = models.DateField(null=True)
    held_on = models.DateField(null=True)
    minutes = models.TextField(blank=True)
    evidence_file = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.TextField(blank=True)
    # The telephone's own id of the report that closed it, so that one sent twice is one.
    report_key = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="activity_is_closed_only_when_held",
                condition=Q(closed_at=None) | Q(held_on__isnull=False),
            ),
            models.CheckConstraint(
                name="activity_is_cancelled_or_held",
                condition=Q(cancelled_at=None) | (Q(closed_at=None) & ~Q(cancel_reason="")),
            ),
            models.UniqueConstraint(
                fields=["programme", "place", "planned_on", "kind", "title"],
                name="activity_is_planned_once",
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "planned_on"], name="activity_by_day"),
            # Few are open at a time; the lists of what is to come and to report read these alone.
            models.Index(
                fields=["programme", "planned_on", "id"],
                name="activity_open",
                condition=Q(closed_at=None, cancelled_at=None),
            ),
            models.Index(fields=["programme", "held_on", "id"], name="activity_held"),
        ]


class Postponement(Row):
    """A meeting was put off from a day to another, for a reason."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="postponements")
    from_day = models.DateField()
    to_day = models.DateField()
    reason = models.TextField()
    moment = models.DateTimeField()
