"""A barometer as it is read out: the page, the sheet to hang up, and the endline against the baseline."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from benkan.apps.assessments import rules
from benkan.apps.assessments.models import Round
from benkan.apps.assessments.pages.barometers import barometer
from benkan.apps.assessments.queries.barometer_model import seen_barometer
from benkan.apps.assessments.queries.before_after import before_after, earlier_measures
from benkan.apps.assessments.queries.restitution import Line, Restitution, restitution_of
from benkan.kit.charts.strips import Strip, strips
from benkan.kit.documents import document_response
from benkan.kit.pages import PageRequest, for_roles, go_to

LETTERS = "ABCDEFGH"


@for_roles(*rules.READERS)
def restitution(request: PageRequest, round_id: UUID) -> HttpResponse:
    """What the barometer says: index, criteria, groups, gaps to talk about, what holds it down."""
    card = barometer(request, round_id)
    found = restitution_of(_row(request, round_id), language=_language())
    shown = {
        "round": card,
        "found": found,
        "letters": list(zip(LETTERS, found.groups, strict=False)),
        "chart": _chart(found, with_groups=True),
        "earlier": earlier_measures(_row(request, round_id)),
    }
    return render(request, "assessments/barometer/restitution.html", shown)


@for_roles(*rules.READERS)
def poster(request: PageRequest, round_id: UUID) -> HttpResponse:
    """One page of A4 to hang up where people pass. Groups stand on it only where all agreed and none is
    small."""
    card = barometer(request, round_id)
    if not card.is_closed:
        messages.warning(
            request, gettext("Close the scoring first: a sheet on a wall stays as it is.")
        )
        return go_to(request, "assessments:barometer_restitution", round_id=round_id)
    found = restitution_of(_row(request, round_id), language=_language())
    shown = {
        "round": card,
        "found": found,
        "letters": list(zip(LETTERS, found.groups, strict=False)) if found.shows_groups else [],
        "chart": _chart(found, with_groups=found.shows_groups),
        "today": timezone.localdate(),
        "rows": range(4),
    }
    return document_response(
        request,
        "assessments/barometer/poster.html",
        shown,
        name="barometre",
        as_pdf="pdf" in request.GET,
    )


@for_roles(*rules.READERS)
def change(request: PageRequest, round_id: UUID) -> HttpResponse:
    """This measure against an earlier one: the baseline unless another is asked for."""
    card, row = barometer(request, round_id), _row(request, round_id)
    earlier = earlier_measures(row)
    asked = request.GET.get("depuis", "")
    since = next((one[0] for one in earlier if str(one[0]) == asked), None)
    since = since or (earlier[0][0] if earlier else None)
    shown = {
        "round": card,
        "earlier": earlier,
        "since": since,
        "found": before_after(row, since, language=_language()) if since else None,
    }
    return render(request, "assessments/barometer/change.html", shown)


def _chart(found: Restitution, *, with_groups: bool) -> SafeString:
    title = gettext("The barometer at a glance")
    rows = [_strip(found.index, gettext("All together"), found, with_groups=with_groups)]
    rows += [
        _strip(line, f"{line.code}. {line.name}", found, with_groups=with_groups)
        for line in found.criteria
    ]
    letters = zip(LETTERS, found.groups, strict=False)
    return strips(
        rows,
        steps=9,
        ends=(gettext("worst"), gettext("best")),
        legend=[f"{letter}  {one.label}" for letter, one in letters] if with_groups else [],
        title=title,
        description=gettext("Each row has nine steps from worst to best; the table says the same."),
    )


def _strip(line: Line, name: str, found: Restitution, *, with_groups: bool) -> Strip:
    joint = line.joint
    if joint.points is None:
        return Strip(name, 0, gettext("not scored"), None, None)
    groups = [
        (letter, one.points / 100)
        for letter, one in zip(LETTERS, line.groups, strict=False)
        if one.points is not None and with_groups
    ]
    words = f"{joint.points} · {gettext(joint.words)}"
    return Strip(name, 0, words, joint.points / 100, joint.step, groups)


def _row(request: PageRequest, round_id: UUID) -> Round:
    return seen_barometer(round_id, programme=request.programme.id, actor=request.actor)


def _language() -> str:
    return get_language() or "fr"
