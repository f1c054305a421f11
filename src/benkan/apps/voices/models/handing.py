"""What the desk asks of an office, so that it puts right what a case or an issue is about."""

from django.db import models
from django.db.models import Q

from benkan.apps.voices.models.cases import Case
from benkan.apps.voices.models.issues import Issue
from benkan.kit.models import Row


class HandOver(Row):
    """A case or an issue put before an office. The office reads what is asked and, if the desk chose
    some, words of the case: never the case itself."""

    programme = models.ForeignKey("registry.Programme", models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="hand_overs")
    issue = models.ForeignKey(Issue, models.CASCADE, null=True, related_name="hand_overs")
    office = models.ForeignKey("registry.Office", models.PROTECT, related_name="+")
    # As it was then: an office may be moved to another level.
    level = models.CharField(max_length=10)
    service = models.CharField(max_length=20)
    place = models.ForeignKey("registry.Place", models.PROTECT, related_name="+")
    asked = models.TextField()
    # Words of the case that the desk chose: sealed under the contact's key where there is one.
    excerpt = models.TextField(blank=True)
    sealed_excerpt = models.BinaryField(default=b"")
    state = models.CharField(max_length=12)
    asked_at = models.DateTimeField()
    moved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="hand_over_is_of_a_case_or_an_issue",
                condition=Q(case__isnull=False, issue=None) | Q(case=None, issue__isnull=False),
            ),
            *(
                models.UniqueConstraint(
                    fields=[of, "office"],
                    condition=Q(state__in=["asked", "seen"]),
                    name=f"hand_over_of_{of}_is_open_once_at_an_office",
                )
                for of in ("case", "issue")
            ),
        ]
        indexes = [models.Index(fields=["office", "state"], name="hand_over_of_office")]


class HandOverStep(Row):
    """A step of a hand-over with its words; `actor` is of the office, or of the desk."""

    hand_over = models.ForeignKey(HandOver, models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12)
    words = models.TextField(blank=True)
    actor = models.ForeignKey("registry.Account", models.PROTECT, null=True, related_name="+")
    moment = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hand_over", "number"], name="hand_over_step_has_its_number"
            )
        ]
