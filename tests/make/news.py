"""A telephone that asks for news and hears them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from benkan.apps.journal.actions import carry, seal
from benkan.apps.messaging import actions, queries
from benkan.apps.messaging.models import Contact
from benkan.apps.registry.models import Programme
from benkan.reactions.table import FOLLOWS
from tests.make.messaging import NUMBER, hear
from tests.make.registry import NOW


@dataclass
class Reader:
    """A telephone of a programme that is not real, so that its screen may be read."""

    programme: Programme
    number: str = NUMBER

    @property
    def contact(self) -> UUID:
        return Contact.objects.get(programme=self.programme, erased_at=None).pk

    def write(self, text: str, *, moment: datetime = NOW) -> str:
        """Send an SMS, let follow what follows, and read the last answer."""
        gateway = actions.simulator_of(programme=self.programme.pk)
        hear(text, gateway=gateway, number=self.number, moment=moment)
        while seal(now=moment) + carry(FOLLOWS, now=moment):
            pass
        return self.screen()[-1]

    def screen(self) -> list[str]:
        """What the programme wrote, oldest first."""
        said = queries.simulated_messages(self.programme.pk, limit=200)
        return [one.text for one in said if one.is_ours]
