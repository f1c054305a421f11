"""Complete and correct a commitment: freely while it is proposed, afterwards by a dated step."""

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from benkan.apps.commitments import rules
from benkan.apps.commitments.actions.stepping import Changed, locked, take_step
from benkan.apps.commitments.models import Commitment, CommitmentPartner
from benkan.apps.commitments.queries.terms import partner_names, terms_of
from benkan.apps.commitments.rules import Details, Partner, State, Step, Terms
from benkan.apps.registry import queries as registry
from benkan.kit.actor import Actor
from benkan.kit.refusals import NotFound


@transaction.atomic
def complete(
    *, commitment: UUID, terms: Terms, reason: str = "", actor: Actor, moment: datetime
) -> None:
    """Write what the commitment says now. Until the office has answered, all of it; afterwards what
    became known, with the reason: a cost, who pays, who helps."""
    row = locked(commitment)
    is_proposed = State(row.state) is State.PROPOSED

    def write(row: Commitment) -> list[Changed]:
        return _written(row, terms, promised=not is_proposed, today=timezone.localdate(moment))

    take_step(
        commitment=commitment,
        step=Step.COMPLETE if is_proposed else Step.AMEND,
        reason=reason,
        change=write,
        actor=actor,
        moment=moment,
    )


def _written(row: Commitment, terms: Terms, *, promised: bool, today: date) -> list[Changed]:
    before = terms_of(row)
    changed = rules.changed_fields(before, terms)
    rules.check_changes(changed, filled_before=_filled(before), promised=promised)
    rules.check_terms(
        action=terms.action, details=terms.details, is_on_record=row.assessed_in_id is not None
    )
    if "office" in changed and registry.programme_of_office(terms.office) != row.programme_id:
        raise rules.OfficeMissing()
    if "due_on" in changed:
        rules.check_due(terms.due_on, today)
    names = names_of(row.programme_id, [before, terms])
    if "partners" in changed:
        write_partners(row, terms.details.partners, known=names)
    row.office_id, row.due_on = terms.office, terms.due_on
    row.problem, row.action = terms.problem.strip(), terms.action.strip()
    for field, value in columns(terms.details).items():
        setattr(row, field, value)
    return [(one, _said(before, one, names), _said(terms, one, names)) for one in changed]


def columns(details: Details) -> dict[str, object]:
    """What the details are in the commitment's own row: all but its partners."""
    return {key: value for key, value in asdict(details).items() if key != "partners"}


def write_partners(row: Commitment, partners: Iterable[Partner], *, known: dict[UUID, str]) -> None:
    """Name the partners anew, each an organisation of the programme."""
    row.partners.all().delete()
    for partner in partners:
        if partner.organisation not in known:
            raise NotFound()
        CommitmentPartner.objects.create(
            commitment=row, organisation_id=partner.organisation, part=partner.part.strip()
        )


def names_of(programme: UUID, said: Iterable[Terms]) -> dict[UUID, str]:
    """The names of the offices and partners in these, in at most three queries."""
    said = list(said)
    offices = registry.offices_named({one.office for one in said})
    partners = [partner for one in said for partner in one.details.partners]
    return {
        **{card.id: f"{card.title}, {card.place_name}" for card in offices.values()},
        **partner_names(programme, partners),
    }


def _filled(terms: Terms) -> frozenset[str]:
    values = {
        **{one.name: getattr(terms, one.name) for one in fields(Terms)},
        **vars(terms.details),
    }
    return frozenset(name for name, value in values.items() if value not in ("", None))


def _said(terms: Terms, name: str, names: dict[UUID, str]) -> str:
    """A value as it is kept in the history: codes, and the names of that day."""
    if name == "office":
        return names[terms.office]
    if name == "partners":
        return ", ".join(names[partner.organisation] for partner in terms.details.partners)
    source = terms if hasattr(terms, name) else terms.details
    value = getattr(source, name)
    return "" if value is None else str(value)
