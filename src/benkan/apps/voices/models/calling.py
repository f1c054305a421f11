"""Telephone calls to a voice line, and what callers recorded."""

from django.db import models
from django.db.models import Q

from benkan.apps.voices.models.cases import Case
from benkan.apps.voices.rules.voice_menu import At
from benkan.kit.models import Row


class VoiceCall(Row):
    """One call: where in the menus the caller is. Kept before the provider is answered, so that a
    repeated request finds the same answer."""

    gateway = models.ForeignKey("messaging.Gateway", models.PROTECT, related_name="+")
    # HMAC of the provider's id of the call.
    call_key = models.CharField(max_length=64)
    # None: the telephone hides its number.
    contact = models.ForeignKey("messaging.Contact", models.PROTECT, null=True, related_name="+")
    at = models.CharField(max_length=10, choices=[(at, at) for at in At])
    language = models.CharField(max_length=8)
    page = models.PositiveSmallIntegerField(default=0)
    is_delicate = models.BooleanField(default=False)
    service = models.CharField(max_length=20)
    notice = models.CharField(max_length=16, blank=True)
    misses = models.PositiveSmallIntegerField(default=0)
    turns = models.PositiveSmallIntegerField(default=0)
    has_recorded = models.BooleanField(default=False)
    began_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gateway", "call_key"], name="voice_call_is_kept_once")
        ]
        indexes = [
            models.Index(
                fields=["changed_at"], name="voice_call_under_way", condition=Q(ended_at=None)
            )
        ]


class VoiceRecording(Row):
    """What a caller recorded, from the word of it to the file. The one to keep becomes a case."""

    class State(models.TextChoices):
        # Not yet known whether it is the one to keep.
        HELD = "held"
        # The caller recorded another in its place.
        REPLACED = "replaced"
        # To be fetched from the provider.
        WAITING = "waiting"
        FETCHED = "fetched"
        LOST = "lost"

    call = models.ForeignKey(VoiceCall, models.CASCADE, related_name="recordings")
    # HMAC of the provider's id of the recording.
    recording_key = models.CharField(max_length=64)
    case = models.OneToOneField(Case, models.PROTECT, null=True, related_name="+")
    # The how-manieth of the call.
    number = models.PositiveSmallIntegerField()
    # Where the provider keeps it; empty once it was fetched, since whoever has it may hear it.
    address = models.CharField(max_length=500, blank=True)
    # Of a recording made in the simulator, which is here at once.
    file = models.UUIDField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.HELD)
    recorded_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call", "recording_key"], name="voice_recording_is_kept_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"], name="voice_recording_due", condition=Q(state="waiting")
            )
        ]
