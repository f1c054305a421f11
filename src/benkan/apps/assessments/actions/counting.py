"""How many people sat in a group, as sheets say it: the first count holds, one that differs waits."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from benkan.apps.assessments.actions.owning import own_group
from benkan.apps.assessments.events import CountsDecided
from benkan.apps.assessments.models import Group, GroupHeadcount, GroupSituation, Sheet
from benkan.apps.assessments.rules.counting import (
    Counts,
    as_boxes,
    both,
    from_boxes,
)
from benkan.apps.assessments.rules.merging import CountChoice, NotTheseSheets
from benkan.apps.journal.actions import record
from benkan.kit.actor import Actor
from benkan.kit.counts import check_attendance, people_of


def take_counts(sheet: Sheet, of: Group, counts: Counts) -> None:
    """Take in who sat there. Where nobody has counted yet it holds; where another count holds, this one
    waits for a person."""
    check_attendance(*counts)
    if of.people is None:
        write_counts(of, counts)
        of.met_on = sheet.scored_on
        of.save(update_fields=["met_on", "people"])
    elif as_boxes(counts) != as_boxes(counts_of(of)):
        sheet.waiting_counts = as_boxes(counts)
        sheet.save(update_fields=["waiting_counts"])


@transaction.atomic
def decide_counts(*, sheet: UUID, choice: CountChoice, actor: Actor, moment: datetime) -> None:
    """Choose between the count that holds and the one of a sheet, or put them together: other people
    were counted. Decided again: nothing.

    Raises:
        NotTheseSheets: there is no such sheet.
    """
    told = Sheet.objects.filter(pk=sheet).first()
    if told is None:
        raise NotTheseSheets()
    found, of = own_group(told.group_id, actor)
    told.refresh_from_db()
    if told.waiting_counts is None:
        return
    given = from_boxes(told.waiting_counts)
    if choice is CountChoice.THIS:
        write_counts(of, given)
    elif choice is CountChoice.BOTH:
        write_counts(of, both(counts_of(of), given))
    told.waiting_counts = None
    told.save(update_fields=["waiting_counts"])
    of.save(update_fields=["people"])
    record(
        CountsDecided(round=found.pk, group=of.pk, choice=choice),
        programme=found.programme_id,
        actor=actor,
        moment=moment,
    )


def counts_of(of: Group) -> Counts:
    """The count that holds of a group."""
    people = GroupHeadcount.objects.filter(group=of).values_list("sex", "age_band", "people")
    situations = GroupSituation.objects.filter(group=of).values_list("situation", "sex", "people")
    return from_boxes(
        {f"{one}-{other}": number for one, other, number in [*people, *situations]},
    )


def write_counts(of: Group, counts: Counts) -> None:
    """Let a count hold; the caller saves the group."""
    headcounts, situations = counts
    GroupHeadcount.objects.filter(group=of).delete()
    GroupSituation.objects.filter(group=of).delete()
    GroupHeadcount.objects.bulk_create(
        GroupHeadcount(group=of, sex=sex, age_band=band, people=people)
        for (sex, band), people in headcounts.items()
        if people
    )
    GroupSituation.objects.bulk_create(
        GroupSituation(group=of, situation=situation, sex=sex, people=people)
        for (situation, sex), people in situations.items()
        if people
    )
    of.people = people_of(headcounts)
