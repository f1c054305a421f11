"""Take what was said without a network: sealed on the telephone, sent later by a script."""

from django.http import HttpResponse, JsonResponse
from django.utils import timezone

from benkan.apps.registry import queries as registry
from benkan.apps.voices import actions
from benkan.apps.voices.actions import OpenedCase
from benkan.apps.voices.forms.saying import FIELD_OF, WordsForm
from benkan.apps.voices.forms.telling import ITS_FIELD, TellForm
from benkan.apps.voices.pages import memory
from benkan.apps.voices.rules.codes import shown
from benkan.apps.voices.rules.telling import TELLERS
from benkan.kit.boxed import BoxedForm, boxed_form, refused, refused_form, shell_page, takes_boxes
from benkan.kit.pages import PageRequest, address, for_everyone, for_roles
from benkan.kit.refusals import NotAllowed, NotFound, Refused
from benkan.kit.services import Service


@for_everyone
def shell(request: PageRequest) -> HttpResponse:
    """The form for when there is no network: for a citizen and for an animator, the script knows."""
    return shell_page(request, "voices/offline.html", _empty)


def _empty() -> dict[str, object]:
    return {
        "form": WordsForm(),
        "told": TellForm(auto_id="told_%s"),
        "services": list(Service),
        "communes": registry.commune_list().version,
    }


@for_everyone
@takes_boxes
def said(request: PageRequest) -> HttpResponse:
    """A citizen's message."""
    box = boxed_form(request, kind="said")
    _find_place(box)
    form, moment = WordsForm(box.data, box.files), timezone.now()
    if not form.is_valid():
        return refused_form(form)
    key = actions.key_of_saying(form.cleaned_data["client_key"])
    opened = actions.opened_before(request.programme.id, key)
    if opened is None:
        if not form.keep_uploads(programme=request.programme.id, moment=moment):
            return refused_form(form)
        try:
            opened = form.say(
                programme=request.programme.id,
                language=box.language,
                connection=request.META.get("REMOTE_ADDR", ""),
                moment=moment,
            )
        except Refused as refusal:
            return refused(refusal, fields=_field(FIELD_OF, refusal))
    return _kept(request, box, opened, "voices:said")


@for_roles(*TELLERS)
@takes_boxes
def told(request: PageRequest) -> HttpResponse:
    """What somebody told an animator. Her right to the place is asked again for every box."""
    box = boxed_form(request, kind="told")
    _find_place(box)
    form, moment = TellForm(box.data, box.files), timezone.now()
    if not form.is_valid():
        return refused_form(form)
    if not form.keep_uploads(programme=request.programme.id, moment=moment):
        return refused_form(form)
    try:
        opened = form.tell(
            programme=request.programme.id,
            language=box.language,
            actor=request.actor,
            moment=moment,
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return refused(refusal, fields=_field(ITS_FIELD, refusal))
    return _kept(request, box, opened, "voices:told")


def _find_place(box: BoxedForm) -> None:
    """The list on the telephone knows communes by their codes, which are shorter than our keys."""
    if code := box.data.get("commune"):
        box.data["place"] = str(registry.place_by_code(code) or "")


def _field(of: dict[str, str], refusal: Refused) -> list[str]:
    return [of[refusal.code]] if refusal.code in of else []


def _kept(request: PageRequest, box: BoxedForm, opened: OpenedCase, page: str) -> HttpResponse:
    """The two codes; whoever is looking at the form is shown the page that gives them."""
    if box.here:
        memory.remember(request, memory.SENT, opened.case)
    codes = {"reference": opened.reference, "code": shown(opened.tracking_code)}
    return JsonResponse({**codes, "then": address(request, page)})
