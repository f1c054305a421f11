"""One meeting across chapters: its agenda, what was agreed, and what became of it."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from benkan.apps.activities import actions as activities
from benkan.apps.activities.rules import ORGANISERS
from benkan.apps.registry.queries import OfficeCard
from benkan.apps.voices import actions as voices
from benkan.interfaces.web.gather import Meeting, Point, meeting_of
from benkan.interfaces.web.pages.recommendation import NoteForm
from benkan.kit.actor import EVERY_ROLE
from benkan.kit.forms import Day, Form, attempt, offer
from benkan.kit.pages import PageRequest, for_roles, go_to
from benkan.kit.refusals import NotFound


class AgreeForm(Form):
    """Who does what, by when."""

    action = forms.CharField(
        label=_("What will be done"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "One sentence that citizens can go and check: “Repair the pump of the market”."
        ),
    )
    office = forms.TypedChoiceField(label=_("Who will do it"), coerce=UUID)
    due_on = forms.DateField(label=_("By which day"), widget=Day)

    def offer(self, offices: list[OfficeCard]) -> "AgreeForm":
        """The offices of the place and of the levels above it."""
        named = [(str(card.id), f"{card.title}, {card.place_name}") for card in offices]
        offer(self, "office", [("", gettext("Choose…")), *named])
        return self


@for_roles(*EVERY_ROLE)
def meeting(request: PageRequest, activity_id: UUID) -> HttpResponse:
    """The agenda from voices, the commitments that came of it."""
    return _shown(request, _found(request, activity_id))


@require_POST
@for_roles(*ORGANISERS)
def agree(request: PageRequest, activity_id: UUID, item: UUID) -> HttpResponse:
    """Keep what the meeting agreed on an issue: it goes before the office as a commitment."""
    found = _found(request, activity_id)
    if item not in {point.agenda.item for point in found.points}:
        raise NotFound()
    form = AgreeForm(request.POST, auto_id=f"{item}-%s").offer(found.offices)
    agreed = attempt(form, lambda: _agreed(request, item, form)) if form.is_valid() else None
    if agreed is not None:
        done = gettext("The agreement is written down: the office is asked to answer it.")
        return go_to(request, "web:meeting", activity_id=activity_id, done=done)
    return _shown(request, found, {item: form})


@require_POST
@for_roles(*ORGANISERS)
def recommend(request: PageRequest, activity_id: UUID) -> HttpResponse:
    """Write down what the meeting recommends beside its agenda; what becomes of it is said next."""
    found = _found(request, activity_id)
    if not found.may_agree:
        raise NotFound()
    form = NoteForm(request.POST, auto_id="note-%s")
    noted = attempt(form, lambda: _noted(request, found, form)) if form.is_valid() else None
    if noted is not None:
        done = gettext("The recommendation is written down. Say now what becomes of it.")
        return go_to(request, "web:recommendation", recommendation_id=noted, done=done)
    return _shown(request, found, note=form)


def _noted(request: PageRequest, found: Meeting, form: NoteForm) -> UUID:
    return activities.note_recommendation(
        activity=found.activity.id,
        actor=request.actor,
        moment=timezone.now(),
        **form.cleaned_data,
    )


def _agreed(request: PageRequest, item: UUID, form: AgreeForm) -> UUID:
    """The recommendation that was written down."""
    return voices.agree_on(
        item=item, actor=request.actor, moment=timezone.now(), **form.cleaned_data
    )


def _found(request: PageRequest, activity_id: UUID) -> Meeting:
    return meeting_of(
        activity_id,
        programme=request.programme.id,
        actor=request.actor,
        today=timezone.localdate(),
    )


def _shown(
    request: PageRequest,
    found: Meeting,
    sent: dict[UUID, AgreeForm] | None = None,
    note: NoteForm | None = None,
) -> HttpResponse:
    points = [(point, _form(found, point, sent or {})) for point in found.points]
    may_note = found.may_agree and found.has_begun and not found.activity.is_cancelled
    shown = {
        "meeting": found,
        "activity": found.activity,
        "points": points,
        "note": (note or NoteForm(auto_id="note-%s")) if may_note else None,
    }
    return render(request, "web/meeting.html", shown)


def _form(found: Meeting, point: Point, sent: dict[UUID, AgreeForm]) -> AgreeForm | None:
    """The form for a point on which this reader may still write down an agreement."""
    if point.agreed or not (found.may_agree and found.has_begun):
        return None
    item = point.agenda.item
    return sent.get(item) or AgreeForm(auto_id=f"{item}-%s").offer(found.offices)
