"""An animator where there is no network: her words and reports arrive once, in her own name."""

from secrets import token_hex

import pytest
from playwright.sync_api import expect

from benkan.interfaces.cli.demonstration import PASSWORD
from tests.browser.earlier import today
from tests.browser.office import Office
from tests.browser.people import log_in
from tests.browser.phone import (
    Cut,
    Phone,
    fill_words,
    send_by_hand,
    sent,
    some_words,
    until,
    waiting,
)
from tests.browser.server import HOME
from tests.browser.things import a_photo

pytestmark = [
    pytest.mark.browser,
    pytest.mark.once,
    pytest.mark.needs("chromium"),
]

ANIMATOR = "animation@demonstration.example"


def test_an_animator_writes_for_somebody_and_is_asked_to_log_in_again(
    phone: Phone, office: Office
) -> None:
    words = some_words()
    page = phone.page
    log_in(page, ANIMATOR, PASSWORD)
    phone.line.cut()
    page.goto(f"{HOME}messages/pour/?service=water")
    fill_words(page, words)
    page.get_by_label("Le numéro de téléphone de la personne").fill("76121212")
    page.get_by_role("button", name="Garder et envoyer").click()
    expect(page.get_by_text("Demandez à la personne si nous pouvons écrire")).to_be_visible()
    page.get_by_label("La personne accepte que nous écrivions").check()
    page.get_by_role("button", name="Garder et envoyer").click()
    page.wait_for_url("**/hors-ligne/")
    phone.restart()
    phone.context.clear_cookies()
    phone.line.mend()
    page = phone.page

    page.goto(f"{HOME}hors-ligne/")
    expect(page.locator("[data-items] .badge")).to_have_text("Connectez-vous pour l’envoyer")
    assert office.cases_with(words) == 0
    log_in(page, ANIMATOR, PASSWORD)
    until(lambda: office.cases_with(words) == 1)
    page.goto(f"{HOME}hors-ligne/")
    sent(page, 1)

    assert office.cases_with(words) == 1


def test_another_person_at_the_same_telephone_sends_nothing_in_her_own_name(
    phone: Phone, office: Office
) -> None:
    words = some_words()
    page = phone.page
    log_in(page, ANIMATOR, PASSWORD)
    phone.line.cut()
    page.goto(f"{HOME}messages/pour/?service=water")
    fill_words(page, words)
    page.get_by_role("button", name="Garder et envoyer").click()
    page.wait_for_url("**/hors-ligne/")
    # Away from the page that waits, which would ask for a token of its own while the other logs in.
    page.goto("about:blank")
    phone.line.mend()
    phone.context.clear_cookies()
    log_in(page, "coordination@demonstration.example", PASSWORD)

    page.goto(f"{HOME}hors-ligne/")
    send_by_hand(page)

    expect(page.locator("[data-items] .badge")).to_have_text("D’une autre personne")
    assert office.cases_with(words) == 0


def test_a_meeting_is_taken_along_and_reported_after_a_restart(
    phone: Phone, cut: Cut, office: Office
) -> None:
    title, minutes = f"Rencontre {token_hex(4)}", f"Le maire a dit {token_hex(6)}"
    meeting = office.plan(title)
    page = phone.page
    log_in(page, ANIMATOR, PASSWORD)
    page.goto(f"{HOME}activites/{meeting}/")
    page.get_by_role("button", name="L’emporter sur ce téléphone").click()
    expect(page.get_by_text("Elle est sur ce téléphone")).to_be_visible()

    cut.off()
    page.goto(f"{HOME}activites/")
    expect(page.get_by_label("Quelle rencontre")).to_contain_text(title)
    page.get_by_label("Femmes, 25 à 34 ans").fill("12")
    page.get_by_label("Femmes, En situation de handicap").fill("13")
    page.get_by_role("button", name="Garder et envoyer").click()
    expect(page.get_by_text("Il y a plus de personnes dans une situation")).to_be_visible()
    page.get_by_label("Femmes, En situation de handicap").fill("2")
    page.get_by_label("Ce qui s’est dit").fill(minutes)
    page.get_by_label("Photo de la feuille").set_input_files(a_photo())
    page.get_by_role("button", name="Garder et envoyer").click()
    page.wait_for_url("**/hors-ligne/")
    waiting(page, 1)
    cut.restart()
    phone.page.goto(HOME)
    waiting(phone.page, 1)
    cut.on()
    log_in(phone.page, ANIMATOR, PASSWORD)
    until(lambda: minutes in office.report_of(meeting))
    phone.page.goto(f"{HOME}hors-ligne/")
    sent(phone.page, 1)

    assert "Photo de la feuille" in office.report_of(meeting)


def test_a_meeting_that_nobody_planned_is_reported(phone: Phone, office: Office) -> None:
    title = f"Sous le caïlcédrat {token_hex(4)}"
    page = phone.page
    log_in(page, ANIMATOR, PASSWORD)
    phone.line.cut()
    page.goto(f"{HOME}activites/")
    page.get_by_label("Le nom de la commune").fill("sananko")
    page.get_by_role("button", name="Sanankoroba (Kati, Koulikoro)").click()
    page.get_by_label("Titre").fill(title)
    page.get_by_label("Jour où elle a eu lieu").fill(today().isoformat())
    page.get_by_label("Hommes, 60 ans et plus").fill("7")
    page.get_by_role("button", name="Garder et envoyer").click()
    page.wait_for_url("**/hors-ligne/")
    phone.line.mend()
    send_by_hand(page)
    sent(page, 1)

    assert office.meetings_called(title) == 1
