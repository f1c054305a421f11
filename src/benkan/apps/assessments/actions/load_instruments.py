"""Load the instruments that the house ships, from `packs/instruments/`."""

import hashlib
import tomllib
from datetime import datetime
from importlib.resources import files as resources
from importlib.resources.abc import Traversable

from django.db import transaction

from benkan.apps.assessments.models import (
    CoreInput,
    Instrument,
    InstrumentVersion,
    Node,
    NodeText,
)
from benkan.apps.assessments.rules.packs import (
    InstrumentVersionChanged,
    InstrumentWrong,
    PackInput,
    PackInstrument,
    PackNode,
    read_instrument,
)


def load_instruments(*, moment: datetime, folder: Traversable | None = None) -> int:
    """Load every instrument of the folder (the house's own unless told) and say how many versions came
    new. A version that is there stays as it is; all files are read before the first is written.

    Raises:
        InstrumentWrong: the file, the entry and the field to mend.
        InstrumentVersionChanged: other content under the same number.
    """
    shipped = folder or resources("benkan") / "packs" / "instruments"
    texts = {
        file.name: file.read_text("utf-8")
        for file in sorted(shipped.iterdir(), key=lambda one: one.name)
        if file.name.endswith(".toml")
    }
    packs = [
        (name, read_instrument(told_in(text, name), file=name)) for name, text in texts.items()
    ]
    with transaction.atomic():
        return sum(
            _load(pack, file=name, digest=_digest(texts[name]), moment=moment)
            for name, pack in packs
        )


def _load(pack: PackInstrument, *, file: str, digest: str, moment: datetime) -> bool:
    instrument, _ = Instrument.objects.update_or_create(
        programme=None,
        code=pack.code,
        defaults={
            "kind": pack.kind,
            "service": pack.service,
            "title_fr": pack.title_fr,
            "title_en": pack.title_en,
            "source": pack.source,
            "is_best_low": pack.is_best_low,
        },
    )
    version, is_new = InstrumentVersion.objects.get_or_create(
        instrument=instrument,
        number=pack.version,
        defaults={"digest": digest, "made_at": moment, "frozen_at": moment},
    )
    if not is_new and version.digest != digest:
        raise InstrumentVersionChanged(file=file, version=pack.version)
    if is_new:
        _write_nodes(version, pack.nodes)
        CoreInput.objects.bulk_create(
            _core_input(version, position, told) for position, told in enumerate(pack.inputs, 1)
        )
    return is_new


def _write_nodes(version: InstrumentVersion, nodes: tuple[PackNode, ...]) -> None:
    made: dict[str, Node] = {}
    for position, told in enumerate(nodes, start=1):
        made[told.code] = Node(
            version=version,
            parent=made.get(told.parent),
            code=told.code,
            position=position,
            weight=told.weight,
            asked_of=told.asked_of,
            scale=told.scale,
            worst=told.worst,
            best=told.best,
            unit=told.unit,
            source_type=told.source_type,
            needs_evidence=told.needs_evidence,
        )
    Node.objects.bulk_create(made.values())
    NodeText.objects.bulk_create(
        NodeText(node=made[told.code], part=part, level=level, language=language, words=words)
        for told in nodes
        for (part, level, language), words in told.texts.items()
    )


def _core_input(version: InstrumentVersion, position: int, told: PackInput) -> CoreInput:
    return CoreInput(
        version=version,
        position=position,
        code=told.code,
        name_fr=told.name_fr,
        name_en=told.name_en,
        unit_fr=told.unit_fr,
        unit_en=told.unit_en,
        entitled=told.entitled,
        per_heads=told.per_heads,
        law=told.law,
        article=told.article,
        norm_fr=told.norm_fr,
        norm_en=told.norm_en,
        is_verified=told.is_verified,
    )


def told_in(text: str, name: str) -> dict[str, object]:
    """What a file of questions says, as it is nested in it."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise InstrumentWrong(file=name, entry="TOML", name="", value=str(error)[:80]) from None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
