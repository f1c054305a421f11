"""Django's PostgreSQL, which refuses a text that it could not keep in a sentence."""

from typing import Any

from django.db.backends.postgresql import base

from benkan.config.texts import refuse_nul


class DatabaseWrapper(base.DatabaseWrapper):
    """Looks at every text before it is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(refuse_nul)
