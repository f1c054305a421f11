"""Prepare a round: where and in which languages, the groups, and the days of its phases."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from benkan.apps.assessments.actions.owning import open_round_of, own_group, own_round
from benkan.apps.assessments.models import Concern, Group, Phase, Score, Sheet
from benkan.apps.assessments.rules.community import GroupAnswered
from benkan.apps.assessments.rules.kinds import Kind
from benkan.apps.assessments.rules.phases import PHASES_OF, Dates, check_dates
from benkan.apps.assessments.rules.rounds import GroupNotOfKind, GroupTwice
from benkan.kit.actor import Actor
from benkan.kit.refusals import NotFound


@transaction.atomic
def note_setting(
    *, round_id: UUID, catchment: str, languages: Collection[str], scope: str, actor: Actor
) -> None:
    """Which villages use the service and what is spoken there. Noted again it is as noted last."""
    found = open_round_of(round_id, actor)
    found.catchment, found.languages = catchment.strip(), list(languages)
    found.scope = scope.strip()
    found.save(update_fields=["catchment", "languages", "scope"])


@transaction.atomic
def date_phases(*, round_id: UUID, days: Mapping[str, Dates], actor: Actor, today: date) -> None:
    """The days for which phases are planned, and those on which they were done. Written again they are
    as written last; a phase that is not named keeps its days. Also after the scoring: the last phases
    are still to come then.

    Raises:
        PhaseDoneAhead: a phase was done on a day to come.
    """
    found = own_round(round_id, actor)
    known = {phase.code for phase in PHASES_OF[Kind(found.kind)]}
    if not known.issuperset(days):
        raise NotFound()
    check_dates(days, today=today)
    for code, dates in days.items():
        Phase.objects.update_or_create(
            round=found,
            phase=code,
            defaults={"planned_on": dates.planned_on, "done_on": dates.done_on},
        )


@transaction.atomic
def change_group(*, group: UUID, name: str, language: str, actor: Actor) -> None:
    """What tells a group apart, and what is spoken there.

    Raises:
        GroupTwice: another group of the kind has this name.
    """
    found, row = own_group(group, actor)
    name = " ".join(name.split())
    same = Group.objects.filter(round=found, kind=row.kind, name__iexact=name)
    if same.exclude(pk=row.pk).exists():
        raise GroupTwice()
    row.name, row.language = name, language
    row.save(update_fields=["name", "language"])


@transaction.atomic
def remove_group(*, group: UUID, actor: Actor) -> None:
    """Take back a group that has said nothing yet.

    Raises:
        GroupAnswered: what it said stays.
        GroupNotOfKind: the service's own belongs to the round.
    """
    _, row = own_group(group, actor)
    if row.is_provider:
        raise GroupNotOfKind()
    said = (Concern.objects, Sheet.objects, Score.objects)
    if any(rows.filter(group=row).exists() for rows in said):
        raise GroupAnswered()
    row.delete()
