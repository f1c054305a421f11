"""Verbs about cases and issues, a file a subject."""

from benkan.apps.voices.actions.about import say_about
from benkan.apps.voices.actions.answering import (
    answer_case,
    answer_cases_of_issue,
    contest_case,
    step_case,
)
from benkan.apps.voices.actions.attaching import fetch_recordings
from benkan.apps.voices.actions.calling import (
    begin_call,
    end_call,
    end_silent_calls,
    keep_spoken,
    note_recording,
    note_spoken,
    press,
)
from benkan.apps.voices.actions.confidants import (
    end_confidant,
    entrust_case,
    entrust_what_waits,
    name_confidant,
    note_reading,
)
from benkan.apps.voices.actions.connections import count_comment
from benkan.apps.voices.actions.dialling import dial, forget_sessions
from benkan.apps.voices.actions.following import open_by_code
from benkan.apps.voices.actions.forgetting import (
    forget_case,
    forget_cases,
    forget_contact,
)
from benkan.apps.voices.actions.grouping import add_to_issue, agree_on, open_issue, put_on_agenda
from benkan.apps.voices.actions.guarding import guard_case
from benkan.apps.voices.actions.handing import (
    answer_from_office,
    hand_over_case,
    hand_over_issue,
    move_request,
)
from benkan.apps.voices.actions.hearing import hear_message
from benkan.apps.voices.actions.opening import OpenedCase, open_case, opened_before
from benkan.apps.voices.actions.retention import let_connections_go, let_voices_go
from benkan.apps.voices.actions.saying import key_of_saying, say
from benkan.apps.voices.actions.several import do_for_each
from benkan.apps.voices.actions.sorting import place_case, sort_case
from benkan.apps.voices.actions.suggesting import tell_apart
from benkan.apps.voices.actions.telling import key_of_telling, tell
from benkan.apps.voices.actions.templates import (
    review_template,
    take_ready_answers,
    withdraw_template,
    write_template,
)

__all__ = [
    "OpenedCase",
    "add_to_issue",
    "agree_on",
    "answer_case",
    "answer_cases_of_issue",
    "answer_from_office",
    "begin_call",
    "contest_case",
    "count_comment",
    "dial",
    "do_for_each",
    "end_call",
    "end_confidant",
    "end_silent_calls",
    "entrust_case",
    "entrust_what_waits",
    "fetch_recordings",
    "forget_case",
    "forget_cases",
    "forget_contact",
    "forget_sessions",
    "guard_case",
    "hand_over_case",
    "hand_over_issue",
    "hear_message",
    "keep_spoken",
    "key_of_saying",
    "key_of_telling",
    "let_connections_go",
    "let_voices_go",
    "move_request",
    "name_confidant",
    "note_reading",
    "note_recording",
    "note_spoken",
    "open_by_code",
    "open_case",
    "open_issue",
    "opened_before",
    "place_case",
    "press",
    "put_on_agenda",
    "review_template",
    "say",
    "say_about",
    "sort_case",
    "step_case",
    "take_ready_answers",
    "tell",
    "tell_apart",
    "withdraw_template",
    "write_template",
]
