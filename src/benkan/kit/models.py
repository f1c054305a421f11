"""The base of every table."""

from uuid import uuid4

from django.db import models


class Row(models.Model):
    """A row with a random key, so that keys tell nothing and can be made offline."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)

    class Meta:
        abstract = True
