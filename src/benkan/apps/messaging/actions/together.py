"""Take in what many bring at one moment with one transaction, so that one wait for the disk serves
them all. Whoever brings alone waits for nobody: see docs/decisions/0054.

A thread lays its message down and asks for the pen. The one that gets it writes for all that lie
there; the others find theirs written when their turn comes. None is told “kept” before the commit.
"""

import logging
import threading
from collections import deque
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, connection

from benkan.apps.messaging.actions.inbox import receive
from benkan.apps.messaging.actions.many import Brought, keep_many
from benkan.apps.messaging.models import Gateway
from benkan.apps.messaging.rules.keywords import keyword
from benkan.kit.refusals import NotAllowed, Refused

log = logging.getLogger(__name__)
MOST_AT_ONCE = 100


class _Laid:
    """A message that was laid down, and what became of it."""

    def __init__(self, brought: Brought) -> None:
        self.it = brought
        self.is_new: bool | None = None
        self.problem: Exception | None = None
        # Set when it is settled, or when it is its turn to write for all.
        self.called = threading.Event()

    @property
    def is_settled(self) -> bool:
        return self.is_new is not None or self.problem is not None


_laid: deque[_Laid] = deque()
_pen = threading.Lock()


def receive_together(
    *, gateway: UUID, external_key: str, number: str, text: str, raw: bytes, moment: datetime
) -> bool:
    """Keep a message as `receive` does, together with those that other threads bring meanwhile.

    Raises:
        NumberNotPossible: no sender was named.
        NotAllowed: the gateway was closed.
    """
    mine = _Laid(Brought(gateway, external_key, number, text, raw, moment))
    _laid.append(mine)
    while not mine.is_settled:
        if _pen.acquire(blocking=False):
            _write_for_all()
        else:
            mine.called.wait()
            mine.called.clear()
    if mine.problem is not None:
        raise mine.problem
    assert mine.is_new is not None, "it was laid down before the pen was taken"
    return mine.is_new


def _write_for_all() -> None:
    """With the pen in hand: settle all that lie there, then call whoever laid something down since. Who
    is settled must not queue for the pen behind the next writing, and so waits for a call instead."""
    try:
        _settle(list(_taken()))
    finally:
        _pen.release()
        with suppress(IndexError):  # who lays down after this look finds the pen free
            _laid[0].called.set()


def settle_laid(brought: Sequence[Brought]) -> list[bool | Exception]:
    """What becomes of messages that are written together: new or not, or why it is refused."""
    laid = [_Laid(one) for one in brought]
    _settle(laid)
    return [one.problem if one.problem is not None else bool(one.is_new) for one in laid]


def _taken() -> Iterable[_Laid]:
    """All that lie there, the ones before ours first. Only the holder of the pen takes."""
    for _ in range(len(_laid)):
        yield _laid.popleft()


def _settle(laid: Sequence[_Laid]) -> None:
    try:
        _let_in(laid)
        for begin in range(0, len(laid), MOST_AT_ONCE):
            _write([one for one in laid[begin : begin + MOST_AT_ONCE] if not one.is_settled])
    except BaseException as problem:
        # Nobody may wait for a pen that was dropped, and nobody be told what did not happen.
        for one in laid:
            if not one.is_settled:
                one.problem = RuntimeError("not written")
        if not isinstance(problem, Exception):
            raise
        log.exception("messages were not taken in")
    finally:
        for one in laid:
            one.called.set()


def _let_in(laid: Sequence[_Laid]) -> None:
    """Look which gateways are open now: that they showed the right token may be some seconds ago."""
    asked = {one.it.gateway for one in laid}
    still_open = set(
        Gateway.objects.filter(pk__in=asked, is_open=True).values_list("pk", flat=True)
    )
    for one in laid:
        if one.it.gateway not in still_open:
            one.problem = NotAllowed()


def _write(laid: Sequence[_Laid]) -> None:
    """All plain messages in one transaction; each for itself what does more than be kept, and all
    where something is wrong with one of them."""
    plain = [one for one in laid if keyword(one.it.text) is None]
    if plain:
        try:
            for one, is_new in zip(plain, keep_many([one.it for one in plain]), strict=True):
                one.is_new = is_new
        except Refused:
            pass  # one names no sender: each is told for itself
        except DatabaseError:
            if not connection.in_atomic_block:
                connection.close_if_unusable_or_obsolete()
    for one in laid:
        if not one.is_settled:
            _write_alone(one)


def _write_alone(one: _Laid) -> None:
    it = one.it
    try:
        one.is_new = receive(
            gateway=it.gateway,
            external_key=it.external_key,
            number=it.number,
            text=it.text,
            raw=it.raw,
            moment=it.moment,
        )
    except Exception as problem:
        one.problem = problem
