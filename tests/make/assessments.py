from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from benkan.apps.assessments import actions
from benkan.apps.assessments.actions.concerns import raise_concern
from benkan.apps.assessments.actions.recordings import hear_voices, record_voice
from benkan.apps.assessments.actions.representatives import send_representatives
from benkan.apps.assessments.models import (
    Group,
    Instrument,
    InstrumentVersion,
    Node,
    NodeText,
    Representative,
    Round,
    Sheet,
)
from benkan.apps.assessments.rules.representatives import Sent
from benkan.apps.registry.models import Organisation, Place, Programme
from benkan.kit.actor import Actor, Role
from benkan.kit.splits import Sex
from tests.make.files import make_tone
from tests.make.registry import NOW, make_actor, make_office

_serial = count(1)


def make_instrument(
    kind: str = "scorecard", *, leaves: int = 3, service: str = "health"
) -> Instrument:
    """An instrument of the house with one criterion and some faces to choose from below it."""
    instrument = Instrument.objects.create(
        kind=kind, code=f"instrument-{next(_serial)}", service=service, title_fr="Essai"
    )
    version = InstrumentVersion.objects.create(
        instrument=instrument, number=1, made_at=NOW, frozen_at=NOW, digest="0" * 64
    )
    branch = Node.objects.create(version=version, code="A", position=1)
    NodeText.objects.create(node=branch, part="label", language="fr", words="Accueil")
    for number in range(1, leaves + 1):
        make_leaf(version, f"A{number}", parent=branch)
    return instrument


def make_leaf(
    version: InstrumentVersion, code: str, *, parent: Node | None = None, scale: str = "faces"
) -> Node:
    leaf = Node.objects.create(
        version=version, code=code, parent=parent, position=10, scale=scale, worst=1, best=5
    )
    NodeText.objects.create(
        node=leaf, part="question", language="fr", words=f"Que pensez-vous de {code} ?"
    )
    return leaf


def make_round(
    programme: Programme,
    place: Place,
    *,
    instrument: Instrument | None = None,
    groups: tuple[str, ...] = ("women", "men"),
    organisation: Organisation | None = None,
    subject: Organisation | None = None,
    title: str = "",
    agreed: bool = True,
) -> Round:
    """An open round of a scorecard with its groups, to which the office has agreed."""
    actor = make_actor(programme, Role.PROGRAMME_STAFF)
    office = make_office(programme, place, title=f"Directeur {next(_serial)}")
    instrument = instrument or make_instrument()
    round_id = actions.open_assessment(
        programme=programme.pk,
        instrument=instrument.pk,
        place=place.pk,
        title=title or f"CSCom {next(_serial)}",
        service=instrument.service,
        organisation=organisation.pk if organisation else None,
        subject=subject.pk if subject else None,
        actor=actor,
        moment=NOW,
    )
    if agreed:
        actions.note_agreement(
            round_id=round_id,
            office=office.pk,
            agreed_on=NOW.date(),
            note="",
            actor=actor,
            moment=NOW,
        )
    for kind in groups:
        actions.add_group(round_id=round_id, kind=kind, name="", actor=actor)
    return Round.objects.get(pk=round_id)


def leaves_of(found: Round) -> list[Node]:
    return list(
        Node.objects.filter(version=found.version_id).exclude(scale="").order_by("position", "code")
    )


def make_sheet(
    group: Group,
    *,
    tally: dict[str, int] | None = None,
    actor: Actor | None = None,
    value: Decimal | None = None,
    nodes: list[Node] | None = None,
    key: str = "",
) -> UUID:
    """A sheet in which the group answered every leaf the same: two bad, three good unless told."""
    programme = Programme.objects.get(pk=group.round.programme_id)
    told = {} if value is not None else tally or {"2": 2, "4": 3}
    return actions.take_sheet(
        group=group.pk,
        way=Sheet.Way.PHONE,
        client_key=key or uuid4().hex,
        lines=[
            actions.LineGiven(node=node.pk, tally=told, value=value)
            for node in nodes or leaves_of(group.round)
            if group.is_provider or node.asked_of == "everybody"
        ],
        scored_on=NOW.date(),
        actor=actor or make_actor(programme, Role.PROGRAMME_STAFF),
        moment=NOW,
    ).sheet


def make_scored(
    programme: Programme, place: Place, *, closed: bool = True, **said: object
) -> Round:
    """A round in which every group and the provider have scored."""
    found = make_round(programme, place, **said)  # type: ignore[arg-type]  # as make_round takes them
    for group in Group.objects.filter(round=found):
        make_sheet(group)
    if closed:
        actions.close_round(
            round_id=found.pk, actor=make_actor(programme, Role.PROGRAMME_STAFF), moment=NOW
        )
    found.refresh_from_db()
    return found


def make_released(programme: Programme, place: Place, **said: Any) -> Round:
    """The same, public: every group has agreed that its answers are shown."""
    found, staff = (
        make_scored(programme, place, **said),
        make_actor(programme, Role.PROGRAMME_STAFF),
    )
    for group in Group.objects.filter(round=found):
        actions.say_release(
            group=group.pk, answer="agreed", said_on=NOW.date(), actor=staff, moment=NOW
        )
    actions.release_round(round_id=found.pk, actor=staff, moment=NOW)
    found.refresh_from_db()
    return found


def make_concern(group: Group, text: str = "On attend tout le matin") -> UUID:
    """Something that a group raised, put nowhere yet."""
    actor = make_actor(group.round.programme, Role.PROGRAMME_STAFF)
    return raise_concern(group=group.pk, text=text, actor=actor)


def make_representative(group: Group, name: str = "Awa Exemple") -> UUID:
    """A woman whom the group sends, who agreed that her name is kept."""
    programme = Programme.objects.get(pk=group.round.programme_id)
    send_representatives(
        group=group.pk,
        people=[Sent(Sex.FEMALE, name, consents=True)],
        actor=make_actor(programme, Role.PROGRAMME_STAFF),
        moment=NOW,
    )
    return Representative.objects.get(group=group).pk


def make_voice(
    found: Round, *, piece: str = "question", language: str = "bm", heard: bool = True
) -> UUID:
    """The first question can be heard, or waits for somebody who listens."""
    programme = Programme.objects.get(pk=found.programme_id)
    file = record_voice(
        round_id=found.pk,
        node=leaves_of(found)[0].pk,
        piece=piece,
        language=language,
        content=make_tone(seconds=0.2),
        speaker="Awa Exemple",
        agrees=True,
        actor=make_actor(programme, Role.PROGRAMME_STAFF),
        moment=NOW,
    )
    if heard:
        hear_voices(
            round_id=found.pk,
            language=language,
            recordings=[file],
            actor=make_actor(programme, Role.PROGRAMME_STAFF),
            moment=NOW,
        )
    return file
