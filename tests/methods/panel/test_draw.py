"""The draw can be done again by anybody, with what every system has."""

import subprocess

import pytest

from benkan.methods.panel.draw import SeedNotWhole, drawn_ticket, read_seed


@pytest.mark.parametrize("seed", [0, 7, 20261125, -5, 10**40])
def test_the_ticket_is_what_sha256sum_says(seed: int) -> None:
    text = f"printf -- {seed} | sha256sum"

    printed = subprocess.run(["/bin/sh", "-c", text], capture_output=True, text=True, check=True)

    assert drawn_ticket(seed, 1000) == int(printed.stdout.split()[0], 16) % 1000


def test_all_tickets_are_about_equally_often_drawn() -> None:
    drawn = [drawn_ticket(seed, 10) for seed in range(5000)]

    assert all(430 <= drawn.count(ticket) <= 570 for ticket in range(10))


@pytest.mark.parametrize("text", ["", "7.5", "seven", "1_000", "٧", "--7", "1e9", "9" * 5000])
def test_a_seed_is_a_whole_number(text: str) -> None:
    with pytest.raises(SeedNotWhole):
        read_seed(text)


def test_seeds_are_read_as_written() -> None:
    assert [read_seed(text) for text in ("007", " 12 ", "-3")] == [7, 12, -3]
