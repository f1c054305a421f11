"""Voices for people who do not read: what is to be recorded, in which language, and what was heard."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from benkan.apps.assessments import rules
from benkan.apps.assessments.actions.recordings import hear_voices, record_voice
from benkan.apps.assessments.forms.recordings import HeardForm, VoiceForm
from benkan.apps.assessments.models import Round
from benkan.apps.assessments.pages.scoring import languages_first
from benkan.apps.assessments.queries.asked import asked_in
from benkan.apps.assessments.queries.recordings import Piece, State, pieces_in, ready_in
from benkan.apps.assessments.queries.scope import seen_round
from benkan.apps.assessments.rules.languages import LANGUAGES
from benkan.apps.assessments.rules.levels import SHOWN
from benkan.kit.forms import attempt, is_done
from benkan.kit.pages import PageRequest, for_roles, go_to
from benkan.kit.refusals import N_, NotFound

STATES = {
    State.MISSING: ("warning", N_("To be recorded")),
    State.OLD: ("warning", N_("Other words now: record anew")),
    State.TO_HEAR: ("busy", N_("To be listened to")),
    State.READY: ("good", N_("Groups hear it")),
}
Line = dict[str, Any]


@for_roles(*rules.WORKERS)
def languages(request: PageRequest, round_id: UUID) -> HttpResponse:
    """The languages, and how much of the round can be heard in each."""
    found = _round(request, round_id)
    ready, total = ready_in(found, asked_in(found.version_id))
    shown = {
        "round": found,
        "total": total,
        "languages": [
            (code, gettext(LANGUAGES[code]), ready.get(code, 0), code in found.languages)
            for code in languages_first(found, ready)
        ],
    }
    return render(request, "assessments/scoring/voices.html", shown)


@for_roles(*rules.WORKERS)
def pieces(request: PageRequest, round_id: UUID, language: str) -> HttpResponse:
    """What is missing in a language, what waits for an ear, what is ready."""
    return _show_language(request, _round(request, round_id), language)


@for_roles(*rules.RELEASERS)
@require_POST
def heard(request: PageRequest, round_id: UUID, language: str) -> HttpResponse:
    """Somebody has listened to these recordings."""
    found = _round(request, round_id)
    shown = [HeardForm({"recording": one}) for one in request.POST.getlist("recording")]
    form = forms.Form({})
    count = attempt(
        form,
        lambda: hear_voices(
            round_id=found.pk,
            language=language,
            recordings=[one.cleaned_data["recording"] for one in shown if one.is_valid()],
            actor=request.actor,
            moment=timezone.now(),
        ),
    )
    if form.errors:
        return _show_language(request, found, language, failed=form, status=422)
    done = gettext("Noted as listened to: %(count)s. Groups hear it from now on.") % {
        "count": count
    }
    here = {"round_id": found.pk, "language": language}
    return go_to(request, "assessments:voices_in", done=done, **here)


@for_roles(*rules.WORKERS)
def record(
    request: PageRequest, round_id: UUID, language: str, node_id: UUID, piece: str
) -> HttpResponse:
    """Record one piece; then the next that is missing is offered, until none is."""
    found = _round(request, round_id)
    _check(language)
    listed = pieces_in(found, language=language)
    here = next((one for one in listed if (one.node, one.piece) == (node_id, piece)), None)
    if here is None:
        raise NotFound()
    form = VoiceForm(request.POST or None, request.FILES or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and _is_kept(request, found, language, here, form)
    ):
        return _onward(request, found, language, listed, here)
    index = listed.index(here)
    shown = {
        "round": found,
        "language": language,
        "language_name": gettext(LANGUAGES[language]),
        "here": _line(here),
        "number": index + 1,
        "total": len(listed),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "assessments/scoring/record.html", shown, status=status)


def _is_kept(
    request: PageRequest, found: Round, language: str, here: Piece, form: VoiceForm
) -> bool:
    return is_done(
        form,
        lambda: record_voice(
            round_id=found.pk,
            node=here.node,
            piece=here.piece,
            language=language,
            content=form.content(),
            speaker=form.cleaned_data["speaker"],
            agrees=form.cleaned_data["agrees"],
            actor=request.actor,
            moment=timezone.now(),
        ),
    )


def _onward(
    request: PageRequest, found: Round, language: str, listed: list[Piece], done: Piece
) -> HttpResponse:
    said = gettext("The recording is kept. Somebody else listens to it before the groups do.")
    missing = [one for one in listed if one is not done and one.state in (State.MISSING, State.OLD)]
    here: dict[str, Any] = {"round_id": found.pk, "language": language}
    if missing:
        following = listed[listed.index(done) :]
        after = next((one for one in following if one in missing), missing[0])
        here |= {"node_id": after.node, "piece": after.piece}
        return go_to(request, "assessments:record_voice", done=said, **here)
    return go_to(request, "assessments:voices_in", done=said, **here)


def _show_language(
    request: PageRequest,
    found: Round,
    language: str,
    *,
    failed: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    _check(language)
    listed = pieces_in(found, language=language)
    lines = [_line(one) for one in listed]
    mine = request.actor.account
    waiting = [one for one in lines if one["state"] is State.TO_HEAR]
    shown = {
        "round": found,
        "language": language,
        "language_name": gettext(LANGUAGES[language]),
        "missing": _by_question(lines),
        "count": sum(one["state"] in (State.MISSING, State.OLD) for one in lines),
        "to_hear": [one for one in waiting if one["recorded_by"] != mine],
        "mine": [one for one in waiting if one["recorded_by"] == mine],
        "ready": [one for one in lines if one["state"] is State.READY],
        "may_hear": request.actor.holds_anywhere(*rules.RELEASERS),
        "failed": failed,
    }
    return render(request, "assessments/scoring/voices_in.html", shown, status=status)


def _by_question(lines: list[Line]) -> list[Line]:
    """What is missing, a line for each question, with its first piece: the rest follows by itself."""
    found: dict[str, Line] = {}
    for one in lines:
        if one["state"] in (State.MISSING, State.OLD):
            first = found.setdefault(one["title"], {**one, "pieces": 0})
            first["pieces"] += 1
    return list(found.values())


def _line(one: Piece) -> Line:
    sign, word = STATES[one.state]
    shown = next((each for each in SHOWN.get(one.scale, ()) if each.level == one.piece), None)
    level = gettext(shown.word) if shown else ""
    return {
        **vars(one),
        "level": level,
        "drawing": shown.sign if shown else "",
        "to_say": one.words or level,
        "title": gettext("For every question") if one.for_all else one.question,
        "sign": sign,
        "state_word": gettext(word),
    }


def _round(request: PageRequest, round_id: UUID) -> Round:
    return seen_round(round_id, programme=request.programme.id, actor=request.actor)


def _check(language: str) -> None:
    if language not in LANGUAGES:
        raise NotFound()
