"""Take a session along: a page that says what is taken, and the session as a telephone keeps it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext

from benkan.apps.assessments.pages.leaves import Leaf, leaf_for
from benkan.apps.assessments.pages.scoring import group_label
from benkan.apps.assessments.pages.seeing import seen
from benkan.apps.assessments.queries.asked import AskedNode
from benkan.apps.assessments.queries.sessions import Session, SessionGroup, session_of
from benkan.apps.assessments.rules import WORKERS
from benkan.apps.assessments.rules.languages import LANGUAGES
from benkan.apps.assessments.rules.scales import ends
from benkan.kit.pages import PageRequest, for_roles


@for_roles(*WORKERS)
def take_along(request: PageRequest, round_id: UUID) -> HttpResponse:
    """What a session holds, and the button that keeps it on this telephone."""
    session = _session(request, round_id)
    shown = {
        "card": seen(request, round_id),
        "session": session,
        "groups": [told_group(group) for group in session.groups],
    }
    return render(request, "assessments/take_along.html", shown)


@for_roles(*WORKERS)
def session(request: PageRequest, round_id: UUID) -> HttpResponse:
    """The session as a telephone takes it."""
    return JsonResponse(session_told(request, _session(request, round_id)))


def session_told(request: PageRequest, session: Session) -> dict[str, Any]:
    """The session in plain values, with the addresses of its recordings."""

    def leaf_told(node: AskedNode) -> Leaf:
        assert node.leaf is not None, "only leaves are asked"
        least, most = ends(node.leaf)
        return {
            **leaf_for(request, session.round, node, session.heard),
            "least": float(least),
            "most": float(most),
            "words": session.words.get(node.core, {}),
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
            {"code": code, "name": gettext(LANGUAGES.get(code, code))} for code in session.languages
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


def _session(request: PageRequest, round_id: UUID) -> Session:
    return session_of(
        round_id,
        programme=request.programme.id,
        actor=request.actor,
        language=get_language() or "fr",
    )
