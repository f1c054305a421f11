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


class Right(Row):
    """What a citizen may name at a counter: plain words, the law and article, whom to see, and what to
    do when refused. `law` is the code of a `Law`."""

    code = models.CharField(max_length=40, unique=True)
    turn = models.PositiveSmallIntegerField()
    law = models.CharField(max_length=20)
    article = models.CharField(max_length=20, blank=True)
    services = models.JSONField(default=list)
    concerns = models.JSONField(default=list)
    right_fr = models.TextField()
    right_en = models.TextField()
    see_fr = models.TextField(blank=True)
    see_en = models.TextField(blank=True)
    refused_fr = models.TextField(blank=True)
    refused_en = models.TextField(blank=True)
    verified = models.BooleanField()
    note_fr = models.TextField(blank=True)
    note_en = models.TextField(blank=True)


class PhonePrefix(Row):
    pattern = models.CharField(max_length=80, unique=True)
    length = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=40)
    operator = models.CharField(max_length=80, blank=True)
    zone = models.CharField(max_length=80, blank=True)
    verified = models.BooleanField()
    source = models.TextField()
    note = models.TextField(blank=True)
