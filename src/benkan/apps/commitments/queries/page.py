"""One commitment with everything that happened to it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from benkan.apps.assessments.queries import promising
from benkan.apps.assessments.queries.promising import Moved
from benkan.apps.commitments import rules
from benkan.apps.commitments.models import Commitment, Proof
from benkan.apps.commitments.queries.history import ProofShown, StepShown, timeline
from benkan.apps.commitments.queries.lines import PromiseLine, lines
from benkan.apps.commitments.queries.planning import aim_of
from benkan.apps.commitments.queries.scope import seen_by
from benkan.apps.commitments.queries.terms import (
    PartnerShown,
    partners_shown,
    promised_by,
    terms_of,
)
from benkan.apps.commitments.rules import Details, State, Step, Terms
from benkan.apps.registry import queries as registry
from benkan.apps.registry.queries.offices import HoldingLine
from benkan.kit.actor import STAFF, Actor
from benkan.kit.refusals import NotFound


@dataclass(frozen=True)
class PublicationShown:
    """That it was shown to everybody, or taken back and why."""

    withdraws: bool
    reason: str
    moment: datetime


@dataclass(frozen=True)
class CommitmentCard:
    """A commitment as those who follow it see it."""

    line: PromiseLine
    problem: str
    terms: Terms
    partners: list[PartnerShown]
    issue: UUID | None
    policy: UUID | None
    recommendation: UUID | None
    assessed_in: UUID | None
    aim: Moved | None
    may_read_round: bool
    office_level: str
    organisation_name: str
    holder: str
    promised_by: HoldingLine | None
    proposed_at: datetime
    postponements: int
    postponements_left: int
    published_at: datetime | None
    withdrawn_at: datetime | None
    publications: list[PublicationShown]
    may_publish: bool
    timeline: list[StepShown]
    open_steps: tuple[Step, ...]
    is_mine: bool

    @property
    def details(self) -> Details:
        return self.terms.details

    @property
    def files(self) -> list[ProofShown]:
        """What somebody who publishes chooses from."""
        return [proof for step in self.timeline for proof in step.proofs if proof.has_file]


def commitment_page(
    commitment: UUID, *, programme: UUID, actor: Actor, today: date, language: str = "fr"
) -> CommitmentCard:
    """The commitment, its timeline and the steps open to the actor, in at most sixteen queries, and
    seven more where it is to move an indicator: with its scores as far as the actor may read them.

    Raises:
        NotFound: there is none, or it is out of the actor's sight.
    """
    row = seen_by(actor, programme).filter(pk=commitment).first()
    if row is None:
        raise NotFound()
    office = registry.office_card(row.office_id, on=today)
    assert office is not None, "a commitment keeps its office"
    line = registry.line_of(row.place_id)
    terms = terms_of(row)
    reads_round = row.assessed_in_id is not None and promising.may_read(
        row.assessed_in_id, programme=programme, actor=actor
    )
    return CommitmentCard(
        line=lines([row], today=today)[0],
        problem=row.problem,
        terms=terms,
        partners=partners_shown(programme, terms.details.partners),
        issue=row.issue_id,
        policy=row.policy_id,
        recommendation=row.recommendation_id,
        assessed_in=row.assessed_in_id,
        aim=aim_of(row, language=language, in_public=not reads_round),
        may_read_round=reads_round,
        office_level=office.level,
        organisation_name=office.organisation_name,
        holder=office.holder,
        promised_by=promised_by(row, today),
        proposed_at=row.proposed_at,
        postponements=row.postponements,
        postponements_left=rules.MOST_POSTPONEMENTS - row.postponements,
        published_at=row.published_at,
        withdrawn_at=row.withdrawn_at,
        publications=_publications(row) if actor.holds(*STAFF, line=line) else [],
        may_publish=rules.may_publish(
            actor, office=row.office_id, organisation=office.organisation, line=line
        ),
        timeline=timeline(row, guards=not actor.holds(*STAFF, line=line)),
        open_steps=rules.open_steps(
            State(row.state),
            actor,
            office=row.office_id,
            organisation=office.organisation,
            line=line,
            postponements=row.postponements,
        ),
        is_mine=actor.sits_in(row.office_id),
    )


def _publications(row: Commitment) -> list[PublicationShown]:
    rows = row.publications.order_by("moment")
    return [PublicationShown(one.withdraws, one.reason, one.moment) for one in rows]


def proof_file(proof: UUID, *, commitment: UUID, programme: UUID, actor: Actor) -> UUID:
    """The file of a proof, for those who may open its commitment; two queries and the places.

    Raises:
        NotFound: there is none, or it is out of the actor's sight.
    """
    row = seen_by(actor, programme).filter(pk=commitment).first()
    shown = Proof.objects.filter(pk=proof, commitment=row, file__isnull=False).first()
    if row is None or shown is None or shown.file is None:
        raise NotFound()
    return shown.file
