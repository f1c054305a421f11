"""From prepared to published, and back."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST

from benkan.apps.results import actions, queries
from benkan.apps.results.forms.publishing import PrepareForm, TakeBackForm
from benkan.apps.results.pages.figures import names_in, numbers_shown
from benkan.apps.results.pages.periods import period_word, rule_words
from benkan.apps.results.pages.working import SINCE, live_page
from benkan.apps.results.queries import Published
from benkan.apps.results.rules.indicators import Indicator
from benkan.apps.results.rules.periods import periods_to_choose
from benkan.apps.results.rules.publishing import APPROVES, PREPARES
from benkan.kit.forms import Form, attempt, is_done
from benkan.kit.pages import PageRequest, for_roles, go_to
from benkan.kit.refusals import NotFound


@require_POST
@for_roles(*PREPARES)
def prepare(request: PageRequest, figure: str) -> HttpResponse:
    """Compute a figure and put it before somebody to approve; a refusal comes back on its page."""
    indicator, today = Indicator(figure), timezone.localdate()
    if not request.actor.holds(*PREPARES):
        raise NotFound()
    periods = periods_to_choose(since=SINCE, on=today)
    form = PrepareForm(request.POST).offer([(one.code, period_word(one)) for one in periods])
    if form.is_valid():
        made = attempt(
            form,
            lambda: actions.prepare_figure(
                programme=request.programme.id,
                indicator=indicator,
                period=form.period(),
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                moment=timezone.now(),
            ),
        )
        if made is not None:
            done = gettext("Prepared. Somebody else now approves it, then everybody can read it.")
            return go_to(request, "results:publication", publication_id=made, done=done)
    return live_page(request, indicator, asked=request.POST, form=form)


@for_roles(*APPROVES)
def publication(request: PageRequest, publication_id: UUID) -> HttpResponse:
    """What is prepared, as everybody would read it; or what is published, to be taken back."""
    return _shown(request, _found(request, publication_id), Form(), TakeBackForm())


@require_POST
@for_roles(*APPROVES)
def publish(request: PageRequest, publication_id: UUID) -> HttpResponse:
    """Let everybody read it."""
    one, form = _found(request, publication_id), Form(request.POST)
    if is_done(form, lambda: _do(request, actions.publish_figure, publication_id)):
        done = gettext("Published: everybody can read it.")
        return _to_its_period(request, one, done)
    return _shown(request, one, form, TakeBackForm())


@require_POST
@for_roles(*APPROVES)
def take_back(request: PageRequest, publication_id: UUID) -> HttpResponse:
    """Show the numbers to nobody any more, with the reason in their place."""
    one, form = _found(request, publication_id), TakeBackForm(request.POST)
    if form.is_valid() and is_done(
        form,
        lambda: _do(
            request, actions.take_back_figure, publication_id, reason=form.cleaned_data["reason"]
        ),
    ):
        done = gettext("Taken back. Everybody reads why in the place of the numbers.")
        return _to_its_period(request, one, done)
    return _shown(request, one, Form(), form)


def _to_its_period(request: PageRequest, one: Published, done: str) -> HttpResponse:
    """What was just done shows on the page of its period, which is not always the first."""
    answer = go_to(request, f"results:{one.figure}", done=done)
    answer.headers["Location"] += f"?periode={one.period.code}"
    return answer


def _do(request: PageRequest, action: Callable[..., None], publication: UUID, **said: str) -> None:
    action(publication=publication, actor=request.actor, moment=timezone.now(), **said)


def _found(request: PageRequest, publication: UUID) -> Published:
    """For a post of the whole programme: a figure is about all of it."""
    if request.actor.holds(*APPROVES):
        found = queries.publication_card(
            publication, programme=request.programme.id, language=get_language() or "fr"
        )
        if found is not None:
            return found
    raise NotFound()


def _shown(
    request: PageRequest, one: Published, form: Form, taking_back: TakeBackForm
) -> HttpResponse:
    shown = {
        "one": one,
        "defined": one.defined,
        "rules": rule_words(one.defined),
        "period": period_word(one.period),
        "numbers": numbers_shown(one, names_in(one)),
        "author": queries.names_of_authors([one]).get(one.prepared_by, ""),
        "is_mine": one.prepared_by == request.actor.account,
        "form": form,
        "taking_back": taking_back,
    }
    return render(request, "results/publication.html", shown)
