"""A released round on one sheet to pin up, and as three minutes of radio."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone, translation

from benkan.apps.assessments import queries as assessments
from benkan.apps.assessments import rules
from benkan.interfaces.web.gather.round_script import script_of
from benkan.interfaces.web.gather.round_told import RoundTold, told_of
from benkan.kit.documents import document_response
from benkan.kit.pages import PageRequest, address, for_everyone, for_roles
from benkan.kit.refusals import NotFound

ALOUD = "fr"


@for_everyone
def poster(request: PageRequest, round_id: UUID) -> HttpResponse:
    """The sheet to pin up, in French; there is none before the release."""
    with translation.override(ALOUD):
        told = _told(request, round_id)
        return document_response(
            request,
            "web/round_poster.html",
            {"told": told, "on": timezone.localdate()},
            name="affiche",
            as_pdf=request.GET.get("pdf") == "1",
            for_everybody=True,
        )


@for_roles(*rules.READERS)
def script(request: PageRequest, round_id: UUID) -> HttpResponse:
    """What is read out on the radio, in French; before the release the page says so."""
    assessments.seen_round(round_id, programme=request.programme.id, actor=request.actor)
    with translation.override(ALOUD):
        try:
            told = _told(request, round_id)
        except NotFound:
            told = None
        has_result = told is not None and told.points is not None
        shown = {
            "round_id": round_id,
            "told": told,
            "script": script_of(told) if told is not None and has_result else None,
        }
        return document_response(
            request, "web/round_script.html", shown, name="radio", as_pdf="pdf" in request.GET
        )


def _told(request: PageRequest, round_id: UUID) -> RoundTold:
    home = address(request, "web:public_round", round_id=round_id)
    return told_of(
        round_id,
        programme=request.programme.id,
        on=timezone.localdate(),
        address=request.build_absolute_uri(home),
        language=ALOUD,
    )
