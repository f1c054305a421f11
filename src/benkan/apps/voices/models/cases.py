"""Cases and the steps of their lives."""

from django.db import models
from django.db.models import Q

from benkan.kit.models import Row


class Case(Row):
    """Something a citizen asked to be put right. Kept even when it is unclear."""

    class Channel(models.TextChoices):
        SMS = "sms"
        USSD = "ussd"
        VOICE = "voice"
        WEB = "web"
        ANIMATOR = "animator"

    class PlaceStatus(models.TextChoices):
        CONFIRMED = "confirmed"
        GUESSED = "guessed"
        UNKNOWN = "unknown"

    programme = models.ForeignKey("registry.Programme", models.PROTECT, related_name="+")
    # Two codes: the reference is spoken aloud and opens nothing; the tracking code opens what its
    # holder may see, and only its keyed hash is kept.
    reference = models.CharField(max_length=16)
    tracking_digest = models.CharField(max_length=64, unique=True)
    # The client's own id, so that a form sent twice opens one case.
    client_key = models.CharField(max_length=64)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    service = models.CharField(max_length=20)
    place = models.ForeignKey("registry.Place", models.PROTECT, null=True, related_name="+")
    place_status = models.CharField(max_length=10, choices=PlaceStatus.choices)
    facility = models.ForeignKey("registry.Facility", models.PROTECT, null=True, related_name="+")
    # What was said: sealed under the contact's key where there is a contact, else plain. Read it with
    # `queries.words_of`.
    text = models.TextField(blank=True)
    sealed_text = models.BinaryField(default=b"")
    language = models.CharField(max_length=8)
    recording_file = models.UUIDField(null=True)
    photo_file = models.UUIDField(null=True)
    # The danger (`rules.sensitivity`); empty where there is none.
    sensitivity = models.CharField(max_length=10, blank=True, default="")
    is_sensitive = models.GeneratedField(
        expression=models.ExpressionWrapper(~Q(sensitivity=""), models.BooleanField()),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    contact = models.ForeignKey("messaging.Contact", models.PROTECT, null=True, related_name="+")
    message = models.OneToOneField(
        "messaging.InboundMessage", models.PROTECT, null=True, related_name="+"
    )
    state = models.CharField(max_length=12)
    # Its turn in the queue, from `rules.queue`; kept beside the state, so that an index has the order.
    turn = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField()
    # When somebody of the desk last did something about it, or the citizen asked anew.
    acted_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    # Since when words, voice and photo are gone: asked for, or because their time was over.
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "reference"], name="case_reference_is_taken_once"
            ),
            models.UniqueConstraint(fields=["programme", "client_key"], name="case_is_opened_once"),
            models.CheckConstraint(
                name="case_closed_after_opened",
                condition=Q(closed_at=None) | Q(closed_at__gte=models.F("opened_at")),
            ),
            models.CheckConstraint(
                name="case_has_a_place_or_says_that_it_has_none",
                condition=Q(place_status="unknown", place=None)
                | (~Q(place_status="unknown") & Q(place__isnull=False)),
            ),
        ]
        indexes = [
            # The two orders of the queue, then each filter: what is rare is found by its own index.
            models.Index(fields=["programme", "turn", "-opened_at"], name="case_latest"),
            models.Index(fields=["programme", "turn", "acted_at"], name="case_waiting"),
            models.Index(fields=["programme", "state", "-opened_at"], name="case_to_triage"),
            # Those of a place are counted from it alone: it has all that a list is filtered by.
            models.Index(
                fields=[
                    "programme",
                    "place",
                    "service",
                    "state",
                    "language",
                    "channel",
                    "sensitivity",
                ],
                name="case_by_place",
            ),
            # What was said near another message, in place and time.
            models.Index(fields=["programme", "place", "-opened_at"], name="case_near"),
            models.Index(
                fields=["programme", "service", "turn", "-opened_at"], name="case_by_service"
            ),
            models.Index(
                fields=["programme", "language", "turn", "-opened_at"], name="case_by_language"
            ),
            models.Index(
                fields=["programme", "channel", "turn", "-opened_at"], name="case_by_channel"
            ),
            models.Index(
                fields=["programme", "turn", "-opened_at"],
                name="case_sensitive",
                condition=Q(is_sensitive=True),
            ),
            models.Index(
                fields=["programme", "turn", "-opened_at"],
                name="case_unplaced",
                condition=~Q(place_status="confirmed"),
            ),
            models.Index(
                fields=["forgotten_at"],
                name="case_forgotten",
                condition=Q(forgotten_at__isnull=False),
            ),
        ]


class CaseStep(Row):
    """A step in the life of a case, with its reason; the citizen sees state and words, not the actor."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="steps")
    # Counted from 1: two steps may share a moment.
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12)
    reason = models.TextField(blank=True)
    # What the citizen is told; empty when the state says it all.
    answer = models.TextField(blank=True)
    # Both of them, sealed under the contact's key, where the case has a contact.
    sealed_words = models.BinaryField(default=b"")
    # Why it ends or is set aside: a code of `rules.reasons`.
    why = models.CharField(max_length=20, blank=True)
    actor = models.ForeignKey("registry.Account", models.PROTECT, null=True, related_name="+")
    # As what the actor did it: a role changes, the history does not.
    role = models.CharField(max_length=24, blank=True)
    organisation = models.ForeignKey(
        "registry.Organisation", models.PROTECT, null=True, related_name="+"
    )
    moment = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="case_step_has_its_number")
        ]
