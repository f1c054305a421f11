"""Ask each group, show the round to everybody, take it back, correct it; its editions side by side."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST

from benkan.apps.assessments import actions, rules
from benkan.apps.assessments.forms.releasing import ConsentForm, ReasonForm
from benkan.apps.assessments.pages.seeing import OneForm, form_page, seen, worked, works_on
from benkan.apps.assessments.pages.values import hundredths
from benkan.apps.assessments.queries.editions import Edition, Row, editions_of
from benkan.apps.assessments.queries.groups_said import GroupSaid, groups_said
from benkan.apps.assessments.queries.scope import seen_round
from benkan.apps.assessments.rules.consent import Consent
from benkan.kit.pages import PageRequest, for_roles, go_to
from benkan.kit.refusals import NotFound


@for_roles(*rules.WORKERS)
def release(request: PageRequest, round_id: UUID) -> HttpResponse:
    """What each group said, and the way to the public."""
    card = worked(request, round_id)
    row = seen_round(round_id, programme=request.programme.id, actor=request.actor)
    groups, editions = groups_said(row), editions_of(row)
    shown = {
        "round": card,
        "groups": [(group, *_badge(group)) for group in groups],
        "agreed": sum(group.said is Consent.AGREED for group in groups if not group.is_provider),
        "waiting": sum(group.said is Consent.WAITING for group in groups),
        "shown": editions.shown,
        "last": editions.last,
        "may_release": works_on(request, round_id, *rules.RELEASERS),
    }
    return render(request, "assessments/meeting/release.html", shown)


@for_roles(*rules.WORKERS)
def consent(request: PageRequest, round_id: UUID, group_id: UUID) -> HttpResponse:
    """Write down what one group said."""
    card = worked(request, round_id)
    row = seen_round(round_id, programme=request.programme.id, actor=request.actor)
    group = next((one for one in groups_said(row) if one.id == group_id), None)
    if group is None:
        raise NotFound()
    before = {"said": group.said.value, "said_on": group.said_on or timezone.localdate()}
    form = ConsentForm(request.POST or None, initial=before, today=timezone.localdate())
    return form_page(
        request,
        card,
        form,
        OneForm(
            group.name,
            gettext("Write it down"),
            gettext(
                "Read the result to the group, then ask: may everybody see what you answered? A "
                "group may take its yes back at any time."
            ),
        ),
        act=lambda: actions.say_release(
            group=group_id,
            answer=form.cleaned_data["said"],
            said_on=form.cleaned_data["said_on"],
            actor=request.actor,
            moment=timezone.now(),
        ),
        done=gettext("What the group said is written down."),
        to="assessments:release",
    )


@require_POST
@for_roles(*rules.RELEASERS)
def release_now(request: PageRequest, round_id: UUID) -> HttpResponse:
    """Show the round to everybody."""
    worked(request, round_id, *rules.RELEASERS)
    actions.release_round(round_id=round_id, actor=request.actor, moment=timezone.now())
    done = gettext("The round is public.")
    return go_to(request, "assessments:release", round_id=round_id, done=done)


@for_roles(*rules.RELEASERS)
def withdraw(request: PageRequest, round_id: UUID) -> HttpResponse:
    """Take the round back from the public."""
    card = worked(request, round_id, *rules.RELEASERS)
    form = ReasonForm(request.POST or None)
    return form_page(
        request,
        card,
        form,
        OneForm(
            gettext("Take the result back"),
            gettext("Take it back"),
            gettext("Nobody outside sees it any more. Whoever has read it has read it."),
        ),
        act=lambda: actions.withdraw_round(
            round_id=round_id, actor=request.actor, moment=timezone.now(), **form.cleaned_data
        ),
        done=gettext("The result is taken back. You may release it again later."),
        to="assessments:release",
    )


@for_roles(*rules.RELEASERS)
def correct(request: PageRequest, round_id: UUID) -> HttpResponse:
    """Open a closed round again, as its next version."""
    card = worked(request, round_id, *rules.RELEASERS)
    form = ReasonForm(request.POST or None)
    return form_page(
        request,
        card,
        form,
        OneForm(
            gettext("Correct the scores"),
            gettext("Open the correction"),
            gettext(
                "A new version begins with the scores as they stand. What is public stays so until "
                "you close and release the new one; both can be read side by side."
            ),
        ),
        act=lambda: actions.open_correction(
            round_id=round_id, actor=request.actor, moment=timezone.now(), **form.cleaned_data
        ),
        done=gettext("The correction is open: type in the sheets that change something."),
    )


@for_roles(*rules.READERS)
def editions(request: PageRequest, round_id: UUID) -> HttpResponse:
    """All versions of the result beside each other, and what changed."""
    card = seen(request, round_id)
    row = seen_round(round_id, programme=request.programme.id, actor=request.actor)
    found = editions_of(row, language=get_language() or "fr")
    closed = [one for one in found.all if not one.is_open]
    shown = {
        "round": card,
        "editions": [(one, *_state(one)) for one in found.all],
        "closed": closed,
        "indices": [hundredths(one.index) for one in closed],
        "public": [hundredths(one.public_index) for one in closed],
        "coverages": [hundredths(one.coverage) for one in closed],
        "gaps": [hundredths(one.gap) for one in closed],
        "rows": [_row(one) for one in found.rows],
        "by_group": [_row(one) for one in found.by_group],
        "may_correct": works_on(request, round_id, *rules.RELEASERS),
    }
    return render(request, "assessments/meeting/editions.html", shown)


def _row(row: Row) -> tuple[Row, list[str]]:
    return row, [hundredths(score) for score in row.scores]


def _state(edition: Edition) -> tuple[str, str]:
    """The state of an edition: its sign and its words."""
    if edition.is_open:
        return "busy", gettext("Being written")
    if edition.is_shown:
        return "good", gettext("Public")
    if edition.withdrawn_at:
        return "warning", gettext("Taken back")
    return "planned", gettext("Closed, not public")


_SIGNS = {Consent.AGREED: "good", Consent.REFUSED: "bad", Consent.WAITING: "planned"}


def _badge(group: GroupSaid) -> tuple[str, str]:
    return _SIGNS[group.said], gettext(group.said.label)
