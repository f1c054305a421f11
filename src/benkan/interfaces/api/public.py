"""What anybody may know: only what somebody of a programme has published."""

from datetime import timedelta
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Path, Query

from benkan.apps.activities import queries as activities
from benkan.apps.assessments.queries import public as assessments
from benkan.apps.commitments import queries as commitments
from benkan.apps.registry import queries as registry
from benkan.apps.results import queries as results
from benkan.apps.results.rules.periods import BEGINNING
from benkan.interfaces.api import shapes
from benkan.interfaces.api.asked import operation
from benkan.interfaces.api.parts import MOST, SIZE, day_of, head, part, place_of, programme_of
from benkan.kit.pages import PageRequest

Start = Annotated[int, Query(ge=0, le=1_000_000, description="How many to leave out")]
Size = Annotated[int, Query(ge=1, le=MOST, description="How many at most")]
After = Annotated[int, Query(ge=0, le=2**31 - 1, description="Numbers above this one")]
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


@operation("programmes", response=list[shapes.Programme])
def programmes(request: HttpRequest) -> Any:
    """The programmes of this host."""
    return [programme_of(here) for here in registry.programmes()]


@operation("communes", response=shapes.Part[shapes.Commune])
def communes(request: PageRequest, start: Start = 0, size: Size = SIZE) -> Any:
    """The communes of the programme, by name, with how many promises of each are published."""
    wanted, following = _cut(registry.communes_of_programme(request.programme.id), start, size)
    counts = commitments.promises_by_place(request.programme.id, wanted)
    cards = registry.place_cards(wanted)
    items = [
        {
            **place_of(cards[place]),
            "latitude": cards[place].latitude,
            "longitude": cards[place].longitude,
            "population": cards[place].population,
            "population_status": cards[place].population_status,
            "promises": counts.get(place, 0),
        }
        for place in wanted
    ]
    return part(request, items, following=following, after="start")


@operation("promises", response=shapes.Part[shapes.Promise])
def promises(request: PageRequest, after: After = 0, size: Size = SIZE) -> Any:
    """The published promises by their number."""
    found = _promises(request, after, size + 1)
    items = found[:size]
    following = items[-1]["number"] if len(found) > size else None
    return part(request, items, following=following)


@operation("promise", response=shapes.Promise)
def promise(request: PageRequest, number: Number) -> Any:
    """One published promise."""
    found = _promises(request, number - 1, 1)
    if not found or found[0]["number"] != number:
        raise Http404
    return found[0]


def _promises(request: PageRequest, after: int, limit: int) -> list[dict[str, Any]]:
    today = timezone.localdate()
    rows = commitments.record_after(request.programme.id, after, today=today, limit=limit)
    cards = registry.place_cards({row.line.place for row in rows})
    return [
        {
            "number": row.line.serial,
            "place": place_of(cards[row.line.place]),
            "service": row.line.service,
            "problem": row.problem,
            "action": row.line.action,
            "expected_result": row.expected_result,
            "office": row.line.office_title,
            "state": row.line.state.value,
            "due_on": row.line.due_on,
            "is_late": row.line.is_late,
            "settled_on": row.line.settled_on,
            "published_on": day_of(row.published_at),
        }
        for row in rows
    ]


@operation("assessments", response=shapes.Part[shapes.Assessment])
def released(request: PageRequest, start: Start = 0, size: Size = SIZE) -> Any:
    """The released rounds, the last to be released first."""
    found = assessments.released(request.programme.id, start=start, size=size + 1)
    following = start + size if len(found) > size else None
    return part(request, _assessments(found[:size]), following=following, after="start")


@operation("assessment", response=shapes.AssessmentRead)
def assessment(request: PageRequest, round_id: UUID) -> Any:
    """A released round with every score that groups agreed to show."""
    lines = assessments.shown_of(round_id, programme=request.programme.id)
    scores = [
        {
            "code": line.code,
            "question": line.name,
            "is_local": line.is_local,
            "groups": line.groups,
            "people": line.people,
            "score": _of_hundred(line.score),
            "coverage": round(line.coverage * 100, 1),
        }
        for line in lines
    ]
    return {**_assessments([lines[0].head])[0], **head(request), "scores": scores}


