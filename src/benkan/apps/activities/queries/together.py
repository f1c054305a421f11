"""Who came to several meetings together."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Sum

from benkan.apps.activities.models import Headcount, SituationCount
from benkan.apps.activities.queries.meetings import Attendance
from benkan.kit.splits import AgeBand, Sex, Situation


def attended_together(activities: Collection[UUID]) -> Attendance:
    """Attendances at these meetings, added up: somebody who came twice counts twice. Two queries."""
    heads = Headcount.objects.filter(activity__in=activities).order_by()
    situations = SituationCount.objects.filter(activity__in=activities).order_by()
    return Attendance(
        headcounts={
            (Sex(sex), AgeBand(band)): people
            for sex, band, people in heads.values_list("sex", "age_band").annotate(Sum("people"))
        },
        situations={
            (Situation(of), Sex(sex)): people
            for of, sex, people in situations.values_list("situation", "sex").annotate(
                Sum("people")
            )
        },
    )
