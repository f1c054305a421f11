"""What came of a meeting: questions and answers, recommendations and their end, what is public."""

from django.db import models
from django.db.models import Q

from benkan.apps.activities.models.meetings import Activity
from benkan.kit.models import Row


class Recommendation(Row):
    """What a meeting recommends. It becomes a commitment of an office by a day, or has a reason why
    not; until then it is open."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="recommendations")
    action = models.TextField()
    problem = models.TextField(blank=True)
    service = models.CharField(max_length=20)
    office = models.ForeignKey("registry.Office", models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    ending = models.CharField(max_length=20, default="promised")
    ending_note = models.TextField(blank=True)
    # The commitment that answers it already: of a later chapter, so known here by its id alone.
    promised_before = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="recommendation_is_promised_by_an_office_and_a_day",
                condition=Q(ending="promised", office__isnull=False, due_on__isnull=False)
                | (~Q(ending="promised") & Q(office=None, due_on=None)),
            ),
            models.CheckConstraint(
                name="recommendation_without_a_promise_has_a_reason",
                condition=Q(ending__in=["promised", "open"])
                | ~Q(ending_note="")
                | Q(ending="promised_before", promised_before__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["ending", "recorded_at"], name="recommendation_by_ending")]


class Question(Row):
    """What somebody asked at a meeting, by category, and what was answered."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="questions")
    asker = models.CharField(max_length=20)
    question = models.TextField()
    answer = models.TextField(blank=True)
    recommendation = models.OneToOneField(
        Recommendation, models.PROTECT, null=True, related_name="question"
    )
    recorded_at = models.DateTimeField()


class Summary(Row):
    """What everybody may read of a meeting, once somebody has decided so. Corrected by a new one."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="summaries")
    text = models.TextField()
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity"],
                condition=Q(withdrawn_at=None),
                name="summary_is_public_once",
            ),
            models.CheckConstraint(
                name="summary_is_withdrawn_with_a_reason",
                condition=Q(withdrawn_at=None) | ~Q(withdrawal_reason=""),
            ),
        ]
