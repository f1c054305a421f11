"""Cases and issues that may say the same as a case, for a person to join or to part."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from benkan.apps.registry import queries as registry
from benkan.apps.voices.models import Case, Issue, NotTheSame
from benkan.apps.voices.queries.desk import CaseLine, lines_of_cases
from benkan.apps.voices.queries.issues import issues_known_to
from benkan.apps.voices.queries.scope import about_nobody, cases_known_to
from benkan.apps.voices.queries.words import words_of_rows
from benkan.apps.voices.rules.states import GROUPABLE, IssueState, State
from benkan.apps.voices.rules.suggesting import NEAR, Likeness, Reason, Told, likeness
from benkan.kit.actor import Actor

CASES_COMPARED = 60
"""The nearest in time, half of them before and half after."""
ISSUES_COMPARED = 12
CASES_OF_ISSUE = 5
SHOWN = 3


@dataclass(frozen=True)
class CaseAlike:
    """A case that may say the same; `issue` is the one that it is in, if any."""

    line: CaseLine
    reasons: tuple[Reason, ...]
    issue: UUID | None


@dataclass(frozen=True)
class IssueAlike:
    id: UUID
    title: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Alike:
    cases: tuple[CaseAlike, ...]
    issues: tuple[IssueAlike, ...]


NOTHING = Alike((), ())


def alike(case: UUID, *, actor: Actor, programme: UUID) -> Alike:
    """What may say the same as a case, of what the actor may know, at most three cases and three
    issues; none for a case that may not be grouped. At most 12 queries, at most 120 texts compared."""
    known = cases_known_to(actor, programme)
    row = about_nobody(known).filter(pk=case).first()
    if row is None or row.place_id is None or State(row.state) not in GROUPABLE:
        return NOTHING
    here = registry.place_lines([row.place_id])[row.place_id]
    known = about_nobody(known)
    near = Q(place__in=registry.below([row.place_id])) | Q(place__in=here.line)
    parted = NotTheSame.objects.filter(Q(case=row) | Q(other=row))
    said = list(parted.values_list("case_id", "other_id", "issue_id"))
    told_apart = {one for pair in said for one in pair[:2] if one}
    others = _nearest(known.filter(near).exclude(pk__in=told_apart | {row.pk}), row)
    open_issues = issues_known_to(actor, row.programme_id).filter(near, service=row.service)
    open_issues = open_issues.exclude(state=IssueState.SETTLED)
    issues = list(open_issues.exclude(pk__in=[i for _, _, i in said if i])[:ISSUES_COMPARED])
    members = _latest_of(known, issues)
    words = words_of_rows([row, *others, *members])
    places = {row.place_id: here}
    return Alike(_cases(row, others, words, places), _issues(row, issues, members, words))


def _nearest(cases: QuerySet[Case], row: Case) -> list[Case]:
    open_ones = cases.exclude(state=State.SET_ASIDE)
    open_ones = open_ones.select_related("membership")
    before = open_ones.filter(opened_at__lte=row.opened_at, opened_at__gte=row.opened_at - NEAR)
    after = open_ones.filter(opened_at__gt=row.opened_at, opened_at__lte=row.opened_at + NEAR)
    half = CASES_COMPARED // 2
    return [*before.order_by("-opened_at", "id")[:half], *after.order_by("opened_at", "id")[:half]]


def _told(row: Case, words: Mapping[UUID, str]) -> Told:
    return Told(row.service, row.facility_id, row.contact_id, row.opened_at, words[row.pk])


def _latest_of(known: QuerySet[Case], issues: Sequence[Issue]) -> list[Case]:
    """Cases of the issues, the latest first."""
    if not issues:
        return []
    members = known.filter(membership__issue__in=issues).select_related("membership")
    return list(members.order_by("-opened_at", "id")[: ISSUES_COMPARED * CASES_OF_ISSUE])


def _cases(
    row: Case,
    others: Sequence[Case],
    words: Mapping[UUID, str],
    places: Mapping[UUID, registry.PlaceLine],
) -> tuple[CaseAlike, ...]:
    told = _told(row, words)
    best = _best([(likeness(told, _told(other, words)), other) for other in others])
    if not best:
        return ()
    lines = lines_of_cases([other for _, other in best], words=words, places=places)
    return tuple(
        CaseAlike(line, like.reasons, _issue_of(other))
        for line, (like, other) in zip(lines, best, strict=True)
    )


def _issue_of(case: Case) -> UUID | None:
    return case.membership.issue_id if hasattr(case, "membership") else None


def _best(found: Iterable[tuple[Likeness, Case]]) -> list[tuple[Likeness, Case]]:
    enough = [(like, case) for like, case in found if like.is_enough]
    return sorted(enough, key=lambda pair: (-pair[0].score, str(pair[1].pk)))[:SHOWN]


def _issues(
    row: Case, issues: Sequence[Issue], members: Sequence[Case], words: Mapping[UUID, str]
) -> tuple[IssueAlike, ...]:
    """An issue is as like as the likest of its title, its description and its latest cases."""
    told = _told(row, words)
    found: list[tuple[Likeness, Issue]] = []
    for issue in issues:
        texts = [issue.title, issue.description]
        of_it = [member for member in members if member.membership.issue_id == issue.pk]
        likes = [likeness(told, _told(member, words)) for member in of_it[:CASES_OF_ISSUE]]
        likes += [
            likeness(told, Told(issue.service, None, None, row.opened_at, text))
            for text in texts
            if text
        ]
        found.append((max(likes, key=lambda like: like.score), issue))
    enough = [(like, issue) for like, issue in found if like.is_enough]
    best = sorted(enough, key=lambda pair: (-pair[0].score, str(pair[1].pk)))[:SHOWN]
    return tuple(IssueAlike(issue.pk, issue.title, _of_issue(like)) for like, issue in best)


def _of_issue(like: Likeness) -> tuple[Reason, ...]:
    """What may be said of an issue: not when, nor whose telephone."""
    kept = (Reason.SAME_FACILITY, Reason.SAME_SERVICE, Reason.CLOSE_WORDS)
    return tuple(reason for reason in like.reasons if reason in kept)
