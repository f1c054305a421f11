"""All rounds that somebody sees beside each other, by the questions of the house."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from benkan.apps.assessments.pages import cells, drawing
from benkan.apps.assessments.queries import across
from benkan.apps.assessments.queries.scope import rounds_seen_by
from benkan.apps.assessments.rules import READERS, GroupKind
from benkan.kit.choosing import choice, id_in
from benkan.kit.lists import page_number, ways
from benkan.kit.pages import PageRequest, for_roles
from benkan.kit.refusals import NotFound


@for_roles(*READERS)
def compare(request: PageRequest) -> HttpResponse:
    """Each question of the house over all rounds; or one question, round by round. Fourteen queries at
    most, however many rounds there are."""
    language = (get_language() or "fr")[:2]
    versions = across.house_versions(request.programme.id, language=language)
    node = id_in(request.GET.get("question", ""))
    chosen = id_in(request.GET.get("version", "")) or (across.version_of(node) if node else None)
    version = next((one for one in versions if one.id == chosen), versions[0] if versions else None)
    if version is None:
        return render(request, "assessments/reading/compare.html", {"versions": []})
    which = "all" if request.GET.get("which") == "all" else "last"
    rounds = rounds_seen_by(request.actor, request.programme.id)
    rounds = rounds if which == "all" else across.last_of_each(rounds)
    offered = [(str(one.id), f"{one.title} ({one.number})") for one in versions]
    shown: dict[str, Any] = {
        "versions": versions,
        "version": version,
        "which": which,
        "choices": [
            choice("version", gettext("Questions"), offered, str(version.id)),
            choice(
                "which",
                gettext("Rounds"),
                [("all", gettext("All rounds, earlier ones too"))],
                which if which == "all" else "",
                blank=gettext("The last of each"),
            ),
        ],
    }
    if node is not None:
        return _node(request, node, rounds, version.id, language, shown)
    lines = across.across(rounds, version=version.id, language=language)
    shown["rows"] = [(line, _cells(line)) for line in lines]
    return render(request, "assessments/reading/compare.html", shown)


def _node(
    request: PageRequest,
    node: UUID,
    rounds: Any,
    version: UUID,
    language: str,
    shown: dict[str, Any],
) -> HttpResponse:
    name = across.name_in(version, node, language=language)
    if name is None:
        raise NotFound()
    page = ways(across.how_many(rounds, node), page_number(request), across.A_PAGE)
    told = across.across_node(rounds, node, page=page.number)
    kinds = [(one.kind, gettext(GroupKind(one.kind).label), one) for one in told.kinds]
    shown |= {
        "name": name,
        "told": told,
        "kinds": kinds,
        "rows": [(one, _round_cells(one, [kind for kind, _, _ in kinds])) for one in told.rounds],
        "page": page,
        "chart": drawing.steps_of(told.steps),
    }
    return render(request, "assessments/reading/compare_one.html", shown)


def _cells(line: across.AcrossLine) -> SafeString:
    scores = map(cells.score, (line.lowest, line.mean, line.highest))
    return cells.joined([cells.number(line.rounds), *scores, cells.number(line.gap.points)])


def _round_cells(one: across.AcrossRound, kinds: list[str]) -> SafeString:
    by_kind = [cells.score(one.by_kind.get(kind)) for kind in kinds]
    return cells.joined([cells.score(one.all), *by_kind, cells.number(one.gap.points)])
