"""What a citizen sees of her own case."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from benkan.apps.registry import queries as registry
from benkan.apps.voices.models import Case
from benkan.apps.voices.queries.codes import digest_of
from benkan.apps.voices.rules import codes, states
from benkan.kit.services import Service


@dataclass(frozen=True)
class Told:
    """A step as the citizen sees it: what became of the case, the words for her, when; not who."""

    state: str
    words: str
    moment: datetime


@dataclass(frozen=True)
class CaseForCitizen:
    id: UUID
    reference: str
    service: Service
    place_name: str
    cercle: str
    text: str
    added: tuple[str, ...]
    has_recording: bool
    has_photo: bool
    recording_file: UUID | None
    photo_file: UUID | None
    state: str
    may_be_contested: bool
    opened_at: datetime
    steps: tuple[Told, ...]


def case_of_code(tracking_code: str, programme: UUID) -> CaseForCitizen | None:
    """The case that a tracking code opens, in five queries; None when there is none.

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
    """The case that a tracking code opened a moment ago, in five queries."""
    found = Case.objects.filter(pk=case, programme=programme).first()
    return _for_citizen(found) if found else None


def _for_citizen(case: Case) -> CaseForCitizen:
    place = registry.place_card(case.place_id) if case.place_id else None
    steps = case.steps.order_by("moment", "id")
    additions = case.heard.filter(kind="addition").order_by("moment")
    return CaseForCitizen(
        id=case.pk,
        reference=case.reference,
        service=Service(case.service),
        place_name=place.name if place else "",
        cercle=place.cercle if place else "",
        text=case.text,
        added=tuple(heard.text for heard in additions),
        has_recording=case.recording_file is not None,
        has_photo=case.photo_file is not None,
        recording_file=case.recording_file,
        photo_file=case.photo_file,
        state=case.state,
        may_be_contested=states.State(case.state) in states.CONTESTABLE,
        opened_at=case.opened_at,
        steps=tuple(
            Told(
                step.state,
                step.answer or (step.reason if step.state == states.State.SET_ASIDE else ""),
                step.moment,
            )
            for step in steps
        ),
    )
