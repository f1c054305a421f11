"""With the community: who sits together, what it should receive, and what it raises."""

from django.db import models
from django.db.models import Q

from benkan.apps.assessments.models.instruments import Node
from benkan.apps.assessments.models.rounds import Round
from benkan.apps.assessments.rules.kinds import GroupKind
from benkan.kit.models import Row


class Group(Row):
    """People of one kind who score together, or the provider who scores itself. Nobody is named."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="groups")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.label) for kind in GroupKind])
    # What tells two groups of a kind apart: a village, a quarter.
    name = models.CharField(max_length=80, blank=True)
    is_provider = models.BooleanField(default=False)
    position = models.PositiveIntegerField()
    language = models.CharField(max_length=8, blank=True)
    met_on = models.DateField(null=True)
    # How many sat there; unknown until somebody has counted.
    people = models.PositiveIntegerField(null=True)
    # Whether it wants its own answers shown: waiting, agreed, refused.
    release = models.CharField(max_length=8, default="waiting")
    release_said_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "kind", "name"], name="group_is_in_a_round_once"
            ),
            models.UniqueConstraint(
                fields=["round"], condition=Q(is_provider=True), name="provider_scores_once"
            ),
        ]


class GroupHeadcount(Row):
    """How many people of a sex and age band sat in a group; unknown is a value, zero is left out."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="headcounts")
    sex = models.CharField(max_length=10)
    age_band = models.CharField(max_length=10)
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "sex", "age_band"], name="group_headcount_is_kept_once"
            )
        ]


class GroupSituation(Row):
    """Of those in a group, how many of a sex live with a disability, or are displaced."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="situations")
    situation = models.CharField(max_length=12)
    sex = models.CharField(max_length=10)
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "situation", "sex"], name="group_situation_is_kept_once"
            )
        ]


class Representative(Row):
    """Somebody whom a group sends to agree on the common score. The name is sealed, kept only with
    consent, and erased when the round's names are let go."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="representatives")
    position = models.PositiveIntegerField()
    sealed = models.BinaryField()
    sex = models.CharField(max_length=10)
    consented_at = models.DateTimeField(null=True)
    keep_until = models.DateField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "position"], name="representative_is_kept_once"
            ),
            models.CheckConstraint(
                name="representative_is_named_with_consent",
                condition=Q(sealed=b"") | Q(consented_at__isnull=False, keep_until__isnull=False),
            ),
        ]


class MeetingHeadcount(Row):
    """How many people of a sex came to the meeting with the service, by what they came as."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="came")
    category = models.CharField(max_length=12)
    sex = models.CharField(max_length=10)
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "category", "sex"], name="meeting_headcount_is_kept_once"
            )
        ]


class InputCheck(Row):
    """What a place should receive, by which law or norm, beside what is really there."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="inputs")
    # The input of the pack, the same everywhere, so that ratios compare; empty: a local one.
    core_code = models.CharField(max_length=40, blank=True)
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=160)
    unit = models.CharField(max_length=40, blank=True)
    entitled = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    # The law of the library (laws.csv), the article, and what it says or which norm it is.
    law = models.CharField(max_length=12, blank=True)
    article = models.CharField(max_length=40, blank=True)
    norm = models.TextField(blank=True)
    actual = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    # How many people it is for, where it is read per head.
    heads = models.PositiveIntegerField(null=True)
    evidence = models.TextField(blank=True)
    evidence_file = models.UUIDField(null=True)
    remark = models.TextField(blank=True)
    checked_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "name"], name="input_is_checked_once"),
            models.CheckConstraint(
                name="input_entitlement_cites_its_source",
                condition=Q(entitled=None) | ~Q(law="") | ~Q(norm=""),
            ),
            models.CheckConstraint(
                name="input_is_not_negative",
                condition=(Q(entitled=None) | Q(entitled__gte=0))
                & (Q(actual=None) | Q(actual__gte=0)),
            ),
        ]


class Concern(Row):
    """What a group raises, how much it weighs for it, why, and the indicator it went into."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="concerns")
    group = models.ForeignKey(Group, models.CASCADE, related_name="concerns")
    position = models.PositiveIntegerField()
    text = models.TextField()
    # Hands or pebbles it got, or its rank where they agreed on one (1 weighs most).
    votes = models.PositiveIntegerField(null=True)
    rank = models.PositiveIntegerField(null=True)
    reason = models.TextField(blank=True)
    # The common indicator that it was merged into, with others.
    node = models.ForeignKey(Node, models.SET_NULL, null=True, related_name="concerns")
    # Why it went into none: nothing that a group said is lost without a word.
    left_because = models.TextField(blank=True)
    # The issue of the desk that says the same, where there is one.
    issue = models.ForeignKey("voices.Issue", models.PROTECT, null=True, related_name="+")
    # The telephone's own id, so that one sent twice is one.
    client_key = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "position"], name="concern_of_a_group_has_its_place"
            ),
            models.UniqueConstraint(
                fields=["group", "client_key"],
                condition=~Q(client_key=""),
                name="concern_is_taken_once",
            ),
        ]
