"""The desk asks an office, its holder answers on a telephone, and the citizen hears of it."""

import pytest
from playwright.sync_api import expect

from tests.browser.earlier import Earlier
from tests.browser.people import Visitors
from tests.browser.server import HOME

pytestmark = [
    pytest.mark.browser,
    pytest.mark.needs("chromium"),
]

ASKED = "Ouvrir la borne fontaine de l’école le matin et le soir."
DONE = "La borne est ouverte de 6 h à 9 h depuis lundi."


def test_a_message_goes_to_the_office_and_its_answer_to_the_citizen(
    visitors: Visitors, earlier: Earlier, scripts: bool
) -> None:
    case = earlier.a_case("La borne fontaine de l’école est fermée")
    desk, mayor = visitors.person("coordination"), visitors.person("mairie")

    desk.goto(case.path)
    desk.get_by_role("link", name="Demander à un responsable").click()
    desk.get_by_label("Maire, Sanankoroba").check()
    desk.get_by_label("Ce que vous lui demandez").fill(ASKED)
    desk.get_by_role("button", name="Transmettre la demande").click()
    expect(desk.get_by_text("La demande est transmise.")).to_be_visible()

    mayor.goto(f"{HOME}aujourdhui/")
    mayor.get_by_role("link", name="Demandes qui attendent votre réponse").click()
    mayor.get_by_role("link", name=ASKED).first.click()
    expect(mayor.get_by_text("La borne fontaine de l’école est fermée")).to_have_count(0)
    mayor.get_by_label("En une ou deux phrases").first.fill(DONE)
    mayor.get_by_role("button", name="Envoyer la réponse").click()
    expect(mayor.locator("main .badge").first).to_have_text("Le responsable a répondu")

    desk.goto(case.path)
    desk.get_by_role("link", name="Répondre à la personne").click()
    expect(desk.get_by_label("Ce que la personne lira")).to_have_value(DONE)
    desk.get_by_role("button", name="Envoyer la réponse").click()
    expect(desk.get_by_text("La personne a votre réponse.")).to_be_visible()
    expect(desk.locator("main .timeline").get_by_text(DONE).first).to_be_visible()
