"""A question as the screens of a group take it: its words, drawings and recordings."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from benkan.apps.assessments.queries.asked import AskedNode
from benkan.apps.assessments.queries.recordings import Heard, home_of
from benkan.apps.assessments.rules.languages import QUESTION
from benkan.apps.assessments.rules.levels import SHOWN
from benkan.kit.pages import PageRequest, address

Leaf = dict[str, Any]


def leaf_for(request: PageRequest, round_id: UUID, node: AskedNode, heard: Heard) -> Leaf:
    """A leaf for `static/assessments/score.js`, in JSON's own types; asks nothing."""
    assert node.leaf is not None, "only leaves are asked"

    def audio(piece: str) -> Mapping[str, str]:
        home = home_of(node, piece)
        return {
            language: address(
                request,
                "assessments:hear",
                round_id=round_id,
                node_id=node.id,
                language=language,
                piece=piece,
            )
            for language in heard.get(home.node, {}).get(home.piece, {})
        }

    levels = [
        {
            "level": shown.level,
            "word": gettext(shown.word),
            "words": node.words.anchors.get(shown.level, ""),
            "sign": shown.sign,
            "tint": shown.tint,
            "audio": audio(shown.level),
        }
        for shown in SHOWN.get(node.leaf.scale, ())
    ]
    return {
        "id": str(node.id),
        "label": node.words.label,
        "question": node.words.question or node.name,
        "scale": node.leaf.scale.value,
        "levels": levels,
        "audio": audio(QUESTION),
        "asked_of": node.asked_of,
        "needs_evidence": node.needs_evidence,
        "unit": node.unit,
    }
