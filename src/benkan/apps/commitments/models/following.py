"""How a commitment is followed: reminders, and the way up when an office does not answer."""

from django.db import models
from django.db.models import Q

from benkan.apps.commitments.models.commitments import Commitment
from benkan.kit.models import Row


class Reminder(Row):
    """That an office was reminded of a day: once for each occasion, by each way there was."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="reminders")
    # Which line of the table of reminders it is: so many days before, on, or after the day.
    occasion = models.CharField(max_length=20)
    # The day promised at that time: a postponed promise is reminded of anew.
    due_on = models.DateField()
    way = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    moment = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "occasion", "due_on", "way"],
                name="reminder_is_given_once",
            )
        ]


class Escalation(Row):
    """A promise that was overdue or contested, carried one level up by a letter."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="escalations")
    # The first goes one level up, the second one further.
    number = models.PositiveSmallIntegerField()
    cause = models.CharField(max_length=10)
    from_office = models.ForeignKey("registry.Office", models.PROTECT, related_name="+")
    to_office = models.ForeignKey("registry.Office", models.PROTECT, related_name="+")
    due_on = models.DateField()
    state = models.CharField(max_length=12)
    raised_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "number"], name="escalation_number_is_taken_once"
            ),
            models.UniqueConstraint(
                fields=["commitment"],
                condition=Q(closed_at=None),
                name="commitment_climbs_one_level_at_a_time",
            ),
            models.CheckConstraint(
                name="escalation_leaves_its_office",
                condition=~Q(from_office=models.F("to_office")),
            ),
        ]


class EscalationStep(Row):
    """What happened to an escalation: letter made, handed over, received, answered, closed; dated."""

    escalation = models.ForeignKey(Escalation, models.CASCADE, related_name="steps")
    step = models.CharField(max_length=12)
    on = models.DateField()
    note = models.TextField(blank=True)
    file = models.UUIDField(null=True)
    actor = models.ForeignKey("registry.Account", models.PROTECT, null=True, related_name="+")
    moment = models.DateTimeField()
