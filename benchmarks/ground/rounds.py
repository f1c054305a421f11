"""Released rounds laid down: scorecards of one instrument of the house, each round with its own
questions, groups, scores, results, and what the public reads of it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)
AT_ONCE = 5000
BRANCHES = 5
KINDS = ("women", "men", "young_women", "leaders", "provider")
CYCLES = 2


def lay_rounds(
    programme: Any, places: list[Any], account: Any, rounds: int, indicators: int = 30
) -> Any:
    """Half as many assessments as rounds, two cycles each; answers with the last round."""
    from benkan.apps.assessments import models

    house, core = _house(models, indicators)
    made = [
        _one(models, programme, places[at % len(places)], house, core, account, at)
        for at in range(rounds // CYCLES)
    ]
    for table in (
        "Instrument",
        "InstrumentVersion",
        "Assessment",
        "Round",
        "Node",
        "Group",
        "Release",
        "ShownGroup",
        "Score",
        "Result",
        "Shown",
    ):
        model = getattr(models, table)
        _in_batches(model, (row for rows in made for row in rows[table]))
    return made[-1]["Round"][-1]


def _house(models: Any, indicators: int) -> tuple[Any, list[Any]]:
    house = models.Instrument.objects.create(
        kind="scorecard", code="cscom", service="health", title_fr="Le centre de santé"
    )
    version = models.InstrumentVersion.objects.create(
        instrument=house, number=1, made_at=NOW, frozen_at=NOW, digest="0" * 64
    )
    nodes = list(_tree(models, version, indicators, core=None))
    models.Node.objects.bulk_create(nodes)
    models.NodeText.objects.bulk_create(
        models.NodeText(node=node, part="label", language="fr", words=f"Indicateur {node.code}")
        for node in nodes
    )
    return house, nodes


def _tree(models: Any, version: Any, indicators: int, core: list[Any] | None) -> Iterator[Any]:
    branches = []
    for at in range(BRANCHES):
        branch = models.Node(version=version, code=f"{chr(65 + at)}", position=at * 100)
        branches.append(branch)
        yield branch
    for at in range(indicators):
        branch = branches[at % BRANCHES]
        yield models.Node(
            version=version,
            parent=branch,
            code=f"{branch.code}{at // BRANCHES + 1}",
            position=branch.position + at // BRANCHES + 1,
            scale="faces",
            worst=1,
            best=5,
        )


def _one(
    models: Any,
    programme: Any,
    place: Any,
    house: Any,
    core: list[Any],
    account: Any,
    at: int,
) -> dict[str, list[Any]]:
    """The rows of one assessment, by table."""
    own = models.Instrument(
        programme=programme, kind="scorecard", code=f"own-{at}", service="health", title_fr="CSCom"
    )
    assessment = models.Assessment(
        programme=programme,
        kind="scorecard",
        instrument=own,
        place=place,
        service="health",
        title=f"CSCom {at}",
        made_at=NOW,
    )
    rows: dict[str, list[Any]] = {"Instrument": [own], "Assessment": [assessment]}
    for number in range(1, CYCLES + 1):
        for table, new in _round(models, programme, assessment, core, account, at, number):
            rows.setdefault(table, []).extend(new)
    return rows


def _round(
    models: Any,
    programme: Any,
    assessment: Any,
    core: list[Any],
    account: Any,
    at: int,
    number: int,
) -> Iterator[tuple[str, list[Any]]]:
    opened = NOW - timedelta(days=180 * (CYCLES - number), minutes=at)
    version = models.InstrumentVersion(
        instrument=assessment.instrument,
        core_id=core[0].version_id,
        number=number,
        made_at=opened,
        frozen_at=opened,
        digest="1" * 64,
    )
    nodes = list(_tree(models, version, len(core) - BRANCHES, core=core))
    for node, of in zip(nodes, core, strict=True):
        node.core = of
    told = models.Round(
        programme=programme,
        assessment=assessment,
        number=number,
        purpose="cycle",
        version=version,
        kind="scorecard",
        place=assessment.place,
        service="health",
        agreed_on=opened.date(),
        opened_at=opened,
        closed_at=opened,
        released_at=opened,
        index=_score(at, number),
        coverage=1.0,
        gap=0.2,
        people=60,
    )
    groups = [
        models.Group(
            round=told,
            kind=kind,
            position=position,
            people=12,
            is_provider=kind == "provider",
            release="agreed",
        )
        for position, kind in enumerate(KINDS)
    ]
    release = models.Release(
        programme=programme,
        round=told,
        edition=1,
        released_by=account,
        released_at=opened,
        index=told.index,
        coverage=1.0,
        gap=0.2,
        people=60,
    )
    shown = [
        models.ShownGroup(
            release=release,
            position=position,
            groups=[[kind, "", str(group.pk)]],
            people=12,
            is_provider=kind == "provider",
        )
        for position, (kind, group) in enumerate(zip(KINDS, groups, strict=True), start=1)
    ]
    yield "InstrumentVersion", [version]
    yield "Round", [told]
    yield "Node", nodes
    yield "Group", groups
    yield "Release", [release]
    yield "ShownGroup", shown
    yield (
        "Score",
        [
            models.Score(
                round=told,
                edition=1,
                node=node,
                group=group,
                value=2 + (at + place) % 3,
                tally={"2": 6, "4": 6},
                people=12,
            )
            for place, node in enumerate(nodes)
            if node.scale
            for group in groups
        ],
    )
    yield (
        "Result",
        [
            models.Result(
                round=told,
                edition=1,
                node=node,
                core=of,
                group=group,
                score=_score(at + place + gone, number),
                coverage=1.0,
                gap=None if group else 0.2,
            )
            for place, (node, of) in enumerate(zip(nodes, core, strict=True))
            for gone, group in enumerate([None, *groups])
        ],
    )
    yield (
        "Shown",
        [
            models.Shown(
                release=release,
                node=node,
                core=of,
                group=group,
                score=_score(at + place + gone, number),
                coverage=1.0,
                gap=None if group else 0.2,
            )
            for place, (node, of) in enumerate(zip(nodes, core, strict=True))
            for gone, group in enumerate([None, *shown])
        ],
    )


def _score(seed: int, number: int) -> float:
    return (seed * 37 % 80 + 10 * number) / 100


def _in_batches(model: Any, rows: Iterator[Any]) -> None:
    while batch := list(islice(rows, AT_ONCE)):
        model.objects.bulk_create(batch)
