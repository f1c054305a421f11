"""The referee's process, in the house of one host: see `sending.judged`.

It asks by the words themselves, which it opens, and not by the keys that the product recognises a
repetition with: a message that was kept twice under two keys is a message kept twice.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

MARK = re.compile(r"\b([a-z]+\d+n\d+)\.")


def main(paper: Path) -> dict[str, Any]:
    asked = json.loads(paper.read_text())
    expected, acknowledged = _expected(asked["sent"])
    kept = _kept()
    by_mark = Counter(mark for mark, *_ in kept.values())
    whole = {mark for mark, number, text in kept.values() if expected.get(mark) == (number, text)}
    events = _events()
    found: dict[str, Any] = {
        "kept": len(kept),
        "lost": len(acknowledged - whole),
        "doubled": sum(count - 1 for count in by_mark.values()),
        "strangers": len(by_mark.keys() - expected.keys()),
        "events_missing": sum(events[message] == 0 for message in kept),
        "events_doubled": sum(count - 1 for count in events.values() if count > 1),
        "examples": sorted(acknowledged - whole)[:5],
    }
    if asked["drained"]:
        found |= _drained(kept)
    return found


def _expected(sent: list[dict[str, Any]]) -> tuple[dict[str, tuple[str, str]], set[str]]:
    """Number and text by mark of all that was planned, and the marks that were acknowledged."""
    from tests.soak.sending import Load, deliveries

    planned: dict[str, tuple[str, str]] = {}
    acknowledged: set[str] = set()
    for one in sent:
        for each in deliveries(Load(**one["load"]), len(one["ways"])):
            planned[each.mark] = each.number, each.text
        acknowledged |= set(one["acknowledged"])
    return planned, acknowledged


def _kept() -> dict[str, tuple[str, str, str]]:
    """Mark, number and words of each message in the table, opened, by its id."""
    from benkan.apps.messaging.models import Contact, InboundMessage
    from benkan.apps.messaging.queries.keys import contact_keys
    from benkan.kit import sealing

    keys = contact_keys(list(Contact.objects.values_list("pk", flat=True)))
    numbers = {
        pk: sealing.unsealed(keys[pk], box, bound_to=pk, use="number").decode()
        for pk, box in Contact.objects.values_list("pk", "sealed_number")
    }
    found = {}
    rows = InboundMessage.objects.values_list("pk", "contact", "sealed_text")
    for pk, contact, box in rows.iterator():
        text = sealing.unsealed(keys[contact], box, bound_to=pk, use="text").decode()
        mark = MARK.search(text)
        found[str(pk)] = mark.group(1) if mark else text, numbers[contact], text
    return found


def _events() -> Counter[str]:
    """How many events tell of each message."""
    from benkan.apps.journal.models import Entry
    from benkan.apps.messaging.events import MessageReceived

    bodies = Entry.objects.filter(name=MessageReceived.name()).values_list("body", flat=True)
    return Counter(json.loads(body)["message"] for body in bodies.iterator())


def _drained(kept: dict[str, tuple[str, str, str]]) -> dict[str, int]:
    from benkan.apps.journal.queries import backlog, verify
    from benkan.apps.voices.models import Case, Heard
    from benkan.apps.voices.queries import words_of

    heard = Counter(str(pk) for pk in Heard.objects.values_list("message", flat=True).iterator())
    cases = words_of(list(Case.objects.values_list("pk", flat=True)))
    told = Counter(mark for words in cases.values() for mark in MARK.findall(words))
    told.update(mark for words in _added() for mark in MARK.findall(words))
    left = backlog()
    return {
        "unheard": sum(heard[message] == 0 for message in kept),
        "heard_twice": sum(count - 1 for count in heard.values() if count > 1),
        "told_twice": sum(count - 1 for count in told.values() if count > 1),
        "waiting": left.unsealed + left.waiting,
        "chain_faults": len(verify().faults),
    }


def _added() -> list[str]:
    """The words that were added to cases."""
    from benkan.apps.messaging.queries import opened_words
    from benkan.apps.voices.models import Heard

    rows = Heard.objects.exclude(sealed_text=b"").values_list(
        "pk", "message__contact", "sealed_text"
    )
    return list(opened_words({pk: (contact, bytes(box)) for pk, contact, box in rows}).values())


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benkan.config.settings")
    django.setup()
    print(json.dumps(main(Path(sys.argv[1]))))
