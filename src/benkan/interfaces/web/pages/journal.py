"""The head of the journal on a sheet of paper: what others keep, so that nobody can write it anew."""

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone

from benkan.interfaces.web import gather
from benkan.interfaces.web.pages.retention import READERS
from benkan.kit.documents import document_response
from benkan.kit.pages import PageRequest, for_roles


@for_roles(*READERS)
def head(request: PageRequest) -> HttpResponse:
    """The sheet to print by the browser, or as a PDF."""
    now = timezone.now()
    shown = {
        "head": gather.head_of(request.programme, now=now),
        "now": now,
        "witnesses": len(settings.ANCHOR_TO) if request.programme.is_real else 0,
    }
    asked = request.GET.get("pdf") == "1"
    return document_response(request, "web/journal.html", shown, name="journal", as_pdf=asked)
