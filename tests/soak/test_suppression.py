"""Everything that is public is attacked at once: no hidden number of people is found within less than five.

python -m pytest tests/soak/test_suppression.py        (SOAK_PROGRAMMES=… for more)
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import uuid4

import pytest

from benkan.apps.activities.models import Activity, Headcount
from benkan.apps.activities.rules.publishing import PublicAttendance, shown_attendance
from benkan.apps.registry.models import Place, Programme
from benkan.apps.results.actions import load_indicators, prepare_figure, publish_figure
from benkan.apps.results.models import Publication
from benkan.apps.results.queries.live import SERVICES
from benkan.apps.results.rules.hiding import BelowTheLimit
from benkan.apps.results.rules.indicators import ABOUT_PEOPLE, Indicator
from benkan.apps.results.rules.periods import period_called
from benkan.apps.results.rules.publishing import NothingToCorrect
from benkan.apps.results.rules.tables import Counts, counts_of_json
from benkan.apps.voices.models import Case
from benkan.kit.actor import Actor, Role
from benkan.kit.splits import AgeBand, Sex
from tests.make.activities import make_activity
from tests.make.registry import make_actor, make_place, make_programme
from tests.make.voices import make_case
from tests.soak.attacker import Attacker, Found
from tests.soak.conftest import Record

pytestmark = pytest.mark.django_db

PROGRAMMES = int(os.environ.get("SOAK_PROGRAMMES", "6"))
MINIMUM = 5
QUARTERS = ("2025-T1", "2025-T2", "2025-T3", "2025-T4")
AFTER = datetime(2026, 2, 1, tzinfo=UTC)
Pages = dict[Activity, PublicAttendance]
AGES = [band for band in AgeBand if band is not AgeBand.UNKNOWN]


@dataclass
class Told:
    """What one kind of knowledge gave."""

    name: str
    shown: int = 0
    widths: list[int] = field(default_factory=list)

    def add(self, attacker: Attacker, found: list[Found]) -> None:
        self.shown += attacker.shown
        self.widths += [one.width for one in found]

    @property
    def recovered(self) -> int:
        return sum(width < MINIMUM for width in self.widths)

    def row(self) -> str:
        recovered = f"**{self.recovered}, missed**" if self.recovered else "0"
        narrowest = min(self.widths, default=0)
        return f"| {self.name} | {self.shown} | {len(self.widths)} | {narrowest} | {recovered} |"


def test_no_small_number_is_found_in_all_that_is_published(record: Record) -> None:
    load_indicators()
    lots = Random(5)
    figures, with_pages = Told("figures, all versions"), Told("and the pages of meetings, in tens")
    publications = 0
    for _ in range(PROGRAMMES):
        programme, pages = _played(lots)
        for told, known in ((figures, {}), (with_pages, pages)):
            attacker = _of(programme, known)
            told.add(attacker, attacker.found())
        publications += Publication.objects.filter(programme=programme).count()

    record(
        f"{PROGRAMMES} programmes of a year, {publications} publications with corrections, a year and "
        "“so far”. Each hidden number is sought by a solver of whole numbers that knows everything ever "
        f"published; found within less than {MINIMUM} is recovered.\n\n"
        "| known | numbers shown | hidden | narrowest | recovered |\n|---|---:|---:|---:|---|\n"
        + "\n".join(told.row() for told in (figures, with_pages))
    )
    assert (figures.recovered, with_pages.recovered) == (0, 0)


def test_the_attacker_finds_what_is_hidden_by_itself_alone() -> None:
    """12, 9 and a hidden 3, with the total 24: without more it is found."""
    table = counts_of_json(
        {
            "columns": ["a", "b", "c"],
            "rows": [["r", [12, 9, None], 24]],
            "totals": [[12, 9, None], 24],
        }
    )
    attacker = Attacker()

    attacker.read("first", table)

    assert {(one.low, one.high) for one in attacker.found()} == {(3, 3)}


def _played(lots: Random) -> tuple[Programme, Pages]:
    """A year of messages and meetings; each quarter published, one of them corrected, and sums. And the
    pages of all meetings as they stood when the quarters were published."""
    pages: Pages = {}
    programme = make_programme()
    places = [make_place() for _ in range(lots.randint(2, 6))]
    staff, monitoring = (
        make_actor(programme, role) for role in (Role.PROGRAMME_STAFF, Role.MONITORING_OFFICER)
    )
    for code in QUARTERS:
        _fill(programme, places, code, lots)
    for figure in (Indicator.CASES_RECEIVED, Indicator.PEOPLE_MET):
        for number, code in enumerate(QUARTERS):
            _publish(programme, figure, code, monitoring, staff, number)
        if figure is Indicator.PEOPLE_MET:
            pages = {one: _page_of(one) for one in Activity.objects.filter(programme=programme)}
        _change(programme, lots)
        _publish(programme, figure, lots.choice(QUARTERS), monitoring, staff, 10, reason="Erreur")
        _publish(programme, figure, "2025", monitoring, staff, 11)
        _publish(programme, figure, "fin-2025-T4", monitoring, staff, 12)
    return programme, pages


def _fill(programme: Programme, places: list[Place], code: str, lots: Random) -> None:
    period = period_called(code)
    opens = datetime.combine(period.opens, datetime.min.time(), tzinfo=UTC)
    pattern = Case.objects.get(pk=make_case(programme, places[0]))
    cases = []
    for place in places:
        for service in SERVICES:
            for _ in range(lots.choice([0, 0, 1, 2, 3, 4, 5, 6, 9, 14])):
                one = _again(pattern)
                one.pk, one.place, one.service = uuid4(), place, service.value
                one.reference, one.tracking_digest = uuid4().hex[:16], uuid4().hex
                one.client_key, one.message_id = uuid4().hex, None
                one.opened_at = opens + timedelta(days=lots.randint(1, 85))
                one._state.adding = True
                cases.append(one)
    Case.objects.bulk_create(cases)
    pattern.delete()
    for _ in range(lots.choice([1, 1, 2, 3])):
        _meet(programme, lots.choice(places), period.opens + timedelta(days=20), lots)


def _again(case: Case) -> Case:
    values = {
        field.attname: getattr(case, field.attname)
        for field in Case._meta.concrete_fields
        if not field.generated
    }
    return Case(**values)


def _meet(programme: Programme, place: Place, day: date, lots: Random) -> None:
    met = make_activity(programme, place, planned_on=day)
    Activity.objects.filter(pk=met.pk).update(held_on=day, closed_at=AFTER)
    Headcount.objects.bulk_create(
        Headcount(activity=met, sex=sex, age_band=band, people=people)
        for sex in (Sex.FEMALE, Sex.MALE)
        for band in AGES
        if (people := lots.choice([0, 1, 2, 3, 4, 5, 7, 9, 12, 20]))
    )


def _change(programme: Programme, lots: Random) -> None:
    """Some messages turn out to be sensitive, some meetings had been counted wrongly."""
    ours = list(Case.objects.filter(programme=programme).values_list("pk", flat=True))
    Case.objects.filter(pk__in=lots.sample(ours, len(ours) // 20)).update(sensitivity="threat")
    for row in Headcount.objects.filter(activity__programme=programme)[:2]:
        Headcount.objects.filter(pk=row.pk).update(people=row.people + lots.randint(1, 9))


def _publish(
    programme: Programme,
    figure: Indicator,
    code: str,
    monitoring: Actor,
    staff: Actor,
    number: int,
    *,
    reason: str = "",
) -> None:
    moment = AFTER + timedelta(hours=number)
    try:
        prepared = prepare_figure(
            programme=programme.pk, indicator=figure, period=period_called(code),
            reason=reason, actor=monitoring, moment=moment,
        )  # fmt: skip
    except (BelowTheLimit, NothingToCorrect):
        return
    publish_figure(publication=prepared, actor=staff, moment=moment + timedelta(minutes=5))


def _of(programme: Programme, pages: Pages) -> Attacker:
    """What somebody knows who kept it all."""
    attacker = Attacker()
    rows = Publication.objects.filter(programme=programme, published_at__isnull=False)
    current: dict[tuple[str, str], tuple[str, Counts]] = {}
    # Only people met are on a meeting's page.
    figures = {Indicator.PEOPLE_MET} if pages else ABOUT_PEOPLE
    for row in rows.filter(figure__in=figures).order_by("published_at", "number"):
        name, table = f"{row.figure} {row.period} {row.number}", counts_of_json(row.shown)
        parts = _flat(row, current)
        attacker.read(name, table, parts)
        if not parts:
            current[row.figure, row.period] = name, table
    for row in rows.filter(figure=Indicator.PEOPLE_MET, period__in=QUARTERS, number=1):
        _read_meetings(attacker, row, pages)
    return attacker


def _flat(
    row: Publication, current: dict[tuple[str, str], tuple[str, Counts]]
) -> list[tuple[str, Counts]]:
    """The quarters that a longer period is made of, as they held then."""
    if not row.made_of:
        return []
    period = period_called(row.period)
    return [
        part
        for (figure, code), part in current.items()
        if figure == row.figure and period.holds(period_called(code))
    ]


def _read_meetings(attacker: Attacker, row: Publication, pages: Pages) -> None:
    """All meetings of the quarter are public, so that the table is their sum."""
    period, table = period_called(row.period), counts_of_json(row.shown)
    name = f"{row.figure} {row.period} {row.number}"
    met = [one for one in pages if one.held_on and period.contains(one.held_on)]
    if not met:
        return
    for line in table.lines:
        for column in table.columns:
            there = [(f"{name} {one.pk}", line.key, column) for one in met]
            attacker.equal((name, line.key, column), there)
    for one in met:
        of = f"{name} {one.pk}"
        sexes, bands = [line.key for line in table.lines], list(table.columns)
        for cells, at_least in _windows(of, pages[one], sexes, bands):
            attacker.read_at_least(cells, at_least, step=10)


def _page_of(meeting: Activity) -> PublicAttendance:
    heads = {
        (Sex(row.sex), AgeBand(row.age_band)): row.people
        for row in Headcount.objects.filter(activity=meeting)
    }
    return shown_attendance(heads)


def _windows(
    of: str, page: PublicAttendance, sexes: list[str], bands: list[str]
) -> Iterator[tuple[list[tuple[str, str, str]], int]]:
    if page.people is not None:
        yield [(of, sex, band) for sex in sexes for band in bands], page.people
    for sex, people in (page.by_sex or {}).items():
        if people is not None:
            yield [(of, sex.value, band) for band in bands], people
