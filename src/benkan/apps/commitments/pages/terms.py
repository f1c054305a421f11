"""Write a commitment, complete it, and say afterwards what became known."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from benkan.apps.commitments import actions, queries
from benkan.apps.commitments.forms.terms import WRITTEN_SOURCES, BeginForm, TermsForm
from benkan.apps.commitments.queries import CommitmentCard
from benkan.apps.commitments.rules import PROPOSERS, State, Step
from benkan.apps.registry import queries as registry
from benkan.apps.voices import queries as voices
from benkan.kit.actor import EVERY_ROLE
from benkan.kit.choosing import id_in
from benkan.kit.forms import attempt, is_done
from benkan.kit.pages import PageRequest, for_roles, go_to
from benkan.kit.refusals import NotFound
from benkan.kit.services import Service


@dataclass(frozen=True)
class Ground:
    """What a new commitment stands on: a place and a service, or an issue, which has both."""

    place: UUID
    place_name: str
    service: str
    issue: UUID | None = None
    title: str = ""
    problem: str = ""


@for_roles(*PROPOSERS)
def new(request: PageRequest) -> HttpResponse:
    """First what it is about; then what is asked of which office."""
    ground = _ground(request)
    if ground is None:
        return _begin(request)
    form = TermsForm(_sent(request), problem=ground.problem, asks_source=ground.issue is None)
    form = _offered(request, form, ground.place)
    made = attempt(form, lambda: _propose(request, ground, form)) if form.is_valid() else None
    if made is not None:
        done = gettext("The promise is before the office. It is not public yet.")
        return go_to(request, "commitments:commitment", commitment_id=made, done=done)
    return render(request, "commitments/new.html", {"ground": ground, "form": form})


def _begin(request: PageRequest) -> HttpResponse:
    issues = voices.issues(request.actor, request.programme.id, open_only=True)
    places = registry.places_to_choose(request.actor.places(*PROPOSERS))
    form = BeginForm(initial=request.GET.dict()).offer(issues.lines, places)
    shown = {"form": form, "is_unclear": bool(request.GET)}
    return render(request, "commitments/begin.html", shown)


def _ground(request: PageRequest) -> Ground | None:
    """What the address says that it is about, where the reader may write there; None: not yet."""
    asked = request.GET
    if issue := id_in(asked.get("issue", "")):
        card = voices.issue_for(issue, actor=request.actor, programme=request.programme.id)
        ground = Ground(
            place=card.place,
            place_name=card.place_name,
            service=card.service.value,
            issue=card.id,
            title=card.title,
            problem=card.description or card.title,
        )
    else:
        place, service = id_in(asked.get("place", "")), asked.get("service", "")
        named = registry.place_lines([place]).get(place) if place else None
        if place is None or named is None or service not in set(Service):
            return None
        ground = Ground(place=place, place_name=named.name, service=service)
    if not request.actor.holds(*PROPOSERS, line=registry.line_of(ground.place)):
        raise NotFound()
    return ground


def _propose(request: PageRequest, ground: Ground, form: TermsForm) -> UUID:
    terms = form.terms()
    return actions.propose(
        programme=request.programme.id,
        recommendation=None,
        issue=ground.issue,
        office=terms.office,
        place=ground.place,
        service=ground.service,
        problem=terms.problem,
        action=terms.action,
        due_on=terms.due_on,
        details=terms.details,
        actor=request.actor,
        moment=timezone.now(),
    )


@for_roles(*EVERY_ROLE)
def complete(request: PageRequest, commitment_id: UUID) -> HttpResponse:
    """Complete or correct a proposal; after the answer, say what became known and why."""
    card = queries.commitment_page(
        commitment_id,
        programme=request.programme.id,
        actor=request.actor,
        today=timezone.localdate(),
    )
    if not {Step.COMPLETE, Step.AMEND} & set(card.open_steps):
        raise NotFound()
    is_promised = card.line.state is not State.PROPOSED
    form = TermsForm(
        _sent(request),
        base=card.terms,
        asks_source=card.details.source in WRITTEN_SOURCES and card.assessed_in is None,
        promised=is_promised,
    )
    form = _offered(request, form, card.line.place)
    if form.is_valid() and is_done(form, lambda: _complete(request, card, form)):
        done = gettext("It is written down with its date.")
        return go_to(request, "commitments:commitment", commitment_id=card.line.id, done=done)
    shown = {"card": card, "line": card.line, "form": form, "is_promised": is_promised}
    return render(request, "commitments/complete.html", shown)


def _complete(request: PageRequest, card: CommitmentCard, form: TermsForm) -> None:
    actions.complete(
        commitment=card.line.id,
        terms=form.terms(),
        reason=form.reason,
        actor=request.actor,
        moment=timezone.now(),
    )


def _offered(request: PageRequest, form: TermsForm, place: UUID) -> TermsForm:
    programme = request.programme.id
    offices = registry.offices_at(programme, place, with_above=True, on=timezone.localdate())
    return form.offer(offices, registry.organisations_called(programme))


def _sent(request: PageRequest) -> object:
    return request.POST if request.method == "POST" else None
