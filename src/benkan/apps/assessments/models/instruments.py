"""What is asked: an instrument through its versions, a tree of nodes whose leaves have a scale."""

from django.db import models
from django.db.models import F, Q

from benkan.apps.assessments.rules.kinds import Kind
from benkan.kit.models import Row


class Instrument(Row):
    """A set of questions that is asked again and again. One that comes from a data pack belongs to the
    whole house (no programme); one that people wrote together belongs to their programme."""

    programme = models.ForeignKey("registry.Programme", models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.label) for kind in Kind])
    code = models.CharField(max_length=60)
    # What a scorecard looks at; empty: everything.
    service = models.CharField(max_length=20, blank=True)
    title_fr = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160, blank=True)
    # Where it was read, and what of it is our own wording.
    source = models.TextField(blank=True)
    # A low number is the good one: shown so, and never compared with another instrument.
    is_best_low = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(programme=None), name="instrument_of_the_house_is_once"
            ),
            models.UniqueConstraint(
                fields=["programme", "code"], name="instrument_of_a_programme_is_once"
            ),
        ]


class InstrumentVersion(Row):
    """The questions as they stood when people answered them. Frozen at its first round: from then on a
    change is a new version, and scores are compared only where version and leaves allow it."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    # The version of the house whose nodes this one carries, with local ones on top.
    core = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    # What the pack said, so that the same pack loaded again is the same version.
    digest = models.CharField(max_length=64, blank=True)
    reason = models.TextField(blank=True)
    made_by = models.ForeignKey("registry.Account", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "number"], name="instrument_version_is_numbered_once"
            )
        ]


class Node(Row):
    """A branch (no scale) or a leaf (a question with its scale, its worst and its best)."""

    version = models.ForeignKey(InstrumentVersion, models.CASCADE, related_name="nodes")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="+")
    # The node of the house that this one repeats: only these are compared between communes. A node
    # that is carried into the next version of one instrument keeps its code.
    core = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    code = models.CharField(max_length=40)
    position = models.PositiveIntegerField()
    weight = models.DecimalField(max_digits=8, decimal_places=4, default=1)
    is_local = models.BooleanField(default=False)
    # Whom it asks: everybody, or the provider alone (one or two of its own).
    asked_of = models.CharField(max_length=10, default="everybody")
    scale = models.CharField(max_length=12, blank=True)
    worst = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    best = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    unit = models.CharField(max_length=40, blank=True)
    # Where an answer comes from: document, record, poll, consensus.
    source_type = models.CharField(max_length=12, blank=True)
    needs_evidence = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="node_code_is_once"),
            models.CheckConstraint(
                name="leaf_has_a_worst_and_a_best",
                condition=Q(scale="", worst=None, best=None)
                | (~Q(scale="") & Q(worst__isnull=False, best__isnull=False) & ~Q(worst=F("best"))),
            ),
            models.CheckConstraint(name="node_weighs_something", condition=Q(weight__gt=0)),
        ]


class NodeText(Row):
    """Words of a node in a language, with who read them again; recordings are `Recording`."""

    class Part(models.TextChoices):
        LABEL = "label"
        DEFINITION = "definition"
        QUESTION = "question"
        ANCHOR = "anchor"

    node = models.ForeignKey(Node, models.CASCADE, related_name="texts")
    part = models.CharField(max_length=10, choices=Part.choices)
    # Of an anchor: the level whose words these are, as `rules/scales.py` writes it ("33").
    level = models.CharField(max_length=12, blank=True)
    language = models.CharField(max_length=8)
    words = models.TextField()
    reviewed_by = models.ForeignKey("registry.Account", models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["node", "part", "level", "language"], name="node_text_is_kept_once"
            ),
            models.CheckConstraint(
                name="node_text_says_something",
                condition=~Q(words=""),
            ),
        ]


class CoreInput(Row):
    """What the house says that a place should receive, by which law or norm: the list from which input
    tracking starts, the same everywhere, so that ratios compare."""

    version = models.ForeignKey(InstrumentVersion, models.CASCADE, related_name="inputs")
    code = models.CharField(max_length=40)
    position = models.PositiveIntegerField()
    name_fr = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    unit_fr = models.CharField(max_length=40, blank=True)
    unit_en = models.CharField(max_length=40, blank=True)
    entitled = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    # So many are due for each so many people: one water point for 400. None: the same for all.
    per_heads = models.PositiveIntegerField(null=True)
    law = models.CharField(max_length=20, blank=True)
    article = models.CharField(max_length=40, blank=True)
    norm_fr = models.TextField(blank=True)
    norm_en = models.TextField(blank=True)
    # Whether somebody of us has read it at its source; shown beside the entitlement where not.
    is_verified = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="core_input_is_once"),
            models.CheckConstraint(
                name="core_input_cites_its_source",
                condition=Q(entitled=None) | ~Q(law="") | ~Q(norm_fr=""),
            ),
        ]
