from django.db import models

from benkan.apps.registry.models.places import Place
from benkan.kit.models import Row


class Facility(Row):
    """A health facility or a school, as its source gives it, with the flags of known errors."""

    class Sector(models.TextChoices):
        HEALTH = "health"
        EDUCATION = "education"
        WATER = "water"

    sector = models.CharField(max_length=12, choices=Sector.choices)
    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    folded = models.CharField(max_length=120)
    # None where the source gives no commune that can be trusted.
    commune = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    locality = models.CharField(max_length=80, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    details = models.JSONField(default=dict)
    flags = models.JSONField(default=list)
    source = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["commune", "sector"], name="facility_in_commune")]
