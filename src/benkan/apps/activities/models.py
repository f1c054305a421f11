from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from benkan.kit.models import Row


class Activity(Row):
    """Something planned at a place on a day, and then held or not."""

    class Kind(models.TextChoices):
        INTERFACE_MEETING = "interface_meeting", _("Meeting of citizens and officials")
        CONSULTATION = "consultation", _("Consultation")
        FORUM = "forum", _("Public forum")
        TRAINING = "training", _("Training")
        RESTITUTION = "restitution", _("Public restitution")

    programme = models.ForeignKey("registry.Programme", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=160)
    place = models.ForeignKey("registry.Place", models.PROTECT, related_name="+")
    venue = models.CharField(max_length=120, blank=True)
    organisation = models.ForeignKey(
        "registry.Organisation", models.PROTECT, null=True, related_name="+"
    )
    planned_on = models.DateField()
    held_on = models.DateField(null=True)
    minutes = models.TextField(blank=True)
    evidence_file = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True)
    # The telephone's own id of the report that closed it, so that one sent twice is one.
    report_key = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="activity_is_closed_only_when_held",
                condition=Q(closed_at=None) | Q(held_on__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["programme", "place", "planned_on", "kind", "title"],
                name="activity_is_planned_once",
            ),
        ]
        indexes = [models.Index(fields=["programme", "planned_on"], name="activity_by_day")]


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


class Recommendation(Row):
    """What a meeting agreed that an office should do, by a day. It becomes a commitment."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="recommendations")
    action = models.TextField()
    problem = models.TextField()
    office = models.ForeignKey("registry.Office", models.PROTECT, related_name="+")
    service = models.CharField(max_length=20)
    due_on = models.DateField()
    recorded_at = models.DateTimeField()
