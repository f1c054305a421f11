"""A group scores: the groups of a round, the questions of a group, one question held up to all."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext

from benkan.apps.assessments import rules
from benkan.apps.assessments.actions import take_sheet
from benkan.apps.assessments.forms.scoring import AnswerForm
from benkan.apps.assessments.models import Round, Sheet
from benkan.apps.assessments.pages.leaves import leaf_for
from benkan.apps.assessments.queries import scoring as queries
from benkan.apps.assessments.queries.asked import AskedNode, asked_in
from benkan.apps.assessments.queries.recordings import file_of, heard_in, ready_in
from benkan.apps.assessments.queries.scope import seen_round
from benkan.apps.assessments.queries.scoring import GroupSheet
from benkan.apps.assessments.rules.kinds import GroupKind
from benkan.apps.assessments.rules.languages import LANGUAGES
from benkan.apps.files import queries as files
from benkan.kit.forms import attempt
from benkan.kit.pages import PageRequest, address, file_response, for_roles
from benkan.kit.refusals import NotFound

FORGOTTEN_AFTER = timedelta(days=1)
"""How long a photo or a voice is kept whose answer was refused."""
KEY = "fiche"
LANGUAGE = "langue"


@for_roles(*rules.WORKERS)
def groups(request: PageRequest, round_id: UUID) -> HttpResponse:
    """The groups of the round and how far each is; in which languages its questions can be heard."""
    found = seen_round(round_id, programme=request.programme.id, actor=request.actor)
    nodes = asked_in(found.version_id, language=_written())
    ready, total = ready_in(found, nodes)
    shown = {
        "round": found,
        "groups": [
            {"here": one, "label": group_label(one.kind, one.name)}
            for one in queries.groups_here(found, nodes)
        ],
        "languages": [
            (gettext(LANGUAGES[code]), ready.get(code, 0), total)
            for code in languages_first(found, ready)
            if code in ready or code in found.languages
        ],
        "is_open": found.closed_at is None,
    }
    return render(request, "assessments/scoring/groups.html", shown)


@for_roles(*rules.WORKERS)
def group(request: PageRequest, round_id: UUID, group_id: UUID) -> HttpResponse:
    """The questions of a group: which are answered on this sheet, and which comes next."""
    found = seen_round(round_id, programme=request.programme.id, actor=request.actor)
    sheet = _sheet(request, found, group_id)
    key = sheet.key or uuid4().hex
    shown = {
        "round": found,
        "sheet": sheet,
        "label": group_label(sheet.group.kind, sheet.group.name),
        "next": _way(request, found, sheet, sheet.left[0], key) if sheet.left else "",
        "anew": f"?{KEY}={uuid4().hex}" if sheet.given else "",
        "lines": [
            {
                "leaf": leaf,
                "is_given": leaf.id in sheet.given,
                "way": _way(request, found, sheet, leaf, key),
            }
            for leaf in sheet.leaves
        ],
        "is_open": found.closed_at is None,
    }
    return render(request, "assessments/scoring/group.html", shown)


@for_roles(*rules.WORKERS)
def question(request: PageRequest, round_id: UUID, group_id: UUID, node_id: UUID) -> HttpResponse:
    """One question: a form to count hands in; with a script, the pictures that are passed round."""
    found = seen_round(round_id, programme=request.programme.id, actor=request.actor)
    sheet = _sheet(request, found, group_id)
    leaf = next((one for one in sheet.leaves if one.id == node_id), None)
    if leaf is None:
        raise NotFound()
    if not sheet.key:
        here = {"round_id": found.pk, "group_id": group_id}
        return HttpResponseRedirect(address(request, "assessments:score_group", **here))
    if request.method != "POST":
        return _show(request, found, sheet, leaf, AnswerForm(leaf=leaf))
    form = AnswerForm(request.POST, request.FILES, leaf=leaf)
    if form.is_valid() and _take(request, sheet, form):
        left = [one for one in sheet.left if one.id != leaf.id]
        return HttpResponseRedirect(_after(request, found, sheet, left))
    return _show(request, found, sheet, leaf, form, status=422)


@for_roles(*rules.WORKERS)
def hear(
    request: PageRequest, round_id: UUID, node_id: UUID, language: str, piece: str
) -> HttpResponseBase:
    """The voice that says a question or a level, as it was kept."""
    found = seen_round(round_id, programme=request.programme.id, actor=request.actor)
    file = file_of(found, node=node_id, piece=piece, language=language)
    if file is None:
        raise NotFound()
    return file_response(files.opened(file))


def group_label(kind: str, name: str) -> str:
    """What a group is called: `Women`, or `Women, Dio` where a name tells two apart."""
    label = gettext(GroupKind(kind).label)
    return f"{label}, {name}" if name else label


def languages_first(found: Round, ready: Mapping[str, int]) -> list[str]:
    """All languages: those of the round first, then those in which most can be heard."""
    return sorted(LANGUAGES, key=lambda code: (code not in found.languages, -ready.get(code, 0)))


def _take(request: PageRequest, sheet: GroupSheet, form: AnswerForm) -> bool:
    moment = timezone.now()
    line = form.line(
        programme=request.programme.id, moment=moment, forgotten=moment + FORGOTTEN_AFTER
    )
    if line is None:
        return False
    take = partial(
        take_sheet,
        group=sheet.group.pk,
        way=Sheet.Way.PHONE,
        client_key=sheet.key,
        lines=[line],
        scored_on=timezone.localdate(moment),
        actor=request.actor,
        moment=moment,
    )
    return attempt(form, take) is not None


def _show(
    request: PageRequest,
    found: Round,
    sheet: GroupSheet,
    leaf: AskedNode,
    form: AnswerForm,
    *,
    status: int = 200,
) -> HttpResponse:
    heard = heard_in(found.programme_id, [leaf.core])
    told = leaf_for(request, found.pk, leaf, heard)
    language = _spoken(request, sheet, told["audio"])
    label = group_label(sheet.group.kind, sheet.group.name)
    number = sheet.leaves.index(leaf) + 1
    shown: dict[str, Any] = {
        "round": found,
        "sheet": sheet,
        "leaf": leaf,
        "label": label,
        "form": form,
        "given": sheet.given.get(leaf.id),
        "hands": _given_hands(sheet, leaf),
        "number": number,
        "total": len(sheet.leaves),
        "voice": told["audio"].get(language),
        "language": language,
        "languages": [(code, gettext(LANGUAGES[code])) for code in sorted(told["audio"])],
        "is_open": found.closed_at is None,
        "session": {
            "fiche": sheet.key,
            "language": language,
            "session": {
                "title": found.assessment.title,
                "total": len(sheet.leaves),
                "leaves": [{**told, "number": number}],
            },
            "group": {
                "id": str(sheet.group.pk),
                "kind": sheet.group.kind,
                "label": label,
                "language": language,
                "people": sheet.group.people,
            },
        },
    }
    return render(request, "assessments/scoring/question.html", shown, status=status)


def _given_hands(sheet: GroupSheet, leaf: AskedNode) -> list[tuple[str, int]]:
    given = sheet.given.get(leaf.id)
    if given is None:
        return []
    form = AnswerForm(leaf=leaf)
    return [(gettext(one.word), given.tally.get(one.level, 0)) for one, _, _ in form.hands]


def _sheet(request: PageRequest, found: Round, group: UUID) -> GroupSheet:
    sheet = queries.group_sheet(
        found,
        group,
        key=_key(request),
        author=request.actor.account,
        language=_written(),
    )
    if sheet is None:
        raise NotFound()
    return sheet


def _key(request: PageRequest) -> str:
    """The sheet that the address names: 32 signs of a number that a page made, else none."""
    asked = request.GET.get(KEY, "")
    return asked if len(asked) == 32 and set(asked) <= set("0123456789abcdef") else ""


def _way(request: PageRequest, found: Round, sheet: GroupSheet, leaf: AskedNode, key: str) -> str:
    words = {KEY: key}
    if language := request.GET.get(LANGUAGE, ""):
        words[LANGUAGE] = language
    here = {"round_id": found.pk, "group_id": sheet.group.pk, "node_id": leaf.id}
    return f"{address(request, 'assessments:score', **here)}?{urlencode(words)}"


def _after(request: PageRequest, found: Round, sheet: GroupSheet, left: list[AskedNode]) -> str:
    """Where it goes on: the next question without an answer, else the group's list."""
    if left:
        return _way(request, found, sheet, left[0], sheet.key)
    here = {"round_id": found.pk, "group_id": sheet.group.pk}
    return f"{address(request, 'assessments:score_group', **here)}?{urlencode({KEY: sheet.key})}"


def _spoken(request: PageRequest, sheet: GroupSheet, recorded: dict[str, str]) -> str:
    """The language that is heard: the one asked for, else the group's, else one that was recorded."""
    wanted = (request.GET.get(LANGUAGE, ""), sheet.group.language, "fr", *recorded)
    return next((code for code in wanted if code in recorded), sheet.group.language or "fr")


def _written() -> str:
    return (get_language() or "fr").partition("-")[0]
