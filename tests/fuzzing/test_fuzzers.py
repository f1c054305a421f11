"""Each fuzzer, briefly: the saved examples, and those that a few cuts make of them."""

from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.fuzzing.corpus import seeds
from tests.fuzzing.table import FUZZERS

HEAVY = {"backup", "keys", "picture", "prompt", "sound"}
TWISTS = 12


@pytest.mark.parametrize("name", FUZZERS)
def test_no_input_does_more_than_be_refused(name: str) -> None:
    lots = Random(name)
    for seed in seeds(name):
        FUZZERS[name](seed)
        for _ in range(TWISTS // 6 if name in HEAVY else TWISTS):
            FUZZERS[name](_twisted(seed, lots))


LIGHT = sorted(set(FUZZERS) - HEAVY)


@settings(max_examples=40)
@given(name=st.sampled_from(LIGHT), data=st.one_of(st.binary(max_size=200), st.text(max_size=120)))
@example(name="headers", data="é\ntext/plain\nla pompe")
@example(name="sheet", data='{"00000000-0000-4000-8000-000000000001":{"tally":{"3":1e999}}}')
def test_nor_do_bytes_and_letters_at_random(name: str, data: bytes | str) -> None:
    FUZZERS[name](data.encode() if isinstance(data, str) else data)


def _twisted(seed: bytes, lots: Random) -> bytes:
    """Cut short, a byte changed, a piece taken twice or away."""
    if not seed:
        return lots.randbytes(8)
    a, b = sorted(lots.choices(range(len(seed) + 1), k=2))
    ways = (
        seed[:a],
        seed[:a] + lots.randbytes(1) + seed[a + 1 :],
        seed[:b] + seed[a:],
        seed[:a] + seed[b:],
    )
    return lots.choice(ways)
