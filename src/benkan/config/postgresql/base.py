"""Django's PostgreSQL, which refuses a text that it could not keep in a sentence, and waits for the
disk whatever the server is set to: a gateway that was told "kept" forgets the message."""

from typing import Any

from django.db.backends.postgresql import base

from benkan.config.texts import refuse_nul


class DatabaseWrapper(base.DatabaseWrapper):
    """Looks at every text before it is sent; has a commit wait for the disk."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(refuse_nul)

    def init_connection_state(self) -> None:
        super().init_connection_state()
        # Stricter ones (with a standby) are left as they are.
        with self.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('synchronous_commit', 'on', false)"
                " WHERE current_setting('synchronous_commit') = 'off'"
            )
