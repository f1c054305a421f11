"""Letters by which promises climb: make one, read it, follow it, answer it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext, override
from django.views.decorators.http import require_POST

from benkan.apps.commitments.actions import escalating as actions
from benkan.apps.commitments.forms.climbing import BUTTONS, FORMS, RaiseForm
from benkan.apps.commitments.queries import escalating as queries
from benkan.apps.commitments.queries.escalating import EscalationCard
from benkan.apps.commitments.rules.escalating import RAISERS, How, Move
from benkan.apps.files import queries as files
from benkan.kit.actor import EVERY_ROLE
from benkan.kit.documents import as_pdf, document_response
from benkan.kit.forms import attempt, is_done
from benkan.kit.pages import PageRequest, address, file_response, for_roles, go_to
from benkan.kit.refusals import NotFound

_LETTER = "commitments/escalation_letter.html"


@for_roles(*RAISERS)
def carry_up(request: PageRequest, commitment_id: UUID) -> HttpResponse:
    """Make the letter to an office one level up; where there is none, say how to add one."""
    raising = queries.raising_page(
        commitment_id,
        programme=request.programme.id,
        actor=request.actor,
        today=timezone.localdate(),
    )
    form = RaiseForm(request.POST or None).offer(raising.candidates)
    if form.is_valid():
        made = attempt(
            form,
            lambda: actions.carry_up(
                commitment=commitment_id,
                to_office=UUID(form.cleaned_data["to_office"]),
                actor=request.actor,
                moment=timezone.now(),
            ),
        )
        if made is not None:
            done = gettext("The letter is ready: print it, sign it and hand it over.")
            return go_to(request, "commitments:escalation", escalation_id=made, done=done)
    shown = {"raising": raising, "line": raising.line, "form": form}
    return render(request, "commitments/carry_up.html", shown)


@for_roles(*EVERY_ROLE)
def escalation(request: PageRequest, escalation_id: UUID) -> HttpResponse:
    """One letter: where it stands, what happened, and what the reader may do now."""
    return _shown(request, _seen(request, escalation_id))


@require_POST
@for_roles(*EVERY_ROLE)
def move(request: PageRequest, escalation_id: UUID, move: str) -> HttpResponse:
    """Make a move; a refusal comes back on the same form."""
    card = _seen(request, escalation_id)
    chosen = next((one for one in FORMS if one.value == move), None)
    if chosen is None:
        raise NotFound()
    form = _offered(FORMS[chosen](request.POST), card)
    if not form.is_valid():
        return _shown(request, card, {chosen: form})
    if chosen is Move.CLIMB:
        return _climb(request, card, form)
    if is_done(form, lambda: _make(request, card, chosen, form)):
        done = gettext("It is written down with its date.")
        return go_to(request, "commitments:escalation", escalation_id=escalation_id, done=done)
    return _shown(request, card, {chosen: form})


@for_roles(*EVERY_ROLE)
def letter(request: PageRequest, escalation_id: UUID) -> HttpResponse:
    """The letter, in French: to print, or as a PDF."""
    card = _seen(request, escalation_id)
    with override("fr"):
        return document_response(
            request,
            _LETTER,
            _letter(request, card),
            name=f"lettre-{card.line.reference.replace('/', '-')}",
            as_pdf="pdf" in request.GET,
        )


@for_roles(*EVERY_ROLE)
def sent_letter(request: PageRequest, escalation_id: UUID) -> HttpResponseBase:
    """The letter as it was sent, byte for byte."""
    card = _seen(request, escalation_id)
    name = f"lettre-{card.line.reference.replace('/', '-')}.pdf"
    return file_response(files.opened(card.sent_file), name=name)


def _make(request: PageRequest, card: EscalationCard, chosen: Move, form: forms.Form) -> None:
    said = form.cleaned_data
    sends = chosen is Move.SEND and Move.SEND in card.open_moves
    actions.make_move(
        escalation=card.line.id,
        move=chosen,
        on=said["on"],
        note=said.get("note", ""),
        how=How(said["how"]) if "how" in said else None,
        letter=_sheet(request, card) if sends else None,
        actor=request.actor,
        moment=timezone.now(),
    )


def _sheet(request: PageRequest, card: EscalationCard) -> bytes | None:
    """The letter as a PDF, to be kept as it is sent; None where this server makes none: then its words
    are kept alone."""
    with override("fr"):
        shown = {**_letter(request, card), "is_paper": True}
        return as_pdf(render_to_string(_LETTER, shown, request=request))


def _letter(request: PageRequest, card: EscalationCard) -> dict[str, Any]:
    return {"card": card, "letter": card.letter}


def _climb(request: PageRequest, card: EscalationCard, form: forms.Form) -> HttpResponse:
    made = attempt(
        form,
        lambda: actions.carry_further(
            escalation=card.line.id,
            to_office=UUID(form.cleaned_data["to_office"]),
            actor=request.actor,
            moment=timezone.now(),
        ),
    )
    if made is None:
        return _shown(request, card, {Move.CLIMB: form})
    done = gettext("The letter is ready: print it, sign it and hand it over.")
    return go_to(request, "commitments:escalation", escalation_id=made, done=done)


def _seen(request: PageRequest, escalation_id: UUID) -> EscalationCard:
    return queries.escalation_page(
        escalation_id,
        programme=request.programme.id,
        actor=request.actor,
        today=timezone.localdate(),
    )


@dataclass(frozen=True)
class OpenMove:
    """A move that the reader may make: its button, its form and where the form goes."""

    name: str
    button: str
    form: forms.Form
    href: str


def _shown(
    request: PageRequest, card: EscalationCard, sent: dict[Move, forms.Form] | None = None
) -> HttpResponse:
    sent = sent or {}
    moves = [
        OpenMove(
            name=one.value,
            button=BUTTONS[one],
            form=sent.get(one) or _fresh(one, card),
            href=address(request, "commitments:move", escalation_id=card.line.id, move=one.value),
        )
        for one in card.open_moves
        if one is not Move.CLIMB or card.next_offices
    ]
    refused = [form for one, form in sent.items() if one not in card.open_moves]
    shown = {
        "card": card,
        "line": card.line,
        "moves": moves,
        "refused": refused,
        "is_at_the_top": Move.CLIMB in card.open_moves and not card.next_offices,
    }
    return render(request, "commitments/escalation.html", shown)


def _fresh(chosen: Move, card: EscalationCard) -> forms.Form:
    form = FORMS[chosen](auto_id=f"{chosen.value}-%s", initial={"on": timezone.localdate()})
    return _offered(form, card)


def _offered(form: forms.Form, card: EscalationCard) -> forms.Form:
    return form.offer(card.next_offices) if isinstance(form, RaiseForm) else form
