"""Load the calls of a hotline that is over. Not among the actions of `actions/__init__`: it brings
numpy and a solver, which no server of pages loads."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID, uuid4

from django.db import transaction

from benkan.apps.journal.actions import record
from benkan.apps.registry import queries as registry
from benkan.apps.registry.actions.programmes import found_programme
from benkan.apps.voices.events import CallsLoaded
from benkan.apps.voices.models import (
    Call,
    CallAbout,
    CallFamily,
    CallFigure,
    CallFile,
    CallTopic,
)
from benkan.apps.voices.rules.calls.publishing import figures
from benkan.apps.voices.rules.calls.reading import CallFacts, ReadCalls, Topic
from benkan.apps.voices.rules.calls.refusals import (
    NotHistorical,
    OtherCallsThere,
    RegionsMissing,
)
from benkan.kit.actor import NOBODY
from benkan.kit.planner import count_for_the_planner
from benkan.methods.progress import Progress, untold

_AT_ONCE = 2000


@dataclass(frozen=True)
class CallsReport:
    """What a loading did: `loaded` is 0 when the same file was there already."""

    programme: UUID
    calls: int
    loaded: int
    replaced: int


def regions_of_the_file() -> dict[str, UUID]:
    """The regions of the frame of 2015 by code, which the calls are shown by. Refused without any."""
    found = {card.code: card.id for card in registry.regions()}
    if not found:
        raise RegionsMissing()
    return found


@transaction.atomic
def load_calls(
    *,
    slug: str,
    name: str,
    read: ReadCalls,
    moment: datetime,
    replace: bool = False,
    progress: Progress = untold,
) -> CallsReport:
    """Load all calls of a file into a past programme, which is founded if there is none: whole or not
    at all. The same file a second time changes nothing; another file is refused, unless it is to
    `replace` the calls that are there as a whole."""
    programme = _programme(slug, name, read, moment)
    there = CallFile.objects.select_for_update().filter(programme=programme).first()
    if there and there.digest == read.digest:
        return CallsReport(programme, calls=there.calls, loaded=0, replaced=0)
    if there and not replace:
        raise OtherCallsThere(slug=slug, calls=there.calls)
    replaced = there.calls if there else 0
    if there:
        _clear(programme)
    CallFile.objects.create(
        programme_id=programme,
        digest=read.digest,
        calls=len(read.calls),
        first_day=min(call.day for call in read.calls),
        last_day=max(call.day for call in read.calls),
        loaded_at=moment,
    )
    documents = figures(read)
    progress(0.3)
    CallFigure.objects.bulk_create(
        CallFigure(programme_id=programme, name=figure, document=document)
        for figure, document in documents.items()
    )
    _write(programme, read, progress)
    event = CallsLoaded(digest=read.digest, calls=len(read.calls), replaced=replaced)
    record(event, programme=programme, actor=NOBODY, moment=moment)
    progress(1.0)
    return CallsReport(programme, calls=len(read.calls), loaded=len(read.calls), replaced=replaced)


def _programme(slug: str, name: str, read: ReadCalls, moment: datetime) -> UUID:
    here = registry.programme_called(slug)
    if here is None:
        return found_programme(
            slug=slug,
            name=name,
            kind="historical",
            opens_on=min(call.day for call in read.calls),
            closes_on=max(call.day for call in read.calls),
            moment=moment,
        )
    if here.kind != "historical":
        raise NotHistorical(slug=slug)
    return here.id


def _clear(programme: UUID) -> None:
    CallAbout.objects.filter(call__programme=programme).delete()
    for table in (Call, CallTopic, CallFamily, CallFigure, CallFile):
        table._default_manager.filter(programme=programme).delete()


def _write(programme: UUID, read: ReadCalls, progress: Progress) -> None:
    topics = _write_topics(programme, read.topics)
    regions = regions_of_the_file()
    done = 0
    rows = iter(read.calls)
    while batch := list(islice(rows, _AT_ONCE)):
        ids = [uuid4() for _ in batch]
        Call.objects.bulk_create(
            _call(of, programme, facts, regions) for of, facts in zip(ids, batch, strict=True)
        )
        CallAbout.objects.bulk_create(
            about
            for of, facts in zip(ids, batch, strict=True)
            for about in _about(of, facts, topics)
        )
        done += len(batch)
        progress(0.3 + 0.7 * done / len(read.calls))
    count_for_the_planner(Call, CallAbout)


def _write_topics(programme: UUID, topics: Sequence[Topic]) -> dict[str, CallTopic]:
    families = {
        label: CallFamily(programme_id=programme, position=position, label=label)
        for position, label in enumerate(dict.fromkeys(topic.family for topic in topics), start=1)
    }
    CallFamily.objects.bulk_create(families.values())
    rows = {
        topic.code: CallTopic(
            programme_id=programme,
            family=families[topic.family],
            position=position,
            code=topic.code,
            label=topic.label,
        )
        for position, topic in enumerate(topics, start=1)
    }
    CallTopic.objects.bulk_create(rows.values())
    return rows


def _call(of: UUID, programme: UUID, facts: CallFacts, regions: Mapping[str, UUID]) -> Call:
    return Call(
        id=of,
        programme_id=programme,
        number=facts.number,
        vote=facts.vote,
        day=facts.day,
        hour=facts.hour,
        operator=facts.operator,
        way=facts.way,
        waited=facts.waited,
        minutes=facts.minutes,
        age=facts.age,
        sex=facts.sex,
        origin=facts.origin,
        region_id=regions[facts.region] if facts.region else None,
    )


def _about(of: UUID, facts: CallFacts, topics: Mapping[str, CallTopic]) -> Iterator[CallAbout]:
    families: set[UUID] = set()
    for code in facts.topics:
        topic = topics[code]
        yield CallAbout(
            call_id=of,
            topic=topic,
            family_id=topic.family_id,
            is_first=topic.family_id not in families,
            number=facts.number,
        )
        families.add(topic.family_id)
