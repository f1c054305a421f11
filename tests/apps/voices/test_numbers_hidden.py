"""Telephone numbers in what somebody said are not shown; amounts and days are."""

import pytest

from benkan.apps.voices.rules.numbers_hidden import without_numbers

HIDDEN = [
    "76123456",
    "+22376123456",
    "0022376123456",
    "+223 76 12 34 56",
    "76-12-34-56",
    "76.12.34.56",
    "76\u202f12\u202f34\u202f56",
    "(+223) 76123456",
    "7612 3456",
    "76 123 456",
    "tel76123456",
    "+33 6 12 34 56 56",
]
KEPT = [
    "2 500 000",
    "12 000 000 FCFA",
    "76 123 456 F",
    "50000000",
    "12345678 francs",
    "2026-11-03",
    "03/11/2026",
    "20261103",
    "SAN-0001",
    "1234567",
    "de 2024 à 2026",
]


@pytest.mark.parametrize("number", HIDDEN)
def test_a_number_is_hidden_but_for_its_end(number: str) -> None:
    shown = without_numbers(f"Mon numéro : {number}, merci.")

    assert "76" not in shown
    assert shown.endswith("••56, merci.")


@pytest.mark.parametrize("other", KEPT)
def test_an_amount_a_day_and_a_reference_stay(other: str) -> None:
    said = f"On a vu {other} à la mairie."

    assert without_numbers(said) == said
