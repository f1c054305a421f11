"""Issues, the cases in them, and the agendas they are on."""

from django.db import models

from benkan.apps.voices.models.cases import Case
from benkan.kit.models import Row


class Issue(Row):
    """What several cases have in common, put so that a meeting can talk about it."""

    programme = models.ForeignKey("registry.Programme", models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    description = models.TextField(blank=True)
    place = models.ForeignKey("registry.Place", models.PROTECT, related_name="+")
    service = models.CharField(max_length=20)
    state = models.CharField(max_length=12)
    opened_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["programme", "state"], name="issue_by_state"),
            models.Index(fields=["programme", "opened_at", "id"], name="issue_by_day"),
        ]


class IssueCase(Row):
    """That a case is part of an issue: of one at most."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="memberships")
    case = models.OneToOneField(Case, models.PROTECT, related_name="membership")
    moment = models.DateTimeField()


class AgendaItem(Row):
    """An issue that a meeting must speak to, and what was agreed about it."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="agenda_items")
    activity = models.ForeignKey("activities.Activity", models.PROTECT, related_name="+")
    recommendation = models.OneToOneField(
        "activities.Recommendation", models.PROTECT, null=True, related_name="+"
    )
    moment = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issue", "activity"], name="issue_is_on_an_agenda_once")
        ]
