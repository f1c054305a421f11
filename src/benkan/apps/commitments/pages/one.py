"""One commitment and its steps."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST

from benkan.apps.commitments import actions, queries
from benkan.apps.commitments.forms.publishing import WithdrawForm
from benkan.apps.commitments.forms.stepping import BUTTONS, FORMS, CheckForm, ReportForm
from benkan.apps.commitments.queries import CommitmentCard, escalating
from benkan.apps.commitments.rules import Step
from benkan.apps.files import queries as files
from benkan.kit.actor import EVERY_ROLE
from benkan.kit.forms import is_done
from benkan.kit.pages import PageRequest, address, file_response, for_roles, go_to
from benkan.kit.refusals import NotFound


@for_roles(*EVERY_ROLE)
def commitment(request: PageRequest, commitment_id: UUID) -> HttpResponse:
    """One promise: what, who, by when, what happened, and what the reader may do now."""
    return shown(request, _seen(request, commitment_id))


@require_POST
@for_roles(*EVERY_ROLE)
def step(request: PageRequest, commitment_id: UUID, step_name: str) -> HttpResponse:
    """Take a step; a refusal comes back on the same form."""
    card = _seen(request, commitment_id)
    if step_name not in FORMS:
        raise NotFound()
    form = FORMS[step_name](request.POST, request.FILES)
    if form.is_valid() and is_done(form, lambda: _take(request, card, step_name, form)):
        done = _written(card)
        return go_to(request, "commitments:commitment", commitment_id=card.line.id, done=done)
    return shown(request, card, {step_name: form})


def _written(card: CommitmentCard) -> str:
    if card.published_at is not None:
        return gettext("It is written down, and citizens can see it.")
    return gettext("It is written down. Citizens see it once the promise is public.")


def _take(request: PageRequest, card: CommitmentCard, name: str, form: forms.Form) -> None:
    by = {"commitment": card.line.id, "actor": request.actor, "moment": timezone.now()}
    steps: dict[str, Callable[..., None]] = {
        Step.ACCEPT: actions.accept,
        Step.DECLINE: actions.decline,
        Step.BEGIN: actions.begin,
        Step.POSTPONE: actions.postpone,
        Step.REPORT_DONE: actions.report_done,
        "check": actions.record_check,
        Step.KEEP: actions.keep,
        Step.BREAK_OFF: actions.break_off,
    }
    said = form.said() if isinstance(form, ReportForm | CheckForm) else form.cleaned_data
    steps[name](**by, **said)


@for_roles(*EVERY_ROLE)
def proof(request: PageRequest, commitment_id: UUID, proof_id: UUID) -> HttpResponseBase:
    """The file of a proof, for those who may open the commitment."""
    file = queries.proof_file(
        proof_id, commitment=commitment_id, programme=request.programme.id, actor=request.actor
    )
    return file_response(files.opened(file))


def _seen(request: PageRequest, commitment_id: UUID) -> CommitmentCard:
    return queries.commitment_page(
        commitment_id,
        programme=request.programme.id,
        actor=request.actor,
        today=timezone.localdate(),
        language=get_language() or "fr",
    )


_ON_OWN_PAGE = frozenset({Step.COMPLETE, Step.AMEND})


@dataclass(frozen=True)
class OpenStep:
    """A step that the reader may take: its button, its form and where the form goes."""

    name: str
    button: str
    form: forms.Form
    href: str

    @property
    def is_plain(self) -> bool:
        return not self.form.fields

    @property
    def is_no(self) -> bool:
        return self.name in (Step.DECLINE, Step.BREAK_OFF)


def shown(
    request: PageRequest,
    card: CommitmentCard,
    sent: dict[str, forms.Form] | None = None,
    *,
    withdrawing: WithdrawForm | None = None,
) -> HttpResponse:
    """The page of a promise; a form that was sent comes back on it with what is wrong."""
    sent = sent or {}
    names = dict.fromkeys(
        "check" if step in (Step.CONFIRM, Step.CONTEST) else step.value
        for step in card.open_steps
        if step not in _ON_OWN_PAGE
    )
    steps = [
        OpenStep(
            name=name,
            button=BUTTONS[name],
            form=_form(name, card, sent),
            href=address(request, "commitments:step", commitment_id=card.line.id, step_name=name),
        )
        for name in names
    ]
    refused = [form for name, form in sent.items() if name not in names]
    climbing = escalating.climbing_of(card.line.id, actor=request.actor, today=timezone.localdate())
    on_page = {
        "may_complete": not _ON_OWN_PAGE.isdisjoint(card.open_steps),
        "card": card,
        "line": card.line,
        "steps": steps,
        "refused": refused,
        "climbing": climbing,
        "climbed": escalating.climbed(card.line.id),
        "withdrawing": withdrawing or WithdrawForm(auto_id="withdraw-%s"),
    }
    return render(request, "commitments/commitment.html", on_page)


def _form(name: str, card: CommitmentCard, sent: dict[str, forms.Form]) -> forms.Form:
    form = sent.get(name) or FORMS[name](auto_id=f"{name}-%s")
    if isinstance(form, CheckForm) and Step.CONFIRM not in card.open_steps:
        form.offer_no_only()
    return form
