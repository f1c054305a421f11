"""A prepared session, as the scoring page and a telephone take it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext

from benkan.apps.assessments.pages.seeing import seen
from benkan.apps.assessments.queries.sessions import (
    Session,
    SessionGroup,
    SessionLeaf,
    session_of,
    sound_of,
)
from benkan.apps.assessments.rules import READERS, WORKERS, GroupKind
from benkan.apps.files import queries as files
from benkan.apps.voices.rules.languages import language_label
from benkan.kit.pages import PageRequest, address, file_response, for_roles


@for_roles(*WORKERS)
def take_along(request: PageRequest, round_id: UUID) -> HttpResponse:
    """What a session holds, and the button that keeps it on this telephone."""
    session = _session(request, round_id)
    sounds = sum(len(leaf.recorded) + _heard(leaf) for leaf in session.leaves)
    shown = {
        "card": seen(request, round_id),
        "session": session,
        "groups": [told_group(group) for group in session.groups],
        "languages": [gettext(language_label(code)) for code in session.languages],
        "sounds": sounds,
    }
    return render(request, "assessments/take_along.html", shown)


@for_roles(*WORKERS)
def session(request: PageRequest, round_id: UUID) -> HttpResponse:
    """The session as the scoring page and a telephone take it."""
    return JsonResponse(session_told(request, _session(request, round_id)))


@for_roles(*READERS)
def sound(
    request: PageRequest, round_id: UUID, node_id: UUID, language: str, part: str
) -> HttpResponseBase:
    """A question or a level as it was spoken in."""
    found = sound_of(
        round_id,
        node=node_id,
        part=part,
        language=language,
        programme=request.programme.id,
        actor=request.actor,
    )
    return file_response(files.opened(found))


def session_told(request: PageRequest, session: Session) -> dict[str, Any]:
    """The session in plain values, with the addresses of its recordings."""

    def leaf_told(leaf: SessionLeaf) -> dict[str, Any]:
        def audio(part: str, languages: tuple[str, ...]) -> dict[str, str]:
            return {
                language: address(
                    request,
                    "assessments:sound",
                    round_id=session.round,
                    node_id=leaf.id,
                    language=language,
                    part=part,
                )
                for language in languages
            }

        return {
            "id": str(leaf.id),
            "label": leaf.label,
            "question": leaf.question,
            "words": dict(leaf.words),
            "scale": leaf.scale,
            "least": float(leaf.least),
            "most": float(leaf.most),
            "is_best_low": leaf.is_best_low,
            "unit": leaf.unit,
            "levels": [
                {
                    "level": one.level,
                    "words": one.words,
                    "audio": audio(f"anchor-{one.level}", one.recorded),
                }
                for one in leaf.levels
            ],
            "audio": audio("question", leaf.recorded),
            "asked_of": leaf.asked_of,
            "needs_evidence": leaf.needs_evidence,
        }

    return {
        "round": str(session.round),
        "title": session.title,
        "place": session.place,
        "service": session.service,
        "kind": session.kind,
        "version": str(session.version),
        "is_open": session.is_open,
        "languages": [
            {"code": code, "name": gettext(language_label(code))} for code in session.languages
        ],
        "groups": [told_group(group) for group in session.groups],
        "leaves": [leaf_told(leaf) for leaf in session.leaves],
    }


def told_group(group: SessionGroup) -> dict[str, Any]:
    """A group in plain values."""
    return {
        "id": str(group.id),
        "kind": group.kind,
        "label": group_label(group.kind, group.name),
        "language": group.language,
        "is_provider": group.is_provider,
        "people": group.people,
    }


def group_label(kind: GroupKind, name: str) -> str:
    """A group as it is named: the kind, and what tells it from another of the kind."""
    label = gettext(kind.label)
    return f"{label} ({name})" if name else label


def _session(request: PageRequest, round_id: UUID) -> Session:
    return session_of(
        round_id,
        programme=request.programme.id,
        actor=request.actor,
        language=get_language() or "fr",
    )


def _heard(leaf: SessionLeaf) -> int:
    return sum(len(level.recorded) for level in leaf.levels)
