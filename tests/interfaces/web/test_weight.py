"""A public page opens on a slow phone: how much it weighs over the wire."""

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from benkan.apps.registry.queries import code_of
from tests.interfaces.web.make import make_lively_programme
from tests.make.registry import make_facility

MOST_HTML = 14_000
MOST_STYLE = 9_000
MOST_ICONS = 6_000
MOST_AT_FIRST_SIGHT = 50_000


def _compressed(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def _static(name: str) -> bytes:
    found = finders.find(name)
    assert isinstance(found, str), f"{name} is shipped"
    return Path(found).read_bytes()


def test_style_and_icons_are_small() -> None:
    assert _compressed(_static("kit/benkan.css")) <= MOST_STYLE
    assert len(_static("kit/icons.svg")) <= MOST_ICONS


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["front", "about", "home", "commune"])
def test_a_public_page_is_small(client: Client, page: str) -> None:
    _, places = make_lively_programme(communes=8, things=12)
    for number in range(70):
        make_facility(f"École fondamentale du quartier {number}", commune=places[0])
    addresses = {
        "front": "/",
        "about": "/apropos/",
        "home": "/p/demo/",
        "commune": f"/p/demo/communes/{code_of(places[0].pk)}/",
    }

    html = _compressed(client.get(addresses[page]).content)

    style, icons = _compressed(_static("kit/benkan.css")), _compressed(_static("kit/icons.svg"))
    assert html <= MOST_HTML
    assert html + style + icons + len(_static("kit/mark.svg")) <= MOST_AT_FIRST_SIGHT
