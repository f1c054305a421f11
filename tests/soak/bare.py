"""The least that Django can do: a view that inserts one row and answers. `python -m tests.soak.bare
PORT PROCESSES`, with DATABASE_URL. No middleware, no rules, no event: what remains is Django, the
driver, the database and the disk."""

import os
import sys
from collections.abc import Callable
from typing import Any


def application() -> Any:
    import dj_database_url
    import django
    from django.conf import settings
    from django.http import HttpRequest, HttpResponse
    from django.urls import re_path

    if not settings.configured:
        settings.configure(
            DATABASES={
                "default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=600)
            },
            ALLOWED_HOSTS=["*"],
            ROOT_URLCONF=__name__,
            INSTALLED_APPS=["django.contrib.contenttypes"],
            SECRET_KEY="bare",
            DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        )
        django.setup()

    from django.db import connection, models

    class Kept(models.Model):
        body = models.TextField()

        class Meta:
            app_label = "bare"

    def keep(request: HttpRequest) -> HttpResponse:
        Kept(body=request.body.decode()).save(force_insert=True)
        return HttpResponse("Accepted", content_type="text/plain")

    globals()["urlpatterns"] = [re_path("", keep)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(1)")  # whoever comes second finds the table
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS bare_kept (id bigserial PRIMARY KEY, body text NOT NULL)"
        )
    connection.close()
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()


def serve(loader: Callable[[], Any], port: int, processes: int) -> None:
    """A bare application on the server software of Benkan, until it is ended."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    server = Server(
        target="bare",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=8,
        log_level=LogLevels.error,
    )
    server.serve(target_loader=loader, wrap_loader=False)


if __name__ == "__main__":
    serve(application, int(sys.argv[1]), int(sys.argv[2]))
