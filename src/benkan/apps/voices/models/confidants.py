"""Who reads sensitive cases by name, and each time that one was opened."""

from uuid import UUID

from django.db import models
from django.db.models import F, Q, UUIDField, Value
from django.db.models.functions import Coalesce

from benkan.apps.voices.models.cases import Case
from benkan.kit.models import Row

# Two NULLs are never equal in a unique constraint, so "none" is compared as this key.
_NONE = Value(UUID(int=0), output_field=UUIDField())


class Confidant(Row):
    """Somebody named to read sensitive cases: all of a programme, those of a place and below, or one.
    Never changed, only ended: who could read what in March stays known."""

    programme = models.ForeignKey("registry.Programme", models.CASCADE, related_name="+")
    account = models.ForeignKey("registry.Account", models.PROTECT, related_name="+")
    place = models.ForeignKey("registry.Place", models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="confidants")
    # None: the house itself, since nobody else could have read the case.
    named_by = models.ForeignKey("registry.Account", models.PROTECT, null=True, related_name="+")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "programme",
                "account",
                Coalesce("place", _NONE),
                Coalesce("case", _NONE),
                condition=Q(closes_at=None),
                name="confidant_is_named_once",
            ),
            models.CheckConstraint(
                name="confidant_is_of_a_place_or_a_case", condition=Q(place=None) | Q(case=None)
            ),
            models.CheckConstraint(
                name="confidant_ends_after_it_begins",
                condition=Q(closes_at=None) | Q(closes_at__gte=F("opens_at")),
            ),
        ]
        indexes = [models.Index(fields=["account", "programme"], name="confidant_of_account")]


class CaseReading(Row):
    """That somebody opened a sensitive case, or its recording or photo."""

    class What(models.TextChoices):
        PAGE = "page"
        RECORDING = "recording"
        PHOTO = "photo"

    case = models.ForeignKey(Case, models.CASCADE, related_name="readings")
    account = models.ForeignKey("registry.Account", models.PROTECT, related_name="+")
    what = models.CharField(max_length=10, choices=What.choices)
    moment = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "-moment"], name="reading_of_case")]
