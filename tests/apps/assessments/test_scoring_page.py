"""A group scores on one telephone: passed round without a name, or with hands counted in a form."""

import gzip
import re
from itertools import pairwise

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from benkan.apps.assessments.models import Group, Round, Score, SheetLine
from benkan.apps.registry.models import Account
from benkan.kit.actor import Actor, Role
from tests.browser.axe import chromium, violations
from tests.make.assessments import leaves_of, make_round, make_scored
from tests.make.registry import make_actor, make_place, make_programme

MOST_HTML = 14_000
PHONE = {"width": 360, "height": 640}
MICROPHONE = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")
KEY = "a" * 32


def as_(client: Client, actor: Actor) -> Client:
    client.force_login(Account.objects.get(pk=actor.account))
    return client


def at(found: Round, name: str, **words: object) -> str:
    here = {"programme": found.programme.slug, "round_id": found.pk, **words}
    return reverse(f"assessments:{name}", kwargs=here)


def women_of(found: Round) -> Group:
    return Group.objects.get(round=found, kind="women")


@pytest.mark.django_db
def test_hands_are_counted_in_a_plain_form_and_what_is_wrong_is_said(client: Client) -> None:
    programme = make_programme()
    found = make_round(programme, make_place())
    women, leaves = women_of(found), leaves_of(found)
    as_(client, make_actor(programme, Role.COORDINATOR))
    first, second, _ = (at(found, "score", group_id=women.pk, node_id=leaf.pk) for leaf in leaves)
    assert client.get(first).headers["Location"] == at(found, "score_group", group_id=women.pk)
    page = client.get(f"{first}?fiche={KEY}")
    # As the server sends it: a phone of the cheapest kind opens it on one bar.
    assert len(gzip.compress(page.content)) < MOST_HTML

    def answer(address: str, **said: object) -> int:
        return client.post(f"{address}?fiche={KEY}", said).status_code

    assert answer(first) == 422  # nobody answered
    assert answer(first, **{"level-2": "-1"}) == 422
    assert answer(first, **{"level-2": "4"}, photo=make_tone_file()) == 422
    assert SheetLine.objects.count() == 0
    told = {
        "level-2": "4",
        "level-5": "3",
        "reason": "On attend trop",
        "suggestion": "Une infirmière",
    }
    for _ in "twice":
        files = {"photo": make_picture_file(), "recording": make_tone_file()}
        assert answer(first, **told, **files) == 302
    line = SheetLine.objects.get()
    assert (line.tally, line.reason) == ({"2": 4, "5": 3}, "On attend trop")
    assert line.photo is not None
    assert line.voice is not None
    assert Score.objects.get(group=women).people == 7
    # It goes on with the second question, on the same sheet; the first stays as it is.
    assert answer(second, **{"level-1": "7"}) == 302
    assert "jamais" in client.get(f"{first}?fiche={KEY}").content.decode()
    shown = client.get(at(found, "score_group", group_id=women.pk)).content.decode()
    assert shown.count("Répondu") == 2
    assert f"fiche={KEY}" in shown


@pytest.mark.django_db
def test_a_closed_round_takes_no_answer_and_strangers_see_none(client: Client) -> None:
    programme, place = make_programme(), make_place()
    found = make_scored(programme, place)
    women, leaf = women_of(found), leaves_of(found)[0]
    address = at(found, "score", group_id=women.pk, node_id=leaf.pk) + f"?fiche={KEY}"
    as_(client, make_actor(programme, Role.ANIMATOR, place=place))
    assert client.post(address, {"level-2": "4"}).status_code == 422
    assert "data-answer" not in client.get(address).content.decode()
    for role in (Role.MONITORING_OFFICER, Role.OFFICE_HOLDER):
        if role is Role.MONITORING_OFFICER:
            as_(client, make_actor(programme, role))
            assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_a_voice_is_heard_by_groups_once_somebody_else_has_listened(client: Client) -> None:
    programme, place = make_programme(), make_place()
    found = make_round(programme, place)
    leaf = leaves_of(found)[0]
    women = women_of(found)
    Group.objects.filter(pk=women.pk).update(language="bm")
    animator = make_actor(programme, Role.ANIMATOR, place=place)
    coordinator = make_actor(programme, Role.COORDINATOR)
    record = at(found, "record_voice", language="bm", node_id=leaf.pk, piece="question")
    hear = at(found, "hear", language="bm", node_id=leaf.pk, piece="question")
    review = at(found, "hear_voices", language="bm")
    question = at(found, "score", group_id=women.pk, node_id=leaf.pk) + f"?fiche={KEY}"

    def say(**words: object) -> int:
        told = {"recording": make_tone_file(), "speaker": "Awa Exemple", "agrees": "on", **words}
        return client.post(record, told).status_code

    as_(client, animator)
    assert client.get(hear).status_code == 404
    assert say(speaker="") == 422
    assert say(agrees="") == 422
    assert say(recording=make_picture_file()) == 422
    kept = client.post(
        record, {"recording": make_tone_file(), "speaker": "Awa Exemple", "agrees": "on"}
    )
    # The next that is missing is the first of the five pictures.
    following = at(found, "record_voice", language="bm", node_id=leaf.pk, piece="1")
    assert kept.headers["Location"] == following
    assert client.get(hear).headers["Content-Type"].startswith("audio/")
    assert hear not in client.get(question).content.decode()
    (recording,) = leaf_recordings(found)
    assert client.post(review, {"recording": recording}).status_code == 404
    as_(client, coordinator)
    for _ in "twice":
        assert client.post(review, {"recording": recording}).status_code == 302
    assert hear in client.get(question).content.decode()
    # What groups hear is not replaced by one person alone, and nobody listens to herself.
    as_(client, animator)
    assert say() == 422
    as_(client, coordinator)
    assert say() == 302
    (recording,) = leaf_recordings(found)
    assert client.post(review, {"recording": recording}).status_code == 422
    assert hear not in client.get(question).content.decode()


