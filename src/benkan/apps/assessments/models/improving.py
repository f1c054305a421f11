"""What an organisation wants to do better after it was assessed, and the help that goes with it."""

from django.db import models
from django.db.models import Q

from benkan.apps.assessments.models.instruments import Node
from benkan.apps.assessments.models.rounds import Round
from benkan.kit.models import Row


class Improvement(Row):
    """One item of the plan of an organisation: about a question, by a day; the next round scores the
    same question again."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="improvements")
    node = models.ForeignKey(Node, models.PROTECT, related_name="+")
    text = models.CharField(max_length=400)
    # The technical help that it asks of the programme; empty: the organisation does it by itself.
    support = models.CharField(max_length=400, blank=True)
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    finding = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "node", "text"], name="improvement_is_planned_once"
            ),
            models.CheckConstraint(
                name="improvement_is_done_with_a_finding",
                condition=Q(done_on=None) | ~Q(finding=""),
            ),
        ]
