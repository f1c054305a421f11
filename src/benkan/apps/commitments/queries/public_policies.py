"""What everybody may know of measures: only what somebody of the programme has published, of their
stages only those that were verified. Organisations and offices, never persons."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from benkan.apps.activities import queries as activities
from benkan.apps.commitments.models import (
    Commitment,
    PolicyIssue,
    PolicyMeasure,
    PolicyMeeting,
    PolicyStage,
)
from benkan.apps.commitments.queries.lines import PromiseLine, lines_called
from benkan.apps.commitments.queries.policies import PolicyLine, policy_lines
from benkan.apps.commitments.queries.policy_page import (
    InvestmentShown,
    PartTaken,
    investment_of,
    office_title,
    parts_of,
)
from benkan.apps.commitments.queries.policy_texts import (
    TextLine,
    TextsCompared,
    TextShown,
    compared_texts,
    text_shown,
    texts_of,
)
from benkan.apps.commitments.rules.policies import Kind, policy_number_shown
from benkan.apps.commitments.rules.stages import Stage, StageState
from benkan.apps.voices import queries as voices
from benkan.kit.lists import Part, part_of
from benkan.kit.refusals import NotFound
from benkan.kit.services import Service

A_PAGE = 20


@dataclass(frozen=True)
class PublicLine:
    """A published measure in a list: `stage` is the furthest one that was verified."""

    number: int
    kind: Kind
    title: str
    summary: str
    sector: Service
    place_name: str
    stage: Stage | None
    on: date | None

    @property
    def number_shown(self) -> str:
        return policy_number_shown(self.number)


@dataclass(frozen=True)
class PublicStage:
    """A stage as everybody sees it: verified on a day, left out for a reason, or still to come."""

    stage: Stage
    on: date | None
    is_skipped: bool
    reason: str


@dataclass(frozen=True)
class VoiceFed:
    """What people say that fed a measure, and at least how many of them said it."""

    title: str
    voices: int


@dataclass(frozen=True)
class PublicPolicy:
    """A published measure as everybody may read it."""

    line: PolicyLine
    summary: str
    gender_reason: str
    office_title: str
    organisations: list[PartTaken]
    investment: InvestmentShown | None
    track: list[PublicStage]
    voices: list[VoiceFed]
    meetings: list[activities.public.PublicMeeting]
    promises: list[PromiseLine]
    texts: list[TextLine]
    published_at: datetime


@dataclass(frozen=True)
class PublicText:
    """A version of a published measure's text, and the other versions, the latest first."""

    number: int
    title: str
    text: TextShown
    texts: list[TextLine]

    @property
    def number_shown(self) -> str:
        return policy_number_shown(self.number)


@dataclass(frozen=True)
class PolicyWithdrawn:
    """That there was a public measure, and when it was taken back: nothing else."""

    at: datetime


def published_policies(
    programme: UUID, places: Collection[UUID] | None = None, *, page: int = 1
) -> list[PublicLine]:
    """The published measures, the latest published first, a page at a time; those made for the places
    themselves, or all. Three queries."""
    return list(published_part(programme, places, page=page).lines)


def published_part(
    programme: UUID, places: Collection[UUID] | None = None, *, page: int = 1
) -> Part[PublicLine]:
    """The same, and whether more follow."""
    rows = _published(programme, places).order_by("-published_at", "-id")
    return part_of(rows, page, size=A_PAGE, made=lambda found: tuple(_public_lines(found)))


def public_policy(programme: UUID, number: int, *, today: date) -> PublicPolicy | PolicyWithdrawn:
    """The published measure with this number and its verified stages, in at most twenty queries.

    Raises:
        NotFound: there is none, or it never was public.
    """
    row = _public_row(programme, number)
    if isinstance(row, PolicyWithdrawn):
        return row
    return PublicPolicy(
        line=policy_lines([row])[0],
        summary=row.summary,
        gender_reason=row.gender_reason,
        office_title=office_title(row, today),
        organisations=parts_of(row),
        investment=investment_of(row.pk),
        track=_public_track(row.pk),
        voices=_voices(row.pk),
        meetings=_meetings(row),
        promises=_promises(row.pk, today),
        texts=texts_of(row.pk),
        published_at=row.published_at or row.registered_at,
    )


