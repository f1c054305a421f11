"""What came by text message, and where each conversation is."""

from django.db import models

from benkan.apps.voices.models.cases import Case
from benkan.kit.models import Row


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
