"""A small barometer: two criteria with a sub-criterion each, three questions."""

from datetime import timedelta
from decimal import Decimal
from itertools import count
from uuid import UUID, uuid4

from benkan.apps.assessments import actions
from benkan.apps.assessments.actions.answering import write_down_answers
from benkan.apps.assessments.actions.local_indicators import (
    add_local_indicator,
    begin_own_version,
)
from benkan.apps.assessments.models import (
    Group,
    Instrument,
    InstrumentVersion,
    Node,
    NodeText,
    Round,
)
from benkan.apps.assessments.rules.kinds import Purpose
from benkan.apps.assessments.rules.local_indicators import LocalIndicator
from benkan.apps.assessments.rules.scales import Scale
from benkan.apps.registry.models import Organisation, Place, Programme
from benkan.kit.actor import Actor, Role
from tests.make.registry import NOW, make_actor

_serial = count(1)
LEAVES = (
    ("A1a", "A1", "four", 0, 100, False),
    ("A1b", "A1", "document", 0, 10, True),
    ("B1a", "B1", "percent", 50, 0, False),
)


def make_universal_model() -> Instrument:
    instrument = Instrument.objects.create(
        kind="barometer", code=f"barometer-{next(_serial)}", title_fr="Baromètre", source="Essai"
    )
    version = InstrumentVersion.objects.create(
        instrument=instrument, number=1, made_at=NOW, frozen_at=NOW, digest="0" * 64
    )
    known: dict[str, Node] = {}
    for position, (code, above) in enumerate((("A", ""), ("A1", "A"), ("B", ""), ("B1", "B"))):
        known[code] = Node.objects.create(
            version=version, code=code, parent=known.get(above), position=position
        )
        _word(known[code], "label", f"Critère {code}")
    for position, (code, above, scale, worst, best, proof) in enumerate(LEAVES, start=10):
        leaf = Node.objects.create(
            version=version,
            code=code,
            parent=known[above],
            position=position,
            scale=scale,
            worst=worst,
            best=best,
            needs_evidence=proof,
        )
        _word(leaf, "label", f"Indicateur {code}")
        _word(leaf, "question", f"Que dites-vous de {code} ?")
    return instrument


def make_barometer(
    programme: Programme,
    place: Place,
    *,
    groups: tuple[str, ...] = ("elected", "civil_society"),
    organisation: Organisation | None = None,
    people: int | None = 8,
) -> Round:
    """An open baseline with its groups."""
    actor = make_actor(programme, Role.PROGRAMME_STAFF)
    round_id = actions.open_assessment(
        programme=programme.pk,
        instrument=make_universal_model().pk,
        place=place.pk,
        title=f"Commune {next(_serial)}",
        service="",
        organisation=organisation.pk if organisation else None,
        purpose=Purpose.BASELINE,
        actor=actor,
        moment=NOW,
    )
    for kind in groups:
        actions.add_group(round_id=round_id, kind=kind, name="", actor=actor)
    Group.objects.filter(round=round_id).update(people=people, met_on=NOW.date())
    return Round.objects.get(pk=round_id)


def make_local(found: Round, *, code: str = "A1", question: str = "Et le marché ?") -> UUID:
    """A local question in a draft, which is opened where there is none."""
    staff = make_actor(found.programme, Role.PROGRAMME_STAFF)
    begin_own_version(round_id=found.pk, reason="Le marché compte ici", actor=staff, moment=NOW)
    found.refresh_from_db()
    return add_local_indicator(
        round_id=found.pk,
        branch=Node.objects.get(version=found.version_id, code=code).pk,
        told=LocalIndicator(label={"fr": "Marché"}, question={"fr": question}, scale=Scale.YES_NO),
        actor=staff,
        moment=NOW,
    )


def say(
    found: Round,
    kind: str,
    values: dict[str, int],
    *,
    seen: int = 0,
    key: str = "",
    actor: Actor | None = None,
    **said: object,
) -> int:
    """What a group answers, by code; how many answers now wait for a person."""
    nodes = dict(Node.objects.filter(version=found.version_id).values_list("code", "pk"))
    return write_down_answers(
        group=Group.objects.get(round=found, kind=kind).pk,
        lines=[
            actions.LineGiven(node=nodes[code], value=Decimal(value), **said)  # type: ignore[arg-type]  # as a line takes them
            for code, value in values.items()
        ],
        seen={nodes[code]: seen for code in values},
        client_key=key or uuid4().hex,
        scored_on=NOW.date(),
        actor=actor or make_actor(found.programme, Role.PROGRAMME_STAFF),
        moment=NOW,
    ).conflicts


def close(found: Round) -> None:
    actions.close_round(
        round_id=found.pk, actor=make_actor(found.programme, Role.PROGRAMME_STAFF), moment=NOW
    )
    found.refresh_from_db()


def make_endline(found: Round) -> Round:
    """The next measure, with the same groups."""
    opened = actions.open_next_round(
        after=found.pk,
        purpose=Purpose.ENDLINE,
        actor=make_actor(found.programme, Role.PROGRAMME_STAFF),
        moment=NOW + timedelta(days=300),
    )
    Group.objects.filter(round=opened).update(people=8)
    return Round.objects.get(pk=opened)


def _word(node: Node, part: str, words: str) -> None:
    NodeText.objects.create(node=node, part=part, language="fr", words=words)