def public_text(
    programme: UUID, number: int, version: int | None = None
) -> PublicText | PolicyWithdrawn:
    """A version of a published measure's text by article, the latest without a version; at most four
    queries.

    Raises:
        NotFound: there is none, it never was public, or it has no such version.
    """
    row = _public_row(programme, number)
    if isinstance(row, PolicyWithdrawn):
        return row
    text = text_shown(row.pk, version)
    if text is None:
        raise NotFound()
    return PublicText(row.number, row.title, text, texts_of(row.pk))


@dataclass(frozen=True)
class PublicComparison:
    """Two versions of a published measure's text beside each other."""

    number: int
    title: str
    texts: TextsCompared

    @property
    def number_shown(self) -> str:
        return policy_number_shown(self.number)


def public_comparison(
    programme: UUID, number: int, version: int, other: int
) -> PublicComparison | PolicyWithdrawn:
    """Two versions of a published measure's text, in at most five queries.

    Raises:
        NotFound: there is none, it never was public, or it has no such versions.
    """
    row = _public_row(programme, number)
    if isinstance(row, PolicyWithdrawn):
        return row
    return PublicComparison(row.number, row.title, compared_texts(row.pk, version, other))


def _public_row(programme: UUID, number: int) -> PolicyMeasure | PolicyWithdrawn:
    row = PolicyMeasure.objects.filter(programme=programme, number=number).first()
    if row is not None and row.withdrawn_at is not None:
        return PolicyWithdrawn(at=row.withdrawn_at)
    if row is None or row.published_at is None:
        raise NotFound()
    return row


def _published(programme: UUID, places: Collection[UUID] | None) -> QuerySet[PolicyMeasure]:
    rows = PolicyMeasure.objects.filter(programme=programme, published_at__isnull=False)
    return rows if places is None else rows.filter(place__in=places)


def _public_lines(rows: Sequence[PolicyMeasure]) -> list[PublicLine]:
    verified: dict[UUID, dict[Stage, date | None]] = {}
    found = PolicyStage.objects.filter(measure__in=rows, state=StageState.VERIFIED)
    for measure, stage, on in found.values_list("measure", "stage", "on"):
        verified.setdefault(measure, {})[Stage(stage)] = on
    lines = []
    for row, line in zip(rows, policy_lines(rows), strict=True):
        days = verified.get(row.pk, {})
        furthest = next((stage for stage in reversed(Stage) if stage in days), None)
        lines.append(
            PublicLine(
                number=row.number,
                kind=line.kind,
                title=row.title,
                summary=row.summary,
                sector=line.sector,
                place_name=line.place_name,
                stage=furthest,
                on=days.get(furthest) if furthest else None,
            )
        )
    return lines


def _public_track(measure: UUID) -> list[PublicStage]:
    rows = {Stage(row.stage): row for row in PolicyStage.objects.filter(measure=measure)}
    track = []
    for stage in Stage:
        row = rows.get(stage)
        is_known = row is not None and row.state in (StageState.VERIFIED, StageState.SKIPPED)
        is_skipped = row is not None and row.state == StageState.SKIPPED
        track.append(
            PublicStage(
                stage=stage,
                on=row.on if row is not None and is_known else None,
                is_skipped=is_skipped,
                reason=row.reason if row is not None and is_skipped else "",
            )
        )
    return track


def _voices(measure: UUID) -> list[VoiceFed]:
    """The issues that enough people spoke of; the others are not told, else their few would be."""
    named = PolicyIssue.objects.filter(measure=measure).values_list("issue", flat=True)
    cards = voices.issue_cards(list(named))
    return [VoiceFed(card.title, card.voices) for card in cards if card.voices is not None]


def _meetings(row: PolicyMeasure) -> list[activities.public.PublicMeeting]:
    """Those of its meetings that somebody has published, with who came as anybody may know it."""
    named = PolicyMeeting.objects.filter(measure=row).values_list("activity", flat=True)
    return activities.public.published_among(list(named), programme=row.programme_id)


def _promises(measure: UUID, today: date) -> list[PromiseLine]:
    public = Commitment.objects.filter(policy=measure, published_at__isnull=False)
    ids = list(public.order_by("due_on").values_list("pk", flat=True)[:50])
    return list(lines_called(ids, today=today).values())
