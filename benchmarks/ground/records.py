"""Many rows of every list of the house, as a programme of some years has them: concerns, meetings,
promises, measures, rounds of scorecards and SMS sent. All of a list alike but for their day, state and
place, since what a list costs depends on how many there are and how they are ordered."""

import lzma
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib.resources import files
from io import BytesIO
from itertools import cycle, islice
from typing import Any

from ground.cases import AT_ONCE, NOW, SERVICES

COMMUNES = 703
IN_HER_COMMUNE = 270
ISSUE_STATES = ("open", "on_agenda", "agreed", "settled")
STAGES = ("proposed", "accepted", "in_progress", "reported_done", "confirmed", "kept", "broken")
SETTLED = ("kept", "broken")
SENT = ("sent",) * 6 + ("delivered",) * 30 + ("failed",)


@dataclass(frozen=True)
class Country:
    """A programme with the communes of Mali in nine regions, the offices of the mayors, and who asks."""

    programme: Any
    regions: list[Any]
    communes: list[Any]
    offices: list[Any]
    staff: Any
    animator: Any

    def commune_of(self, number: int) -> Any:
        """Where a row lies. The animator's commune has full pages at every size, of each state too, and
        then its share: what it costs to ask is compared, not how much there is to show."""
        return self.communes[0 if number < IN_HER_COMMUNE else number % COMMUNES]

    def office_of(self, number: int) -> Any:
        return self.offices[0 if number < IN_HER_COMMUNE else number % COMMUNES]


def lay_country(slug: str) -> Country:
    """The regions have the codes by which calls name them, and communes those of their pages."""
    from benkan.apps.registry import models as registry

    programme = registry.Programme.objects.create(
        slug=slug, name="Bureau", kind="demonstration", opens_on=date(2026, 1, 1)
    )
    mali = _place(registry, "country", "Mali", [])
    regions = [_place(registry, "region", f"Région {n}", [mali]) for n in range(1, 10)]
    communes = [
        _place(registry, "commune", f"Commune {n}", [regions[n % 9], mali]) for n in range(COMMUNES)
    ]
    _code(registry, "ML{:02}", regions)
    _code(registry, "ML01{:04}", communes)
    offices = [
        registry.Office.objects.create(
            programme=programme, place=place, title="Maire", level="commune"
        )
        for place in communes
    ]
    staff = account(programme, "programme_staff", None)
    return Country(
        programme, regions, communes, offices, staff, account(programme, "animator", communes[0])
    )


def _code(registry: Any, pattern: str, places: Sequence[Any]) -> None:
    registry.PlaceCode.objects.bulk_create(
        registry.PlaceCode(
            place=place, scheme="pcode", code=pattern.format(n), source="", status="official"
        )
        for n, place in enumerate(places, start=1)
    )


def account(programme: Any, role: str, place: Any) -> Any:
    """Somebody who holds a role in a place, or in the whole country."""
    from benkan.apps.registry import models as registry

    made = registry.Account.objects.create_user(f"{role}@example.org", None, name=role, moment=NOW)
    registry.RoleGrant.objects.create(
        account=made, programme=programme, role=role, place=place, opens_at=NOW
    )
    return made


def _place(registry: Any, kind: str, name: str, above: Sequence[Any]) -> Any:
    place = registry.Place.objects.create(kind=kind, name=name, folded=name.lower())
    registry.PlaceAncestor.objects.bulk_create(
        registry.PlaceAncestor(place=place, ancestor=ancestor, depth=depth)
        for depth, ancestor in enumerate((place, *above))
    )
    return place


def lay_records(land: Country, rows: int) -> None:
    """So many rows in every list of the programme."""
    from benkan.apps.activities.models import Activity, Summary
    from benkan.apps.commitments.models import Commitment, PolicyMeasure
    from benkan.apps.voices.models import Issue

    _in_batches(Issue, (_issue(Issue, land, n) for n in range(rows)))
    _in_batches(Activity, (_meeting(Activity, land, n, rows) for n in range(rows)))
    held = Activity.objects.exclude(held_on=None).values_list("id", flat=True)
    _in_batches(
        Summary,
        (
            Summary(activity_id=one, text="On a parlé de la pompe.", published_at=NOW)
            for one in held.iterator()
        ),
    )
    _in_batches(Commitment, (_promise(Commitment, land, n) for n in range(rows)))
    _in_batches(PolicyMeasure, (_measure(PolicyMeasure, land, n) for n in range(rows)))
    _lay_rounds(land, rows)
    _lay_sent(land, rows)


def _in_batches(model: Any, rows: Iterator[Any]) -> None:
    while batch := list(islice(rows, AT_ONCE)):
        model.objects.bulk_create(batch)


def _issue(model: Any, land: Country, number: int) -> Any:
    return model(
        programme=land.programme,
        title=f"La pompe du quartier {number} est en panne",
        place=land.commune_of(number),
        service=SERVICES[number % len(SERVICES)],
        state=ISSUE_STATES[number % len(ISSUE_STATES)],
        opened_at=NOW - timedelta(minutes=number),
    )


