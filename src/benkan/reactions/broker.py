"""Celery, through RabbitMQ or Redis: it wakes workers, and forgets nothing that is not in the rows.

Only workers speak with the broker. No page and no gateway does, so none waits for it.
"""

import logging
import time
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings

if TYPE_CHECKING:
    from celery import Celery

log = logging.getLogger(__name__)

NAME = "benkan.do"
REST = 5.0
"""Seconds for which a broker that does not answer is left alone."""
PATIENCE = 2.0
FORGOTTEN_AFTER = 10
"""Seconds after which what nobody has taken is told anew: so none of it piles up in the broker."""


class Work(NamedTuple):
    """A kind of work, and which of it: a lane of the journal, or one of several at the same."""

    kind: str
    number: int


class Broker:
    """Tells workers what there is to do."""

    def __init__(self) -> None:
        self._rests_until = 0.0
        self._line: Any = None

    def is_there(self) -> bool:
        """Whether it answered when it was last asked, or has rested long enough to be asked again."""
        return time.monotonic() >= self._rests_until

    def tell(self, works: Iterable[Work]) -> Iterator[Work]:
        """Tell of each; what could not be told is left out, and the broker rests for a while."""
        from kombu.exceptions import OperationalError

        for work in works:
            try:
                self._line = self._line or application().connection_for_write()
                application().send_task(
                    NAME, work, connection=self._line, expires=FORGOTTEN_AFTER, retry=False
                )
            except (OperationalError, OSError, *self._line.connection_errors) as problem:
                log.warning("the broker does not answer: %s", type(problem).__name__)
                self._rests_until = time.monotonic() + REST
                # A line that broke is never mended: the next try has a new one.
                self._line = None
                return
            yield work


@cache
def application() -> "Celery":
    """The Celery application of this process; only those that work with a broker load it."""
    from celery import Celery

    from benkan.reactions.handing_out import do

    app = Celery("benkan", broker=settings.BROKER)
    app.conf.update(
        accept_content=["json"],
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_connection_timeout=PATIENCE,
        broker_transport_options=_patience(settings.BROKER),
        task_default_queue="benkan",
        task_ignore_result=True,
        task_serializer="json",
        worker_enable_remote_control=False,
        worker_hijack_root_logger=False,
        worker_prefetch_multiplier=1,
        worker_send_task_events=False,
    )
    app.task(name=NAME)(do)
    return app


def _patience(address: str) -> dict[str, float]:
    if address.startswith("redis"):
        return {"socket_connect_timeout": PATIENCE, "socket_timeout": 10.0}
    return {}
