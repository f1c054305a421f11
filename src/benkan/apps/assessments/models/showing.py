"""What the public reads of a released edition: written once at its release, never from what lies below."""

from django.db import models
from django.db.models import Q

from benkan.apps.assessments.models.instruments import Node
from benkan.apps.assessments.models.rounds import Release
from benkan.kit.models import Row


class ShownGroup(Row):
    """Groups that are shown as one: a group that agreed to it, or several that are put together so that
    none of them can be recognised."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="shown_groups")
    position = models.PositiveIntegerField()
    # Kind, name and id of each group in it: a later edition may call a group otherwise.
    groups = models.JSONField(default=list)
    is_provider = models.BooleanField(default=False)
    # How many answered at the leaf where most did; not said of a service that answered as an office.
    people = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "position"], name="shown_group_has_its_place"
            )
        ]


class Shown(Row):
    """Of a node: what all together say (no group), or groups that are shown as one. Nought to one."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="shown")
    node = models.ForeignKey(Node, models.PROTECT, related_name="+")
    # The node of the house behind it, else the node itself: what peers are compared by.
    core = models.ForeignKey(Node, models.PROTECT, related_name="+")
    # Its index leaves out the rows of no group: SQLite would go by it for them, and read them all.
    group = models.ForeignKey(
        ShownGroup, models.CASCADE, null=True, related_name="+", db_index=False
    )
    score = models.FloatField(null=True)
    coverage = models.FloatField()
    gap = models.FloatField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "node", "group"],
                condition=Q(group__isnull=False),
                name="shown_of_a_group_is_once",
            ),
            models.UniqueConstraint(
                fields=["release", "node"],
                condition=Q(group=None),
                name="shown_of_all_is_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["core", "release"],
                condition=Q(group=None),
                name="shown_among_peers",
            ),
            models.Index(
                fields=["group"], condition=Q(group__isnull=False), name="shown_of_a_group"
            ),
        ]
