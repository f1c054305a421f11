"""Real calls of a hotline that is over: what its file says of each, as it says it.

A call is no case: nobody is there to be answered, and nothing may be made up for them.
"""

from django.db import models
from django.db.models import Q

from benkan.kit.models import Row


class CallFile(Row):
    """Which file the calls of a programme came from."""

    programme = models.OneToOneField("registry.Programme", models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    calls = models.PositiveIntegerField()
    first_day = models.DateField()
    last_day = models.DateField()
    loaded_at = models.DateTimeField()


class CallFamily(Row):
    """A family of topics, in the words of those who sat at the telephones."""

    programme = models.ForeignKey("registry.Programme", models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "position"], name="call_family_has_its_position"
            )
        ]


class CallTopic(Row):
    """What a call may have been about."""

    programme = models.ForeignKey("registry.Programme", models.PROTECT, related_name="+")
    family = models.ForeignKey(CallFamily, models.PROTECT, related_name="topics")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=8)
    label = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="call_topic_is_kept_once")
        ]


class Call(Row):
    """One call of the line back to somebody who had asked for it."""

    programme = models.ForeignKey("registry.Programme", models.PROTECT, related_name="+")
    # Its place in the file; lists are in this order.
    number = models.PositiveIntegerField()
    vote = models.CharField(max_length=16)
    day = models.DateField()
    hour = models.PositiveSmallIntegerField()
    operator = models.CharField(max_length=10)
    way = models.CharField(max_length=16)
    # From the asking to the call back, in tenths of an hour; None is not known.
    waited = models.PositiveIntegerField(null=True)
    minutes = models.PositiveSmallIntegerField()
    age = models.CharField(max_length=10)
    sex = models.CharField(max_length=10)
    origin = models.CharField(max_length=10)
    region = models.ForeignKey("registry.Place", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="call_is_kept_once"),
            models.CheckConstraint(
                name="call_has_a_region_or_says_that_it_has_none",
                condition=Q(origin="region", region__isnull=False)
                | (~Q(origin="region") & Q(region=None)),
            ),
            models.CheckConstraint(name="call_hour_is_of_a_day", condition=Q(hour__lt=24)),
        ]
        # Each with the number, so that the first page of a choice is read in order, not sorted.
        indexes = [
            models.Index(fields=["programme", "vote", "number"], name="call_by_vote"),
            models.Index(fields=["programme", "region", "number"], name="call_by_region"),
            models.Index(fields=["programme", "origin", "number"], name="call_by_origin"),
            models.Index(fields=["programme", "sex", "number"], name="call_by_sex"),
            models.Index(fields=["programme", "age", "number"], name="call_by_age"),
            models.Index(fields=["programme", "operator", "number"], name="call_by_operator"),
            models.Index(fields=["programme", "way", "number"], name="call_by_way"),
            models.Index(fields=["programme", "day", "number"], name="call_by_day"),
        ]


class CallAbout(Row):
    """That a call was about a topic; `is_first` marks the first of its family in the call."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="about")
    topic = models.ForeignKey(CallTopic, models.PROTECT, related_name="+")
    family = models.ForeignKey(CallFamily, models.PROTECT, related_name="+")
    is_first = models.BooleanField()
    # Copied from the call, so that the calls of a topic are found in order.
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "topic"], name="call_is_about_a_topic_once")
        ]
        indexes = [
            models.Index(fields=["topic", "number"], name="call_about_by_topic"),
            models.Index(fields=["family", "is_first", "number"], name="call_about_by_family"),
        ]


class CallFigure(Row):
    """A table for everybody, made when the calls were loaded: what would single somebody out is
    not in it. The proof takes a solver, which no server of pages loads."""

    programme = models.ForeignKey("registry.Programme", models.PROTECT, related_name="+")
    name = models.CharField(max_length=20)
    document = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="call_figure_is_kept_once")
        ]
