"""Comments on a text, for those who work on it: open and close it, write down what a group said, read
what came in before everybody does, and reply."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from benkan.apps.commitments.actions import policy_comments as actions
from benkan.apps.commitments.forms.policy_comments import (
    GroupCommentForm,
    PeriodForm,
    ReplyForm,
    SetAsideForm,
)
from benkan.apps.commitments.queries.policy_comments import (
    A_PAGE,
    ToJudge,
    comments_to_judge,
    may_judge,
)
from benkan.apps.commitments.queries.policy_page import seen_policy
from benkan.apps.commitments.queries.policy_texts import TextShown, compared_texts, text_shown
from benkan.apps.commitments.rules.commenting import (
    MODERATORS,
    OPENERS,
    RECORDERS,
    CommentState,
)
from benkan.apps.commitments.rules.policies import policy_number_shown
from benkan.kit.forms import Form, is_done
from benkan.kit.lists import page_number, ways
from benkan.kit.pages import PageRequest, address, for_roles, go_to
from benkan.kit.refusals import N_, NotFound


@require_POST
@for_roles(*OPENERS)
def period(request: PageRequest, policy_id: UUID, version: int) -> HttpResponse:
    """Open a version for comments, or close it before its day."""
    text = _version(request, policy_id, version)
    by: dict[str, Any] = {"text": text.line.id, "actor": request.actor, "moment": timezone.now()}
    here = {"policy_id": policy_id, "version": version}
    if "close" in request.POST:
        actions.close_for_comments(**by)
        done = gettext("This text takes no more comments.")
        return go_to(request, "commitments:policy_text", **here, done=done)
    form = PeriodForm(request.POST)
    if form.is_valid() and is_done(
        form, lambda: actions.open_for_comments(**by, **form.cleaned_data)
    ):
        done = gettext("Everybody can comment on this text now, article by article.")
        return go_to(request, "commitments:policy_text", **here, done=done)
    shown = {"form": form, "text": text, "policy_id": policy_id}
    return render(request, "commitments/policy_period.html", shown)


@for_roles(*RECORDERS)
def group(request: PageRequest, policy_id: UUID, version: int) -> HttpResponse:
    """Write down what a group said to a text."""
    text = _version(request, policy_id, version)
    sent = request.method == "POST"
    form = GroupCommentForm(request.POST) if sent else GroupCommentForm.opened()
    assert isinstance(form, GroupCommentForm)
    form.offer(text.articles)
    if form.is_valid() and is_done(form, lambda: _record(request, text, form)):
        done = gettext("It is written down. A colleague reads it before everybody can.")
        here = {"policy_id": policy_id, "version": version}
        return go_to(request, "commitments:policy_text", **here, done=done)
    shown = {"form": form, "text": text, "policy_id": policy_id}
    return render(request, "commitments/policy_group.html", shown)


def _record(request: PageRequest, text: TextShown, form: GroupCommentForm) -> None:
    actions.record_group_comment(
        text=text.line.id, actor=request.actor, moment=timezone.now(), **form.said()
    )


def _version(request: PageRequest, policy: UUID, version: int) -> TextShown:
    row = seen_policy(policy, programme=request.programme.id, actor=request.actor)
    text = text_shown(row.pk, version)
    assert text is not None, "a version that is not there is not found"
    return text


STATES = (
    (CommentState.WAITING, "message", N_("To be read")),
    (CommentState.SHOWN, "check", N_("Shown")),
    (CommentState.SET_ASIDE, "cross", N_("Set aside")),
)


@for_roles(*MODERATORS)
def comments(request: PageRequest) -> HttpResponse:
    """What came in from one's places: to be read, shown, set aside."""
    return _listed(request)


@require_POST
@for_roles(*MODERATORS)
def judge(request: PageRequest, comment_id: UUID, verdict: str) -> HttpResponse:
    """Show a comment, set it aside, or reply to it; a refusal comes back at the comment."""
    if verdict not in VERDICTS or not may_judge(
        comment_id, programme=request.programme.id, actor=request.actor
    ):
        raise NotFound()
    form = VERDICTS[verdict].form(request.POST)
    by = {"comment": comment_id, "actor": request.actor, "moment": timezone.now()}
    act = partial(VERDICTS[verdict].action, **by)
    if form.is_valid() and is_done(form, lambda: act(**form.cleaned_data)):
        return go_to(request, "commitments:policy_comments", done=gettext(VERDICTS[verdict].done))
    return _listed(request, sent=(comment_id, verdict, form))


@dataclass(frozen=True)
class Verdict:
    """What can be done with a comment: its form, its action, and what is said then."""

    form: type[forms.Form]
    action: Callable[..., None]
    done: str


class _Plain(Form):
    """Nothing but the button."""


VERDICTS = {
    "montrer": Verdict(_Plain, actions.show_comment, N_("Everybody can read this comment now.")),
    "ecarter": Verdict(SetAsideForm, actions.set_comment_aside, N_("The comment is set aside.")),
    "repondre": Verdict(ReplyForm, actions.reply_to_comment, N_("Your reply stands beside it.")),
}
"""By the last word of the address."""


@dataclass(frozen=True)
class Offered:
    """A comment with what can be done with it: forms by verdict, each with where it goes."""

    comment: ToJudge
    acts: dict[str, "Act"]


@dataclass(frozen=True)
class Act:
    form: forms.Form
    href: str
    is_sent: bool


Sent = tuple[UUID, str, forms.Form]


def _listed(request: PageRequest, sent: Sent | None = None) -> HttpResponse:
    state = _state_in(request.GET.get("state", ""))
    number = page_number(request)
    found, count = comments_to_judge(request.programme.id, request.actor, state=state, page=number)
    shown = {
        "found": [_offered(request, comment, sent) for comment in found],
        "refused": [sent[2]] if sent and sent[0] not in {one.id for one in found} else [],
        "states": STATES,
        "state": state,
        "page": ways(count, number, A_PAGE),
    }
    return render(request, "commitments/policy_comments.html", shown)


def _offered(request: PageRequest, comment: ToJudge, sent: Sent | None) -> Offered:
    names = {
        CommentState.WAITING: ("montrer", "ecarter"),
        CommentState.SHOWN: ("repondre", "ecarter"),
        CommentState.SET_ASIDE: (),
    }[comment.state]
    acts = {}
    for name in names if not comment.is_own or comment.state is CommentState.SHOWN else ():
        is_sent = sent is not None and sent[:2] == (comment.id, name)
        form = sent[2] if sent and is_sent else _blank(name, comment)
        href = address(request, "commitments:policy_comment", comment_id=comment.id, verdict=name)
        acts[name] = Act(form, href, is_sent)
    return Offered(comment, acts)


def _blank(name: str, comment: ToJudge) -> forms.Form:
    said = {"reply": comment.reply, "words": comment.reply_words} if comment.reply else {}
    return VERDICTS[name].form(auto_id=f"{name}-{comment.id}-%s", initial=said)


def _state_in(asked: str) -> CommentState:
    return CommentState(asked) if asked in set(CommentState) else CommentState.WAITING


@for_roles(*RECORDERS, *MODERATORS)
def comparison(request: PageRequest, policy_id: UUID, version: int, other: int) -> HttpResponse:
    """Two versions of a text, article beside article."""
    row = seen_policy(policy_id, programme=request.programme.id, actor=request.actor)
    shown = {
        "compared": compared_texts(row.pk, version, other),
        "policy_id": row.pk,
        "title": row.title,
        "number_shown": policy_number_shown(row.number),
    }
    return render(request, "commitments/policy_comparison.html", shown)
