"""One measure with all that its page shows, for those who may open it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from benkan.apps.commitments.models import (
    Commitment,
    PolicyInvestment,
    PolicyMeasure,
    PolicyOrganisation,
    StageEvidence,
)
from benkan.apps.commitments.queries.lines import PromiseLine, lines
from benkan.apps.commitments.queries.policies import PolicyLine, policies_seen_by, policy_lines
from benkan.apps.commitments.queries.policy_sources import (
    Came,
    IssueFed,
    MeetingFed,
    issues_fed,
    meetings_fed,
    who_came,
)
from benkan.apps.commitments.queries.policy_texts import TextLine, texts_of
from benkan.apps.commitments.queries.policy_track import (
    StageShown,
    StepTaken,
    WentBack,
    gone_back,
    steps_of,
    track_of,
)
from benkan.apps.commitments.rules.policies import WRITERS, Part, in_fcfa
from benkan.apps.commitments.rules.publishing import PUBLISHERS
from benkan.apps.commitments.rules.stages import VERIFIERS, WITH_OFFICE, Stage
from benkan.apps.commitments.rules.takers import PROPOSERS
from benkan.apps.registry import queries as registry
from benkan.kit.actor import STAFF, Actor
from benkan.kit.refusals import NotFound


@dataclass(frozen=True)
class PartTaken:
    """An organisation and its part in a measure."""

    organisation: UUID
    name: str
    part: Part


@dataclass(frozen=True)
class InvestmentShown:
    """The money of an agreement, as written and in whole FCFA."""

    amount: Decimal
    currency: str
    rate: Decimal | None
    fcfa: int
    purpose: str
    site: str
    due_on: date


@dataclass(frozen=True)
class PolicyCard:
    """A measure as those who work on it see it."""

    line: PolicyLine
    summary: str
    gender_reason: str
    office: UUID | None
    office_title: str
    registered_at: datetime
    published_at: datetime | None
    withdrawn_at: datetime | None
    organisations: list[PartTaken]
    investment: InvestmentShown | None
    track: list[StageShown]
    gone_back: list[WentBack]
    steps: list[StepTaken]
    texts: list[TextLine]
    issues: list[IssueFed]
    meetings: list[MeetingFed]
    came: Came | None
    promises: list[PromiseLine]
    may_write: bool
    may_publish: bool
    may_ask_for_promises: bool

    @property
    def next_stage(self) -> StageShown | None:
        """The stage that can be recorded now."""
        return next((stage for stage in self.track if stage.is_next), None)

    @property
    def stages_behind(self) -> list[Stage]:
        """The stages that the measure could be sent back to."""
        stages = list(Stage)
        return stages[: stages.index(self.line.stage)] if self.line.stage else []


def policy_page(policy: UUID, *, programme: UUID, actor: Actor, today: date) -> PolicyCard:
    """The measure with its stages, texts, sources and promises, in at most thirty queries however
    much there is.

    Raises:
        NotFound: there is none, or it is out of the actor's sight.
    """
    row = seen_policy(policy, programme=programme, actor=actor)
    line = registry.line_of(row.place_id)
    meetings = meetings_fed(row.pk, actor=actor)
    return PolicyCard(
        line=policy_lines([row])[0],
        summary=row.summary,
        gender_reason=row.gender_reason,
        office=row.office_id,
        office_title=office_title(row, today),
        registered_at=row.registered_at,
        published_at=row.published_at,
        withdrawn_at=row.withdrawn_at,
        organisations=parts_of(row),
        investment=investment_of(row.pk),
        track=track_of(row.pk, actor=actor, judges=actor.holds(*VERIFIERS, line=line)),
        gone_back=gone_back(row.pk),
        steps=steps_of(row.pk) if actor.holds(*STAFF, line=line) else [],
        texts=texts_of(row.pk),
        issues=issues_fed(row.pk, actor=actor),
        meetings=meetings,
        came=who_came([meeting.id for meeting in meetings if meeting.is_open]),
        promises=lines(
            Commitment.objects.filter(policy=row).order_by("due_on", "number")[:50], today=today
        ),
        may_write=actor.holds(*WRITERS, line=line),
        may_publish=actor.holds(*PUBLISHERS, line=line),
        may_ask_for_promises=row.stage in WITH_OFFICE and actor.holds(*PROPOSERS, line=line),
    )


def seen_policy(policy: UUID, *, programme: UUID, actor: Actor) -> PolicyMeasure:
    """The row, for somebody who may open it; at most two queries."""
    row = policies_seen_by(actor, programme).filter(pk=policy).first()
    if row is None:
        raise NotFound()
    return row


def evidence_file(evidence: UUID, *, policy: UUID, programme: UUID, actor: Actor) -> UUID:
    """The file of a stage's document, for those who may open its measure; at most three queries.

    Raises:
        NotFound: there is none, or it is out of the actor's sight.
    """
    row = seen_policy(policy, programme=programme, actor=actor)
    found = StageEvidence.objects.filter(pk=evidence, stage__measure=row)
    file = found.values_list("file", flat=True).first()
    if file is None:
        raise NotFound()
    return file


def office_title(row: PolicyMeasure, today: date) -> str:
    """The office that applies a measure, with its place; empty where none is named yet. Two queries."""
    card = registry.office_card(row.office_id, on=today) if row.office_id else None
    return f"{card.title}, {card.place_name}" if card else ""


def parts_of(row: PolicyMeasure) -> list[PartTaken]:
    """The organisations of a measure with their parts, in two queries."""
    found = list(PolicyOrganisation.objects.filter(measure=row).values_list("organisation", "part"))
    names = dict(
        registry.organisations_called(
            row.programme_id, only={organisation for organisation, _ in found}
        )
    )
    order = list(Part)
    return sorted(
        (PartTaken(each, names[each], Part(part)) for each, part in found),
        key=lambda taken: (order.index(taken.part), taken.name),
    )


def investment_of(measure: UUID) -> InvestmentShown | None:
    """The money of an agreement, in one query; None for other kinds."""
    row = PolicyInvestment.objects.filter(measure=measure).first()
    if row is None:
        return None
    return InvestmentShown(
        amount=row.amount,
        currency=row.currency,
        rate=row.rate.normalize() if row.rate else None,
        fcfa=in_fcfa(row.amount, row.currency, row.rate),
        purpose=row.purpose,
        site=row.site,
        due_on=row.due_on,
    )
