"""An animator in the field: from the message to the action on which a meeting agrees."""

import re
from datetime import timedelta
from secrets import token_hex

import pytest
from playwright.sync_api import expect

from tests.browser.earlier import Earlier, today
from tests.browser.people import Visitors, log_in
from tests.browser.server import HOME

pytestmark = [
    pytest.mark.browser,
    pytest.mark.needs("chromium"),
]


def test_logs_in_and_sees_what_awaits_her(visitors: Visitors, scripts: bool) -> None:
    page = visitors.stranger()

    log_in(page, "animation@demonstration.example", "benkan-demonstration")
    page.get_by_role("link", name="Messages à lire et à trier").click()

    expect(page.get_by_role("heading", name="Messages", exact=True)).to_be_visible()
    assert page.locator("main .card-list > li").count() > 0


def test_takes_a_message_up_and_says_where_it_is(
    visitors: Visitors, earlier: Earlier, scripts: bool
) -> None:
    case = earlier.a_case("Le forage est loin du village")
    page = visitors.person("animation")

    page.goto(case.path)
    page.get_by_role("button", name="Prendre en charge").click()
    expect(page.locator("main .badge").first).to_have_text("Suivi en cours")
    page.locator("summary", has_text="Lieu").click()
    page.get_by_label("Commune, école ou centre de santé").fill("pelengana")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("button", name="Pelengana").first.click()

    expect(page.locator(".card dl.facts")).to_contain_text("Pelengana")


def test_brings_messages_from_an_issue_to_an_agreed_action(
    visitors: Visitors, earlier: Earlier, scripts: bool
) -> None:
    about = f"La pompe du marché {token_hex(2)}"
    cases = [earlier.a_case(f"{about} est cassée"), earlier.a_case(f"{about} fuit")]
    page = visitors.person("animation")

    # The messages become an issue,
    page.goto(f"{HOME}messages/?state=new")
    for case in cases:
        page.get_by_label(f"Choisir {case.reference}").check()
    page.get_by_role("button", name="Regrouper les messages choisis").click()
    expect(page.get_by_role("heading", name="2 messages choisis")).to_be_visible()
    page.get_by_label("Titre").fill(about)
    page.get_by_role("button", name="Créer la préoccupation").click()
    expect(page.get_by_role("heading", name=about, level=1)).to_be_visible()
    issue = page.url

    # a meeting is planned,
    page.goto(f"{HOME}activites/")
    page.get_by_role("link", name="Prévoir une rencontre").click()
    page.get_by_label("Quel genre de rencontre").select_option(
        "Rencontre entre citoyens et responsables"
    )
    page.get_by_label("Commune").select_option(earlier.place("ML020531"))
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("De quel service parle-t-on").select_option("Eau")
    page.get_by_label("Titre").fill(f"Rencontre sur {about}")
    page.get_by_label("Où exactement").fill("Sous le grand caïlcédrat")
    page.get_by_label("Jour").fill(today().isoformat())
    page.get_by_role("button", name="Inscrire au calendrier").click()
    expect(page.get_by_role("heading", name=f"Rencontre sur {about}")).to_be_visible()
    meeting = page.url

    # the issue is put before it,
    page.goto(issue)
    key = meeting.rstrip("/").split("/")[-1]
    page.get_by_label("Inscrire à une rencontre").select_option(key)
    page.get_by_role("button", name="Mettre à l’ordre du jour").click()
    page.get_by_role("link", name=f"Rencontre sur {about}").click()

    # it agrees on an action,
    page.locator("summary", has_text="Convenir d’une action").click()
    page.get_by_label("Ce qui sera fait").fill(f"Réparer {about}")
    office = page.get_by_label("Qui le fera")
    office.select_option(label=office.locator("option", has_text="Maire,").first.inner_text())
    page.get_by_label("Pour quel jour").fill((today() + timedelta(days=30)).isoformat())
    page.get_by_role("button", name="Noter l’accord").click()
    expect(page.locator("main li", has_text=f"Réparer {about}").first).to_be_visible()

    # and is reported.
    page.goto(meeting)
    page.get_by_label("Femmes, 25 à 34 ans").fill("12")
    page.get_by_label("Hommes, 60 ans et plus").fill("7")
    page.get_by_label("Femmes, En situation de handicap").fill("2")
    page.get_by_label("Ce qui s’est dit").fill("Le maire a expliqué le budget de l’eau.")
    page.get_by_role("button", name="Clore le compte rendu").click()
    expect(page.locator("main")).to_contain_text("Ce compte rendu est clos")
    expect(page.locator("dl.facts")).to_contain_text(re.compile(r"Personnes\s*19"))
    expect(page.get_by_text("Le maire a expliqué le budget de l’eau.")).to_be_visible()
