"""A citizen's main task: say something and hear what came of it, on a small telephone."""

from secrets import token_hex

import pytest
from playwright.sync_api import Page, expect

from tests.browser.earlier import Earlier
from tests.browser.people import Visitors
from tests.browser.server import HOME
from tests.browser.things import a_photo

pytestmark = [
    pytest.mark.browser,
    pytest.mark.needs("chromium"),
]


def _to_the_words(page: Page) -> None:
    page.goto(HOME)
    page.locator("a.door", has_text="Dire quelque chose").click()
    page.get_by_role("link", name="Eau", exact=True).click()
    page.get_by_label("Le nom de votre commune").fill("sanankorob")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("link", name="Sanankoroba").first.click()
    expect(page.get_by_role("heading", name="Dites-nous")).to_be_visible()


def _send(page: Page) -> tuple[str, str]:
    """The reference and the tracking code that one is given."""
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("heading", name="Gardez ce code")).to_be_visible()
    code = page.locator(".figure strong").inner_text()
    return page.get_by_text("Numéro de votre message").locator("strong").inner_text(), code


def _follow(page: Page, code: str) -> None:
    page.goto(f"{HOME}suivre/")
    page.get_by_label("Votre code de suivi").fill(code)
    page.get_by_role("button", name="Voir").click()


def test_says_it_in_three_steps_with_a_photo_and_a_number_and_follows_it(
    visitors: Visitors, scripts: bool
) -> None:
    page = visitors.citizen()

    _to_the_words(page)
    page.get_by_label("Par écrit").fill("La pompe du quartier est en panne")
    page.get_by_text("Ajouter une photo").click()
    page.get_by_label("Une photo").set_input_files(a_photo())
    page.get_by_label("Votre numéro de téléphone").fill("76 12 34 56")
    reference, code = _send(page)
    _follow(page, code.lower())

    expect(page.get_by_role("heading", level=1)).to_have_text(f"Votre message {reference}")
    expect(page.get_by_text("La pompe du quartier est en panne")).to_be_visible()
    page.get_by_role("link", name="Voir votre photo").click()
    expect(page.locator("img")).to_be_visible()


def test_reads_her_commune_and_takes_its_sheet_and_its_file_along(
    visitors: Visitors, scripts: bool
) -> None:
    page = visitors.citizen()

    page.goto(HOME)
    page.get_by_label("Nom de votre commune").fill("sanankorob")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("link", name="Sanankoroba").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sanankoroba")
    expect(page.locator("h2").first).to_have_text("Ce qui a été promis, ce qui a été tenu")
    expect(page.get_by_text("ABONNER SANANKOROBA")).to_be_visible()
    page.locator("#rights ~ details summary", has_text="Santé").click()
    expect(page.get_by_text("La césarienne est gratuite")).to_be_visible()
    page.get_by_role("link", name="Une affiche à imprimer").click()
    expect(page.locator("svg.qr")).to_be_visible()
    page.get_by_role("link", name="Retour à Sanankoroba").click()
    page.get_by_role("link", name="Données ouvertes").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="engagements.csv").click()

    assert download.value.suggested_filename.startswith("DEMONSTRATION-")
    assert "#activity+id" in download.value.path().read_text(encoding="utf-8-sig")


def test_a_wrong_code_gets_a_sentence_that_says_what_to_do(
    visitors: Visitors, scripts: bool
) -> None:
    page = visitors.citizen()

    _follow(page, "22222-22222")

    expect(page.get_by_text("Aucun message n’a ce code.")).to_be_visible()
    expect(page.get_by_label("Votre code de suivi")).to_have_value("22222-22222")


def test_a_number_that_is_none_gets_a_sentence_and_nothing_typed_is_lost(
    visitors: Visitors, scripts: bool
) -> None:
    page = visitors.citizen()

    _to_the_words(page)
    page.get_by_label("Par écrit").fill("Le robinet du marché est à sec")
    page.get_by_text("Ajouter une photo").click()
    page.get_by_label("Une photo").set_input_files(a_photo())
    page.get_by_label("Votre numéro de téléphone").fill("12")
    page.get_by_role("button", name="Envoyer").click()

    expect(page.locator("#id_number_error")).to_contain_text("Ce n’est pas un numéro de téléphone")
    expect(page.get_by_label("Par écrit")).to_have_value("Le robinet du marché est à sec")
    expect(page.get_by_text("Votre photo est gardée.")).to_be_visible()


