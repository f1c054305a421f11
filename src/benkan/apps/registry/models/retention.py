"""What retention has done."""

from django.db import models
from django.db.models import Q

from benkan.kit.models import Row


class RetentionRun(Row):
    """That what had been kept long enough was let go of: counted with each batch, so that a run that
    was cut short tells the truth. It has no end then."""

    kind = models.CharField(max_length=20)
    # None: it belongs to the whole host.
    programme = models.ForeignKey("registry.Programme", models.CASCADE, null=True, related_name="+")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    removed = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "began_at"], name="retention_run_by_kind"),
            models.Index(
                fields=["ended_at"], name="retention_run_over", condition=Q(ended_at__isnull=False)
            ),
        ]
