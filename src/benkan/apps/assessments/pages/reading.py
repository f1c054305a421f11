"""Pages on which a round is read by those who work on it, and the way down to its sheets."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from benkan.apps.assessments.models import Round
from benkan.apps.assessments.pages import cells, drawing
from benkan.apps.assessments.queries import down, reading
from benkan.apps.assessments.queries import peers as beside
from benkan.apps.assessments.queries.scope import seen_round
from benkan.apps.assessments.rules import READERS
from benkan.apps.files import queries as files
from benkan.apps.registry import queries as registry
from benkan.kit.pages import PageRequest, file_response, for_roles
from benkan.kit.refusals import N_

WAYS = {"phone": N_("On a telephone"), "paper": N_("On paper"), "desk": N_("At a desk")}


def _language() -> str:
    return (get_language() or "fr")[:2]


def _seen(request: PageRequest, round_id: UUID) -> Round:
    return seen_round(round_id, programme=request.programme.id, actor=request.actor)


def _shown(
    request: PageRequest, template: str, found: Round, here: str, **shown: Any
) -> HttpResponse:
    head = reading.head_of(found)
    views = (
        ("reading", "assessments:reading", gettext("Group by group")),
        ("over_rounds", "assessments:over_rounds", gettext("From one time to the next")),
        ("peers", "assessments:peers", gettext("Beside others")),
        ("sheets", "assessments:sheets", gettext("Sheets")),
    )
    return render(
        request,
        f"assessments/reading/{template}.html",
        {"round": head, "views": views, "here": here, **shown},
    )


@for_roles(*READERS)
def read(request: PageRequest, round_id: UUID) -> HttpResponse:
    """What a round says: group by group, where they are apart, what is weak, how much was answered."""
    found = _seen(request, round_id)
    told = reading.read_round(found, language=_language())
    chart = drawing.strips_of(told) if told and told.criteria else ""
    rows = cells.rows_of(told) if told else []
    return _shown(request, "read", found, "reading", told=told, chart=chart, rows=rows)


@for_roles(*READERS)
def over_rounds(request: PageRequest, round_id: UUID) -> HttpResponse:
    """The same questions from one round to the next, and the change where there can be one."""
    found = _seen(request, round_id)
    over = reading.over_rounds(found, language=_language(), whole=gettext("All together"))
    chart: object = ""
    if len(over.rounds) > 1:
        names = [head.which for head in over.rounds]
        chart = drawing.rounds_of(list(zip(names, over.lines[0].points, strict=True)))
    rows = [(line, _over_cells(line, len(over.rounds))) for line in over.lines]
    return _shown(request, "over_rounds", found, "over_rounds", over=over, rows=rows, chart=chart)


@for_roles(*READERS)
def peers(request: PageRequest, round_id: UUID) -> HttpResponse:
    """Beside similar communes, and beside what the place should receive."""
    found = _seen(request, round_id)
    told = reading.read_whole(found, language=_language())
    at_work = registry.communes_of_programme(request.programme.id)
    compared = beside.peers_of(found, lines=told.lines if told else [], at_work=at_work)
    known = any(line.percent is not None for line in compared.inputs)
    return _shown(
        request,
        "peers",
        found,
        "peers",
        compared=compared,
        rows=[
            (line, cells.joined(map(cells.score, (line.ours, line.middle, *line.theirs))))
            for line in compared.lines
        ],
        inputs=compared.inputs,
        chart=drawing.inputs_of(compared.inputs) if known else "",
    )


@for_roles(*READERS)
def asked(request: PageRequest, round_id: UUID, node_id: UUID) -> HttpResponse:
    """One question: what each group said and why, and the sheets that it comes from."""
    found = _seen(request, round_id)
    told = down.asked_down(found, node_id, language=_language())
    points = [(one.label, one.score.points) for one in told.groups]
    return _shown(
        request,
        "asked",
        found,
        "",
        told=told,
        rows=[(one, cells.score(one.score)) for one in told.groups],
        levels=[(level, told.node.words.anchors.get(level, level)) for level in told.node.levels],
        has_levels=any(one.by_level for one in told.groups),
        sheets=_named(told.sheets),
        chart=drawing.groups_of(points, title=told.node.name) if points else "",
    )


@for_roles(*READERS)
def sheets(request: PageRequest, round_id: UUID) -> HttpResponse:
    """All sheets of a round."""
    found = _seen(request, round_id)
    return _shown(request, "sheets", found, "sheets", sheets=_named(down.sheets_of(found)))


@for_roles(*READERS)
def sheet(request: PageRequest, round_id: UUID, sheet_id: UUID) -> HttpResponse:
    """A sheet as it came."""
    found = _seen(request, round_id)
    told = down.sheet_down(found, sheet_id, language=_language())
    return _shown(request, "sheet", found, "", sheet=told, way=gettext(WAYS[told.way]))


@for_roles(*READERS)
def sheet_file(
    request: PageRequest, round_id: UUID, sheet_id: UUID, node_id: UUID, file_kind: str
) -> HttpResponseBase:
    """A photo, a voice note or a document that came with an answer: for those who work on the round."""
    file = down.file_of(_seen(request, round_id), sheet_id, node_id, kind=file_kind)
    return file_response(files.opened(file))


def _over_cells(line: reading.OverLine, rounds: int) -> SafeString:
    made = [cells.number(points) for points in line.points]
    made.append(cells.change(line.last))
    if rounds > 2:
        made.append(cells.change(line.over_all))
    return cells.joined(made)


def _named(refs: Any) -> list[tuple[down.SheetRef, str]]:
    return [(ref, gettext(WAYS[ref.way])) for ref in refs]
