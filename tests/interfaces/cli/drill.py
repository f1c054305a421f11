"""What a host goes through between two commands, some steps in one process:

    python -m tests.interfaces.cli.drill '[["STEP", "ARGUMENT", …], …]'

with the data folder, and perhaps DATABASE_URL, in the environment. Prints their answers as JSON.
"""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

NUMBER, KEPT_NUMBER = "+22376123456", "+22366654321"
WORDS, KEPT_WORDS = (
    "Le maire Untel a pris l'argent du forage",
    "La pompe de Sanankoroba est en panne",
)
SEND_URL = "https://operateur.example/envoyer"


def seed() -> dict[str, str]:
    """Two people write, one of them leaves a voice message too."""
    from benkan.apps.files import actions as files
    from benkan.apps.files.models import StoredFile
    from benkan.apps.messaging.models import ContactKey
    from benkan.apps.messaging.rules.contracts import HttpContract
    from benkan.apps.voices.models import Case
    from tests.make.files import make_tone
    from tests.make.messaging import hear, make_gateway
    from tests.make.registry import make_programme

    programme = make_programme("kayes")
    gateway = make_gateway(programme, contract=HttpContract(send_url=SEND_URL)).gateway
    hear(WORDS, gateway=gateway, key="1", number=NUMBER, moment=_now())
    hear(KEPT_WORDS, gateway=gateway, key="2", number=KEPT_NUMBER, moment=_now())
    _carry()
    first, second = Case.objects.order_by("opened_at", "reference")
    voice = files.keep_audio(programme=programme.pk, content=make_tone(), moment=_now())
    Case.objects.filter(pk=first.pk).update(recording_file=voice)
    assert first.contact_id, "she wrote from a number"
    return {
        "contact": str(first.contact_id),
        "kept": str(second.contact_id),
        "key": bytes(ContactKey.objects.get(pk=first.contact_id).wrapped).hex(),
        "voice": StoredFile.objects.get(pk=voice).digest,
    }


def erase(contact: str) -> dict[str, int]:
    """As the server does when somebody is erased, and in the hours after."""
    from uuid import UUID

    from benkan.apps.files.actions import remove_expired
    from benkan.apps.messaging.actions import erase_contact
    from benkan.reactions.erasing import EraseInBackups
    from tests.make.messaging import ADMINISTRATOR

    erase_contact(contact=UUID(contact), actor=ADMINISTRATOR, moment=_now())
    _carry()
    struck = EraseInBackups()(_now())
    remove_expired(now=_now() + timedelta(hours=3))
    return {"struck": struck}


def look() -> dict[str, Any]:
    """What can be read with the keys of this host."""
    from benkan.apps.journal.queries import verify
    from benkan.apps.messaging.models import Contact, Gateway, InboundMessage
    from benkan.apps.messaging.queries import text_of
    from benkan.apps.messaging.queries.contacts import contact_with
    from benkan.apps.messaging.queries.gateways import settings_of
    from benkan.apps.messaging.queries.keys import contact_key
    from benkan.apps.registry.models import Programme
    from benkan.apps.voices.models import Case
    from benkan.apps.voices.queries import words_of
    from benkan.kit import sealing

    programme = Programme.objects.get().pk
    numbers = {
        str(row.pk): sealing.unsealed(
            key, row.sealed_number, bound_to=row.pk, use="number"
        ).decode()
        for row in Contact.objects.all()
        if (key := contact_key(row))
    }
    return {
        "numbers": sorted(numbers.values()),
        "found_by_number": sorted(
            number for number in (NUMBER, KEPT_NUMBER) if contact_with(number, programme=programme)
        ),
        "messages": sorted(text_of(row.pk) for row in InboundMessage.objects.all()),
        "words": sorted(words_of(list(Case.objects.values_list("pk", flat=True))).values()),
        "gateways": [
            asdict(settings_of(row))["contract"]["send_url"] for row in Gateway.objects.all()
        ],
        "erased": Contact.objects.filter(erased_at__isnull=False).count(),
        "faults": len(verify().faults),
    }


def dump() -> dict[str, int]:
    """Every value of every table, one a line, in a file beside the data: as a thief would read it."""
    from django.conf import settings

    from tests.apps.messaging.test_sealed_numbers import every_value

    values = [value for _, value in every_value()]
    (Path(settings.DATA_DIR) / "dumped").write_text("\n".join(values))
    return {"values": len(values)}


def carry() -> dict[str, str]:
    _carry()
    return {}


def _carry() -> None:
    from benkan.apps.journal.actions import carry, seal
    from benkan.reactions.table import FOLLOWS

    for _ in range(3):
        seal(now=_now())
        carry(FOLLOWS, now=_now())


def _now() -> datetime:
    from django.utils import timezone

    return timezone.now()


STEPS: dict[str, Callable[..., dict[str, Any]]] = {
    step.__name__: step for step in (seed, erase, look, dump, carry)
}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benkan.config.settings")
    import django

    django.setup()
    print(json.dumps([STEPS[name](*arguments) for name, *arguments in json.loads(sys.argv[1])]))
