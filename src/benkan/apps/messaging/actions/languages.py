"""Remember the language that a contact has chosen herself."""

from datetime import datetime
from uuid import UUID

from benkan.apps.messaging.models import Contact


def choose_language(*, contact: UUID, language: str, moment: datetime) -> None:
    """Speak with the contact in this language from now on, on every way. A second call changes
    nothing; another language is the last word."""
    others = Contact.objects.filter(pk=contact).exclude(
        language=language, language_chosen_at__isnull=False
    )
    others.update(language=language, language_chosen_at=moment)
