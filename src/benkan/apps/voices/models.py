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
    is_sensitive = models.BooleanField(default=False)
    contact = models.ForeignKey("messaging.Contact", models.PROTECT, null=True, related_name="+")
    message = models.OneToOneField(
        "messaging.InboundMessage", models.PROTECT, null=True, related_name="+"
    )
    state = models.CharField(max_length=12)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

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
            models.Index(fields=["programme", "state", "opened_at"], name="case_to_triage"),
            models.Index(fields=["programme", "place", "service"], name="case_by_place"),
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
    actor = models.ForeignKey("registry.Account", models.PROTECT, null=True, related_name="+")
    moment = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="case_step_has_its_number")
        ]


class Heard(Row):
    """A text message that was read, and the case it went to. The unique message is why a message
    that is read twice changes nothing."""

    class Kind(models.TextChoices):
        OPENING = "opening"
        REPLY = "reply"
        ADDITION = "addition"

    message = models.OneToOneField("messaging.InboundMessage", models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="heard")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.OPENING)
    # Only what was added to the case: the words of the opening are the case's own.
    text = models.TextField(blank=True)
    sealed_text = models.BinaryField(default=b"")
    moment = models.DateTimeField()


class Conversation(Row):
    """Where we are with a contact: the case being spoken about and the question that was asked."""

    contact = models.OneToOneField("messaging.Contact", models.CASCADE, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="+")
    asked = models.CharField(max_length=16, blank=True)
    heard_at = models.DateTimeField()


class ConnectionCount(Row):
    """How often a connection did something that we limit, in a stretch of time. The connection is kept
    as a keyed hash, and no longer than the stretch lasts."""

    class What(models.TextChoices):
        WRONG_CODE = "wrong_code"
        CASE_OPENED = "case_opened"

    connection = models.CharField(max_length=64)
    what = models.CharField(max_length=16, choices=What.choices)
    window = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["connection", "what", "window"], name="connection_is_counted_once"
            )
        ]


class ReferenceCounter(Row):
    """The last number given for a place's letters, so that references count up without a gap."""

    programme = models.ForeignKey("registry.Programme", models.CASCADE, related_name="+")
    letters = models.CharField(max_length=4)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "letters"], name="reference_counter_is_kept_once"
            )
        ]


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
        indexes = [models.Index(fields=["programme", "state"], name="issue_by_state")]


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
