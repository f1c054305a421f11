"""What is assessed, and each time it is: the rounds with their phases and releases."""

from django.db import models
from django.db.models import Q

from benkan.apps.assessments.models.instruments import Instrument, InstrumentVersion
from benkan.apps.assessments.rules.kinds import Kind, Purpose
from benkan.kit.models import Row


class Assessment(Row):
    """A facility, a commune or an organisation that is looked at again and again."""

    programme = models.ForeignKey("registry.Programme", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.label) for kind in Kind])
    # Of what the latest round asks; a local instrument stands on one of the house (core).
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+")
    place = models.ForeignKey("registry.Place", models.PROTECT, related_name="+")
    facility = models.ForeignKey("registry.Facility", models.PROTECT, null=True, related_name="+")
    # The organisation that is looked at, where it is one (organisational capacity).
    subject = models.ForeignKey(
        "registry.Organisation", models.PROTECT, null=True, related_name="+"
    )
    service = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=160)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "kind", "place", "service", "title"],
                name="assessment_is_kept_once",
            ),
            models.CheckConstraint(
                name="assessment_of_capacity_is_of_an_organisation",
                condition=Q(kind="capacity", subject__isnull=False)
                | (~Q(kind="capacity") & Q(subject=None)),
            ),
        ]


class Round(Row):
    """One time that it is assessed. What people said stands in `edition`: a released one is never
    changed, a correction is the next edition with its reason."""

    programme = models.ForeignKey("registry.Programme", models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField()
    purpose = models.CharField(
        max_length=10, choices=[(purpose.value, purpose.label) for purpose in Purpose]
    )
    version = models.ForeignKey(InstrumentVersion, models.PROTECT, related_name="+")
    # Copied from the assessment, so that lists need no further table.
    kind = models.CharField(max_length=12)
    place = models.ForeignKey("registry.Place", models.PROTECT, related_name="+")
    service = models.CharField(max_length=20, blank=True)
    # Who carries it out; null: the programme itself.
    organisation = models.ForeignKey(
        "registry.Organisation", models.PROTECT, null=True, related_name="+"
    )
    # The office that answers for what is assessed (the provider, the client), and its agreement.
    office = models.ForeignKey("registry.Office", models.PROTECT, null=True, related_name="+")
    agreed_on = models.DateField(null=True)
    agreement_note = models.TextField(blank=True)
    agreement_file = models.UUIDField(null=True)
    scope = models.TextField(blank=True)
    context = models.TextField(blank=True)
    technical_group = models.TextField(blank=True)
    catchment = models.TextField(blank=True)
    languages = models.JSONField(default=list)
    interface_meeting = models.ForeignKey(
        "activities.Activity", models.PROTECT, null=True, related_name="+"
    )
    agreements = models.TextField(blank=True)
    disagreements = models.TextField(blank=True)
    edition = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    # Since when nothing is scored any more: groups and provider have, and it is computed.
    closed_at = models.DateTimeField(null=True)
    # Since when the edition is public; null: for those who work on it alone.
    released_at = models.DateTimeField(null=True)
    # Written at closing, so that lists read no scores: nought to one, exact fractions are computed anew.
    index = models.FloatField(null=True)
    coverage = models.FloatField(null=True)
    gap = models.FloatField(null=True)
    people = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="round_is_numbered_once"),
            models.CheckConstraint(
                name="round_is_released_only_when_closed",
                condition=Q(released_at=None) | Q(closed_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "opened_at", "id"], name="round_by_day"),
            models.Index(fields=["programme", "place", "opened_at"], name="round_by_place"),
            models.Index(fields=["programme", "kind", "opened_at"], name="round_by_kind"),
            models.Index(fields=["programme", "released_at"], name="round_by_release"),
        ]


class Phase(Row):
    """When a phase of a round was planned for and when it was done; codes in `rules/phases.py`."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="phases")
    phase = models.CharField(max_length=16)
    planned_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "phase"], name="phase_is_kept_once")
        ]


class Release(Row):
    """That an edition was shown to everybody, and why it follows an earlier one; or was taken back."""

    # Copied from the round, so that the list of what is public is read in its order.
    programme = models.ForeignKey("registry.Programme", models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, models.CASCADE, related_name="releases")
    edition = models.PositiveIntegerField()
    # Of the second edition on: what was wrong in the one before.
    reason = models.TextField(blank=True)
    released_by = models.ForeignKey("registry.Account", models.PROTECT, related_name="+")
    released_at = models.DateTimeField()
    # What stood on the round that day: a correction begun later changes nothing of it.
    index = models.FloatField(null=True)
    coverage = models.FloatField(null=True)
    gap = models.FloatField(null=True)
    people = models.PositiveIntegerField(null=True)
    # What was checked against its entitlement, line by line: of a correction begun later nothing either.
    inputs = models.JSONField(default=list)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "edition"], name="edition_is_released_once"),
            models.CheckConstraint(
                name="release_of_a_correction_has_a_reason",
                condition=Q(edition=1) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="release_is_withdrawn_with_a_reason",
                condition=Q(withdrawn_at=None) | ~Q(withdrawal_reason=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["programme", "released_at", "id"],
                name="release_by_day",
                condition=Q(withdrawn_at=None),
            )
        ]


class Correction(Row):
    """Why a released edition was opened again, as the next one."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="corrections")
    edition = models.PositiveIntegerField()
    reason = models.TextField()
    opened_by = models.ForeignKey("registry.Account", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "edition"], name="edition_is_opened_once"),
            models.CheckConstraint(name="correction_has_a_reason", condition=~Q(reason="")),
        ]
