"""The first phase: the service's agreement, villages and languages, groups, and the days of the phases."""

from uuid import UUID

from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from benkan.apps.assessments import actions, rules
from benkan.apps.assessments.actions import preparing
from benkan.apps.assessments.forms.next_round import NextForm
from benkan.apps.assessments.forms.preparing import (
    AgreementForm,
    CountForm,
    DatesForm,
    GroupForm,
    SettingForm,
)
from benkan.apps.assessments.pages.seeing import OneForm, form_page, seen, worked, works_on
from benkan.apps.assessments.queries.community import counts_of, group_in, groups_of
from benkan.apps.assessments.queries.rounds import RoundCard
from benkan.apps.assessments.queries.standing import days_of
from benkan.apps.files import actions as files
from benkan.apps.files import queries as kept
from benkan.apps.registry import queries as registry
from benkan.kit.forms import attempt, is_done
from benkan.kit.pages import PageRequest, file_response, for_roles, go_to
from benkan.kit.refusals import NotFound


@for_roles(*rules.WORKERS)
def agreement(request: PageRequest, round_id: UUID) -> HttpResponse:
    """The office that answers for the service agrees to be assessed."""
    card = worked(request, round_id)
    known = {
        "office": card.office,
        "agreed_on": card.agreed_on or timezone.localdate(),
        "note": card.agreement_note,
    }
    form = AgreementForm(request.POST or None, request.FILES or None, initial=known)
    offices = registry.offices_above(request.programme.id, card.place)
    form.offer([(str(one.id), f"{one.title}, {one.place_name}") for one in offices])
    if form.is_valid() and is_done(form, lambda: _agreed(request, card, form)):
        done = gettext("The agreement is written down.")
        return go_to(request, "web:round", round_id=card.id, done=done)
    shown = {"round": card, "form": form, "has_offices": bool(offices)}
    return render(request, "assessments/agreement.html", shown)


@transaction.atomic
def _agreed(request: PageRequest, card: RoundCard, form: AgreementForm) -> None:
    said, moment = form.cleaned_data, timezone.now()
    content = said["file"].read() if said["file"] else None
    file = None
    if content is not None:
        keep = files.keep_document if content.startswith(b"%PDF") else files.keep_picture
        file = keep(
            programme=card.programme, content=content, moment=moment, sensitivity="sensitive"
        )
    actions.note_agreement(
        round_id=card.id,
        office=said["office"],
        agreed_on=said["agreed_on"],
        note=said["note"],
        file=file,
        actor=request.actor,
        moment=moment,
    )


@for_roles(*rules.READERS)
def agreement_file(request: PageRequest, round_id: UUID) -> HttpResponseBase:
    """The signed paper: it shows names, so for those who know of the round only."""
    card = seen(request, round_id)
    if card.agreement_file is None:
        raise NotFound()
    return file_response(kept.opened(card.agreement_file), name=gettext("agreement.pdf"))


@for_roles(*rules.WORKERS)
def setting(request: PageRequest, round_id: UUID) -> HttpResponse:
    """Which villages use the service, and what is spoken there."""
    card = worked(request, round_id)
    form = SettingForm.of(card, request.POST or None)
    words = OneForm(gettext("Villages and languages"), gettext("Write it down"))
    return form_page(
        request,
        card,
        form,
        words,
        act=lambda: preparing.note_setting(
            round_id=card.id, actor=request.actor, **form.cleaned_data
        ),
        done=gettext("Villages and languages are written down."),
    )


@for_roles(*rules.READERS)
def groups(request: PageRequest, round_id: UUID) -> HttpResponse:
    """The groups of a round with their counts, and one more."""
    card = seen(request, round_id)
    may = works_on(request, round_id) and not card.is_closed
    form = GroupForm(request.POST or None, kind=card.kind)
    if request.method == "POST" and not may:
        raise NotFound()
    if form.is_valid():
        added = attempt(form, lambda: _added(request, card, form))
        if added is not None:
            done = gettext("The group is there. Add the next one, or count who came.")
            return go_to(request, "assessments:groups", round_id=card.id, done=done)
    lines = [one for one in groups_of(round_id) if not one.is_provider]
    shown = {
        "round": card,
        "groups": lines,
        "people": sum(one.people or 0 for one in lines),
        "form": form if may else None,
        "may": may,
    }
    return render(request, "assessments/groups.html", shown)


