"""Names of people who agreed to it: kept sealed, erased when they ask or when their time is over."""

import json
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from benkan.apps.activities.actions.owning import own_activity
from benkan.apps.activities.events import AttendeeErased, NamesKept, NamesRead
from benkan.apps.activities.models import Activity, Attendee, Headcount
from benkan.apps.activities.queries.keys import line_token, sealing_key, token
from benkan.apps.activities.rules import attendance
from benkan.apps.activities.rules.attendance import Person
from benkan.apps.journal.actions import record
from benkan.kit.actor import Actor
from benkan.kit.refusals import NotFound
from benkan.kit.sealing import sealed
from benkan.kit.splits import Sex


@dataclass(frozen=True)
class Kept:
    """How many lines came to the sheet, and how many were of somebody who is on it already."""

    added: int
    twice: int


@transaction.atomic
def add_names(*, activity: UUID, people: Sequence[Person], actor: Actor, moment: datetime) -> Kept:
    """Add people who agreed to it to the sheet of a meeting whose report is closed. Whoever is on it
    already, or twice among them, is kept once; the headcount stays as it was closed."""
    row = own_activity(activity, actor)
    if row.closed_at is None:
        raise attendance.NotClosedYet()
    for person in people:
        attendance.check_person(person)
    known = set(Attendee.objects.filter(activity=row).values_list("line", flat=True))
    lines: dict[str, Person] = {}
    for person in people:
        line = line_token(row.pk, attendance.line_of(person), row.programme_id)
        lines.setdefault(line, person)
    new = [(person, line) for line, person in lines.items() if line not in known]
    _check_fit(row, [person.sex for person, _ in new])
    Attendee.objects.bulk_create(_row(row, person, line, moment) for person, line in new)
    if new:
        record(
            NamesKept(activity=row.pk, place=row.place_id, people=len(new)),
            programme=row.programme_id,
            actor=actor,
            moment=moment,
        )
    return Kept(added=len(new), twice=len(people) - len(new))


def _check_fit(activity: Activity, sexes: Sequence[Sex]) -> None:
    names = Counter(sexes)
    names.update(
        Sex(sex) for sex in Attendee.objects.filter(activity=activity).values_list("sex", flat=True)
    )
    present: Counter[Sex] = Counter()
    for sex, people in Headcount.objects.filter(activity=activity).values_list("sex", "people"):
        present[Sex(sex)] += people
    attendance.check_names_fit(names, present)


def _row(activity: Activity, person: Person, line: str, moment: datetime) -> Attendee:
    key, row = sealing_key(activity.programme_id), uuid4()
    words = {"name": person.name.strip(), "organisation": person.organisation.strip()}
    content = json.dumps(words, ensure_ascii=False).encode()
    return Attendee(
        id=row,
        activity=activity,
        sealed=sealed(key, content, bound_to=row, use="attendee"),
        token=token(attendance.identity(person), programme=activity.programme_id),
        line=line,
        sex=person.sex.value,
        age_band=person.age_band.value,
        disability=person.disability,
        displaced=person.displaced,
        consented_at=moment,
        keep_until=timezone.localdate(moment) + attendance.KEPT_FOR,
    )


@transaction.atomic
def note_reading(*, activity: UUID, actor: Actor, moment: datetime) -> None:
    """Keep in the journal that somebody opened the names of a meeting that is hers to conclude."""
    row = own_activity(activity, actor)
    record(
        NamesRead(activity=row.pk, place=row.place_id),
        programme=row.programme_id,
        actor=actor,
        moment=moment,
    )


@transaction.atomic
def erase_attendee(*, activity: UUID, attendee: UUID, actor: Actor, moment: datetime) -> None:
    """Erase somebody's name from this sheet and from all others of the programme where she is known;
    every count stays as it was. Erased again, nothing happens."""
    sheet = own_activity(activity, actor)
    row = Attendee.objects.select_for_update().filter(pk=attendee, activity=sheet).first()
    if row is None:
        raise NotFound()
    if row.erased_at is not None:
        return
    of_hers = Q(pk=row.pk)
    if row.token is not None:
        of_hers |= Q(token=row.token, activity__programme=sheet.programme_id)
    hers = list(Attendee.objects.select_for_update().filter(of_hers).values_list("pk", flat=True))
    _erase(hers, is_known=row.token is not None, moment=moment)
    record(
        AttendeeErased(activity=sheet.pk, meetings=len(hers)),
        programme=sheet.programme_id,
        actor=actor,
        moment=moment,
    )


@transaction.atomic
def let_names_go(*, programme: UUID, today: date, limit: int, moment: datetime) -> int:
    """Erase people whose names have been kept long enough, each with all of her rows; returns how many
    rows, 0 at the end. Whoever was met again since is kept with her last row."""
    ours = Attendee.objects.filter(activity__programme=programme, erased_at=None)
    known = ours.exclude(token=None).values("token").annotate(last=Max("keep_until"))
    over = list(known.filter(last__lt=today).order_by("token").values_list("token", flat=True))
    done = 0
    for it in over[:limit]:
        hers = list(ours.filter(token=it).values_list("pk", flat=True))
        _erase(hers, is_known=True, moment=moment)
        done += len(hers)
    alone = ours.filter(token=None, keep_until__lt=today).order_by("pk")
    rows = list(alone.values_list("pk", flat=True)[:limit])
    _erase(rows, is_known=False, moment=moment)
    return done + len(rows)


@transaction.atomic
def erase_again(*, attendees: Collection[UUID], moment: datetime) -> None:
    """Erase rows that came back out of an older backup; those of one person stay of one person. Rows
    that are not there, or are erased, stay as they are."""
    rows = Attendee.objects.select_for_update().filter(pk__in=attendees, erased_at=None)
    by_token: dict[str | None, list[UUID]] = {}
    for pk, it in rows.order_by("pk").values_list("pk", "token"):
        by_token.setdefault(it, []).append(pk)
    for it, hers in by_token.items():
        _erase(hers, is_known=it is not None, moment=moment)


def _erase(rows: Collection[UUID], *, is_known: bool, moment: datetime) -> None:
    """The rows lose name and token. Rows of somebody who was told apart stay those of one person, by a
    token that chance gives: nobody can compute it from her name."""
    fresh = uuid4().hex if is_known else None
    gone = [
        Attendee(pk=pk, sealed=b"", token=fresh, line=uuid4().hex, erased_at=moment) for pk in rows
    ]
    Attendee.objects.bulk_update(gone, ["sealed", "token", "line", "erased_at"])
