"""Figures as they were published."""

from django.db import models
from django.db.models import F, Q

from benkan.apps.results.models.indicators import Indicator
from benkan.kit.constraints import NeverChanged
from benkan.kit.models import Row


class Publication(Row):
    """A figure of a period, as one person prepared and another published it. What it says is never
    changed: a correction is another row, which names the one that it corrects."""

    programme = models.ForeignKey("registry.Programme", models.PROTECT, related_name="+")
    # The version of the definition that it was made with.
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    figure = models.CharField(max_length=40)
    period = models.CharField(max_length=16)
    known_on = models.DateField()
    # What may be read: hidden counts are not in it.
    shown = models.JSONField()
    # The codes of the published periods that it is the sum of.
    made_of = models.JSONField(default=list)
    # 1 for the first of a period; each correction one more.
    number = models.PositiveSmallIntegerField()
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    reason = models.TextField(blank=True)
    prepared_by = models.ForeignKey("registry.Account", models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    approved_by = models.ForeignKey("registry.Account", models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    # It is the one that holds: published, neither corrected nor taken back.
    is_current = models.BooleanField(default=False)
    withdrawn_by = models.ForeignKey(
        "registry.Account", models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            NeverChanged(
                name="publication_never_changes",
                fields=[
                    "programme",
                    "indicator",
                    "figure",
                    "period",
                    "known_on",
                    "shown",
                    "made_of",
                    "number",
                    "corrects",
                    "reason",
                    "prepared_by",
                    "prepared_at",
                ],
                once=["approved_by", "published_at", "withdrawn_by", "withdrawn_at"],
            ),
            models.UniqueConstraint(
                fields=["programme", "figure", "period"],
                condition=Q(is_current=True),
                name="publication_is_one_that_holds",
            ),
            models.UniqueConstraint(
                fields=["programme", "figure", "period"],
                condition=Q(published_at=None),
                name="publication_is_prepared_once",
            ),
            models.UniqueConstraint(
                fields=["programme", "figure", "period", "number"],
                name="publication_number_is_taken_once",
            ),
            models.CheckConstraint(
                name="publication_is_approved_by_another",
                condition=Q(approved_by=None) | ~Q(approved_by=F("prepared_by")),
            ),
            models.CheckConstraint(
                name="publication_is_published_by_somebody",
                condition=Q(published_at=None, approved_by=None)
                | Q(published_at__isnull=False, approved_by__isnull=False),
            ),
            models.CheckConstraint(
                name="publication_that_holds_is_published",
                condition=Q(is_current=False) | Q(published_at__isnull=False, withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="publication_correction_has_a_reason",
                condition=Q(number=1, corrects=None)
                | (Q(number__gt=1, corrects__isnull=False) & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="publication_is_taken_back_with_a_reason",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | (
                    Q(
                        withdrawn_at__isnull=False,
                        withdrawn_by__isnull=False,
                        published_at__isnull=False,
                    )
                    & ~Q(withdrawn_because="")
                ),
            ),
        ]
