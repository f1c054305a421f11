"""A policy measure: what it is, who had a part in it, how far it has come, and what fed it."""

from django.db import models
from django.db.models import F, Q

from benkan.kit.models import Row


class PolicyMeasure(Row):
    """A law, a decree, an arrêté, a deliberation, a convention or an investment agreement that people
    and officials work on together."""

    programme = models.ForeignKey("registry.Programme", models.PROTECT, related_name="+")
    # The number shown and spoken, counted by programme: P-007.
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    sector = models.CharField(max_length=20)
    place = models.ForeignKey("registry.Place", models.PROTECT, related_name="+")
    # That of its place: copied, since figures ask for it and a place does not change its kind.
    level = models.CharField(max_length=10)
    # Who applies it; known at the latest when it is adopted.
    office = models.ForeignKey("registry.Office", models.PROTECT, null=True, related_name="+")
    gender_focus = models.CharField(max_length=12)
    gender_reason = models.TextField()
    # The furthest stage that was recorded and not turned down; empty before the first.
    stage = models.CharField(max_length=10, blank=True)
    registered_at = models.DateTimeField()
    # Since when anybody may read it; nobody may while this is empty.
    published_at = models.DateTimeField(null=True)
    # When it was taken back from the public, until it is published again.
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"], name="policy_number_is_taken_once"
            ),
            models.UniqueConstraint(
                fields=["programme", "kind", "place", "title"], name="policy_is_registered_once"
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "registered_at", "id"], name="policy_by_day"),
            models.Index(fields=["programme", "published_at", "id"], name="policy_by_publication"),
        ]


class PolicyCounter(Row):
    """The last number given to a measure in a programme, so that numbers count up without a gap."""

    programme = models.OneToOneField("registry.Programme", models.CASCADE, related_name="+")
    last = models.PositiveIntegerField(default=0)


class PolicyInvestment(Row):
    """What an investment agreement brings: how much, for what, where, by when."""

    measure = models.OneToOneField(PolicyMeasure, models.CASCADE, related_name="investment")
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    currency = models.CharField(max_length=3)
    # FCFA for one unit of the currency, as the agreement says; none for FCFA itself.
    rate = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    purpose = models.TextField()
    site = models.CharField(max_length=200)
    due_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="policy_investment_is_above_zero", condition=Q(amount__gt=0)
            ),
            models.CheckConstraint(
                name="policy_investment_has_a_rate_where_foreign",
                condition=Q(currency="XOF", rate=None) | (~Q(currency="XOF") & Q(rate__gt=0)),
            ),
        ]


class PolicyOrganisation(Row):
    """An organisation and its part in a measure: who wrote it, argued for it, signs or invests."""

    measure = models.ForeignKey(PolicyMeasure, models.CASCADE, related_name="organisations")
    organisation = models.ForeignKey("registry.Organisation", models.PROTECT, related_name="+")
    part = models.CharField(max_length=16)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "organisation", "part"],
                name="policy_organisation_has_a_part_once",
            )
        ]


class PolicyStage(Row):
    """That a measure reached a stage, or skipped it. One row a stage: it can be counted only once."""

    measure = models.ForeignKey(PolicyMeasure, models.CASCADE, related_name="stages")
    stage = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    # The day that its document says.
    on = models.DateField(null=True)
    # Why it was skipped, or turned down.
    reason = models.TextField(blank=True)
    recorded_by = models.ForeignKey("registry.Account", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    verified_by = models.ForeignKey("registry.Account", models.PROTECT, null=True, related_name="+")
    verified_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "stage"], name="policy_stage_is_counted_once"
            ),
            models.CheckConstraint(
                name="policy_stage_has_a_day_unless_skipped",
                condition=Q(state="skipped", on=None) | (~Q(state="skipped") & Q(on__isnull=False)),
            ),
            models.CheckConstraint(
                name="policy_stage_is_verified_by_another",
                condition=(
                    Q(state="verified", verified_at__isnull=False, verified_by__isnull=False)
                    & ~Q(verified_by=F("recorded_by"))
                )
                | (~Q(state="verified") & Q(verified_at=None, verified_by=None)),
            ),
        ]
        indexes = [models.Index(fields=["state", "on"], name="policy_stage_by_day")]


class StageEvidence(Row):
    """A document that shows that a stage was reached, with its date and what it is."""

    stage = models.ForeignKey(PolicyStage, models.CASCADE, related_name="evidence")
    file = models.UUIDField()
    dated_on = models.DateField()
    note = models.TextField()
    by = models.ForeignKey("registry.Account", models.PROTECT, related_name="+")
    moment = models.DateTimeField()


class PolicyStep(Row):
    """What happened to a measure, in order, with the day and the words that were given for it."""

    measure = models.ForeignKey(PolicyMeasure, models.CASCADE, related_name="steps")
    step = models.CharField(max_length=12)
    stage = models.CharField(max_length=10, blank=True)
    on = models.DateField()
    note = models.TextField(blank=True)
    actor = models.ForeignKey("registry.Account", models.PROTECT, null=True, related_name="+")
    moment = models.DateTimeField()


class PolicyIssue(Row):
    """An issue out of people's messages that fed a measure."""

    measure = models.ForeignKey(PolicyMeasure, models.CASCADE, related_name="issues")
    issue = models.ForeignKey("voices.Issue", models.PROTECT, related_name="+")
    moment = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "issue"], name="policy_issue_is_named_once")
        ]


class PolicyMeeting(Row):
    """A meeting that worked on a measure."""

    measure = models.ForeignKey(PolicyMeasure, models.CASCADE, related_name="meetings")
    activity = models.ForeignKey("activities.Activity", models.PROTECT, related_name="+")
    moment = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "activity"], name="policy_meeting_is_named_once"
            )
        ]
