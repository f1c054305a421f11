"""Whom a case is about, and whom its words may be about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from benkan.apps.registry import queries as registry
from benkan.apps.voices.models import Case, CaseAbout, Subject
from benkan.apps.voices.queries.words import words_of_rows
from benkan.apps.voices.rules.about import SubjectKind, Title, spoken_of


@dataclass(frozen=True)
class SubjectLine:
    """An office, a person or an organisation; `where` is the place of an office."""

    kind: SubjectKind
    id: UUID
    name: str
    where: str = ""


@dataclass(frozen=True)
class WhomAbout:
    """What is known, and what the words make us ask."""

    known: tuple[SubjectLine, ...]
    proposed: tuple[SubjectLine, ...]


def whom_about(case: Case, *, on: date) -> WhomAbout:
    """Whom a case is about, for a reader who may know of it; at most six queries."""
    offices = offices_near(case)
    return whom_with(case, words_of_rows([case])[case.pk], offices, on=on)


def offices_near(case: Case) -> list[registry.OfficeCard]:
    """The offices of the place of a case and above it, the nearest first, in one query; none where
    the place is unknown."""
    if case.place_id is None:
        return []
    return registry.offices_above(case.programme_id, case.place_id)


def offices_it_may_be_about(case: Case, *, on: date) -> list[tuple[UUID, str]]:
    """The offices of the place of a case and above it, to choose from, the nearest first; of the whole
    programme, 300 at most, where the place is unknown. Up to two queries."""
    cards = (
        offices_near(case)
        if case.place_id
        else registry.offices_of(case.programme_id, within=None, on=on, limit=300)
    )
    return [(card.id, f"{card.title}, {card.place_name}") for card in cards]


def whom_with(
    case: Case,
    text: str,
    near: Sequence[registry.OfficeCard],
    *,
    on: date,
    is_said: bool = True,
) -> WhomAbout:
    """Whom a case is about, where its words and the offices near it are at hand; one query, and up to
    three more where it is about somebody; none where it is known that nobody said anything of it.
    Asked of `near` is who the words may be about."""
    about = CaseAbout.objects.filter(case=case).select_related("subject").order_by("moment")
    said = list(about) if is_said else []
    subjects = [(about.subject, about.is_so) for about in said]
    seen = {subject.office_id for subject, _ in subjects}
    by_id = {card.id: card for card in near if card.id not in seen}
    titles = [Title(card.id, card.title) for card in by_id.values()]
    return WhomAbout(
        known=_lines([subject for subject, is_so in subjects if is_so], on),
        proposed=tuple(_of_office(by_id[office]) for office in spoken_of(text, titles)),
    )


def _lines(subjects: list[Subject], on: date) -> tuple[SubjectLine, ...]:
    offices = registry.office_cards([s.office_id for s in subjects if s.office_id], on)
    people = registry.names_of([s.account_id for s in subjects if s.account_id])
    programme = subjects[0].programme_id if subjects else None
    organised = [s.organisation_id for s in subjects if s.organisation_id]
    named = dict(registry.organisations_called(programme, only=organised)) if programme else {}
    return tuple(
        _of_office(offices[subject.office_id])
        if subject.office_id
        else SubjectLine(SubjectKind.ACCOUNT, subject.account_id, people[subject.account_id])
        if subject.account_id
        else SubjectLine(
            SubjectKind.ORGANISATION,
            _one(subject.organisation_id),
            named[_one(subject.organisation_id)],
        )
        for subject in subjects
    )


def _one(organisation: UUID | None) -> UUID:
    assert organisation is not None, "a subject is one thing"
    return organisation


def _of_office(card: registry.OfficeCard) -> SubjectLine:
    return SubjectLine(SubjectKind.OFFICE, card.id, card.title, card.place_name)
