"""What a person said about a suggestion, so that it does not come back."""

from django.db import models
from django.db.models import F, Q

from benkan.apps.voices.models.cases import Case
from benkan.apps.voices.models.issues import Issue
from benkan.kit.models import Row


class NotTheSame(Row):
    """Two cases that do not say the same, or a case that an issue is not about."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    # Of two cases the one with the greater key, so that a pair is kept once.
    other = models.ForeignKey(Case, models.CASCADE, null=True, related_name="+")
    issue = models.ForeignKey(Issue, models.CASCADE, null=True, related_name="+")
    said_by = models.ForeignKey("registry.Account", models.PROTECT, null=True, related_name="+")
    moment = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="not_the_same_as_a_case_or_an_issue",
                condition=Q(issue=None, other__gt=F("case")) | Q(issue__isnull=False, other=None),
            ),
            models.UniqueConstraint(
                fields=["case", "other"],
                condition=Q(issue=None),
                name="not_the_same_is_said_once",
            ),
            models.UniqueConstraint(
                fields=["case", "issue"],
                condition=Q(other=None),
                name="not_in_an_issue_is_said_once",
            ),
        ]
