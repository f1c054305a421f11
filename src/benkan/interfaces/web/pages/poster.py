"""A sheet of a commune to print and pin up."""

from django.http import HttpResponse
from django.utils import timezone

from benkan.interfaces.web import gather
from benkan.kit.documents import document_response
from benkan.kit.pages import PageRequest, address, for_everyone


@for_everyone
def poster(request: PageRequest, code: str) -> HttpResponse:
    """The sheet to print by the browser, or as a PDF."""
    on = timezone.localdate()
    home = request.build_absolute_uri(address(request, "web:commune", code=code))
    shown = gather.poster_of(request.programme.id, code, on=on, address=home)
    return document_response(
        request,
        "web/poster.html",
        {"poster": shown, "on": on},
        name=f"affiche-{code.lower()}",
        as_pdf=request.GET.get("pdf") == "1",
        for_everybody=True,
    )
