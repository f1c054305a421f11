"""Files that somebody loads: a country, an instrument, a hotline, the input of a method."""

import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from benkan.apps.assessments.actions.load_instruments import told_in
from benkan.apps.assessments.rules.packs import read_instrument
from benkan.apps.registry.actions.pack_files import Folder
from benkan.apps.registry.rules import pack, pack_reference
from benkan.apps.voices.rules.calls.reading import read_calls
from benkan.interfaces.cli.method.inputs import Inputs
from benkan.kit.refusals import Refused
from benkan.methods.barometer.reading_model import read_model
from benkan.methods.barometer.reading_scores import read_scores
from benkan.methods.budget_vote.pabulib import read_pabulib
from benkan.methods.opinion_map.reading import read_votes
from benkan.methods.panel.pool import read_pool
from benkan.methods.panel.quotas import read_quotas
from benkan.methods.survey.reading.columns import read_columns
from benkan.methods.survival.reading import read_cases
from benkan.methods.tables import read_table
from tests.fuzzing.pieces import halves

_TOPICS = b"topic,family,label_source\nA,F,L\n"
_MODEL = b'{"version":"1","tree":{"id":"i","name":"i","children":[{"id":"a","name":"a","leaf":{"worst":1,"best":5}}]}}'
_QUOTAS = b"feature,value,min,max\nsex,f,1,2\nsex,m,1,2\n"
_FOLDER = Path(tempfile.mkdtemp(prefix="benkan-fuzz-"))
_CODES = {"XX010101"}


def _read(name: str, data: bytes, what: Callable[[Folder], Any]) -> None:
    path = _FOLDER / name
    path.write_bytes(data)
    try:
        with suppress(Refused):
            what(Folder(_FOLDER))
    finally:
        path.unlink()


def country(data: bytes) -> None:
    """Each kind of file of a country; the first byte says which."""
    laws = {"LAW-01": {"verified": True}}
    kinds: tuple[tuple[str, Callable[[Folder], Any]], ...] = (
        ("d.csv", lambda f: pack.divisions(f.lines("d.csv"))),
        ("r.csv", lambda f: pack.new_regions(f.lines("r.csv"))),
        ("s.csv", lambda f: pack.settlements(f.lines("s.csv"), communes=_CODES)),
        ("h.csv", lambda f: pack.health_facilities(f.lines("h.csv"), communes=_CODES)),
        ("e.csv", lambda f: pack.schools(f.lines("e.csv"), communes=_CODES)),
        ("l.csv", lambda f: pack_reference.laws(f.lines("l.csv"))),
        ("t.toml", lambda f: pack_reference.rights(f.tables("t.toml", "right"), laws=laws)),
        ("n.csv", lambda f: pack_reference.languages(f.lines("n.csv"))),
        ("p.csv", lambda f: pack_reference.phone_prefixes(f.lines("p.csv"))),
        ("g.geojson", lambda f: f.shapes("g.geojson", key="code", known=_CODES)),
        ("z.csv.gz", lambda f: list(f.lines("z.csv"))),
    )
    name, what = kinds[(data[0] if data else 0) % len(kinds)]
    _read(name, data[1:], what)


def instrument(data: bytes) -> None:
    """Questions in TOML."""
    with suppress(Refused):
        read_instrument(told_in(data.decode(errors="replace"), "f.toml"), file="f.toml")


def hotline(data: bytes) -> None:
    calls, topics = halves(data)
    with suppress(Refused):
        read_calls(
            BytesIO(calls),
            BytesIO(topics or _TOPICS),
            file="c",
            topics_file="t",
            regions=("ML01",),
        )


def table(data: bytes) -> None:
    """A table for a method, plain and packed."""
    for name in ("t.csv", "t.csv.gz", "t.csv.xz"):
        path = _FOLDER / name
        path.write_bytes(data)
        with suppress(Refused), Inputs().opened(path) as stream:
            list(read_table(stream, file=name).rows)
        path.unlink()


def method(data: bytes) -> None:
    """What each method reads."""
    readers: tuple[Callable[[BytesIO], Any], ...] = (
        lambda s: read_model(s, file="f"),
        lambda s: read_scores(s, _model(), file="f"),
        lambda s: read_pabulib(s, file="f"),
        lambda s: read_votes(s, file="f"),
        lambda s: read_quotas(s, file="f"),
        lambda s: read_pool(s, file="f", quotas=read_quotas(BytesIO(_QUOTAS), file="q")),
        lambda s: read_cases(s, file="f", time="t", event="e"),
        lambda s: read_columns(s, file="f", numeric=["a"], either=["b"]),
    )
    with suppress(Refused):
        readers[(data[0] if data else 0) % len(readers)](BytesIO(data[1:]))


@cache
def _model() -> Any:
    return read_model(BytesIO(_MODEL), file="m")