def _added(request: PageRequest, card: RoundCard, form: GroupForm) -> UUID:
    return actions.add_group(round_id=card.id, actor=request.actor, **form.cleaned_data)


@for_roles(*rules.WORKERS)
def group(request: PageRequest, round_id: UUID, group_id: UUID) -> HttpResponse:
    """One group: what tells it apart, its language, and how many people sat there."""
    card = worked(request, round_id)
    found = group_in(round_id, group_id)
    form = CountForm.of(found, counts_of(group_id), timezone.localdate(), request.POST or None)
    is_sent = form.is_valid() and "count" not in request.POST
    if is_sent and is_done(form, lambda: _counted(request, group_id, form)):
        done = gettext("The group is counted.")
        return go_to(request, "assessments:groups", round_id=card.id, done=done)
    shown = {"round": card, "group": found, "form": form}
    return render(request, "assessments/group.html", shown)


@transaction.atomic
def _counted(request: PageRequest, group_id: UUID, form: CountForm) -> None:
    said = form.cleaned_data
    preparing.change_group(
        group=group_id, name=said["name"], language=said["language"], actor=request.actor
    )
    actions.count_group(
        group=group_id,
        met_on=said["held_on"],
        headcounts=form.headcounts(),
        situations=form.situations(),
        actor=request.actor,
    )


@require_POST
@for_roles(*rules.WORKERS)
def remove_group(request: PageRequest, round_id: UUID, group_id: UUID) -> HttpResponse:
    """Take back a group that has said nothing yet."""
    card = worked(request, round_id)
    found = group_in(round_id, group_id)
    form = CountForm.of(found, counts_of(group_id), timezone.localdate(), {})
    form.full_clean()
    form.errors.clear()
    if is_done(form, lambda: preparing.remove_group(group=group_id, actor=request.actor)):
        done = gettext("The group is taken back.")
        return go_to(request, "assessments:groups", round_id=card.id, done=done)
    shown = {"round": card, "group": found, "form": form}
    return render(request, "assessments/group.html", shown)


@for_roles(*rules.WORKERS)
def dates(request: PageRequest, round_id: UUID) -> HttpResponse:
    """The days of the phases, planned and real."""
    card = worked(request, round_id)
    days = days_of([card.id]).get(card.id, {})
    form = DatesForm(request.POST or None, kind=card.kind, days=days)
    if form.is_valid() and is_done(form, lambda: _dated(request, card, form)):
        done = gettext("The days are written down.")
        return go_to(request, "web:round", round_id=card.id, done=done)
    return render(request, "assessments/dates.html", {"round": card, "form": form})


def _dated(request: PageRequest, card: RoundCard, form: DatesForm) -> None:
    preparing.date_phases(
        round_id=card.id, days=form.days(), actor=request.actor, today=timezone.localdate()
    )


@for_roles(*rules.WORKERS)
def next_round(request: PageRequest, round_id: UUID) -> HttpResponse:
    """Begin the next round of the same: its page asks once before."""
    card = worked(request, round_id)
    form = NextForm(request.POST if request.method == "POST" else None, kind=card.kind)
    if form.is_valid():
        opened = actions.open_next_round(
            after=card.id,
            purpose=form.cleaned_data.get("purpose"),
            actor=request.actor,
            moment=timezone.now(),
        )
        done = gettext("The next one is open. Here is the path, with the first thing to do.")
        return go_to(request, "web:round", round_id=opened, done=done)
    return render(request, "assessments/next_round.html", {"round": card, "form": form})
