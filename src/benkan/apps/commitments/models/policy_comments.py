"""What people say to a measure's text, article by article."""

from django.db import models
from django.db.models import Q

from benkan.apps.commitments.models.policy_texts import PolicyArticle, PolicyText
from benkan.kit.models import Row


class PolicyConsultation(Row):
    """That a version of a text is open for comments, until the end of a day."""

    text = models.OneToOneField(PolicyText, models.CASCADE, related_name="consultation")
    opened_on = models.DateField()
    closes_on = models.DateField()
    # When somebody closed it before its day.
    closed_on = models.DateField(null=True)
    opened_by = models.ForeignKey("registry.Account", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="policy_consultation_closes_after_it_opens",
                condition=Q(closes_on__gt=models.F("opened_on")),
            )
        ]


class PolicyComment(Row):
    """What a person without an account or a group says to an article, or to the text as a whole."""

    consultation = models.ForeignKey(PolicyConsultation, models.CASCADE, related_name="comments")
    article = models.ForeignKey(PolicyArticle, models.CASCADE, null=True, related_name="comments")
    source = models.CharField(max_length=10)
    # Of a group: who they were, as groups, and how many; of a person neither.
    groups = models.JSONField(default=list)
    people = models.PositiveIntegerField(null=True)
    words = models.TextField(blank=True)
    language = models.CharField(max_length=8)
    # The form's own key, so that one sent twice is one.
    client_key = models.CharField(max_length=32)
    received_at = models.DateTimeField()
    recorded_by = models.ForeignKey("registry.Account", models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10)
    why = models.CharField(max_length=12, blank=True)
    judged_by = models.ForeignKey("registry.Account", models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)
    reply = models.CharField(max_length=12, blank=True)
    reply_words = models.TextField(blank=True)
    replied_by = models.ForeignKey("registry.Account", models.PROTECT, null=True, related_name="+")
    replied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "client_key"], name="policy_comment_is_kept_once"
            ),
            models.CheckConstraint(
                name="policy_comment_of_a_group_says_which",
                condition=Q(source="person", people=None, recorded_by=None)
                | Q(source="group", people__gte=1, recorded_by__isnull=False),
            ),
            models.CheckConstraint(
                name="policy_comment_is_judged_by_another",
                condition=Q(judged_by=None)
                | Q(recorded_by=None)
                | ~Q(judged_by=models.F("recorded_by")),
            ),
        ]
        indexes = [
            models.Index(fields=["consultation", "state"], name="policy_comment_by_state"),
        ]
