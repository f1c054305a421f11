"""What the stakeholder groups of a barometer say, written down at a desk with reasons and proofs."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from benkan.apps.assessments import rules
from benkan.apps.assessments.actions.answering import keep_proof, write_down_answers
from benkan.apps.assessments.forms.stakeholders import AnswerForm, SheetForm
from benkan.apps.assessments.models import Round
from benkan.apps.assessments.pages.barometers import barometer
from benkan.apps.assessments.pages.seeing import works_on
from benkan.apps.assessments.queries.asked import AskedNode
from benkan.apps.assessments.queries.barometer_model import seen_barometer
from benkan.apps.assessments.queries.stakeholders import (
    GroupPage,
    group_page,
    progress_of,
    proof_of,
)
from benkan.apps.files import queries as files
from benkan.kit.forms import attempt
from benkan.kit.pages import PageRequest, file_response, for_roles, go_to
from benkan.kit.refusals import NotFound

Part = tuple[AskedNode, list[AnswerForm]]
"""A sub-criterion with a form for each of its questions."""


@for_roles(*rules.READERS)
def scores(request: PageRequest, round_id: UUID) -> HttpResponse:
    """How far each group has come, criterion by criterion, with the way to write on."""
    card = barometer(request, round_id)
    shown = {
        "round": card,
        "progress": progress_of(_row(request, round_id), language=_language()),
        "may_write": not card.is_closed and works_on(request, round_id),
    }
    return render(request, "assessments/barometer/scores.html", shown)


@for_roles(*rules.WORKERS)
def group(request: PageRequest, round_id: UUID, group_id: UUID, criterion: str) -> HttpResponse:
    """What one group says in one criterion; a question that is left empty is left out."""
    card = barometer(request, round_id)
    if not works_on(request, round_id):
        raise NotFound()
    page = group_page(_row(request, round_id), group_id, criterion, language=_language())
    is_sent = request.method == "POST"
    sheet = SheetForm(
        request.POST if is_sent else None,
        initial={
            "scored_on": page.met_on or timezone.localdate(),
            "client_key": SheetForm.new_key(),
        },
    )
    parts = _parts(request, page)
    answers = [form for _, forms in parts for form in forms]
    if is_sent and all([sheet.is_valid(), *(form.is_valid() for form in answers)]):
        told = attempt(sheet, lambda: _written(request, page, sheet, answers))
        if told is not None:
            return _onward(request, card.id, page, told)
    shown = {
        "round": card,
        "page": page,
        "sheet": sheet,
        "parts": parts,
        "wrong": [form for form in answers if form.errors],
        "is_open": not card.is_closed,
    }
    return render(request, "assessments/barometer/group.html", shown)


@for_roles(*rules.READERS)
def proof(request: PageRequest, round_id: UUID, score_id: UUID) -> HttpResponseBase:
    """The document behind a score."""
    file = proof_of(round_id, score_id, programme=request.programme.id, actor=request.actor)
    return file_response(files.opened(file))


def _parts(request: PageRequest, page: GroupPage) -> list[Part]:
    sent: tuple[Any, ...] = (request.POST, request.FILES) if request.method == "POST" else ()
    return [(sub, [AnswerForm(said, *sent) for said in those]) for sub, those in page.subs]


def _written(
    request: PageRequest, page: GroupPage, sheet: SheetForm, answers: Sequence[AnswerForm]
) -> tuple[int, int]:
    """How many answers were taken, and how many of them now wait for a person."""
    new = [form for form in answers if form.is_new]
    if not new:
        return 0, 0
    taken = write_down_answers(
        group=page.group,
        lines=[form.line(file=_kept(request, page, form)) for form in new],
        seen={form.said.node.id: form.cleaned_data["seen"] or 0 for form in new},
        client_key=sheet.cleaned_data["client_key"],
        scored_on=sheet.cleaned_data["scored_on"],
        actor=request.actor,
        moment=timezone.now(),
    )
    return len(new), taken.conflicts


def _kept(request: PageRequest, page: GroupPage, form: AnswerForm) -> UUID | None:
    """The document that was brought, else the one that is there."""
    file: UploadedFile[Any] | None = form.cleaned_data["file"]
    if file is None:
        return form.said.file
    return keep_proof(
        group=page.group,
        content=file.read(),
        # What the browser says; what the file is, is found out when it is kept.
        is_picture=(file.content_type or "").startswith("image/"),
        actor=request.actor,
        moment=timezone.now(),
    )


def _onward(
    request: PageRequest, round_id: UUID, page: GroupPage, told: tuple[int, int]
) -> HttpResponse:
    """On to the next criterion, or back to all groups after the last."""
    taken, conflicts = told
    done = ngettext("%(count)s answer is kept.", "%(count)s answers are kept.", taken) % {
        "count": taken
    }
    if conflicts:
        done = gettext(
            "Kept. Somebody else wrote another answer meanwhile: choose which one holds."
        )
    if page.after and not conflicts:
        return go_to(
            request,
            "assessments:barometer_group",
            round_id=round_id,
            group_id=page.group,
            criterion=page.after,
            done=done,
        )
    return go_to(request, "assessments:barometer_scores", round_id=round_id, done=done)


def _row(request: PageRequest, round_id: UUID) -> Round:
    return seen_barometer(round_id, programme=request.programme.id, actor=request.actor)


def _language() -> str:
    return get_language() or "fr"
