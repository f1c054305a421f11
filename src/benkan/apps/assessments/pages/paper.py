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
from benkan.apps.assessments.pages.seeing import works_on
from benkan.apps.assessments.queries import papers as asked
from benkan.apps.assessments.queries.community import inputs_of
from benkan.apps.assessments.queries.papers import ON_PAPER, PaperRound
from benkan.apps.assessments.rules.interface import Category
from benkan.apps.assessments.rules.kinds import Kind
from benkan.apps.assessments.rules.papers import Question, in_blocks
from benkan.kit.documents import document_response
from benkan.kit.pages import PageRequest, for_roles
from benkan.kit.refusals import N_, NotFound
from benkan.kit.splits import AgeBand, Sex, Situation

CONCERNS, INPUTS = 7, 10
"""Empty lines on a sheet, as many as fit on its page."""


@dataclass(frozen=True)
class Paper:
    """A form: its template, its file, what it is for, and which uses of the engine have it."""

    name: str
    title: str
    about: str
    icon: str
    fill: Callable[[Round, PaperRound], dict[str, Any]]
    kinds: frozenset[Kind] = frozenset(Kind)
    is_wide: bool = False
    # Where it is typed in; a group's own sheets have their way beside the group.
    typed_at: str = ""


@for_roles(*rules.READERS)
def papers(request: PageRequest, round_id: UUID) -> HttpResponse:
    """All sheets of a round to print, and each group with the way to type its paper in."""
    seen = queries.seen_round(round_id, programme=request.programme.id, actor=request.actor)
    card = asked.paper_round(seen)
    shown = {
        "round": card,
        "papers": [paper for paper in PAPERS.values() if card.kind in paper.kinds],
        "groups": asked.paper_groups(seen),
        "may_type": card.is_open and works_on(request, round_id),
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


def _groups(seen: Round, _card: PaperRound) -> dict[str, Any]:
    return {
        "sheets": [(one, None) for one in asked.paper_groups(seen)],
        "sexes": list(Sex),
        "ages": list(AgeBand),
        "situations": list(Situation),
        "lines": range(1, CONCERNS + 1),
    }


def _inputs(seen: Round, _card: PaperRound) -> dict[str, Any]:
    inputs = inputs_of(seen.pk)
    return {"inputs": inputs, "more": range(len(inputs) + 1, max(INPUTS, len(inputs) + 2) + 1)}


def _joint(seen: Round, card: PaperRound) -> dict[str, Any]:
    """The questions with what each group has given so far, so that nobody copies it by hand."""
    groups = [one for one in asked.paper_groups(seen) if not one.is_provider]
    held = asked.held_by_group(seen)
    questions = _questions(card)
    rows = [(one, [held.get((one.node, group.id)) for group in groups]) for one in questions]
    return {"groups": groups, "rows": rows}


def _meeting(_seen: Round, _card: PaperRound) -> dict[str, Any]:
    return {
        "sexes": list(Sex),
        "categories": list(Category),
        "agreed": range(7),
        "disputed": range(4),
    }


def _plan(_seen: Round, card: PaperRound) -> dict[str, Any]:
    return {"questions": _questions(card), "more": range(3)}


def _questions(card: PaperRound) -> list[Question]:
    nodes = queries.asked_in(card.version, language=ON_PAPER)
    return asked.questions_on_paper(nodes, kind=card.kind, is_provider=False)


_SCORECARD = frozenset({Kind.SCORECARD})
_WITH_GROUPS = frozenset({Kind.SCORECARD, Kind.BAROMETER})

PAPERS = {
    paper.name: paper
    for paper in (
        Paper(
            "ressources",
            N_("Sheet of inputs"),
            N_("What the service should have by law or norm, and what is really there."),
            "list",
            _inputs,
            kinds=_SCORECARD,
            is_wide=True,
            typed_at="assessments:type_inputs",
        ),
        Paper(
            "groupe",
            N_("Sheet of the group"),
            N_("One page a group: who is here, and what this group raises."),
            "people",
            _groups,
            kinds=_WITH_GROUPS,
        ),
        Paper(
            "notes",
            N_("Scoring sheet"),
            N_("One page a group: each person gives one mark to each question."),
            "check",
            _notes,
        ),
        Paper(
            "consensus",
            N_("Sheet of the common score"),
            N_("What the representatives of all groups agree on, question by question."),
            "promise",
            _joint,
            kinds=_WITH_GROUPS,
            is_wide=True,
            typed_at="assessments:type_joint",
        ),
        Paper(
            "rencontre",
            N_("Sheet of the meeting"),
            N_("Who came and as what, and what both sides agreed on."),
            "calendar",
            _meeting,
            kinds=_WITH_GROUPS,
            typed_at="assessments:type_meeting",
        ),
        Paper(
            "plan",
            N_("Sheet of the action plan"),
            N_("One line an action: who answers for it, by which day, with which proof."),
            "promise",
            _plan,
            is_wide=True,
            typed_at="commitments:round_plan",
        ),
    )
}
