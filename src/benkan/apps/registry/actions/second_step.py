"""Take the second step away from somebody who has lost it: from the machine itself, by nobody's leave."""

from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction

from benkan.apps.journal.actions import record
from benkan.apps.registry.actions.roles import log_out_everywhere
from benkan.apps.registry.events import SecondStepTaken
from benkan.apps.registry.models import RoleGrant
from benkan.apps.registry.rules.roles import NoSecondStep
from benkan.kit.actor import NOBODY


@transaction.atomic
def take_second_step_away(*, account: UUID, moment: datetime) -> None:
    """Log in with the password alone from now on, and end every session; it stands in the journal of each
    programme in which the account has a role. A second call is refused."""
    gone, _ = Authenticator.objects.filter(user=account).delete()
    if not gone:
        raise NoSecondStep()
    log_out_everywhere(account=account)
    held = RoleGrant.objects.filter(account=account, closes_at=None)
    for programme in sorted(set(held.values_list("programme", flat=True))):
        event = SecondStepTaken(account=account)
        record(event, programme=programme, actor=NOBODY, moment=moment)
