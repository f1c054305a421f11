"""Named questions about cases and issues, a file a subject."""

from benkan.apps.voices.queries.about import SubjectLine, WhomAbout, whom_about
from benkan.apps.voices.queries.calling import CallHere, call_here, recordings_awaited
from benkan.apps.voices.queries.citizens import (
    CaseForCitizen,
    CodesOfCase,
    Told,
    case_for_citizen,
    case_of_code,
    codes_of_case,
    says_the_same,
)
from benkan.apps.voices.queries.codes import code_for, connection_digest, digest_of
from benkan.apps.voices.queries.confidants import (
    ConfidantLine,
    Reading,
    case_of_confidant,
    confidants_of,
    confidants_of_case,
    readings_of,
    unread_by_anybody,
)
from benkan.apps.voices.queries.desk import (
    Awaiting,
    CaseLine,
    CasePage,
    Filter,
    PlaceWithCases,
    awaiting,
    case_lines,
    case_page,
    may_read,
    places_with_cases,
    to_triage,
)
from benkan.apps.voices.queries.issues import (
    AgendaLine,
    IssueCard,
    agenda_of,
    agendas_of_issue,
    case_lines_of_issue,
    cases_of_issue,
    issue_card,
    issue_for,
    issue_of_recommendation,
    issues,
)
from benkan.apps.voices.queries.public import SaidInPublic, ServiceSaid, said_in
from benkan.apps.voices.queries.scope import cases_known_to
from benkan.apps.voices.queries.trust import TrustOfCase, trust_of_case
from benkan.apps.voices.queries.ussd import UssdScreen, rehearsed
from benkan.apps.voices.queries.words import words_of

__all__ = [
    "AgendaLine",
    "Awaiting",
    "CallHere",
    "CaseForCitizen",
    "CaseLine",
    "CasePage",
    "CodesOfCase",
    "ConfidantLine",
    "Filter",
    "IssueCard",
    "PlaceWithCases",
    "Reading",
    "SaidInPublic",
    "ServiceSaid",
    "SubjectLine",
    "Told",
    "TrustOfCase",
    "UssdScreen",
    "WhomAbout",
    "agenda_of",
    "agendas_of_issue",
    "awaiting",
    "call_here",
    "case_for_citizen",
    "case_lines",
    "case_lines_of_issue",
    "case_of_code",
    "case_of_confidant",
    "case_page",
    "cases_known_to",
    "cases_of_issue",
    "code_for",
    "codes_of_case",
    "confidants_of",
    "confidants_of_case",
    "connection_digest",
    "digest_of",
    "issue_card",
    "issue_for",
    "issue_of_recommendation",
    "issues",
    "may_read",
    "places_with_cases",
    "readings_of",
    "recordings_awaited",
    "rehearsed",
    "said_in",
    "says_the_same",
    "to_triage",
    "trust_of_case",
    "unread_by_anybody",
    "whom_about",
    "words_of",
]
