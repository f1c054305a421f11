"""One of everything that an address can name, in one programme and at one place."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from benkan.apps.assessments.models import Group, InputCheck, Round, Score, SheetLine
from benkan.apps.commitments.actions import escalating
from benkan.apps.commitments.actions.policy_texts import give_text
from benkan.apps.commitments.models import (
    PolicyComment,
    PolicyConsultation,
    PolicyMeasure,
    PolicyText,
    Proof,
    StageEvidence,
)
from benkan.apps.commitments.rules.escalating import Move
from benkan.apps.files.actions import keep_audio, keep_picture
from benkan.apps.registry.actions.invitations import invite
from benkan.apps.registry.models import (
    Account,
    Office,
    OfficeHolding,
    Organisation,
    Place,
    PlaceCode,
    Programme,
    RoleGrant,
)
from benkan.apps.results.models import Publication
from benkan.apps.voices import actions as voices
from benkan.kit.actor import Role
from tests.make.activities import make_activity, make_erased_attendee, make_open_recommendation
from tests.make.assessments import (
    leaves_of,
    make_concern,
    make_instrument,
    make_representative,
    make_round,
    make_sheet,
    make_voice,
)
from tests.make.barometers import make_barometer, make_local, say
from tests.make.calls import make_voice_line
from tests.make.commitments import (
    make_commitment,
    make_escalation,
    make_policy,
    make_reminder_to_tell,
    reach_stage,
)
from tests.make.files import make_document, make_picture, make_tone
from tests.make.registry import NOW, make_actor, make_office, make_organisation
from tests.make.results import make_publication
from tests.make.voices import make_case, make_confidant, make_template

YEAR = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Things:
    """What the words of an address stand for, by the name that the address gives them."""

    case_id: UUID
    issue_id: UUID
    activity_id: UUID
    attendee: UUID
    recommendation_id: UUID
    item: UUID
    commitment_id: UUID
    proof_id: UUID
    policy_id: UUID
    evidence_id: UUID
    comment_id: UUID
    number: int
    grant: UUID
    account: UUID
    invitation: UUID
    organisation: UUID
    office: UUID
    holding: UUID
    code: str
    gateway: UUID
    confidant: UUID
    template_id: UUID
    hand_over_id: UUID
    escalation_id: UUID
    reminder_id: UUID
    publication_id: UUID
    round_id: UUID
    group_id: UUID
    input_id: UUID
    concern_id: UUID
    node_id: UUID
    sheet_id: UUID
    representative_id: UUID
    piece: str = "question"
    language: str = "bm"
    prompt: str = "digit_1"
    step_name: str = "accept"
    move: str = "close"
    table: str = "engagements"
    act: str = "organisation"
    version: int = 1
    other: int = 2
    order: int = 1
    verdict: str = "montrer"
    file_kind: str = "photo"
    criterion: str = "A"
    # Of a barometer alone, and so found under `of_kind`.
    score_id: UUID | None = None
    # By the start of an address's name: its own things.
    of_kind: Mapping[str, Mapping[str, UUID]] = field(default_factory=dict)
    paper: str = "notes"

    def filling(self, address: str, word: str) -> object:
        """What a word stands for in an address: pages of one kind of round want a round of that kind."""
        for start, things in self.of_kind.items():
            if address.startswith(start) and word in things:
                return things[word]
        return getattr(self, word)

    @classmethod
    def named(cls) -> frozenset[str]:
        return frozenset(field.name for field in fields(cls))


def make_things(programme: Programme, place: Place) -> Things:
    """A case with a recording and a photo, its issue on an agenda, a meeting with its sheet, a
    promise with its proof, a policy measure with a document and a text, and the people and organisations around them."""
    staff = make_actor(programme, Role.ADMINISTRATOR)
    picture = keep_picture(programme=programme.pk, content=make_picture(), moment=NOW)
    sound = keep_audio(programme=programme.pk, content=make_tone(seconds=0.2), moment=NOW)
    case = make_case(programme, place, recording_file=sound, photo_file=picture)
    issue = voices.open_issue(
        programme=programme.pk,
        title="La pompe",
        place=place.pk,
        service="water",
        cases=[make_case(programme, place)],
        actor=staff,
        moment=NOW,
    )
    organisation = make_organisation(programme, place=place)
    meeting = make_activity(programme, place, planned_on=date(2026, 1, 15))
    meeting.organisation, meeting.evidence_file = organisation, picture
    meeting.save()
    item = voices.put_on_agenda(issue=issue, activity=meeting.pk, actor=staff, moment=NOW)
    office = make_office(programme, place)
    promise = make_commitment(office)
    proof = Proof.objects.create(
        commitment=promise, kind="photo", file=picture, note="Réparé", moment=NOW
    )
    policy = make_policy(programme, place, office=office)
    stage = reach_stage(policy, "analysed", by=staff)
    evidence = StageEvidence.objects.create(
        stage=stage,
        file=picture,
        dated_on=NOW.date(),
        note="Étude",
        by_id=staff.account,
        moment=NOW,
    )
    comment = _comment_on(policy)
    grant = RoleGrant.objects.get(
        account=make_actor(programme, Role.ANIMATOR, place=place, organisation=organisation).account
    )
    invited = invite(
        programme=programme.pk,
        email=f"{uuid4().hex}@example.org",
        name="Awa Exemple",
        role=Role.ANIMATOR,
        organisation=organisation.pk,
        place=place.pk,
        actor=staff,
        moment=NOW,
    )
    assessed = make_round(programme, place)
    group = Group.objects.get(round=assessed, kind="women")
    make_voice(assessed)
    sheet = make_sheet(group)
    SheetLine.objects.filter(sheet=sheet).update(photo=picture)
    holding = OfficeHolding.objects.create(
        office=office, holder="Moussa Exemple", capacity="elected", opens_on=date(2026, 1, 1)
    )
    things = Things(
        case_id=case,
        issue_id=issue,
        activity_id=meeting.pk,
        attendee=make_erased_attendee(meeting).pk,
        recommendation_id=make_open_recommendation(meeting).pk,
        item=item,
        commitment_id=promise.pk,
        proof_id=proof.pk,
        policy_id=policy.pk,
        evidence_id=evidence.pk,
        comment_id=comment,
        number=promise.number,
        grant=grant.pk,
        account=grant.account_id,
        invitation=invited.id,
        organisation=organisation.pk,
        office=office.pk,
        holding=holding.pk,
        code=PlaceCode.objects.get(place=place).code,
        gateway=make_voice_line(programme),
        escalation_id=_escalation(programme, place, office),
        reminder_id=make_reminder_to_tell(promise).pk,
        hand_over_id=voices.hand_over_case(
            case=make_case(programme, place),
            office=office.pk,
            asked="Réparer la pompe",
            actor=staff,
            moment=NOW,
        ),
        template_id=make_template(programme),
        # One of a period: whoever lays things down twice has two periods.
        publication_id=make_publication(programme, period=f"{2026 + _laid(programme)}-T3").pk,
        round_id=assessed.pk,
        group_id=group.pk,
        input_id=_input_of(assessed, picture),
        concern_id=make_concern(group),
        node_id=leaves_of(assessed)[0].pk,
        sheet_id=sheet,
        representative_id=make_representative(group),
        of_kind={
            "assessments:capacity_": {"round_id": _capacity(programme, place)},
            "assessments:barometer_": _barometer(programme, place),
        },
        confidant=make_confidant(make_actor(programme, Role.ANIMATOR), place=place),
    )
    Round.objects.filter(programme=programme, place=place).update(organisation=organisation)
    return things


def _barometer(programme: Programme, place: Place) -> dict[str, UUID]:
    """One whose local questions are still being written, and the proof of another."""
    drafted, scored = make_barometer(programme, place), make_barometer(programme, place)
    say(scored, "elected", {"A1a": 67})
    score = Score.objects.get(round=scored)
    score.evidence_file = keep_picture(programme=programme.pk, content=make_picture(), moment=NOW)
    score.round = drafted
    score.save()
    return {
        "node_id": make_local(drafted),
        "round_id": drafted.pk,
        "group_id": Group.objects.get(round=drafted, kind="elected").pk,
        "score_id": score.pk,
    }


def _capacity(programme: Programme, place: Place) -> UUID:
    """A round that looks at an organisation."""
    return make_round(
        programme,
        place,
        instrument=make_instrument("capacity", service=""),
        groups=(),
        subject=make_organisation(programme),
    ).pk


def _escalation(programme: Programme, place: Place, office: Office) -> UUID:
    """A letter, handed over and kept, about an overdue promise to an office far above."""
    overdue = make_commitment(office, state="accepted", due_on=date(2026, 1, 15))
    above = make_office(programme, place, title="Ministère", level="ministry")
    staff = make_actor(programme, Role.PROGRAMME_STAFF)
    letter = make_escalation(overdue, to=above, actor=staff)
    escalating.make_move(
        escalation=letter,
        move=Move.SEND,
        on=NOW.date(),
        letter=make_document(),
        actor=staff,
        moment=NOW,
    )
    return letter


def _comment_on(policy: PolicyMeasure) -> UUID:
    """What waits to be read of what was said to the first of its two texts."""
    writer = make_actor(policy.programme, Role.PROGRAMME_STAFF)
    for price in (10, 5):
        give_text(
            policy=policy.pk,
            label="Projet",
            language="fr",
            is_adopted=False,
            pasted=f"Article 1\nLe seau coûte {price} FCFA.",
            actor=writer,
            moment=NOW,
        )
    consultation = PolicyConsultation.objects.create(
        text=PolicyText.objects.get(measure=policy, version=1),
        opened_on=NOW.date(),
        closes_on=date(2999, 12, 1),
        opened_by_id=writer.account,
    )
    return PolicyComment.objects.create(
        consultation=consultation,
        source="person",
        words="Trop cher",
        language="fr",
        client_key=uuid4().hex,
        received_at=NOW,
        state="waiting",
    ).pk


def _input_of(assessed: Round, picture: UUID) -> UUID:
    """A line of input tracking with its photo, and the paper of the service's agreement."""
    assessed.agreement_file = picture
    assessed.save(update_fields=["agreement_file"])
    return InputCheck.objects.create(
        round=assessed, position=1, name="Lits", evidence_file=picture
    ).pk


def _laid(programme: Programme) -> int:
    return Publication.objects.filter(programme=programme).count()


def make_post(
    programme: Programme, role: Role, place: Place, organisation: Organisation | None = None
) -> Account:
    """An account with one role at a place, for an organisation where one is told; an office holder
    holds an office there of her own."""
    if role is not Role.OFFICE_HOLDER:
        held = make_actor(programme, role, place=place, organisation=organisation)
        return Account.objects.get(pk=held.account)
    account = Account.objects.create_user(
        f"{uuid4().hex}@example.org", None, name="Fatou Exemple", moment=NOW
    )
    office = Office.objects.create(
        programme=programme, place=place, title=f"Bureau {uuid4().hex}", level="commune"
    )
    OfficeHolding.objects.create(
        office=office,
        holder="Fatou Exemple",
        account=account,
        capacity="elected",
        opens_on=YEAR.date() + timedelta(days=1),
    )
    return account
