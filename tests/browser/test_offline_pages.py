"""What a browser keeps of our pages: three of them, the same for everybody, light and usable."""

import gzip
import re

import pytest
from playwright.sync_api import expect

from benkan.interfaces.cli.demonstration import PASSWORD
from benkan.kit.text import folded
from tests.browser.axe import violations
from tests.browser.earlier import COMMUNE
from tests.browser.office import Office
from tests.browser.people import log_in
from tests.browser.phone import (
    SHELLS,
    Phone,
    some_words,
    until,
)
from tests.browser.server import HOME

pytestmark = [
    pytest.mark.browser,
    pytest.mark.once,
    pytest.mark.needs("chromium"),
]

ANIMATOR = "animation@demonstration.example"


ALLOWED = re.compile(
    rf"/static/[\w/]+\.[0-9a-f]{{12}}\.(css|js|svg)|/lieux/communes\.json\?v=[0-9a-f]{{12}}"
    rf"|{'|'.join(map(re.escape, SHELLS))}"
)


def test_no_page_of_a_person_is_in_any_cache_and_back_shows_nothing(
    phone: Phone, office: Office
) -> None:
    words = some_words()
    page = phone.page
    page.goto(f"{HOME}dire/mots/?service=water")
    page.get_by_label("Par écrit").fill(words)
    page.get_by_role("button", name="Envoyer").click()
    page.get_by_role("heading", name="Gardez ce code").wait_for()
    code = page.locator(".figure strong").inner_text()
    log_in(page, ANIMATOR, PASSWORD)
    for path in ("messages/", "activites/", "messages/pour/", "hors-ligne/", "equipe/"):
        page.goto(HOME + path)
    page.goto(f"{HOME}aujourdhui/")
    until(lambda: {path for _, path in phone.kept()} >= SHELLS)
    person = page.locator("main .meta").first.inner_text().split("·")[-1].strip()
    page.get_by_role("button", name="Se déconnecter").click()
    page.wait_for_load_state()
    page.go_back()
    page.wait_for_load_state()

    assert [path for _, path in phone.kept() if not ALLOWED.fullmatch(path)] == []
    assert len({name for name, _ in phone.kept()}) == 1
    assert person != ""
    found = [one for one in (words, code, person, 'name="csrf') if one in phone.kept_words()]
    assert found == []
    assert page.get_by_role("heading", name="Aujourd’hui").count() == 0
    assert page.evaluate("benkan.known('who:demonstration')") is None
    assert page.evaluate("Object.keys(localStorage)") == []


def test_the_kept_pages_serve_everybody(phone: Phone) -> None:
    phone.line.cut()
    wrong = {}

    for path in ("dire/", "messages/pour/", "activites/", "suivre/"):
        phone.page.goto(HOME + path)
        expect(phone.page.get_by_role("heading", level=1)).to_be_visible()
        for width in (360, 1280):
            phone.page.set_viewport_size({"width": width, "height": 740})
            over = phone.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if found := violations(phone.page) + [f"too wide by {over}"] * (over > 0):
                wrong[path, width] = found

    assert wrong == {}


def test_places_are_folded_as_on_the_server(phone: Phone) -> None:
    names = ["Sɔgɔma, N'Gara !", "Ŋaɲa-Kɛlɛ", "Ménaka (ville)", "DJENNÉ", "Œuvre 2", "l’Île"]
    phone.page.goto(f"{HOME}hors-ligne/dire/")
    phone.page.locator("[data-typed]").wait_for()

    there = phone.page.evaluate("(names) => names.map(benkan.folded)", names)

    assert there == [folded(name) for name in names]
    assert COMMUNE in phone.page.evaluate(
        "fetch(document.querySelector('[data-places]').dataset.places).then((it) => it.text())"
    )


def test_the_scripts_of_citizens_are_small(phone: Phone) -> None:
    page = phone.page
    paths = [path for _, path in phone.kept() if path.endswith(".js")] + ["/service.js"]

    weights = {path: len(gzip.compress(page.request.get(path).body())) for path in paths}
    print(weights)

    assert sum(weights.values()) <= 15_000
    assert weights["/service.js"] <= 3_000


def test_what_is_kept_is_fetched_once_and_weighs_less_than_a_photo(phone: Phone) -> None:
    paths = {path for _, path in phone.kept()}

    weights = {path: len(gzip.compress(phone.page.request.get(path).body())) for path in paths}
    print(sum(weights.values()), weights)

    assert sum(weights.values()) <= 45_000
