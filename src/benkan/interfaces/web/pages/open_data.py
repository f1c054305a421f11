"""Open data: the page that explains the files, and the files, written as they are read."""

from datetime import datetime

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, override

from benkan.interfaces.web.gather import open_data
from benkan.interfaces.web.gather.open_data import LICENCE, LICENCE_ADDRESS, TABLES, Asked
from benkan.kit.open_tables import csv_lines
from benkan.kit.pages import PageRequest, for_everyone
from benkan.kit.refusals import N_

SOURCES = N_(
    "Borders: OCHA / DNCT Mali (COD-AB, 2015), via HDX, CC BY as reported. Schools: OpenDataMali"
    " (ODC-PDDL). Health facilities: Maina et al. 2019 / WHO. Population: INSTAT Mali (RGPH5)."
)


@for_everyone
def open_data_page(request: PageRequest) -> HttpResponse:
    """The files, what stands in each column, the licence; in no query but the programme's."""
    words = {"tables": TABLES.values(), "sources": gettext(SOURCES), "today": timezone.localdate()}
    return render(request, "web/open_data.html", words | _licence())


@for_everyone
def table(request: PageRequest, table: str) -> StreamingHttpResponse:
    """One file as CSV."""
    wanted = TABLES.get(table)
    if wanted is None:
        raise Http404
    lines = csv_lines(wanted.columns, wanted.rows(_asked(request)))
    return _file(request, f"{wanted.name}.csv", lines, "text/csv; charset=utf-8")


@for_everyone
def communes(request: PageRequest) -> StreamingHttpResponse:
    """The communes as GeoJSON."""
    with override("fr"):
        title, sources = f"Benkan, {request.programme.name}", gettext(SOURCES)
    pieces = open_data.features(_asked(request), title=title, sources=sources)
    return _file(request, "communes.geojson", pieces, "application/geo+json")


def _asked(request: PageRequest) -> Asked:
    return Asked(request.programme, timezone.localdate(), request.build_absolute_uri)


def _licence() -> dict[str, str]:
    return {"licence": LICENCE, "licence_address": LICENCE_ADDRESS}


def _file(request: PageRequest, name: str, pieces: object, kind: str) -> StreamingHttpResponse:
    """A file to keep, which says in its own name that it is of a demonstration."""
    marks = {"demonstration": "DEMONSTRATION-", "historical": "PASSE-"}
    on: datetime = timezone.localtime()
    named = f"{marks.get(request.programme.kind, '')}{request.programme.slug}-{on:%Y-%m-%d}-{name}"
    response = StreamingHttpResponse(pieces, content_type=kind)  # type: ignore[arg-type]  # str
    response.headers["Content-Disposition"] = f'attachment; filename="{named}"'
    response.headers["Link"] = f'<{LICENCE_ADDRESS}>; rel="license"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "public, max-age=300"
    return response
