"""How a commitment is followed: reminders, and the way up when an office does not answer."""

from django.db import models
from django.db.models import Q

from benkan.apps.commitments.models.commitments import Commitment
from benkan.apps.commitments.rules.escalating import Stage
from benkan.apps.commitments.rules.reminding import ReminderState, Way
from benkan.kit.models import Row

_OVER = [stage.value for stage in (Stage.CLOSED, Stage.CLIMBED)]


class Reminder(Row):
    """That an office was reminded of a day: once for each occasion, by each way there was. Where there
    was none, somebody is to tell it by word of mouth, and writes down that she did."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="reminders")
    # Which line of the table of reminders it is: so many days before, on, or after the day.
    occasion = models.CharField(max_length=20)
    # The day promised at that time: a postponed promise is reminded of anew.
    due_on = models.DateField()
    way = models.CharField(max_length=10, choices=[(way, way) for way in Way])
    state = models.CharField(max_length=10, choices=[(state, state) for state in ReminderState])
    moment = models.DateTimeField()
    told_by = models.ForeignKey("registry.Account", models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "occasion", "due_on", "way"],
                name="reminder_is_given_once",
            ),
            models.CheckConstraint(
                name="reminder_is_told_by_somebody",
                condition=Q(state="told", told_by__isnull=False, told_at__isnull=False)
                | (~Q(state="told") & Q(told_by=None, told_at=None)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["commitment"], name="reminder_to_be_told", condition=Q(state="waiting")
            )
        ]


class Escalation(Row):
    """A promise that was overdue or contested, carried one level up by a letter."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="escalations")
    # The how-manieth of this commitment; its letter is called by it.
    number = models.PositiveSmallIntegerField()
    cause = models.CharField(max_length=10)
    # The one before, where this one goes on from: else it begins at the office that promised.
    after = models.OneToOneField("self", models.PROTECT, null=True, related_name="next")
    from_office = models.ForeignKey("registry.Office", models.PROTECT, related_name="+")
    to_office = models.ForeignKey("registry.Office", models.PROTECT, related_name="+")
    # The level written to, as it was called that day.
    level = models.CharField(max_length=10)
    due_on = models.DateField()
    stage = models.CharField(max_length=12, choices=[(stage, stage) for stage in Stage])
    # The words of the letter, in French, as they stood when it was made. Never changed.
    letter = models.JSONField()
    raised_by = models.ForeignKey("registry.Account", models.PROTECT, related_name="+")
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
            models.CheckConstraint(
                name="escalation_is_over_with_a_moment",
                condition=Q(stage__in=_OVER, closed_at__isnull=False)
                | (~Q(stage__in=_OVER) & Q(closed_at=None)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["to_office"], name="escalation_open_to", condition=Q(closed_at=None)
            )
        ]


class EscalationStep(Row):
    """What happened to an escalation: letter made, handed over, received, answered, closed; dated."""

    escalation = models.ForeignKey(Escalation, models.CASCADE, related_name="steps")
    move = models.CharField(max_length=12)
    # The day on which it happened, which may be before it was written down.
    on = models.DateField()
    # How the letter was handed over.
    how = models.CharField(max_length=10, blank=True)
    note = models.TextField(blank=True)
    # The letter as it was sent.
    file = models.UUIDField(null=True)
    is_noted_for_office = models.BooleanField(default=False)
    actor = models.ForeignKey("registry.Account", models.PROTECT, null=True, related_name="+")
    moment = models.DateTimeField()
