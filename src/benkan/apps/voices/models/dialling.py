"""USSD sessions, between one key and the next."""

from django.db import models

from benkan.apps.voices.models.cases import Case
from benkan.kit.models import Row


class UssdSession(Row):
    """One session of a telephone: where it stands, so that a repeated request finds the same screen and
    a session that was cut is taken up again. It goes by itself after a day."""

    contact = models.ForeignKey("messaging.Contact", models.CASCADE, related_name="+")
    # HMAC of the provider's id of the session, which may hold the number.
    session_key = models.CharField(max_length=64)
    # What was heard and answered so far, sealed under the contact's key; empty once another session
    # has taken it over.
    sealed_answers = models.BinaryField(blank=True)
    case = models.OneToOneField(Case, models.CASCADE, null=True, related_name="+")
    heard_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "session_key"], name="ussd_session_is_kept_once"
            )
        ]
        indexes = [
            models.Index(fields=["contact", "heard_at"], name="ussd_session_by_contact"),
            models.Index(fields=["heard_at"], name="ussd_session_to_forget"),
        ]
