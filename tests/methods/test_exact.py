"""Exact numbers: however they are written, and nothing that is none."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benkan.methods.exact import as_float, exact, is_decimal, places, scaled, written_exactly


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", "3"),
        (" 0,5 ", "1/2"),
        ("-.25", "-1/4"),
        ("12.", "12"),
        ("+1.50e-1", "3/20"),
        ("1.5E2", "150"),
        ("2/3", "2/3"),
        ("-4/6", "-2/3"),
    ],
)
def test_numbers_are_taken_as_people_write_them(text: str, number: str) -> None:
    assert exact(text) == Fraction(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        ".",
        "nan",
        "inf",
        "-Infinity",
        "1e999",
        "1e-999",
        "1 000",
        "1,000.5",
        "٣",
        "²",
        "0x1",
        "1/0",
        "1/2/3",
        "1_000",
        "9" * 41,
        "1e",
        "--1",
        "½",
    ],
)
def test_what_is_no_number_or_no_measurement_is_none(text: str) -> None:
    assert exact(text) is None


@given(st.integers(-(10**12), 10**12), st.integers(0, 12), st.sampled_from([".", ","]))
def test_a_scaled_number_is_the_exact_one_times_the_scale(
    digits: int, decimals: int, point: str
) -> None:
    text = f"{digits / 10**decimals:.{decimals}f}".replace(".", point)

    number = exact(text)

    assert is_decimal(text)
    assert places(text) == decimals
    assert Fraction(scaled(text, 15), 10**15) == number


@given(st.fractions())
def test_what_is_written_exactly_reads_back(value: Fraction) -> None:
    assert Fraction(written_exactly(value) or "") == value


def test_what_nobody_reads_is_not_written() -> None:
    assert written_exactly(Fraction(1, 3**9000)) is None
    assert written_exactly(None) is None
    assert as_float(None) is None
    assert as_float(Fraction(1, 3**9000)) == 0.0
