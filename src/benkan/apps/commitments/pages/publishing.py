"""What everybody may read of a promise, and who decides so."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_GET, require_POST

from benkan.apps.commitments import actions, queries
from benkan.apps.commitments.forms.publishing import (
    PublishForm,
    PublishSeveralForm,
    WithdrawForm,
)
from benkan.apps.commitments.pages import one
from benkan.apps.commitments.queries import CommitmentCard, Withdrawn
from benkan.apps.commitments.queries import public as everybody
from benkan.apps.commitments.queries.escalating import climbed
from benkan.apps.commitments.rules import PUBLISHERS
from benkan.apps.files import queries as files
from benkan.kit.forms import attempt, is_done
from benkan.kit.pages import (
    PageRequest,
    address,
    file_response,
    for_everyone,
    for_roles,
    go_to,
)
from benkan.kit.refusals import NotFound


@require_GET
@for_everyone
def public(request: PageRequest, number: int) -> HttpResponse:
    """One published promise with its history; one that was taken back says only that."""
    found = everybody.public_promise(
        request.programme.id,
        number,
        today=timezone.localdate(),
        language=get_language() or "fr",
    )
    if isinstance(found, Withdrawn):
        return render(request, "commitments/withdrawn.html", {"withdrawn": found}, status=410)
    here = request.build_absolute_uri(address(request, "commitments:public", number=number))
    shown = {
        "promise": found,
        "line": found.line,
        "here": here,
        "climbed": climbed(found.line.id),
    }
    return render(request, "commitments/public.html", shown)


@require_GET
@for_everyone
def public_proof(request: PageRequest, number: int, proof_id: UUID) -> HttpResponseBase:
    """A file that somebody of the programme chose to show."""
    return file_response(
        files.opened(everybody.public_proof(request.programme.id, number, proof_id))
    )


@for_roles(*PUBLISHERS)
def publish(request: PageRequest, commitment_id: UUID) -> HttpResponse:
    """See a promise as everybody will, choose its files, and show it."""
    card = _publishable(request, commitment_id)
    form = PublishForm(request.POST if request.method == "POST" else None).offer(card.files)
    if form.is_valid() and is_done(form, lambda: _publish(request, card, form)):
        done = gettext("Everybody can now read this promise.")
        return go_to(request, "commitments:commitment", commitment_id=card.line.id, done=done)
    promise = everybody.preview(
        card.line.id,
        programme=request.programme.id,
        actor=request.actor,
        today=timezone.localdate(),
        language=get_language() or "fr",
    )
    shown = {"card": card, "line": card.line, "promise": promise, "form": form}
    return render(request, "commitments/publish.html", shown)


def _publish(request: PageRequest, card: CommitmentCard, form: PublishForm) -> None:
    actions.publish(
        commitment=card.line.id,
        proofs=form.cleaned_data.get("proofs"),
        actor=request.actor,
        moment=timezone.now(),
    )


@require_POST
@for_roles(*PUBLISHERS)
def withdraw(request: PageRequest, commitment_id: UUID) -> HttpResponse:
    """Take a promise back from the public."""
    card = _publishable(request, commitment_id)
    form = WithdrawForm(request.POST)
    by: dict[str, Any] = {"actor": request.actor, "moment": timezone.now()}
    if form.is_valid() and is_done(
        form, lambda: actions.withdraw(commitment=card.line.id, **form.said(), **by)
    ):
        done = gettext("The public no longer sees this promise.")
        return go_to(request, "commitments:commitment", commitment_id=card.line.id, done=done)
    return one.shown(request, card, withdrawing=form)


@for_roles(*PUBLISHERS)
def publish_several(request: PageRequest) -> HttpResponse:
    """The promises that are not public yet: all, or those of one meeting."""
    meeting = _key(request.GET.get("meeting", ""))
    found = queries.unpublished(
        request.actor, request.programme.id, today=timezone.localdate(), meeting=meeting
    )
    form = PublishSeveralForm(request.POST if request.method == "POST" else None).offer(found)
    published = attempt(form, lambda: _published(request, form)) if form.is_valid() else None
    if published is not None:
        words = ngettext(
            "Everybody can now read %(count)s promise.",
            "Everybody can now read %(count)s promises.",
            published,
        )
        return go_to(request, "commitments:board", done=words % {"count": published})
    shown = {"found": found, "form": form, "is_of_meeting": meeting is not None}
    return render(request, "commitments/publish_several.html", shown)


def _published(request: PageRequest, form: PublishSeveralForm) -> int:
    return actions.publish_several(
        commitments=form.cleaned_data["commitments"], actor=request.actor, moment=timezone.now()
    )


def _publishable(request: PageRequest, commitment_id: UUID) -> CommitmentCard:
    card = queries.commitment_page(
        commitment_id,
        programme=request.programme.id,
        actor=request.actor,
        today=timezone.localdate(),
    )
    if not card.may_publish:
        raise NotFound()
    return card


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