def test_the_back_button_keeps_what_was_typed(visitors: Visitors, scripts: bool) -> None:
    page = visitors.citizen()

    _to_the_words(page)
    page.get_by_label("Par écrit").fill("Le puits de l’école s’est effondré")
    page.locator("main a.way").first.click()
    expect(page.get_by_role("heading", name="De quoi s’agit-il")).to_be_visible()
    page.go_back()

    expect(page.get_by_label("Par écrit")).to_have_value("Le puits de l’école s’est effondré")


def test_a_double_click_opens_one_case(visitors: Visitors, scripts: bool) -> None:
    words = f"Cliqué deux fois {token_hex(2)}"
    page = visitors.citizen()

    _to_the_words(page)
    page.get_by_label("Par écrit").fill(words)
    page.get_by_role("button", name="Envoyer").dblclick()
    expect(page.get_by_role("heading", name="Gardez ce code")).to_be_visible()
    desk = visitors.person("coordination")
    desk.goto(f"{HOME}messages/?state=new")

    expect(desk.get_by_text(words)).to_have_count(1)


def test_records_a_voice_listens_to_it_and_sends_it(visitors: Visitors) -> None:
    page = visitors.citizen(permissions=["microphone"])

    _to_the_words(page)
    page.get_by_role("button", name="Enregistrer").click()
    # The fake microphone beeps once a second; the clock says that it has been heard.
    expect(page.locator("[data-clock]")).to_have_text("0:01")
    page.get_by_role("button", name="Arrêter").click()
    player = page.locator("audio")
    expect(player).to_be_visible()
    player.evaluate("player => player.play()")
    expect(player).not_to_have_js_property("currentTime", 0)
    _, code = _send(page)
    _follow(page, code)

    heard = page.locator("audio")
    heard.evaluate("player => player.play()")
    expect(heard).not_to_have_js_property("currentTime", 0)
    assert heard.evaluate("player => player.duration") > 0.5


def test_reads_the_answer_and_says_that_it_is_not_settled(
    visitors: Visitors, earlier: Earlier, scripts: bool
) -> None:
    case = earlier.a_case("Une réponse est attendue ici")
    desk = visitors.person("coordination")
    desk.goto(case.path)
    desk.get_by_role("button", name="Prendre en charge").click()
    desk.get_by_text("Répondre à la personne").click()
    desk.get_by_label("Votre réponse").fill("La pompe est réparée depuis lundi.")
    desk.get_by_role("button", name="Envoyer la réponse").click()
    page = visitors.citizen()

    _follow(page, case.code)
    expect(page.get_by_text("La pompe est réparée depuis lundi.")).to_be_visible()
    page.locator("summary", has_text="Ce n’est pas réglé").click()
    page.get_by_role("textbox").fill("Elle est de nouveau en panne.")
    page.get_by_role("button", name="Envoyer").click()

    expect(page.get_by_text("Elle est de nouveau en panne.").first).to_be_visible()
    desk.goto(case.path)
    expect(desk.get_by_text("La personne a écrit que ce n’est pas réglé")).to_be_visible()


def test_leaves_nothing_on_a_telephone_that_others_use(
    visitors: Visitors, earlier: Earlier, scripts: bool
) -> None:
    case = earlier.a_case("Personne d’autre ne doit le lire")
    page = visitors.citizen()

    _follow(page, case.code)
    expect(page.get_by_text("Personne d’autre ne doit le lire")).to_be_visible()
    page.get_by_role("button", name="Fermer et ne rien laisser").click()
    # The browser is between two pages until then, and has no way back.
    expect(page.get_by_text("Personne d’autre ne doit le lire")).to_have_count(0)
    page.wait_for_load_state()
    page.go_back()

    expect(page.get_by_label("Votre code de suivi")).to_be_visible()
    expect(page.get_by_text("Personne d’autre ne doit le lire")).to_have_count(0)