def _meeting(model: Any, land: Country, number: int, rows: int) -> Any:
    """Of the latest, a tenth, every second one is to come and the others wait for their report; all
    before were held."""
    is_open = number <= rows // 10
    held_on = None if is_open else NOW.date() - timedelta(days=number * 700 // max(rows, 700))
    to_come = date(2100, 1, 1) if number % 2 else NOW.date()
    return model(
        programme=land.programme,
        kind="interface_meeting",
        title=f"Rencontre {number}",
        place=land.commune_of(number),
        planned_on=held_on or to_come - timedelta(days=number),
        held_on=held_on,
        closed_at=None if is_open else NOW,
    )


def _promise(model: Any, land: Country, number: int) -> Any:
    state, office = STAGES[number % len(STAGES)], land.office_of(number)
    return model(
        programme=land.programme,
        number=number + 1,
        office=office,
        place_id=office.place_id,
        service=SERVICES[number % len(SERVICES)],
        problem="La pompe est en panne.",
        action="Réparer la pompe du marché.",
        state=state,
        proposed_at=NOW - timedelta(minutes=number),
        due_on=NOW.date() + timedelta(days=number % 90 - 30),
        settled_at=NOW if state in SETTLED else None,
        published_at=NOW if state != "proposed" else None,
    )


def _measure(model: Any, land: Country, number: int) -> Any:
    return model(
        programme=land.programme,
        number=number + 1,
        kind="deliberation",
        title=f"Délibération {number} sur l’eau",
        sector=SERVICES[number % len(SERVICES)],
        place=land.commune_of(number),
        level="commune",
        gender_focus="none",
        gender_reason="Ne concerne pas un groupe.",
        stage="drafted",
        registered_at=NOW - timedelta(minutes=number),
        published_at=NOW - timedelta(minutes=number),
    )


def _lay_rounds(land: Country, rows: int) -> None:
    """Released rounds without their scores, which lists do not read (benchmarks/rounds.py does)."""
    from benkan.apps.assessments import models

    instrument = models.Instrument.objects.create(
        kind="scorecard", code="cscom", service="health", title_fr="Le centre de santé"
    )
    version = models.InstrumentVersion.objects.create(
        instrument=instrument, number=1, made_at=NOW, frozen_at=NOW, digest="0" * 64
    )
    for begin in range(0, rows, AT_ONCE):
        numbers = range(begin, min(begin + AT_ONCE, rows))
        assessments = models.Assessment.objects.bulk_create(
            models.Assessment(
                programme=land.programme,
                kind="scorecard",
                instrument=instrument,
                place=land.commune_of(n),
                service="health",
                title=f"CSCom {n}",
                made_at=NOW,
            )
            for n in numbers
        )
        rounds = models.Round.objects.bulk_create(
            _round(models.Round, land, one, version, n)
            for n, one in zip(numbers, assessments, strict=True)
        )
        models.Release.objects.bulk_create(
            models.Release(
                programme=land.programme,
                round=one, edition=1, released_by=land.staff, released_at=one.released_at,
                index=one.index, coverage=1.0, gap=0.2, people=60,
            )
            for one in rounds
        )  # fmt: skip


def _round(model: Any, land: Country, assessment: Any, version: Any, number: int) -> Any:
    opened = NOW - timedelta(minutes=number)
    return model(
        programme=land.programme,
        assessment=assessment,
        number=1,
        purpose="cycle",
        version=version,
        kind="scorecard",
        place=assessment.place,
        service="health",
        opened_at=opened,
        closed_at=opened,
        released_at=opened,
        index=0.4 + number % 40 / 100,
        coverage=1.0,
        gap=0.2,
        people=60,
    )


def _lay_sent(land: Country, rows: int) -> None:
    """SMS that were sent to one number, one in thirty-seven without success."""
    from tests.make.messaging import make_contact

    from benkan.apps.messaging.models import Contact, OutboundMessage

    contact = Contact.objects.get(pk=make_contact(land.programme))
    _in_batches(
        OutboundMessage,
        (
            OutboundMessage(
                programme=land.programme,
                contact=contact,
                key=f"lot:{n}",
                purpose="answer",
                sealed_text=b"\0" * 60,
                segments=1,
                state=SENT[n % len(SENT)],
                queued_at=NOW - timedelta(minutes=n),
                turn=n,
                changed_at=NOW - timedelta(minutes=n),
            )
            for n in range(rows)
        ),
    )


def lay_calls(slug: str, rows: int) -> Any:
    """A past programme with the real calls of 2013, over and over with other numbers."""
    from benkan.apps.registry.models import Programme
    from benkan.apps.voices.actions.call_import import load_calls, regions_of_the_file
    from benkan.apps.voices.rules.calls.reading import read_calls

    pack = files("benkan").joinpath("packs", "hotline")
    read = read_calls(
        BytesIO(lzma.decompress(pack.joinpath("hotline_sos_2013.csv.xz").read_bytes())),
        BytesIO(pack.joinpath("hotline_topics.csv").read_bytes()),
        file="calls",
        topics_file="topics",
        regions=regions_of_the_file(),
    )
    # Mixed, so that a thousand of them are of every kind as all are; the step has no common divisor.
    mixed = [read.calls[at * 7919 % len(read.calls)] for at in range(len(read.calls))]
    calls = tuple(
        replace(call, number=number)
        for number, call in enumerate(islice(cycle(mixed), rows), start=1)
    )
    load_calls(slug=slug, name="Appels", read=replace(read, calls=calls), moment=NOW)
    return Programme.objects.get(slug=slug)
