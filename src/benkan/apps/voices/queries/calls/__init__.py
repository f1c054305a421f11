"""Named questions about the calls of a programme that is over."""

from benkan.apps.voices.queries.calls.choices import CallChoices, Choice, call_choices
from benkan.apps.voices.queries.calls.figures import (
    Callers,
    CallSource,
    CallTimes,
    SexLine,
    TopicLine,
    Topics,
    WaitGroup,
    Waiting,
    call_source,
    call_times,
    callers,
    has_calls,
    topics,
    waiting,
)
from benkan.apps.voices.queries.calls.listing import Asked, CallLine, CallList, call_list

__all__ = [
    "Asked",
    "CallChoices",
    "CallLine",
    "CallList",
    "CallSource",
    "CallTimes",
    "Callers",
    "Choice",
    "SexLine",
    "TopicLine",
    "Topics",
    "WaitGroup",
    "Waiting",
    "call_choices",
    "call_list",
    "call_source",
    "call_times",
    "callers",
    "has_calls",
    "topics",
    "waiting",
]
