"""A commitment with its steps, its proofs and the citizens' checks."""

from django.db import models
from django.db.models import Q

from benkan.kit.models import Row


class Commitment(Row):
    """What an office undertook to do by a day, before witnesses."""

    programme = models.ForeignKey("registry.Programme", models.PROTECT, related_name="+")
    # The number shown and spoken, counted by programme: E-017.
    number = models.PositiveIntegerField()
    recommendation = models.OneToOneField(
        "activities.Recommendation", models.PROTECT, null=True, related_name="+"
    )
    issue = models.ForeignKey("voices.Issue", models.PROTECT, null=True, related_name="+")
    # The adopted measure that this promise follows up.
    policy = models.ForeignKey(
        "commitments.PolicyMeasure", models.PROTECT, null=True, related_name="commitments"
    )
    # The round of a scorecard or barometer that agreed on it, and the indicator that it is to move.
    assessed_in = models.ForeignKey(
        "assessments.Round", models.PROTECT, null=True, related_name="+"
    )
    indicator = models.ForeignKey("assessments.Node", models.PROTECT, null=True, related_name="+")
    office = models.ForeignKey("registry.Office", models.PROTECT, related_name="+")
    place = models.ForeignKey("registry.Place", models.PROTECT, related_name="+")
    service = models.CharField(max_length=20)
    # Where it comes from; what an own chapter does not hold yet is named in words.
    source = models.CharField(max_length=20, default="meeting")
    source_note = models.CharField(max_length=200, blank=True)
    problem = models.TextField()
    cause = models.TextField(blank=True)
    action = models.TextField()
    expected_result = models.TextField(blank=True)
    # Who held the office when it promised: the office stays bound when its holder changes.
    holding = models.ForeignKey(
        "registry.OfficeHolding", models.PROTECT, null=True, related_name="+"
    )
    level_needed = models.CharField(max_length=10, default="commune")
    priority = models.CharField(max_length=10, default="medium")
    # In FCFA; unknown until somebody says it, and nought is a cost.
    cost = models.DecimalField(max_digits=14, decimal_places=0, null=True)
    funding = models.CharField(max_length=20, default="unknown")
    funding_note = models.CharField(max_length=200, blank=True)
    # Whether it stands in the commune's development plan: yes, no or unknown.
    in_plan = models.CharField(max_length=10, default="unknown")
    state = models.CharField(max_length=16)
    proposed_at = models.DateTimeField()
    due_on = models.DateField()
    postponements = models.PositiveSmallIntegerField(default=0)
    settled_at = models.DateTimeField(null=True)
    # Since when everybody may see it; null: only those who follow it.
    published_at = models.DateTimeField(null=True)
    # When it was taken back from the public, which is told that and nothing more.
    withdrawn_at = models.DateTimeField(null=True)
    # The order of the board begins with it: what is settled comes last.
    is_over = models.GeneratedField(
        expression=models.ExpressionWrapper(Q(settled_at__isnull=False), models.BooleanField()),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"], name="commitment_number_is_taken_once"
            ),
            models.CheckConstraint(
                name="commitment_is_postponed_twice_at_most",
                condition=Q(postponements__lte=2),
            ),
            models.CheckConstraint(
                name="commitment_cost_is_not_negative",
                condition=Q(cost=None) | Q(cost__gte=0),
            ),
            models.CheckConstraint(
                name="commitment_is_settled_with_a_moment",
                condition=Q(state__in=["kept", "broken", "declined"], settled_at__isnull=False)
                | (~Q(state__in=["kept", "broken", "declined"]) & Q(settled_at=None)),
            ),
            models.CheckConstraint(
                name="commitment_of_an_indicator_names_its_round",
                condition=Q(indicator=None) | Q(assessed_in__isnull=False),
            ),
            models.CheckConstraint(
                name="commitment_is_public_or_withdrawn",
                condition=Q(published_at=None) | Q(withdrawn_at=None),
            ),
        ]
        indexes = [
            # The order of the board, then each filter in that order.
            models.Index(
                fields=["programme", "is_over", "due_on", "number"], name="commitment_on_board"
            ),
            models.Index(
                fields=["programme", "state", "due_on", "number"], name="commitment_by_state"
            ),
            models.Index(
                fields=["programme", "place", "is_over", "due_on"], name="commitment_by_place"
            ),
            models.Index(fields=["office", "is_over", "due_on"], name="commitment_of_office"),
            # Counting alone: how many of each state an office or a place has, and how many are late.
            models.Index(fields=["office", "state", "due_on"], name="commitment_count_office"),
            models.Index(
                fields=["programme", "place", "state", "due_on"], name="commitment_count_place"
            ),
            models.Index(fields=["programme", "published_at"], name="commitment_by_publication"),
            # A commitment is found from the indicator that it is to move.
            models.Index(fields=["assessed_in", "indicator"], name="commitment_of_indicator"),
        ]


class NumberCounter(Row):
    """The last number given in a programme, so that numbers count up without a gap."""

    programme = models.OneToOneField("registry.Programme", models.CASCADE, related_name="+")
    last = models.PositiveIntegerField(default=0)


class CommitmentStep(Row):
    """A step in the life of a commitment: public, dated, with its reason."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="steps")
    step = models.CharField(max_length=16)
    state = models.CharField(max_length=16)
    reason = models.TextField(blank=True)
    # What was written differently: [field, before, after], in codes and the names of that day.
    changes = models.JSONField(default=list)
    # The day that held after the step: a postponement shows the new one.
    due_on = models.DateField()
    # Somebody of the programme wrote down what the office said.
    is_noted_for_office = models.BooleanField(default=False)
    actor = models.ForeignKey("registry.Account", models.PROTECT, null=True, related_name="+")
    moment = models.DateTimeField()


class Publication(Row):
    """That a commitment was shown to everybody, or taken back: who, when, and why."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="publications")
    withdraws = models.BooleanField()
    reason = models.TextField(blank=True)
    actor = models.ForeignKey("registry.Account", models.PROTECT, related_name="+")
    moment = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="publication_is_withdrawn_with_a_reason",
                condition=Q(withdraws=False) | ~Q(reason=""),
            )
        ]


class Proof(Row):
    """What the office shows to say that it is done."""

    class Kind(models.TextChoices):
        PHOTO = "photo"
        DOCUMENT = "document"
        VOICE = "voice"
        COUNT = "count"

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="proofs")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    file = models.UUIDField(null=True)
    note = models.TextField()
    # What was counted, of how much that was planned: 2 of 3 pumps.
    quantity = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    planned = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    unit = models.CharField(max_length=40, blank=True)
    # Somebody of the programme has looked: nobody can be recognised in the file.
    is_public = models.BooleanField(default=False)
    moment = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="proof_is_a_file_or_a_count",
                condition=Q(kind="count", file=None, quantity__isnull=False)
                | (~Q(kind="count") & Q(file__isnull=False, quantity=None)),
            )
        ]


class CitizensCheck(Row):
    """Which groups went to look, how many people, and what they found."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="checks")
    # How many of each group; somebody may be of two, so `people` is no sum of them.
    groups = models.JSONField()
    people = models.PositiveIntegerField()
    confirms = models.BooleanField()
    finding = models.TextField()
    recorded_by = models.ForeignKey("registry.Account", models.PROTECT, related_name="+")
    moment = models.DateTimeField()


class CommitmentPartner(Row):
    """An organisation that helps the office to keep its promise, and with what."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey("registry.Organisation", models.PROTECT, related_name="+")
    part = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "organisation"], name="commitment_partner_is_named_once"
            )
        ]
