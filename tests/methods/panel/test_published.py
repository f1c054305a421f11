"""Pools and chances that others published."""

import csv
import lzma
from collections import Counter
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest

from benkan.methods.panel.drawing import PanelDraw, draw_panel
from benkan.methods.panel.pool import Pool, read_pool
from benkan.methods.panel.quotas import Quota, read_quotas
from tests.oracles import oracle

SEATS = {
    "example_small_20": 20,
    "example_large_200": 200,
    "sf_fixture150_22": 22,
    "sf_scaled300_45": 45,
    "synth_250_30": 30,
}


def published(name: str) -> tuple[Pool, tuple[Quota, ...]]:
    folder = oracle(f"sortition/{name}")
    quotas = read_quotas(unpacked(folder / "features.csv.xz"), file="features.csv")
    return read_pool(unpacked(folder / "people.csv.xz"), file="people.csv", quotas=quotas), quotas


def unpacked(path: Path) -> BytesIO:
    return BytesIO(lzma.decompress(path.read_bytes()))


def drawn(name: str, rule: str = "leximin") -> PanelDraw:
    pool, quotas = published(name)
    return draw_panel(pool, quotas, seats=SEATS[name], seed=20261125, rule=rule)


def reference(name: str) -> list[float]:
    """The sorted chances of LEXIMIN, a row a person; their solver left off at some 1e-7."""
    path = oracle(f"sortition/reference_probabilities_flanigan2021/{name}_prob_allocs_data.csv.xz")
    with lzma.open(path, "rt") as stream:
        rows = list(csv.DictReader(stream))
    return [
        float(row["selection probability"]) for row in rows if row["algorithm"].upper() == "LEXIMIN"
    ]


@pytest.mark.parametrize("name", ["example_small_20", "example_large_200"])
def test_the_sorted_chances_are_those_of_the_paper(name: str) -> None:
    expected = sorted(reference(name))

    found = sorted(drawn(name).chances.values())

    assert found == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("rule", ["leximin", "maximin", "nash"])
@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.soak if name == "synth_250_30" else ())
        for name in SEATS
    ],
)
def test_every_ticket_keeps_every_quota_and_the_proof_leaves_nothing(name: str, rule: str) -> None:
    pool, quotas = published(name)
    result = drawn(name, rule)

    people = {person.id: person.values for person in pool.people}
    for panel in set(result.tickets):
        held = Counter(
            pair for id_ in panel for pair in zip(pool.features, people[id_], strict=True)
        )
        assert len(panel) == SEATS[name]
        assert all(q.least <= held[q.feature, q.value] <= q.most for q in quotas)
    assert result.fair.gap < 1e-9
    assert result.rounding_gap < 0.002
    assert sum(result.chances.values()) == pytest.approx(SEATS[name], abs=1e-9)


def test_chances_of_a_real_pool_are_round_fractions() -> None:
    chances = sorted(drawn("sf_fixture150_22").chances.values())

    # 22 people of the Highlands share the two seats that their quota must have.
    assert chances[:22] == pytest.approx([float(Fraction(1, 11))] * 22, abs=1e-12)
    assert chances[22] == pytest.approx(float(Fraction(3, 26)), abs=1e-12)
