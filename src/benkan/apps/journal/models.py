from django.db import models
from django.db.models import Q

from benkan.kit.models import Row


class Chain(models.Model):
    """The head of one programme's chain: how far it is sealed, and with which hash.

    Kept apart from the entries so that a cut tail is seen, and so that sealing locks one row.
    """

    programme = models.UUIDField(primary_key=True)
    position = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, default="")


class Entry(Row):
    """One event. Written unsealed with the action that caused it; sealed afterwards, then fixed."""

    programme = models.UUIDField()
    name = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    body = models.TextField()
    actor = models.UUIDField(null=True)
    moment = models.DateTimeField()
    position = models.PositiveBigIntegerField(null=True)
    previous = models.CharField(max_length=64, null=True)
    seal = models.CharField(max_length=64, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "position"], name="entry_position_is_taken_once"
            ),
            models.CheckConstraint(
                name="entry_is_sealed_whole_or_not_at_all",
                condition=Q(position=None, previous=None, seal=None)
                | Q(position__isnull=False, previous__isnull=False, seal__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["moment", "id"], name="entry_unsealed", condition=Q(position=None)
            ),
            models.Index(fields=["programme", "name"], name="entry_by_name"),
        ]


class Carriage(models.Model):
    """What is still to follow from a sealed entry. `done_at` None: not all reactions have run.

    Those of one lane are carried in their order, by one worker at a time; lanes do not wait for one
    another.
    """

    entry = models.OneToOneField(Entry, models.CASCADE, primary_key=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField()
    fault = models.CharField(max_length=200, default="", blank=True)
    lane = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["retry_at"], name="carriage_waiting", condition=Q(done_at=None)),
            models.Index(
                fields=["lane", "retry_at"], name="carriage_in_lane", condition=Q(done_at=None)
            ),
        ]


class Reaction(Row):
    """That a reaction to an entry has run. The unique pair is why it never runs twice."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    moment = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "name"], name="reaction_happens_once")
        ]
