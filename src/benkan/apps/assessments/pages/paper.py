"""What is printed of a round: every form as a sheet of paper, in French, one page a group."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation

from benkan.apps.assessments import queries, rules
from benkan.apps.assessments.models import Round
from benkan.apps.assessments.queries import papers as asked
from benkan.apps.assessments.queries.papers import ON_PAPER, PaperRound
from benkan.apps.assessments.rules.kinds import Kind
from benkan.apps.assessments.rules.papers import in_blocks
from benkan.kit.documents import document_response
from benkan.kit.pages import PageRequest, for_roles
from benkan.kit.refusals import N_, NotFound


@dataclass(frozen=True)
class Paper:
    """A form: its template, its file, what it is for, and which uses of the engine have it."""

    name: str
    title: str
    about: str
    icon: str
    fill: Callable[[Round, PaperRound], dict[str, Any]]
    kinds: frozenset[Kind] = frozenset(Kind)


@for_roles(*rules.READERS)
def papers(request: PageRequest, round_id: UUID) -> HttpResponse:
    """All sheets of a round to print, and each group with the way to type its paper in."""
    seen = queries.seen_round(round_id, programme=request.programme.id, actor=request.actor)
    card = asked.paper_round(seen)
    shown = {
        "round": card,
        "papers": [paper for paper in PAPERS.values() if card.kind in paper.kinds],
        "groups": asked.paper_groups(seen),
        "may_type": card.is_open and request.actor.holds_anywhere(*rules.WORKERS),
    }
    return render(request, "assessments/paper/papers.html", shown)


@for_roles(*rules.READERS)
def paper(request: PageRequest, round_id: UUID, paper: str) -> HttpResponse:
    """One form, to print by the browser or as a PDF; `groupe` in the address: of that group alone."""
    seen = queries.seen_round(round_id, programme=request.programme.id, actor=request.actor)
    card = asked.paper_round(seen)
    form = PAPERS.get(paper)
    if form is None or card.kind not in form.kinds:
        raise NotFound()
    shown = form.fill(seen, card)
    wanted = request.GET.get("groupe", "")
    if wanted and "sheets" in shown:
        shown["sheets"] = [one for one in shown["sheets"] if str(one[0].id) == wanted]
    with translation.override(ON_PAPER):
        return document_response(
            request,
            f"assessments/paper/{form.name}.html",
            {"round": card, "paper": form, "wanted": wanted, **shown},
            name=form.name,
            as_pdf="pdf" in request.GET,
        )


def _notes(seen: Round, card: PaperRound) -> dict[str, Any]:
    """Of each group the questions it is asked; the tables are made once for all groups alike."""
    nodes = queries.asked_in(card.version, language=ON_PAPER)
    blocks = {
        is_provider: in_blocks(
            asked.questions_on_paper(nodes, kind=card.kind, is_provider=is_provider)
        )
        for is_provider in (False, True)
    }
    return {"sheets": [(one, blocks[one.is_provider]) for one in asked.paper_groups(seen)]}


PAPERS = {
    paper.name: paper
    for paper in (
        Paper(
            "notes",
            N_("Scoring sheets"),
            N_("One page a group: each person gives one mark to each question."),
            "people",
            _notes,
        ),
    )
}
