"""Give a version of a measure's text, and read one by article."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from benkan.apps.commitments.actions.policy_texts import give_text
from benkan.apps.commitments.forms.policy_acts import TextForm
from benkan.apps.commitments.forms.policy_comments import PeriodForm
from benkan.apps.commitments.models import PolicyMeasure
from benkan.apps.commitments.pages.policies import seen
from benkan.apps.commitments.queries.policy_comments import consultation_on
from benkan.apps.commitments.queries.policy_page import seen_policy
from benkan.apps.commitments.queries.policy_texts import TextShown, text_shown, texts_of
from benkan.apps.commitments.rules.commenting import MODERATORS, OPENERS, RECORDERS
from benkan.apps.commitments.rules.policies import LANGUAGES, WRITERS, policy_number_shown
from benkan.apps.registry import queries as registry
from benkan.kit.actor import EVERY_ROLE
from benkan.kit.forms import is_done
from benkan.kit.lists import page_number, ways
from benkan.kit.pages import PageRequest, for_roles, go_to
from benkan.kit.refusals import NotFound


@for_roles(*WRITERS)
def give(request: PageRequest, policy_id: UUID) -> HttpResponse:
    """Paste a text: it is kept as the next version, split into its articles."""
    card = seen(request, policy_id)
    if not card.may_write:
        raise NotFound()
    languages = [(code, gettext(name)) for code, name in LANGUAGES.items()]
    form = TextForm(request.POST if request.method == "POST" else None).offer(languages)
    if form.is_valid() and is_done(form, lambda: _given(request, policy_id, form)):
        done = gettext("The text is kept. Read it by article, and compare with the paper.")
        version = texts_of(policy_id)[0].version
        return go_to(
            request, "commitments:policy_text", policy_id=policy_id, version=version, done=done
        )
    return render(request, "commitments/policy_text_new.html", {"form": form, "line": card.line})


def _given(request: PageRequest, policy: UUID, form: TextForm) -> None:
    said = form.cleaned_data
    give_text(
        policy=policy,
        label=said["label"],
        language=said["language"],
        is_adopted=said["status"],
        pasted=said["pasted"],
        actor=request.actor,
        moment=timezone.now(),
    )


@for_roles(*EVERY_ROLE)
def text(request: PageRequest, policy_id: UUID, version: int) -> HttpResponse:
    """A version of the text, by article."""
    row = seen_policy(policy_id, programme=request.programme.id, actor=request.actor)
    found = text_shown(row.pk, version)
    if found is None:
        raise NotFound()
    shown: dict[str, Any] = {
        "text": found,
        "texts": texts_of(row.pk),
        "policy_id": row.pk,
        "number_shown": policy_number_shown(row.number),
        "title": row.title,
    }
    shown |= part_shown(request, found) | _said(request, row)
    return render(request, "commitments/policy_text.html", shown)


def _said(request: PageRequest, row: PolicyMeasure) -> dict[str, Any]:
    """What the reader may do about comments on the text."""
    line = registry.line_of(row.place_id)
    return {
        "period": PeriodForm(),
        "may_open": request.actor.holds(*OPENERS, line=line),
        "may_judge": request.actor.holds(*MODERATORS, line=line),
        "may_record": request.actor.holds(*RECORDERS, line=line),
        "is_public": row.published_at is not None,
    }


def part_shown(request: PageRequest, text: TextShown) -> dict[str, Any]:
    """The part of a text that `?page=` asks for, each piece with how many comments it has, and where
    every piece stands."""
    consultation = consultation_on(text.line.id, today=timezone.localdate())
    parts = text.parts
    page = ways(len(parts), page_number(request), 1)
    contents = [
        (piece, number if number != page.number else 0)
        for number, part in enumerate(parts, 1)
        for piece in part
        if piece.number or piece.heading
    ]
    rows = consultation.beside(parts[page.number - 1])
    return {"page": page, "rows": rows, "contents": contents, "consultation": consultation}
