"""The calls of 2013 on the smallest telephone, without scripts: from the front page to every figure."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.axe import chromium, violations
from tests.browser.crawl import overhang_of
from tests.interfaces.cli.running import benkan_command, prepared, serving
from tests.make.hotline import lay_regions

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.needs("chromium")]

PHONE: ViewportSize = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a server answers that holds the calls and nothing else."""
    folder = prepared(tmp_path_factory.mktemp("hotline"))
    lay_regions(folder)
    done = benkan_command(folder, "import", "hotline")
    assert done.returncode == 0, done.stderr
    with serving(folder, "--no-demonstration") as server:
        yield f"http://127.0.0.1:{server.port}"


@pytest.fixture
def page(here: str) -> Iterator[Page]:
    with chromium() as browser:
        context = browser.new_context(
            base_url=here, locale="fr-FR", viewport=PHONE, java_script_enabled=False
        )
        yield context.new_page()


def test_somebody_walks_from_the_front_to_each_figure_and_back(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="SOS Démocratie 2013").click()

    assert page.get_by_role("heading", level=1).inner_text().startswith("Appels de 2013")
    assert "Programme terminé" in page.inner_text("body")
    for way, expected in (
        ("Combien de temps on a attendu", "1,6 h"),
        ("Ce qu’on a demandé", "inscription et carte NINA"),
        ("Qui a appelé", "Sexe non connu"),
        ("Quand on a appelé", "Par heure de la journée"),
    ):
        page.get_by_role("link", name=way).click()
        assert page.get_by_role("heading", level=1).inner_text() == way
        assert expected in page.inner_text("main")
        assert (
            page.locator("svg.chart[role=img] > title").count() == page.locator("svg.chart").count()
        )
        page.get_by_role("link", name="Ce que sont ces appels").click()


def test_a_region_is_chosen_without_scripts(page: Page) -> None:
    page.goto("/p/sos-democratie-2013/appels/sujets/")
    page.get_by_text("Choisir une région").click()
    page.get_by_role("link", name="Koulikoro").click()

    assert page.get_by_role("heading", level=1).inner_text().endswith("Koulikoro")
    assert "801 appels" in page.inner_text("main")


def test_the_same_in_english(page: Page) -> None:
    page.goto("/p/sos-democratie-2013/appels/attente/")
    page.get_by_role("button", name="English").or_(page.get_by_role("link", name="English")).click()

    assert page.get_by_role("heading", level=1).inner_text() == "How long people waited"


@pytest.mark.parametrize("path", ["", "attente/", "sujets/", "personnes/", "moments/"])
def test_nothing_is_wider_than_the_screen_and_everybody_can_use_it(here: str, path: str) -> None:
    with chromium() as browser:
        page = browser.new_page(viewport=PHONE, base_url=here, locale="fr-FR")
        page.goto(f"/p/sos-democratie-2013/appels/{path}")

        assert overhang_of(page) <= 0
        assert violations(page) == []
