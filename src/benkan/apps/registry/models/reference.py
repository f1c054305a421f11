"""Lists shared by the whole host: languages, laws, telephone prefixes, and what was loaded."""

from django.db import models

from benkan.kit.models import Row


class DataPack(Row):
    """A set of reference files that has been loaded, and which content it had."""

    name = models.CharField(max_length=40, unique=True)
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    seconds = models.FloatField()
    counts = models.JSONField(default=dict)


class Language(Row):
    code = models.CharField(max_length=3, unique=True)
    name = models.CharField(max_length=80)
    local_name = models.CharField(max_length=80)
    status = models.CharField(max_length=120)
    script = models.CharField(max_length=80, blank=True)
    spoken_in = models.JSONField(default=list)
    source = models.TextField()
    verified = models.BooleanField()
    note = models.TextField(blank=True)


class Law(Row):
    """A right or duty in plain French, with what was verified and what was not."""

    code = models.CharField(max_length=20, unique=True)
    number = models.CharField(max_length=120)
    dated = models.CharField(max_length=20, blank=True)
    title = models.TextField()
    subject = models.CharField(max_length=120)
    plain_text = models.TextField()
    source = models.TextField()
    verified = models.BooleanField()
    verification_basis = models.TextField()
    published_in = models.TextField(blank=True)
    in_force = models.CharField(max_length=120, blank=True)


class PhonePrefix(Row):
    pattern = models.CharField(max_length=80, unique=True)
    length = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=40)
    operator = models.CharField(max_length=80, blank=True)
    zone = models.CharField(max_length=80, blank=True)
    verified = models.BooleanField()
    source = models.TextField()
    note = models.TextField(blank=True)
