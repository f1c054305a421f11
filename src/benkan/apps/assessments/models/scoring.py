"""Sheets come in from telephones, paper and desks; scores are what holds; results what they make."""

from django.db import models
from django.db.models import Q

from benkan.apps.assessments.models.community import Group
from benkan.apps.assessments.models.instruments import Node
from benkan.apps.assessments.models.rounds import Round
from benkan.kit.constraints import NeverChanged
from benkan.kit.models import Row


class Sheet(Row):
    """What one telephone, one paper or one desk says that a group answered. Never changed: it is what a
    score opens down to."""

    class Way(models.TextChoices):
        PHONE = "phone"
        PAPER = "paper"
        DESK = "desk"

    round = models.ForeignKey(Round, models.PROTECT, related_name="sheets")
    group = models.ForeignKey(Group, models.PROTECT, related_name="sheets")
    edition = models.PositiveIntegerField()
    way = models.CharField(max_length=8, choices=Way.choices)
    # The telephone's own id of this sheet: sent in pieces, sent twice, it is one.
    client_key = models.CharField(max_length=40)
    # Which telephone, by an id that it gave itself; says nothing of its owner.
    device = models.CharField(max_length=40, blank=True)
    scored_on = models.DateField()
    received_at = models.DateTimeField()
    author = models.ForeignKey("registry.Account", models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    # Who sat there, by the box of an attendance sheet, where another count holds already: until a person
    # has decided. None: nothing waits.
    waiting_counts = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "client_key"], name="sheet_is_taken_once"),
            NeverChanged(
                fields=["round", "group", "edition", "way", "client_key", "scored_on", "author"],
                name="sheet_stays_as_it_came",
            ),
        ]
        indexes = [models.Index(fields=["group", "received_at"], name="sheet_of_group")]


class SheetLine(Row):
    """What the group answered to one leaf: how many people chose each level, or one value for all."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="lines")
    node = models.ForeignKey(Node, models.PROTECT, related_name="+")
    # People by level, as `rules/scales.py` writes levels: {"1": 4, "3": 7}. Empty: one value for all.
    tally = models.JSONField(default=dict)
    value = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    reason = models.TextField(blank=True)
    suggestion = models.TextField(blank=True)
    # Somebody in the group did not agree with it.
    is_contested = models.BooleanField(default=False)
    evidence = models.TextField(blank=True)
    evidence_on = models.DateField(null=True)
    evidence_file = models.UUIDField(null=True)
    photo = models.UUIDField(null=True)
    voice = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "node"], name="sheet_answers_a_leaf_once"),
            NeverChanged(
                fields=["sheet", "node", "tally", "value"], name="sheet_line_stays_as_it_came"
            ),
        ]


class Score(Row):
    """What holds of a group at a leaf, or of all together (no group). With sheets that say different
    things nothing holds until a person has decided."""

    class State(models.TextChoices):
        HOLDS = "holds"
        CONFLICT = "conflict"

    round = models.ForeignKey(Round, models.CASCADE, related_name="scores")
    edition = models.PositiveIntegerField()
    node = models.ForeignKey(Node, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.CASCADE, null=True, related_name="scores")
    state = models.CharField(max_length=8, choices=State.choices, default=State.HOLDS)
    # The mean of the tally to four places, or the one value; the tally itself is what is computed with.
    value = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    tally = models.JSONField(default=dict)
    people = models.PositiveIntegerField(null=True)
    # Of a joint score: mean of the groups, or consensus of their representatives.
    way = models.CharField(max_length=10, blank=True)
    reason = models.TextField(blank=True)
    suggestion = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    evidence_on = models.DateField(null=True)
    evidence_file = models.UUIDField(null=True)
    # Somebody there did not agree with it.
    is_contested = models.BooleanField(default=False)
    # A proof was looked at by somebody who did not give the score.
    verified_by = models.ForeignKey("registry.Account", models.PROTECT, null=True, related_name="+")
    verified_at = models.DateTimeField(null=True)
    # Who chose between sheets, or wrote the joint score down; null: the sheets agreed by themselves.
    decided_by = models.ForeignKey("registry.Account", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "edition", "node", "group"],
                condition=Q(group__isnull=False),
                name="score_of_a_group_is_once",
            ),
            models.UniqueConstraint(
                fields=["round", "edition", "node"],
                condition=Q(group=None),
                name="joint_score_is_once",
            ),
            models.CheckConstraint(
                name="score_holds_with_a_value",
                condition=Q(state="holds", value__isnull=False) | Q(state="conflict", value=None),
            ),
        ]
        indexes = [models.Index(fields=["state", "round"], name="score_in_conflict")]


class Result(Row):
    """What a closed edition makes of a node: by group, and of all together (no group). Nought to one."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="results")
    edition = models.PositiveIntegerField()
    node = models.ForeignKey(Node, models.PROTECT, related_name="+")
    # The node of the house behind it, else the node itself: what peers are compared by.
    core = models.ForeignKey(Node, models.PROTECT, null=True, related_name="+", db_index=False)
    group = models.ForeignKey(Group, models.CASCADE, null=True, related_name="+")
    score = models.FloatField(null=True)
    coverage = models.FloatField()
    gap = models.FloatField(null=True)
    people = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "edition", "node", "group"],
                condition=Q(group__isnull=False),
                name="result_of_a_group_is_once",
            ),
            models.UniqueConstraint(
                fields=["round", "edition", "node"],
                condition=Q(group=None),
                name="joint_result_is_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["core", "round"],
                condition=Q(group=None),
                name="result_among_peers",
            ),
            # With the groups: SQLite would else read all results of all rounds.
            models.Index(fields=["core", "round"], name="result_of_a_core"),
        ]
