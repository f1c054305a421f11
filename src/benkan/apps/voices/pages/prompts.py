"""The sentences of the voice line: what is missing, who says it, and whether somebody listened."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from benkan.apps.files import queries as files
from benkan.apps.messaging import actions, queries
from benkan.apps.messaging.queries import PromptHere, VoiceLineHere
from benkan.apps.messaging.rules.prompts import CODES, LANGUAGES, SENTENCES, State, name_of
from benkan.apps.voices.forms.prompts import ManyVoices, ReviewForm, VoiceOfPrompt, WordsOfPrompt
from benkan.kit.actor import STAFF, Role
from benkan.kit.forms import attempt
from benkan.kit.pages import PageRequest, file_response, for_roles, go_to
from benkan.kit.refusals import N_, NotFound

KEEPERS = (Role.ADMINISTRATOR, Role.PROGRAMME_STAFF)
STATES = {
    State.MISSING: ("warning", N_("To be recorded")),
    State.STALE: ("warning", N_("Other words now: record anew")),
    State.TO_REVIEW: ("busy", N_("To be listened to")),
    State.READY: ("good", N_("Ready")),
}
Line = dict[str, Any]


@for_roles(*KEEPERS)
def prompts(request: PageRequest) -> HttpResponse:
    """The languages, how far each is, and the lines."""
    ready = queries.prompts_ready(request.programme.id)
    languages = [(code, gettext(LANGUAGES[code]), ready[code]) for code in LANGUAGES]
    shown = {
        "languages": sorted(languages, key=lambda one: one[2], reverse=True),
        "total": len(CODES),
        "lines": [_way(line) for line in queries.voice_lines_of(request.programme.id)],
        "may_open": request.actor.holds_anywhere(Role.ADMINISTRATOR),
    }
    return render(request, "voices/prompts.html", shown)


@for_roles(*KEEPERS)
def prompts_in(request: PageRequest, language: str) -> HttpResponse:
    """What is missing in a language, by name, then what waits for an ear, then what is ready."""
    return _show_language(request, language, ManyVoices())


@for_roles(*KEEPERS)
@require_POST
def record_many(request: PageRequest, language: str) -> HttpResponse:
    """Keep many recordings, each named by the code of its sentence: all of them or none."""
    form = ManyVoices(request.POST, request.FILES)
    if form.is_valid() and _is_done(form, lambda: _keep_all(request, language, form)):
        return go_to(request, "voices:prompts_in", language=language, done=form.done)
    return _show_language(request, language, form, status=422)


@for_roles(*KEEPERS)
@require_POST
def review(request: PageRequest, language: str) -> HttpResponse:
    """Somebody has listened to these recordings."""
    _check(language)
    shown = [ReviewForm({"recording": one}) for one in request.POST.getlist("recording")]
    form = forms.Form({})
    count = attempt(
        form,
        lambda: actions.review_prompts(
            programme=request.programme.id,
            language=language,
            recordings=[one.cleaned_data["recording"] for one in shown if one.is_valid()],
            actor=request.actor,
            moment=timezone.now(),
        ),
    )
    if form.errors:
        return _show_language(request, language, ManyVoices(), failed=form, status=422)
    done = gettext("Noted as listened to: %(count)s.") % {"count": count}
    return go_to(request, "voices:prompts_in", language=language, done=done)


@for_roles(*KEEPERS)
def prompt(request: PageRequest, language: str, prompt: str) -> HttpResponse:
    """One sentence: its words, its voice."""
    return _show_one(request, _here(request, language, prompt))


@for_roles(*KEEPERS)
@require_POST
def write(request: PageRequest, language: str, prompt: str) -> HttpResponse:
    here, form = _here(request, language, prompt), WordsOfPrompt(request.POST)

    def save() -> None:
        actions.write_prompt(**_named(request, here), text=form.cleaned_data["text"])

    if form.is_valid() and _is_done(form, save):
        done = gettext("The words are kept.")
        return go_to(request, "voices:prompt", language=language, prompt=prompt, done=done)
    return _show_one(request, here, words=form, status=422)


@for_roles(*KEEPERS)
@require_POST
def record(request: PageRequest, language: str, prompt: str) -> HttpResponse:
    here, form = _here(request, language, prompt), VoiceOfPrompt(request.POST, request.FILES)

    def keep() -> None:
        actions.record_prompt(
            **_named(request, here),
            content=form.content(),
            speaker=form.cleaned_data["speaker"],
            agrees=form.cleaned_data["agrees"],
        )

    if form.is_valid() and _is_done(form, keep):
        done = gettext("The recording is kept. Listen to it, and say whether it is good.")
        return go_to(request, "voices:prompt", language=language, prompt=prompt, done=done)
    return _show_one(request, here, voice=form, status=422)


@for_roles(*STAFF)
def listen(request: PageRequest, language: str, prompt: str) -> HttpResponseBase:
    """The recording, as it was kept."""
    return file_response(files.opened(_here(request, language, prompt).recording))


def _keep_all(request: PageRequest, language: str, form: ManyVoices) -> None:
    actions.record_prompts(
        programme=request.programme.id,
        language=language,
        contents=form.contents(),
        speaker=form.cleaned_data["speaker"],
        agrees=form.cleaned_data["agrees"],
        actor=request.actor,
        moment=timezone.now(),
    )


def _is_done(form: forms.Form, action: Callable[[], object]) -> bool:
    attempt(form, action)
    return not form.errors


def _check(language: str) -> None:
    if language not in LANGUAGES:
        raise NotFound()


def _here(request: PageRequest, language: str, prompt: str) -> PromptHere:
    _check(language)
    if prompt not in CODES:
        raise NotFound()
    return queries.prompt_here(request.programme.id, prompt, language)


def _named(request: PageRequest, here: PromptHere) -> dict[str, Any]:
    return {
        "programme": request.programme.id,
        "code": here.code,
        "language": here.language,
        "actor": request.actor,
        "moment": timezone.now(),
    }


def _show_language(
    request: PageRequest,
    language: str,
    form: ManyVoices,
    *,
    failed: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    _check(language)
    found = [_line(one) for one in queries.prompts_in(request.programme.id, language)]
    shown = {
        "language": language,
        "language_name": gettext(LANGUAGES[language]),
        "missing": [one for one in found if one["state"] in (State.MISSING, State.STALE)],
        "to_review": [one for one in found if one["state"] is State.TO_REVIEW],
        "ready": [one for one in found if one["state"] is State.READY],
        "form": form,
        "failed": failed,
    }
    return render(request, "voices/prompts_in.html", shown, status=status)


def _show_one(
    request: PageRequest,
    here: PromptHere,
    *,
    words: WordsOfPrompt | None = None,
    voice: VoiceOfPrompt | None = None,
    status: int = 200,
) -> HttpResponse:
    last = {"speaker": here.speaker}
    shown = {
        "here": _line(here),
        "language_name": gettext(LANGUAGES[here.language]),
        "words_form": words or WordsOfPrompt(initial={"text": here.words}),
        "form": voice or VoiceOfPrompt(initial=last),
    }
    return render(request, "voices/prompt.html", shown, status=status)


def _way(line: VoiceLineHere) -> Line:
    """A line with the two addresses that its provider is given."""
    there = {"gateway": line.id}
    return {
        "id": line.id,
        "code": line.code,
        "is_open": line.is_open,
        "languages": ", ".join(gettext(LANGUAGES[code]) for code in line.languages),
        "called": str(settings.ORIGIN) + reverse("gateways:voice", kwargs=there),
        "ended": str(settings.ORIGIN) + reverse("gateways:voice_ended", kwargs=there),
        "lacking": len(queries.prompts_lacking(line.programme, line)),
    }


def _line(one: PromptHere) -> Line:
    sign, word = STATES[one.state]
    name = name_of(one.code)
    return {
        **vars(one),
        "name": gettext(name) if one.code in SENTENCES else name,
        "sign": sign,
        "state_word": gettext(word),
        "kilobytes": -(-one.size // 1024),
    }
