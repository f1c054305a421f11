"""What several web processes remember together: how often somebody has tried, and which code of a
second step was used."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

REST = 5.0
"""Seconds for which a Redis that does not answer is left alone."""
PATIENCE = 0.5


class Shared(RedisCache):
    """Django's Redis. While it is away each process counts by itself, as without one: nobody is kept
    out because of it, and nobody gets more tries than one process allows, times their number."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        options = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE}
        super().__init__(server, {**params, "OPTIONS": {**options, **params.get("OPTIONS", {})}})
        self._alone = LocMemCache("while-redis-is-away", params)
        self._rests_until = 0.0

    def _asked(self, ask: Callable[[], Any], otherwise: Callable[[], Any]) -> Any:
        if time.monotonic() >= self._rests_until:
            try:
                return ask()
            except RedisError as problem:
                log.warning("the shared cache does not answer: %s", type(problem).__name__)
                self._rests_until = time.monotonic() + REST
        return otherwise()

    def add(self, *given: Any, **named: Any) -> Any:
        return self._asked(
            lambda: super(Shared, self).add(*given, **named),
            lambda: self._alone.add(*given, **named),
        )

    def get(self, *given: Any, **named: Any) -> Any:
        return self._asked(
            lambda: super(Shared, self).get(*given, **named),
            lambda: self._alone.get(*given, **named),
        )

    def set(self, *given: Any, **named: Any) -> Any:
        return self._asked(
            lambda: super(Shared, self).set(*given, **named),
            lambda: self._alone.set(*given, **named),
        )

    def touch(self, *given: Any, **named: Any) -> Any:
        return self._asked(
            lambda: super(Shared, self).touch(*given, **named),
            lambda: self._alone.touch(*given, **named),
        )

    def delete(self, *given: Any, **named: Any) -> Any:
        return self._asked(
            lambda: super(Shared, self).delete(*given, **named),
            lambda: self._alone.delete(*given, **named),
        )

    def incr(self, *given: Any, **named: Any) -> Any:
        return self._asked(
            lambda: super(Shared, self).incr(*given, **named),
            lambda: self._alone.incr(*given, **named),
        )

    def clear(self) -> Any:
        return self._asked(super().clear, self._alone.clear)

    # All others go through those above.
    get_many = BaseCache.get_many
    set_many = BaseCache.set_many
    delete_many = BaseCache.delete_many
    has_key = BaseCache.has_key
