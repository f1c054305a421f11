"""Without a network, on a telephone that is switched off and on: nothing is lost, nothing is sent twice,
nobody reads what waits."""

import re
from secrets import token_hex

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.office import Office
from tests.browser.phone import (
    Cut,
    Phone,
    say_offline,
    send_by_hand,
    sent,
    some_words,
    waiting,
)
from tests.browser.server import HOME

pytestmark = [
    pytest.mark.browser,
    pytest.mark.once,
    pytest.mark.needs("chromium"),
]


def test_words_and_a_photo_survive_a_restart_and_arrive_once(
    phone: Phone, cut: Cut, office: Office
) -> None:
    words, more = some_words(), some_words()

    cut.off()
    say_offline(phone.page, words, with_photo=True)
    waiting(phone.page, 1)
    say_offline(phone.page, more)
    waiting(phone.page, 2)
    cut.restart()
    phone.page.goto(HOME)
    waiting(phone.page, 2)
    expect(phone.page.get_by_text("Sanankoroba").first).to_be_visible()
    cut.on()
    send_by_hand(phone.page)
    sent(phone.page, 2)
    codes = phone.page.locator("[data-codes] strong").all_inner_texts()
    phone.page.goto(f"{HOME}hors-ligne/")
    sent(phone.page, 2)

    assert [office.cases_with(one) for one in (words, more)] == [1, 1]
    assert phone.page.locator("[data-codes] strong").all_inner_texts() == codes
    assert [bool(re.fullmatch(r"\w{5}-\w{5}", code)) for code in codes[::2]] == [True, True]
    phone.page.get_by_role("button", name="C’est noté").first.click()
    expect(phone.page.locator("[data-items] > li")).to_have_count(1)


def test_it_leaves_by_itself_when_the_network_returns(phone: Phone, office: Office) -> None:
    words = some_words()
    phone.context.set_offline(True)
    say_offline(phone.page, words)
    waiting(phone.page, 1)

    phone.context.set_offline(False)

    sent(phone.page, 1)
    assert office.cases_with(words) == 1


def test_nobody_reads_what_waits_on_the_disk(phone: Phone) -> None:
    words, number = f"zanzibar{token_hex(8)}", "76998877"
    phone.line.cut()
    say_offline(phone.page, words, number=number)
    waiting(phone.page, 1)
    phone.switch_off()

    shown = {
        path.name: word
        for path, content in phone.files()
        for word in (words, number)
        if word.encode() in content or word.encode("utf-16-le") in content
    }
    written = [path for path, content in phone.files() if b"Sanankoroba" in content]
    phone.switch_on()

    assert shown == {}
    assert written != [], "what is kept in the open is found: the search can find"


def test_an_answer_that_is_lost_on_its_way_leaves_one_case(phone: Phone, office: Office) -> None:
    words = some_words()
    page = phone.page
    page.goto(f"{HOME}dire/mots/?service=water")
    phone.line.lose_answers_to(f"{HOME}dire/boite/")
    page.get_by_label("Par écrit").fill(words)
    page.get_by_role("button", name="Envoyer").click()
    page.wait_for_url("**/hors-ligne/")
    assert phone.line.lost.is_set()
    assert office.cases_with(words) == 1

    phone.line.lose_nothing()
    send_by_hand(page)
    sent(page, 1)

    assert office.cases_with(words) == 1


def test_two_windows_and_a_double_click_send_once(phone: Phone, office: Office) -> None:
    words = some_words()
    phone.line.cut()
    say_offline(phone.page, words)
    waiting(phone.page, 1)
    other = phone.context.new_page()
    other.goto(f"{HOME}hors-ligne/")
    waiting(other, 1)
    phone.line.mend()

    # By the element itself: as soon as the line is back the button may go by itself.
    for page in (phone.page, other):
        page.evaluate(
            "{ const send = document.querySelector('[data-send]'); send.click(); send.click() }"
        )
    sent(phone.page, 1)
    sent(other, 1)

    assert office.cases_with(words) == 1


def test_what_the_server_refuses_stays_and_can_be_mended(phone: Phone, office: Office) -> None:
    words = some_words()
    phone.line.cut()
    say_offline(phone.page, words, number="12")
    waiting(phone.page, 1)
    phone.line.mend()
    page = phone.page

    send_by_hand(page)
    expect(page.get_by_text("Ce n’est pas un numéro de téléphone")).to_be_visible()
    waiting(page, 1)
    assert office.cases_with(words) == 0
    assert violations(page) == []
    page.get_by_label("Le bon numéro de téléphone, ou rien").fill("76 12 34 56")
    page.get_by_role("button", name="Envoyer de nouveau").click()
    sent(page, 1)

    assert office.cases_with(words) == 1


def test_what_waited_for_two_weeks_is_deleted_with_a_notice(phone: Phone, office: Office) -> None:
    words = some_words()
    phone.line.cut()
    say_offline(phone.page, words)
    waiting(phone.page, 1)
    phone.page.evaluate(
        "benkan.all().then(([one]) => benkan.put({ ...one, at: one.at - 14 * 864e5 }))"
    )
    phone.line.mend()

    phone.page.goto(f"{HOME}hors-ligne/")
    expect(phone.page.locator("[data-items] .badge")).to_have_text("Effacé après 14 jours")
    boxes = phone.page.evaluate("benkan.all().then((all) => all.map((one) => one.box))")

    assert boxes == [None]
    assert office.cases_with(words) == 0
