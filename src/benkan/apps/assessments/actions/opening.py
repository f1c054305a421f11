"""Open an assessment and its rounds; who sits in them."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from benkan.apps.assessments import rules
from benkan.apps.assessments.actions.owning import open_round_of, own_group, own_round
from benkan.apps.assessments.actions.versions import begin_version
from benkan.apps.assessments.events import RoundAgreed, RoundOpened
from benkan.apps.assessments.models import (
    Assessment,
    Group,
    GroupHeadcount,
    GroupSituation,
    Instrument,
    InstrumentVersion,
    Round,
)
from benkan.apps.assessments.rules.kinds import GROUPS_OF, PURPOSES_OF, GroupKind, Kind, Purpose
from benkan.apps.assessments.rules.rounds import (
    GroupNotOfKind,
    GroupTwice,
    InstrumentEmpty,
    TitleMissing,
)
from benkan.apps.journal.actions import record
from benkan.apps.registry import queries as registry
from benkan.kit.actor import Actor, check_here, require
from benkan.kit.counts import Headcounts, Situations, check_attendance, people_of
from benkan.kit.refusals import NotAllowed, NotFound

_PROVIDER_OF = {Kind.SCORECARD: GroupKind.PROVIDER, Kind.CAPACITY: GroupKind.OWN}


@transaction.atomic
def open_assessment(
    *,
    programme: UUID,
    instrument: UUID,
    place: UUID,
    title: str,
    service: str,
    organisation: UUID | None,
    actor: Actor,
    moment: datetime,
    facility: UUID | None = None,
    subject: UUID | None = None,
    office: UUID | None = None,
    purpose: Purpose | None = None,
) -> UUID:
    """Begin to look at a facility, a commune or an organisation: the assessment with its first round,
    whose id is the answer. Begun again it is the same, with the round it has.

    `instrument` is one of the house. A scorecard writes its own questions on top of the house's, so it
    gets an instrument of its own.
    """
    check_here(actor, programme)
    require(actor, *rules.WORKERS, line=registry.line_of(place))
    _check_theirs(programme, place, organisation, subject, office, actor)
    if not title.strip():
        raise TitleMissing()
    asked = Instrument.objects.filter(pk=instrument, programme=None).first()
    if asked is None:
        raise NotFound()
    found, is_new = Assessment.objects.get_or_create(
        programme_id=programme,
        kind=asked.kind,
        place_id=place,
        service=service,
        title=title.strip(),
        defaults={
            "instrument": asked,
            "facility_id": facility,
            "subject_id": subject,
            "made_at": moment,
        },
    )
    if not is_new:
        return Round.objects.filter(assessment=found).latest("number").pk
    return _opened(
        found,
        purpose=purpose or PURPOSES_OF[Kind(asked.kind)][0],
        organisation=organisation,
        office=office,
        actor=actor,
        moment=moment,
    )


@transaction.atomic
def open_next_round(
    *, after: UUID, purpose: Purpose | None, actor: Actor, moment: datetime
) -> UUID:
    """The next round of what `after` looked at: same groups without their counts, same questions.
    Opened again while the next one is there, it is that one."""
    before = own_round(after, actor)
    follower = Round.objects.filter(
        assessment=before.assessment_id, number__gt=before.number
    ).order_by("number")
    if known := follower.first():
        return known.pk
    opened = _opened(
        before.assessment,
        purpose=purpose or Purpose(before.purpose),
        organisation=before.organisation_id,
        office=before.office_id,
        actor=actor,
        moment=moment,
        before=before,
    )
    groups = Group.objects.filter(round=before, is_provider=False).order_by("position")
    Group.objects.bulk_create(
        Group(
            round_id=opened,
            kind=group.kind,
            name=group.name,
            position=group.position,
            language=group.language,
        )
        for group in groups
    )
    return opened


@transaction.atomic
def note_agreement(
    *,
    round_id: UUID,
    office: UUID,
    agreed_on: date,
    note: str,
    actor: Actor,
    moment: datetime,
    file: UUID | None = None,
) -> None:
    """The office that answers for the service agrees to be assessed. Noted again it is as noted last."""
    found = open_round_of(round_id, actor)
    if registry.programme_of_office(office) != found.programme_id:
        raise NotFound()
    is_new = found.agreed_on is None
    found.office_id, found.agreed_on, found.agreement_note = office, agreed_on, note.strip()
    found.agreement_file = file or found.agreement_file
    found.save(update_fields=["office", "agreed_on", "agreement_note", "agreement_file"])
    if is_new:
        record(
            RoundAgreed(round=found.pk, place=found.place_id),
            programme=found.programme_id,
            actor=actor,
            moment=moment,
        )


@transaction.atomic
def add_group(*, round_id: UUID, kind: str, name: str, actor: Actor, language: str = "") -> UUID:
    """One more group in a round.

    Raises:
        GroupNotOfKind: this use of the engine does not know it.
        GroupTwice: it is there already.
    """
    found = open_round_of(round_id, actor)
    if kind not in GROUPS_OF[Kind(found.kind)] or kind in _PROVIDER_OF.values():
        raise GroupNotOfKind()
    name = " ".join(name.split())
    groups = Group.objects.filter(round=found)
    if groups.filter(kind=kind, name__iexact=name).exists():
        raise GroupTwice()
    last = groups.filter(is_provider=False).aggregate(last=Max("position"))["last"] or 0
    group = Group.objects.create(
        round=found, kind=kind, name=name, position=last + 1, language=language
    )
    return group.pk


@transaction.atomic
def count_group(
    *,
    group: UUID,
    met_on: date,
    headcounts: Headcounts,
    situations: Situations,
    actor: Actor,
) -> None:
    """How many people sat in a group; counted again, the later count holds."""
    _, found = own_group(group, actor)
    check_attendance(headcounts, situations)
    GroupHeadcount.objects.filter(group=found).delete()
    GroupSituation.objects.filter(group=found).delete()
    GroupHeadcount.objects.bulk_create(
        GroupHeadcount(group=found, sex=sex, age_band=band, people=people)
        for (sex, band), people in headcounts.items()
        if people
    )
    GroupSituation.objects.bulk_create(
        GroupSituation(group=found, situation=situation, sex=sex, people=people)
        for (situation, sex), people in situations.items()
        if people
    )
    found.met_on, found.people = met_on, people_of(headcounts)
    found.save(update_fields=["met_on", "people"])


def _check_theirs(
    programme: UUID,
    place: UUID,
    organisation: UUID | None,
    subject: UUID | None,
    office: UUID | None,
    actor: Actor,
) -> None:
    """Everything that is named belongs to the programme, and a partner opens rounds of its own."""
    for named in (organisation, subject):
        card = registry.organisation_card(named) if named else None
        if named and (card is None or card.programme != programme):
            raise NotFound()
    if office is not None and registry.programme_of_office(office) != programme:
        raise NotFound()
    line = registry.line_of(place)
    posts = [
        post
        for post in actor.posts
        if post.role in rules.WORKERS and (post.place is None or post.place in line)
    ]
    if not any(post.organisation in (None, organisation, subject) for post in posts):
        raise NotAllowed()


def _opened(
    assessment: Assessment,
    *,
    purpose: Purpose,
    organisation: UUID | None,
    office: UUID | None,
    actor: Actor,
    moment: datetime,
    before: Round | None = None,
) -> UUID:
    opened = Round.objects.create(
        programme_id=assessment.programme_id,
        assessment=assessment,
        number=before.number + 1 if before else 1,
        purpose=purpose,
        version=_version_for(assessment, before, actor, moment),
        kind=assessment.kind,
        place_id=assessment.place_id,
        service=assessment.service,
        organisation_id=organisation,
        office_id=office,
        catchment=before.catchment if before else "",
        languages=before.languages if before else [],
        opened_at=moment,
    )
    if provider := _PROVIDER_OF.get(Kind(assessment.kind)):
        Group.objects.create(round=opened, kind=provider, is_provider=True, position=1000)
    record(
        RoundOpened(
            round=opened.pk,
            kind=assessment.kind,
            place=assessment.place_id,
            service=assessment.service,
        ),
        programme=assessment.programme_id,
        actor=actor,
        moment=moment,
    )
    return opened.pk


def _version_for(
    assessment: Assessment, before: Round | None, actor: Actor, moment: datetime
) -> InstrumentVersion:
    """What the round asks: what the last one asked; else the house's questions, which a scorecard
    carries into an instrument of its own, since its people add theirs."""
    if before and assessment.kind != Kind.SCORECARD:
        return before.version
    core = before.version if before else _latest(assessment.instrument)
    if assessment.kind != Kind.SCORECARD:
        return core
    if before is None:
        assessment.instrument = Instrument.objects.create(
            programme_id=assessment.programme_id,
            kind=assessment.kind,
            code=f"scorecard-{assessment.pk}",
            service=assessment.service,
            title_fr=assessment.title,
        )
        assessment.save(update_fields=["instrument"])
    return begin_version(
        instrument=assessment.instrument, of=core, reason="", made_by=actor.account, moment=moment
    )


def _latest(instrument: Instrument) -> InstrumentVersion:
    found = InstrumentVersion.objects.filter(instrument=instrument).order_by("-number").first()
    if found is None:
        raise InstrumentEmpty()
    return found
