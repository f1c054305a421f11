"""One policy measure, and everything that can be done to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from benkan.apps.commitments.actions import policies as facts
from benkan.apps.commitments.actions import policy_links as links
from benkan.apps.commitments.actions import policy_publishing as publishing
from benkan.apps.commitments.actions import policy_stages as stages
from benkan.apps.commitments.actions.policy_promises import ask_for_promise
from benkan.apps.commitments.forms import policy_acts as acts
from benkan.apps.commitments.pages.policies import offices_of, seen
from benkan.apps.commitments.pages.rows import promise_rows
from benkan.apps.commitments.queries.policy_page import PolicyCard, evidence_file
from benkan.apps.commitments.queries.policy_sources import issues_to_name, meetings_to_name
from benkan.apps.files import queries as files
from benkan.apps.registry import queries as registry
from benkan.kit.actor import EVERY_ROLE
from benkan.kit.forms import is_done
from benkan.kit.pages import PageRequest, address, file_response, for_roles, go_to
from benkan.kit.refusals import N_, NotFound

Sent = Mapping[str, forms.Form]


@dataclass(frozen=True)
class Act:
    """Something that can be done to a measure: its form, its action, and what is said when it is done."""

    form: Callable[..., forms.Form]
    action: Callable[..., object]
    done: str


def _named(action: Callable[..., object], word: str) -> Callable[..., object]:
    """An action that takes what was chosen from a list under a name of its own."""

    def act(*, chosen: UUID, **by: Any) -> object:
        return action(**{word: chosen}, **by)

    return act


def _published(*, is_read: bool, **by: Any) -> None:
    assert is_read, "the form asks for it"
    publishing.publish_policy(**by)


_WRITTEN = N_("It is written down.")
ACTS: dict[str, Act] = {
    "record": Act(acts.RecordForm, stages.record_stage, N_("The stage waits to be verified.")),
    "skip": Act(acts.StageReasonForm, stages.skip_stage, _WRITTEN),
    "verify": Act(
        acts.StageForm, stages.verify_stage, N_("The stage is verified: it counts from now on.")
    ),
    "turn_down": Act(acts.StageReasonForm, stages.turn_down_stage, _WRITTEN),
    "back": Act(acts.BackForm, stages.go_back, _WRITTEN),
    "organisation": Act(acts.PartForm, facts.add_organisation, _WRITTEN),
    "drop_organisation": Act(acts.DropPartForm, facts.remove_organisation, _WRITTEN),
    "issue": Act(acts.NameForm, _named(links.link_issue, "issue"), _WRITTEN),
    "drop_issue": Act(acts.DropForm, _named(links.unlink_issue, "issue"), _WRITTEN),
    "meeting": Act(acts.NameForm, _named(links.link_meeting, "activity"), _WRITTEN),
    "drop_meeting": Act(acts.DropForm, _named(links.unlink_meeting, "activity"), _WRITTEN),
    "promise": Act(
        acts.PromiseForm, ask_for_promise, N_("The promise is before the office, for its answer.")
    ),
    "publish": Act(acts.PublishForm, _published, N_("Everybody can now read this measure.")),
    "withdraw": Act(
        acts.WithdrawForm,
        publishing.withdraw_policy,
        N_("The public no longer sees this measure."),
    ),
}
"""By the last word of the address to which each is sent."""


@for_roles(*EVERY_ROLE)
def policy(request: PageRequest, policy_id: UUID) -> HttpResponse:
    """One measure: how far it has come, its text, what fed it, and what the reader may do now."""
    return _shown(request, seen(request, policy_id))


@require_POST
@for_roles(*EVERY_ROLE)
def act(request: PageRequest, policy_id: UUID, act: str) -> HttpResponse:
    """Do something to a measure; a refusal comes back on the same form."""
    card = seen(request, policy_id)
    if act not in ACTS:
        raise NotFound()
    form = _offered(request, card, act, ACTS[act].form(request.POST, request.FILES))
    if form.is_valid() and is_done(form, partial(_do, request, card, act, form)):
        done = gettext(ACTS[act].done)
        return go_to(request, "commitments:policy", policy_id=card.line.id, done=done)
    return _shown(request, card, {act: form})


def _do(request: PageRequest, card: PolicyCard, name: str, form: forms.Form) -> None:
    said = form.evidence() if isinstance(form, acts.RecordForm) else form.cleaned_data
    ACTS[name].action(policy=card.line.id, actor=request.actor, moment=timezone.now(), **said)


@for_roles(*EVERY_ROLE)
def evidence(request: PageRequest, policy_id: UUID, evidence_id: UUID) -> HttpResponseBase:
    """The document of a stage, for those who may open the measure."""
    file = evidence_file(
        evidence_id, policy=policy_id, programme=request.programme.id, actor=request.actor
    )
    return file_response(files.opened(file))


def _offered(request: PageRequest, card: PolicyCard, name: str, form: forms.Form) -> forms.Form:
    """The form with what can be chosen in it."""
    programme, line = request.programme.id, card.line
    if isinstance(form, acts.BackForm):
        return form.offer(card.stages_behind)
    if isinstance(form, acts.PromiseForm):
        return form.offer(offices_of(request, line.place), card.office)
    if isinstance(form, acts.PartForm):
        return form.offer(registry.organisations_called(programme))
    if isinstance(form, acts.NameForm) and name == "issue":
        found = issues_to_name(line.id, place=line.place, actor=request.actor, programme=programme)
        return form.offer(gettext("Issue"), found)
    if isinstance(form, acts.NameForm):
        found = meetings_to_name(line.id, place=line.place, programme=programme)
        return form.offer(gettext("Meeting"), found)
    return form


@dataclass(frozen=True)
class Open:
    """Something that the reader may do now: its form and where it goes. `is_sent`: it came back."""

    form: forms.Form
    href: str
    is_sent: bool


def _shown(request: PageRequest, card: PolicyCard, sent: Sent | None = None) -> HttpResponse:
    sent = sent or {}

    def opened(name: str) -> Open:
        form = sent.get(name) or _offered(
            request, card, name, ACTS[name].form(auto_id=f"{name}-%s")
        )
        href = address(request, "commitments:policy_act", policy_id=card.line.id, act=name)
        return Open(form, href, name in sent)

    offered = {name: opened(name) for name in _open_acts(card)}
    shown = {
        "card": card,
        "line": card.line,
        "promises": promise_rows(request, card.promises),
        "acts": offered,
        "refused": [form for name, form in sent.items() if name not in offered or _is_bare(form)],
    }
    return render(request, "commitments/policy.html", shown)


def _open_acts(card: PolicyCard) -> list[str]:
    """What the reader may do, as far as the page can tell; each action asks again."""
    names = ["record", "skip", "organisation", "drop_organisation", "issue", "drop_issue", "meeting", "drop_meeting"] if card.may_write else []  # fmt: skip
    if card.may_write and card.stages_behind:
        names.append("back")
    if any(stage.is_mine_to_judge for stage in card.track):
        names += ["verify", "turn_down"]
    if card.may_ask_for_promises:
        names.append("promise")
    if card.may_publish:
        names.append("withdraw" if card.published_at else "publish")
    return names


def _is_bare(form: forms.Form) -> bool:
    """Whether a form shows nothing of its own, so that what is wrong stands at the head of the page."""
    return all(field.is_hidden for field in form)
