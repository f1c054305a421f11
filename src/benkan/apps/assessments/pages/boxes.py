"""What a telephone kept of a session comes in, a box after the other."""

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from benkan.apps.assessments import actions
from benkan.apps.assessments.actions.remarks import note_remark
from benkan.apps.assessments.forms.boxes import RemarkForm, SheetForm
from benkan.apps.assessments.models import Sheet
from benkan.apps.assessments.queries.merging import round_of_group
from benkan.apps.assessments.queries.sessions import leaves_asked_of
from benkan.apps.assessments.rules import WORKERS
from benkan.kit.boxed import BoxedForm, boxed_form, refused_form, shell_page, takes_boxes
from benkan.kit.pages import PageRequest, address, for_everyone, for_roles
from benkan.kit.splits import AgeBand, Sex, Situation


@for_everyone
def shell(request: PageRequest) -> HttpResponse:
    """Score with groups where there is no network."""
    return shell_page(request, "assessments/offline.html", _empty)


def _empty() -> dict[str, object]:
    """The grid of who sits there: sexes beside each other, age bands and situations below."""

    def row(of: AgeBand | Situation) -> tuple[str, list[tuple[str, str]]]:
        pairs = [(of, sex) if isinstance(of, Situation) else (sex, of) for sex in Sex]
        words = gettext(of.label)
        named = [
            (f"{a}-{b}", f"{gettext(sex.label)}, {words}")
            for (a, b), sex in zip(pairs, Sex, strict=True)
        ]
        return of.label, named

    return {"sexes": list(Sex), "grid": [row(of) for of in (*AgeBand, *Situation)]}


@for_roles(*WORKERS)
@takes_boxes
def box(request: PageRequest) -> HttpResponse:
    """The counts of a sheet, then the remarks to its answers, each in a box of its own."""
    given = boxed_form(request, kind="sheet")
    if given.data.get("part") == "remark":
        return _remark(request, given)
    return _sheet(request, given)


def _sheet(request: PageRequest, given: BoxedForm) -> HttpResponse:
    form = SheetForm(given.data)
    if not form.is_valid():
        return refused_form(form)
    told = form.cleaned_data
    asked = leaves_asked_of(told["group"])
    taken = actions.take_sheet(
        group=told["group"],
        way=Sheet.Way.PHONE,
        client_key=told["client_key"],
        lines=form.lines(asked),
        note=form.left_over(asked),
        scored_on=told["scored_on"],
        device=told["device"],
        counts=form.counts(),
        actor=request.actor,
        moment=timezone.now(),
    )
    words = gettext("The sheet has arrived. Thank you.")
    if taken.conflicts:
        words = ngettext(
            "The sheet has arrived. Another sheet of this group says something else at %(n)s "
            "question: somebody has to choose.",
            "The sheet has arrived. Another sheet of this group says something else at %(n)s "
            "questions: somebody has to choose.",
            taken.conflicts,
        ) % {"n": taken.conflicts}
    where = round_of_group(told["group"])
    page = "assessments:conflicts" if taken.conflicts else "assessments:take_along"
    return JsonResponse({"words": words, "then": address(request, page, round_id=where)})


def _remark(request: PageRequest, given: BoxedForm) -> HttpResponse:
    form, moment = RemarkForm(given.data, given.files), timezone.now()
    if not form.is_valid():
        return refused_form(form)
    if not form.keep_files(programme=request.programme.id, moment=moment):
        return refused_form(form)
    told = form.cleaned_data
    note_remark(
        round_id=told["round"],
        client_key=told["client_key"],
        node=told["node"],
        question=told["question"],
        reason=told["reason"],
        suggestion=told["suggestion"],
        is_contested=told["is_contested"],
        photo=form.photo_file,
        voice=form.voice_file,
        actor=request.actor,
    )
    return JsonResponse({})
