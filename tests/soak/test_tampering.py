"""Somebody who may write the whole database tampers with the journal, a thousand times (S5).

TAMPERINGS=… for more or fewer. Each is undone before the next; the heads that were kept outside are read
from the text that a witness gets.
"""

import os
from collections import Counter
from random import Random
from uuid import UUID

import pytest
from django.db import connection, transaction

from benkan.apps.journal.actions import seal
from benkan.apps.journal.models import Chain, Entry
from benkan.apps.journal.queries import heads, verify
from benkan.apps.journal.rules import Anchor, anchors_in, written_anchors
from tests.make.journal import happen
from tests.make.registry import NOW
from tests.make.tampering import WAYS, tampered
from tests.soak.conftest import Record

pytestmark = pytest.mark.django_db
PROGRAMMES = [UUID(int=n) for n in (1, 2, 3)]
ENTRIES, AFTER = 40, 30
TIMES = int(os.environ.get("TAMPERINGS", "1000"))


def _ground() -> tuple[list[Anchor], list[Anchor]]:
    """Three chains, with their heads as they were kept when most of them was sealed, and at the end."""
    for programme in PROGRAMMES:
        happen(programme, times=AFTER)
    seal(now=NOW)
    early = anchors_in(written_anchors(heads(), moment=NOW))
    for programme in PROGRAMMES:
        happen(programme, times=ENTRIES - AFTER)
    seal(now=NOW)
    return early, anchors_in(written_anchors(heads(), moment=NOW))


def _undone(tamper: object, *kept: list[Anchor]) -> list[bool]:
    """Tamper, ask whether it is found without anchors and with each of those kept, and undo it."""
    assert callable(tamper), "a way to tamper"
    with transaction.atomic():
        tamper()
        found = [bool(verify(anchors).faults) for anchors in ([], *kept)]
        transaction.set_rollback(True)
    return found


def _gone(programme: UUID) -> None:
    Entry.objects.filter(programme=programme).delete()
    Chain.objects.filter(programme=programme).delete()


def test_tampering_is_found_beside_a_head_that_was_kept_outside(record: Record) -> None:
    early, last = _ground()
    lots = Random(20261126)
    ways = [(name, anew) for anew in (False, True) for name in WAYS] + [("take it all away", True)]
    tried: Counter[tuple[str, bool]] = Counter()
    alone: Counter[tuple[str, bool]] = Counter()
    beside: Counter[tuple[str, bool]] = Counter()
    for turn in range(TIMES):
        name, anew = way = ways[turn % len(ways)]
        programme = lots.choice(PROGRAMMES)

        def tamper(name: str = name, anew: bool = anew, programme: UUID = programme) -> None:
            if name in WAYS:
                tampered(programme, WAYS[name], lots, anew=anew)
            else:
                _gone(programme)

        found = _undone(tamper, last)
        tried[way] += 1
        alone[way] += found[0]
        beside[way] += found[1]

    newer = [
        _undone(
            lambda name=name: tampered(PROGRAMMES[0], WAYS[name], lots, anew=True, after=AFTER),
            early,
            last,
        )
        for _ in range(10)
        for name in WAYS
    ]
    waiting = happen(PROGRAMMES[0], times=1)
    unsealed = _undone(lambda: Entry.objects.filter(pk__in=waiting).delete(), last)

    rows = [
        f"| {name}{', all seals made anew' if anew and name in WAYS else ''} | {tried[name, anew]:,} "
        f"| {alone[name, anew]:,} | {beside[name, anew]:,} |"
        for name, anew in ways
    ]
    total, found_beside = sum(tried.values()), sum(beside.values())
    by_early, by_last = (sum(one[at] for one in newer) for at in (1, 2))
    record(
        "\n".join(
            [
                f"Three chains of {ENTRIES} entries on {connection.vendor}.",
                "",
                "| tampering, at a random place | tried | found by the chain alone | found beside the "
                "last head |",
                "|---|---:|---:|---:|",
                *rows,
                f"| **all** | **{total:,}** | **{sum(alone.values()):,}** | **{found_beside:,}** |",
                "",
                "| not guarded, and said so by `verify` | tried | found |",
                "|---|---:|---:|",
                f"| made anew after the newest head that was kept | {len(newer)} | {by_early} |",
                f"| the same, once the next head was kept | {len(newer)} | {by_last} |",
                f"| an entry taken away before it was sealed | 1 | {sum(unsealed[1:])} |",
            ]
        )
    )
    assert found_beside == total
    assert by_last == len(newer)
