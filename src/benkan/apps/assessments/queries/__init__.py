"""Named questions of this chapter, a file a subject."""

from benkan.apps.assessments.queries.asked import AskedNode, Words, asked_in, words_of
from benkan.apps.assessments.queries.measures import (
    answer_of,
    answers_of,
    of_community,
    providers_of,
    ruler_of,
)
from benkan.apps.assessments.queries.scope import rounds_seen_by, seen_round

__all__ = [
    "AskedNode",
    "Words",
    "answer_of",
    "answers_of",
    "asked_in",
    "of_community",
    "providers_of",
    "rounds_seen_by",
    "ruler_of",
    "seen_round",
    "words_of",
]
