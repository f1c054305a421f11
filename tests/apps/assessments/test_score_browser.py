"""A phone is passed round: one touch a person, no name, and no count before the end."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from benkan.apps.assessments.models import Group, SheetLine
from benkan.apps.registry.models import Account
from benkan.kit.actor import Role
from tests.browser.axe import chromium, violations
from tests.make.assessments import make_round
from tests.make.registry import make_actor, make_place, make_programme

MICROPHONE = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")


@pytest.mark.django_db(transaction=True)
@pytest.mark.once
@pytest.mark.browser
@pytest.mark.needs("chromium")
def test_a_phone_is_passed_round_and_nobody_sees_the_count_before_the_end(
    client: Client, live_server: LiveServer
) -> None:
    programme = make_programme()
    found = make_round(programme, make_place())
    Group.objects.filter(round=found, kind="women").update(people=6)
    women = Group.objects.get(round=found, kind="women")
    account = Account.objects.get(pk=make_actor(programme, Role.COORDINATOR).account)
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    here = {"programme": programme.slug, "round_id": found.pk, "group_id": women.pk}
    address = live_server.url + reverse("assessments:score_group", kwargs=here)
    held = client.cookies.items()
    with chromium(*MICROPHONE) as browser:
        context = browser.new_context(
            viewport={"width": 360, "height": 640}, locale="fr-FR", has_touch=True
        )
        context.add_cookies(
            [{"name": n, "value": one.value, "url": live_server.url} for n, one in held]
        )
        page = context.new_page()
        troubles: list[str] = []
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.clock.install()
        page.goto(address)
        page.get_by_role("link", name="Commencer").click()
        page.get_by_role("button", name="Montrer au groupe").click()
        wrong = _walk(page)
    assert (troubles, wrong) == ([], [])
    line = SheetLine.objects.get()
    assert (line.tally, line.reason) == ({"1": 1, "5": 2}, "On attend trop")
    assert line.voice is not None


def _walk(page: Page) -> list[str]:
    """Three people touch, one of them twice since the first was wrong; the next question comes. What is
    wrong with the screens on the way."""
    wrong: list[str] = []

    def look() -> None:
        page.clock.fast_forward(450)  # a finger that trembles is waited for
        wrong.extend(violations(page))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    def touch(word: str) -> None:
        page.get_by_role("button", name=word, exact=True).tap()
        page.clock.fast_forward(450)

    look()
    touch("Faire passer le téléphone")
    look()
    # All five pictures are under the thumb, each as large as a finger is.
    boxes = [one.bounding_box() for one in page.locator(".score li .score-level").all()]
    assert [box["height"] >= 56 and box["y"] + box["height"] <= 640 for box in boxes if box] == [
        True
    ] * 5
    for word in ("Très bon", "Très mauvais", "Mauvais"):
        touch(word)
        assert page.locator(".score").inner_text().count("2") == 0, "no count is seen"
        if word != "Mauvais":
            touch("C’est à moi")
    look()
    touch("J’ai touché le mauvais dessin")
    # A telephone that is opened again knows the counts, and no touch can be taken back any more.
    touch("Très bon")
    page.reload()
    expect(page.get_by_role("button", name="J’ai touché le mauvais dessin")).to_be_hidden()
    page.clock.fast_forward(450)
    touch("Tout le monde a touché")
    look()
    touch("Oui, montrer le résultat")
    # Whoever has seen the count cannot let more people touch by opening the page again.
    page.reload()
    look()
    counts = page.locator(".score .num").all_inner_texts()
    assert counts == ["2", "0", "0", "0", "1"]
    expect(page.locator(".score")).to_contain_text("6")
    page.locator(".score").get_by_label("Pourquoi ?").fill("On attend trop")
    touch("Enregistrer ce qui se dit")
    touch("Arrêter")
    touch("Garder et continuer")
    page.wait_for_url("**#groupe")
    expect(page.locator(".score [data-progress]")).to_have_text("2 sur 3")
    return wrong
