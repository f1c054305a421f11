"""Groups are scored for days without a network: nothing is lost, nothing is read, and two telephones of
one team do not decide between them."""

import re
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex

import pytest
from playwright.sync_api import Page, Playwright, expect

from benkan.interfaces.cli.demonstration import PASSWORD
from tests.browser import scoring
from tests.browser.line import a_line_to
from tests.browser.office import Office
from tests.browser.people import log_in
from tests.browser.phone import Cut, Phone, send_by_hand, sent, waiting
from tests.browser.server import HOME

pytestmark = [
    pytest.mark.browser,
    pytest.mark.once,
    pytest.mark.needs("chromium"),
]

ANIMATOR = "animation@demonstration.example"


@pytest.fixture
def other(playwright: Playwright, address: str, tmp_path: Path) -> Iterator[Phone]:
    """The telephone of somebody else in the team."""
    with a_line_to(address) as line:
        here = Phone(playwright, tmp_path / "other", line)
        yield here
        here.switch_off()


def women_are_scored_through_a_restart(phone: Phone, cut: Cut, why: str) -> None:
    page = phone.page
    scoring.sit_with(page, "Femmes")
    scoring.count_people(page, {"Femmes, 25 à 34 ans": 7})
    scoring.begin(page)
    scoring.raise_hands(page, {"2": 4, "5": 3})
    scoring.say_why(page, why, with_files=True)
    scoring.keep(page)
    scoring.press(page, "vote")
    scoring.touch(page, "1")
    cut.restart()

    page = phone.page
    scoring.sit_with(page, "Femmes")
    expect(page.locator("[data-stage] [data-progress]")).to_have_text(re.compile("^1 .* 7$"))
    scoring.begin(page)
    scoring.press(page, "next")
    scoring.touch(page, "5")
    scoring.press(page, "end")
    scoring.press(page, "show")
    expect(page.locator(".score [data-total]")).to_contain_text("2")
    scoring.keep(page)
    scoring.stop(page)
    scoring.close_sheet(page)


def one_question(page: Page, group: str, hands: dict[str, int], *, people: int) -> None:
    scoring.sit_with(page, group)
    scoring.count_people(page, {"Femmes, 25 à 34 ans": people})
    scoring.begin(page)
    scoring.raise_hands(page, hands)
    scoring.keep(page)
    scoring.stop(page)
    scoring.close_sheet(page)


def found_in(phone: Phone, *words: str) -> list[str]:
    """Which of these words are in the files that the browser has written."""
    contents = [content for _, content in phone.files()]
    return [
        word
        for word in words
        if any(word.encode(how) in one for one in contents for how in ("utf-8", "utf-16-le"))
    ]


def test_groups_score_without_a_network_and_two_telephones_merge(
    phone: Phone, other: Phone, office: Office
) -> None:
    title = f"CSCom {token_hex(4)}"
    evaluation = office.open_round(title, "Femmes", "Hommes")
    cut, why = Cut(phone, by_line=False), f"zanzibar{token_hex(8)}"
    for one in (phone, other):
        log_in(one.page, ANIMATOR, PASSWORD)
        scoring.take_along(one.page, evaluation)
    cut.off()
    other.line.cut()

    women_are_scored_through_a_restart(phone, cut, why)
    one_question(phone.page, "Hommes", {"4": 6}, people=6)
    phone.page.goto(f"{HOME}hors-ligne/")
    waiting(phone.page, 2)
    phone.switch_off()
    read = found_in(phone, why, title)
    phone.switch_on()
    one_question(other.page, "Femmes", {"1": 2}, people=9)
    cut.on()
    log_in(phone.page, ANIMATOR, PASSWORD)
    phone.page.goto(f"{HOME}hors-ligne/")
    sent(phone.page, 2)
    other.line.mend()
    other.page.goto(f"{HOME}hors-ligne/")
    send_by_hand(other.page)
    sent(other.page, 1)
    expect(other.page.locator("[data-sentence]")).to_contain_text("quelqu’un doit choisir")
    other.page.goto(f"{HOME}aujourdhui/")
    other.page.get_by_role("button", name="Se déconnecter").click()
    other.page.wait_for_load_state()
    left = other.page.evaluate("benkan.run('sessions', 'readonly', (rows) => rows.count())")
    told = [sheet for sheet in office.sheets_of(evaluation) if why in sheet]
    waited = office.choices_in(evaluation)
    office.put_together(evaluation)

    assert read == [title], "what is kept in the open is found: the search can find"
    assert [all(word in sheet for word in ("Photo", "Message vocal")) for sheet in told] == [True]
    assert left == 0
    # The count of the people, and the one question that both telephones asked.
    assert (waited, office.choices_in(evaluation)) == (2, 0)