def _assessments(found: list[assessments.PublicRound]) -> list[dict[str, Any]]:
    cards = assessments.names_of_places(found)
    return [
        {
            "id": one.id,
            "assessment": one.assessment,
            "title": one.title,
            "kind": one.kind,
            "purpose": one.purpose,
            "service": one.service,
            "place": place_of(cards[one.place]),
            "number": one.number,
            "edition": one.edition,
            "reason": one.reason,
            "opened_on": day_of(one.opened_at),
            "released_on": day_of(one.released_at),
            "people": one.people,
            "score": _of_hundred(one.index.score),
        }
        for one in found
    ]


def _of_hundred(score: float | None) -> float | None:
    return None if score is None else round(score * 100, 1)


@operation("measures", response=shapes.Part[shapes.Measure])
def measures(request: PageRequest, after: After = 0, size: Size = SIZE) -> Any:
    """The published laws, decrees, deliberations and conventions by their number."""
    found = commitments.policies_after(request.programme.id, after, limit=size + 1)
    cards = registry.place_cards({one.line.place for one in found})
    items = [
        {
            "number": one.line.number,
            "place": place_of(cards[one.line.place]),
            "kind": one.line.kind.value,
            "sector": one.line.sector.value,
            "title": one.line.title,
            "summary": one.summary,
            "gender_focus": one.line.gender_focus.value,
            "stage": one.stage.value if one.stage else None,
            "stage_on": one.on,
            "published_on": day_of(one.published_at),
        }
        for one in found[:size]
    ]
    return part(request, items, following=items[-1]["number"] if len(found) > size else None)


@operation("meetings", response=shapes.Part[shapes.Meeting])
def meetings(
    request: PageRequest, page: Annotated[int, Query(ge=1, le=10_000)] = 1, size: Size = SIZE
) -> Any:
    """The meetings held whose summary is public, the latest first."""
    found = activities.public.published_part(request.programme.id, page=page, size=size)
    cards = registry.place_cards({one.place for one in found.lines})
    items = [
        {
            "id": one.id,
            "kind": one.kind,
            "title": one.title,
            "place": place_of(cards[one.place]),
            "venue": one.venue,
            "planned_on": None,
            "held_on": one.held_on,
            "summary": one.summary,
        }
        for one in found.lines
    ]
    return part(request, items, following=page + 1 if found.more else None, after="page")


@operation("meetings_to_come", response=shapes.Part[shapes.Meeting])
def meetings_to_come(request: PageRequest, size: Size = SIZE) -> Any:
    """The next meetings to which everybody is invited, the soonest first."""
    today = timezone.localdate()
    found = activities.public.to_come(request.programme.id, today=today, limit=size)
    cards = registry.place_cards({one.place for one in found})
    items = [
        {
            "id": one.id,
            "kind": one.kind,
            "title": one.title,
            "place": place_of(cards[one.place]),
            "venue": one.venue,
            "planned_on": one.planned_on,
            "held_on": None,
            "summary": "",
        }
        for one in found
    ]
    return part(request, items)


@operation("figures", response=shapes.Part[shapes.Figure])
def figures(request: PageRequest, start: Start = 0, size: Size = SIZE) -> Any:
    """Every figure as it was published, with those that were corrected or withdrawn since."""
    wanted, following = _cut(results.published(request.programme.id), start, size)
    values = {one.id: list(results.values_of(one)) for one in wanted}
    places = {value.place for those in values.values() for value in those if value.place}
    cards = registry.place_cards(places)
    codes = {place: card.code for place, card in cards.items()}
    items = [_figure(one, values[one.id], codes) for one in wanted]
    return part(request, items, following=following, after="start")


def _figure(
    one: results.Published, values: list[results.Value], codes: dict[UUID, str]
) -> dict[str, Any]:
    state = "withdrawn" if one.is_taken_back else "current" if one.is_current else "corrected"
    return {
        "code": one.figure,
        "definition_version": one.defined.version,
        "title": one.defined.title,
        "first_day": None if one.period.opens == BEGINNING else one.period.opens,
        "last_day": one.period.closes - timedelta(days=1),
        "known_on": one.known_on,
        "published_on": day_of(one.published_at),
        "edition": one.number,
        "state": state,
        "reason": one.withdrawn_because or one.reason,
        "values": [
            {
                "place": codes.get(value.place, "") if value.place else value.unplaced,
                "group": value.group,
                "measure": value.measure,
                "value": value.value,
            }
            for value in values
        ],
    }


def _cut(all_of_them: list[Any], start: int, size: int) -> tuple[list[Any], int | None]:
    """One part of a list that is short, and where the next begins."""
    end = start + size
    return all_of_them[start:end], end if end < len(all_of_them) else None
