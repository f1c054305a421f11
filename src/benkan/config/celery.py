"""The Celery application, for the processes that `benkan work` starts where a broker is set:

celery -A benkan.config.celery worker
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benkan.config.settings")
django.setup()

from benkan.reactions.broker import application  # noqa: E402  the chapters are loaded first

app = application()
