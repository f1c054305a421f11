"""What people say to a text, article by article, and the form to say something: without an account."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from benkan.apps.commitments.actions import policy_comments as actions
from benkan.apps.commitments.forms.policy_comments import CommentForm
from benkan.apps.commitments.pages.public_policies import gone
from benkan.apps.commitments.queries import public_policies as everybody
from benkan.apps.commitments.queries.policy_comments import A_PAGE, comments_to, consultation_on
from benkan.apps.commitments.queries.policy_texts import ArticleShown
from benkan.apps.commitments.queries.public_policies import PolicyWithdrawn, PublicText
from benkan.kit.forms import is_done
from benkan.kit.lists import page_number, ways
from benkan.kit.pages import PageRequest, address, for_everyone, go_to
from benkan.kit.refusals import NotFound

WHOLE = 0
"""The order in an address that stands for the text as a whole."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_everyone
def article(request: PageRequest, number: int, version: int, order: int) -> HttpResponse:
    """An article with what was said to it, and the form to say something while the text is open."""
    found = everybody.public_text(request.programme.id, number, version)
    if isinstance(found, PolicyWithdrawn):
        return gone(request, found)
    piece = _piece(found, order)
    if request.method == "POST":
        form = CommentForm(request.POST)
        if form.is_valid() and is_done(form, lambda: _say(request, found, piece, form)):
            here = {"number": number, "version": version, "order": order}
            done = gettext("Thank you. Somebody of the programme reads it before it is shown here.")
            return go_to(request, "commitments:public_article", **here, done=done)
    else:
        form = CommentForm.opened()
    return _shown(request, found, piece, order, form)


def _say(
    request: PageRequest, found: PublicText, piece: ArticleShown | None, form: CommentForm
) -> None:
    actions.comment(
        text=found.text.line.id,
        article=piece.id if piece else None,
        connection=request.META.get("REMOTE_ADDR", ""),
        moment=timezone.now(),
        **form.said(),
    )


def _piece(found: PublicText, order: int) -> ArticleShown | None:
    if order == WHOLE:
        return None
    for piece in found.text.articles:
        if piece.order == order:
            return piece
    raise NotFound()


def _shown(
    request: PageRequest,
    found: PublicText,
    piece: ArticleShown | None,
    order: int,
    form: CommentForm,
) -> HttpResponse:
    text, number = found.text.line, page_number(request)
    said, count = comments_to(text.id, piece.id if piece else None, page=number)
    articles = found.text.articles
    at = next((i for i, one in enumerate(articles) if one.order == order), -1)
    shown: dict[str, Any] = {
        "policy": found,
        "text": text,
        "piece": piece,
        "order": order,
        "comments": said,
        "count": count,
        "consultation": consultation_on(text.id, today=timezone.localdate()),
        "form": form,
        "earlier": articles[at - 1] if at > 0 else None,
        "later": articles[at + 1] if at + 1 < len(articles) else None,
        "page": ways(count, number, A_PAGE),
    }
    return render(request, "commitments/public_article.html", shown)


@require_GET
@for_everyone
def comparison(request: PageRequest, number: int, version: int, other: int) -> HttpResponse:
    """Two versions of a published text, article beside article."""
    found = everybody.public_comparison(request.programme.id, number, version, other)
    if isinstance(found, PolicyWithdrawn):
        return gone(request, found)
    back = address(request, "commitments:public_text", number=number)
    shown = {"compared": found.texts, "policy": found, "back": back}
    return render(request, "commitments/public_comparison.html", shown)
