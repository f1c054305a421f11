"""The pages of a hotline that is over: what they say, in few queries and few bytes, for everybody."""

import gzip
import sys
from typing import Any

import pytest
from django.test import Client

from benkan.apps.registry.models import Programme
from tests.browser.axe import violations_in

pytestmark = pytest.mark.django_db

PAGES = ("", "attente/", "sujets/", "sujets/?region=ML02", "personnes/", "moments/")
MOST_HTML = 14_000


def html_of(client: Client, page: str, language: str = "fr") -> str:
    answer = client.get(f"/p/ligne/appels/{page}", headers={"accept-language": language})
    assert answer.status_code == 200, page
    return answer.content.decode()


def test_the_home_of_the_programme_leads_to_its_calls(client: Client, hotline: Programme) -> None:
    page = client.get("/p/ligne/", follow=True)

    assert page.redirect_chain == [("/p/ligne/appels/", 302)]
    assert [entry.label for entry in page.context["navigation"].public][:2] == ["Accueil", "Appels"]


def test_the_first_page_says_what_it_is_and_what_was_taken_out(
    client: Client, hotline: Programme
) -> None:
    french, english = html_of(client, ""), html_of(client, "", "en")

    for words in ("Programme terminé", "ODC-PDDL", "Ce qui a été retiré", "10\xa0928"):
        assert words in french
    for words in ("Past programme", "ODC-PDDL", "What was taken out", "10,928"):
        assert words in english


def test_the_median_and_what_is_not_known_stand_on_the_page(
    client: Client, hotline: Programme
) -> None:
    page = html_of(client, "attente/", "en")

    assert "<strong>1.6 h</strong>" in page
    assert "1,812" in page
    assert "nobody is still waiting in it" in page


def test_a_region_that_is_not_there_shows_all(client: Client, hotline: Programme) -> None:
    assert "10,928 calls" in html_of(client, "sujets/?region=XX", "en")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_light_and_takes_few_queries(
    client: Client, hotline: Programme, page: str, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(8):
        html = html_of(client, page)

    assert len(gzip.compress(html.encode(), 6)) <= MOST_HTML


@pytest.mark.needs("chromium")
def test_everybody_can_use_the_pages(client: Client, hotline: Programme) -> None:
    pages = {
        f"{language} {page}": html_of(client, page, language)
        for page in PAGES
        for language in ("fr", "en")
    }

    assert violations_in(pages) == {}


def test_showing_figures_loads_no_solver() -> None:
    import subprocess

    code = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings';"
        "django.setup(); import benkan.config.urls;"
        "print(sorted({'numpy', 'scipy', 'highspy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
