"""Write down whether a group wants its own answers shown."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from benkan.apps.assessments.actions.owning import own_round
from benkan.apps.assessments.actions.showing import show_again
from benkan.apps.assessments.events import GroupSaidRelease
from benkan.apps.assessments.models import Group
from benkan.apps.assessments.rules.consent import AnswerToCome, Consent
from benkan.apps.journal.actions import record
from benkan.kit.actor import Actor
from benkan.kit.refusals import NotFound


@transaction.atomic
def say_release(
    *, group: UUID, answer: str, said_on: date | None, actor: Actor, moment: datetime
) -> None:
    """The group says whether its answers may be shown, at any time: whoever takes a yes back is heard
    after the release too. Said again, nothing happens."""
    found = Group.objects.filter(pk=group).first()
    if found is None:
        raise NotFound()
    of = own_round(found.round_id, actor)
    said_on = said_on or timezone.localdate(moment)
    if said_on > timezone.localdate(moment):
        raise AnswerToCome()
    found.refresh_from_db()
    on = None if Consent(answer) is Consent.WAITING else said_on
    if (found.release, found.release_said_on) == (answer, on):
        return
    found.release, found.release_said_on = Consent(answer).value, on
    found.save(update_fields=["release", "release_said_on"])
    show_again(of)
    record(
        GroupSaidRelease(
            round=of.pk, group=found.pk, place=of.place_id, said=found.release, edition=of.edition
        ),
        programme=of.programme_id,
        actor=actor,
        moment=moment,
    )
