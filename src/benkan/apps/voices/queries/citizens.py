"""What a citizen sees of her own case."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from benkan.apps.registry import queries as registry
from benkan.apps.voices.models import Case
from benkan.apps.voices.queries.codes import code_for, digest_of
from benkan.apps.voices.queries.words import StepWords, all_words_of, words_of_rows
from benkan.apps.voices.rules import codes
from benkan.apps.voices.rules.numbers_hidden import without_numbers
from benkan.apps.voices.rules.reasons import Why
from benkan.apps.voices.rules.states import CONTESTABLE, OVER, State
from benkan.kit.services import Service


@dataclass(frozen=True)
class Told:
    """A step as the citizen sees it: what became of the case, the sentence of its reason (English, to
    be translated where it is shown), the words for her, when; not who."""

    state: State
    plain: str
    words: str
    by_herself: bool
    moment: datetime


@dataclass(frozen=True)
class CaseForCitizen:
    """`shows_words`: not of a sensitive case, since the code is in the messages of a telephone that
    others hold too. What she is answered is shown all the same: she may have no other way to hear."""

    id: UUID
    reference: str
    service: Service
    place_name: str
    cercle: str
    shows_words: bool
    text: str
    added: tuple[str, ...]
    has_recording: bool
    has_photo: bool
    recording_file: UUID | None
    photo_file: UUID | None
    state: State
    may_be_contested: bool
    opened_at: datetime
    steps: tuple[Told, ...]


def case_of_code(tracking_code: str, programme: UUID) -> CaseForCitizen | None:
    """The case that a tracking code opens, in six queries; None when there is none.

    A page asks `actions.open_by_code`, which counts wrong codes.
    """
    code = codes.typed(tracking_code)
    if not codes.may_be_a_code(code):
        return None
    case = Case.objects.filter(
        programme=programme, tracking_digest=digest_of(programme, code)
    ).first()
    return _for_citizen(case) if case else None


def case_for_citizen(case: UUID, programme: UUID) -> CaseForCitizen | None:
    """The case that a tracking code opened a moment ago, in six queries."""
    found = Case.objects.filter(pk=case, programme=programme).first()
    return _for_citizen(found) if found else None


def _for_citizen(case: Case) -> CaseForCitizen:
    place = registry.place_card(case.place_id) if case.place_id else None
    said, shows = all_words_of(case), not case.is_sensitive
    recording, photo = (case.recording_file, case.photo_file) if shows else (None, None)
    return CaseForCitizen(
        id=case.pk,
        reference=case.reference,
        service=Service(case.service),
        place_name=place.name if place else "",
        cercle=place.cercle if place else "",
        shows_words=shows,
        text=without_numbers(said.text) if shows else "",
        added=tuple(map(without_numbers, said.added)) if shows else (),
        has_recording=recording is not None,
        has_photo=photo is not None,
        recording_file=recording,
        photo_file=photo,
        state=State(case.state),
        may_be_contested=State(case.state) in CONTESTABLE,
        opened_at=case.opened_at,
        steps=tuple(
            Told(
                State(step.row.state),
                Why(step.row.why).plain if step.row.why else "",
                _words_for_citizen(step, shows_hers=shows),
                step.row.actor_id is None and State(step.row.state) is State.ACCEPTED,
                step.row.moment,
            )
            for step in said.steps
        ),
    )


def _words_for_citizen(step: StepWords, *, shows_hers: bool) -> str:
    """The answer; the reason only where it is owed to her or came from her."""
    is_hers = step.row.actor_id is None and step.row.state == State.ACCEPTED
    if is_hers and not shows_hers:
        return ""
    if step.answer or not (is_hers or State(step.row.state) in OVER):
        return step.answer
    return without_numbers(step.reason) if is_hers else step.reason


@dataclass(frozen=True)
class CodesOfCase:
    """What the sender of a form writes down."""

    reference: str
    tracking_code: str
    will_be_told: bool


def says_the_same(case: UUID, *, service: Service, place: UUID | None, text: str) -> bool:
    """Whether a case was opened with just these words about the same thing, in two
    queries."""
    found = list(Case.objects.filter(pk=case, service=service, place=place))
    return any(words == text for words in words_of_rows(found).values())


def codes_of_case(case: UUID, programme: UUID) -> CodesOfCase | None:
    """The codes of a case that was sent a moment ago from this browser, in one query."""
    row = Case.objects.filter(pk=case, programme=programme).first()
    if row is None:
        return None
    code = codes.shown(code_for(programme, row.client_key))
    return CodesOfCase(row.reference, code, row.contact_id is not None)