@pytest.mark.django_db
def test_a_voice_of_one_programme_is_not_heard_in_another() -> None: ...


@pytest.mark.plain
def test_the_tints_are_told_apart_by_whoever_sees_no_red_no_green_no_blue_or_no_colour() -> None:
    """Machado, Oliveira and Fernandes 2009, at full severity; the last is a photocopy."""
    css = str(finders.find("assessments/score.css"))
    with open(css) as file:
        found = dict(
            re.findall(r'data-tint="(\d)"\] \.score-level \{ background: #(\w{6})', file.read())
        )
    tints = [found[str(number)] for number in range(1, 6)]
    for name, eye in EYES.items():
        light = [lightness(tint, eye) for tint in tints]
        steps = [after - before for before, after in pairwise(light)]
        assert min(steps) > 9, (name, light)


@pytest.mark.django_db(transaction=True)
@pytest.mark.once
@pytest.mark.needs("chromium")
def test_a_phone_is_passed_round_and_nobody_sees_the_count_before_the_end(
    client: Client, live_server: object
) -> None:
    programme = make_programme()
    found = make_round(programme, make_place())
    women = women_of(found)
    Group.objects.filter(pk=women.pk).update(people=6)
    as_(client, make_actor(programme, Role.COORDINATOR))
    address = f"{live_server}{at(found, 'score_group', group_id=women.pk)}"
    with chromium(*MICROPHONE) as browser:
        context = browser.new_context(viewport=PHONE, has_touch=True)
        context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}]
        )
        page = context.new_page()
        troubles: list[str] = []
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on(
            "console", lambda said: troubles.append(said.text) if said.type == "error" else None
        )
        page.goto(address)
        page.get_by_role("link", name="Commencer").click()
        page.get_by_role("button", name="Montrer au groupe").click()
        wrong = _walk(page)
    assert (troubles, wrong) == ([], [])
    line = SheetLine.objects.get()
    assert (line.tally, line.reason) == ({"1": 1, "4": 1, "5": 3}, "On attend trop")
    assert line.voice is not None
    assert [bool(group.people) for group in [women_of(found)]] == [True]


def _walk(page: Page) -> list[str]:
    """Five people touch, one of them twice since the first was wrong; the next question comes. What is
    wrong with the screens on the way."""
    wrong: list[str] = []

    def look() -> None:
        page.wait_for_timeout(550)  # a finger that trembles is waited for
        wrong.extend(violations(page))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    def touch(word: str) -> None:
        page.get_by_role("button", name=word, exact=True).tap()
        page.wait_for_timeout(550)

    look()
    touch("Faire passer le téléphone")
    look()
    # All five pictures are under the thumb, each as large as a finger is.
    boxes = [one.bounding_box() for one in page.locator(".score li .score-level").all()]
    assert [box["height"] >= 56 and box["y"] + box["height"] <= 640 for box in boxes if box] == [
        True
    ] * 5
    for word in ("Très bien", "Bien", "Très bien", "Très mal", "Mal"):
        touch(word)
        assert page.locator(".score").inner_text().count("5") == 0, "no count is seen"
        if word != "Mal":
            touch("C’est à moi")
    look()
    touch("Je me suis trompé de dessin")
    # A telephone that is opened again knows the counts, and no touch can be taken back any more.
    touch("Très bien")
    page.reload()
    expect(page.get_by_role("button", name="Je me suis trompé de dessin")).to_be_hidden()
    page.wait_for_timeout(550)
    touch("Tout le monde a touché")
    look()
    touch("Oui, montrer le résultat")
    look()
    counts = page.locator(".score .num").all_inner_texts()
    assert counts == ["3", "1", "0", "0", "1"]
    expect(page.locator(".score")).to_contain_text("6")
    page.get_by_label("Pourquoi ?").fill("On attend trop")
    touch("Enregistrer ce qui se dit")
    touch("Arrêter")
    touch("Garder et continuer")
    page.wait_for_url("**#groupe")
    expect(page.locator(".score [data-progress]")).to_have_text("2 sur 3")
    return wrong


Matrix = tuple[tuple[float, float, float], ...]
EYES: dict[str, Matrix] = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.01182, 0.04294, 0.968881),
    ),
    "no blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.3039),
    ),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}


def lightness(tint: str, eye: Matrix) -> float:
    """L* of a colour as an eye sees it: nought is black, a hundred white."""
    given = [_linear(int(tint[at : at + 2], 16) / 255) for at in (0, 2, 4)]
    seen = [sum(part * one for part, one in zip(row, given, strict=True)) for row in eye]
    clipped = [min(1.0, max(0.0, one)) for one in seen]
    luminance = sum(part * one for part, one in zip((0.2126, 0.7152, 0.0722), clipped, strict=True))
    return float(116 * luminance ** (1 / 3) - 16)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
