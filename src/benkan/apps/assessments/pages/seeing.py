"""Whose round a page is about, asked by every page of the chapter; and a page that is one form."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from benkan.apps.assessments import rules
from benkan.apps.assessments.queries.rounds import RoundCard, round_card
from benkan.apps.assessments.queries.scope import rounds_seen_by
from benkan.kit.actor import Role
from benkan.kit.forms import is_done
from benkan.kit.pages import PageRequest, go_to
from benkan.kit.refusals import NotFound


def seen(request: PageRequest, round_id: UUID) -> RoundCard:
    """The round, if the reader may see it."""
    return round_card(round_id, programme=request.programme.id, actor=request.actor)


def works_on(request: PageRequest, round_id: UUID, *roles: Role) -> bool:
    """Whether the reader works on the round (or holds one of `roles` there), in one query."""
    mine = rounds_seen_by(request.actor, request.programme.id, *(roles or rules.WORKERS))
    return mine.filter(pk=round_id).exists()


def worked(request: PageRequest, round_id: UUID, *roles: Role) -> RoundCard:
    """The round, for those who work on it; for anybody else there is none."""
    card = seen(request, round_id)
    if not works_on(request, round_id, *roles):
        raise NotFound()
    return card


@dataclass(frozen=True)
class OneForm:
    """A page that is one form about a round: its words, in the reader's language."""

    title: str
    button: str
    hint: str = ""


def form_page(
    request: PageRequest,
    card: RoundCard,
    form: forms.Form,
    words: OneForm,
    *,
    act: Callable[[], object],
    done: str,
    to: str = "web:round",
) -> HttpResponse:
    """Show the form, or do what a valid one asks and go on to a page of the round."""
    if form.is_valid() and is_done(form, act):
        return go_to(request, to, round_id=card.id, done=done)
    shown = {"round": card, "form": form, "words": words}
    return render(request, "assessments/one_form.html", shown)
