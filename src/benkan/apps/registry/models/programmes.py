from django.db import models

from benkan.kit.models import Row


class Programme(Row):
    """One programme on this host. Only a real one sends to the outside or enters totals."""

    class Kind(models.TextChoices):
        REAL = "real"
        DEMONSTRATION = "demonstration"
        HISTORICAL = "historical"

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    opens_on = models.DateField()
    closes_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="programme_kind_is_known",
                condition=models.Q(kind__in=["real", "demonstration", "historical"]),
            )
        ]
