"""A group scores on one telephone: passed round without a name, or with hands counted in a form."""

import gzip
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benkan.apps.assessments import actions
from benkan.apps.assessments.models import Group, Node, NodeText, Recording, Round, Score, SheetLine
from benkan.apps.registry.models import Account
from benkan.kit.actor import Actor, Role
from tests.make.assessments import (
    leaves_of,
    make_instrument,
    make_round,
    make_scored,
    make_sheet,
    make_voice,
)
from tests.make.files import make_picture, make_tone
from tests.make.registry import NOW, make_actor, make_place, make_programme

MOST_HTML = 14_000
KEY = "a" * 32


def as_(client: Client, actor: Actor) -> Client:
    client.force_login(Account.objects.get(pk=actor.account))
    return client


def at(found: Round, name: str, **words: object) -> str:
    here = {"programme": found.programme.slug, "round_id": found.pk, **words}
    return reverse(f"assessments:{name}", kwargs=here)


def tone() -> SimpleUploadedFile:
    return SimpleUploadedFile("voix.ogg", make_tone(seconds=0.2), "audio/ogg")


def picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("photo.jpg", make_picture(), "image/jpeg")


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

    def answer(address: str, **said: Any) -> int:
        return client.post(f"{address}?fiche={KEY}", said).status_code

    assert answer(first) == 422  # nobody answered
    assert answer(first, **{"level-2": "-1"}) == 422
    assert answer(first, **{"level-2": "4"}, photo=tone()) == 422
    assert SheetLine.objects.count() == 0
    told = {
        "level-2": "4",
        "level-5": "3",
        "reason": "On attend trop",
        "suggestion": "Une infirmière",
    }
    for _ in "twice":
        files = {"photo": picture(), "recording": tone()}
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
    # Whoever comes with another phone learns that this group has answered before.
    as_(client, make_actor(programme, Role.COORDINATOR))
    assert "autre fiche" in client.get(at(found, "score_group", group_id=women.pk)).content.decode()


@pytest.mark.django_db
def test_a_closed_round_takes_no_answer_and_strangers_see_none(client: Client) -> None:
    programme, place = make_programme(), make_place()
    found = make_scored(programme, place)
    women, leaf = women_of(found), leaves_of(found)[0]
    address = at(found, "score", group_id=women.pk, node_id=leaf.pk) + f"?fiche={KEY}"
    as_(client, make_actor(programme, Role.ANIMATOR, place=place))
    assert client.post(address, {"level-2": "4"}).status_code == 422
    assert "data-answer" not in client.get(address).content.decode()
    as_(client, make_actor(programme, Role.MONITORING_OFFICER))
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

    def say(**words: Any) -> int:
        told = {"recording": tone(), "speaker": "Awa Exemple", "agrees": "on", **words}
        return client.post(record, told).status_code

    as_(client, animator)
    assert client.get(hear).status_code == 404
    assert say(speaker="") == 422
    assert say(agrees="") == 422
    assert say(recording=picture()) == 422
    kept = client.post(record, {"recording": tone(), "speaker": "Awa Exemple", "agrees": "on"})
    # The next that is missing is the first of the five pictures.
    following = at(found, "record_voice", language="bm", node_id=leaf.pk, piece="1")
    assert kept.headers["Location"] == following
    assert client.get(hear).headers["Content-Type"].startswith("audio/")
    assert hear not in client.get(question).content.decode()
    (recording,) = Recording.objects.values_list("file", flat=True)
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
    (recording,) = Recording.objects.values_list("file", flat=True)
    assert client.post(review, {"recording": recording}).status_code == 422
    assert hear not in client.get(question).content.decode()


@pytest.mark.django_db
def test_a_question_of_the_house_is_heard_where_it_was_recorded_and_nowhere_else(
    client: Client,
) -> None:
    place, instrument = make_place(), make_instrument()
    real, other = make_programme(), make_programme(kind="demonstration")
    third = Node.objects.get(version__instrument=instrument, code="A3")
    NodeText.objects.create(node=third, part="anchor", level="5", language="fr", words="Très bon")
    NodeText.objects.create(node=third, part="anchor", level="1", language="fr", words="Fermé")
    here, there = (make_round(one, place, instrument=instrument) for one in (real, other))
    make_voice(there)
    make_voice(there, piece="5")
    as_(client, make_actor(real, Role.COORDINATOR))
    hear = at(here, "hear", language="bm", node_id=leaves_of(here)[0].pk, piece="question")
    assert client.get(hear).status_code == 404
    assert "0 / 9" in client.get(at(here, "voices")).content.decode()
    # The next round of the same asks the same, and is heard at once.
    following = actions.open_next_round(
        after=there.pk, purpose=None, actor=make_actor(other, Role.COORDINATOR), moment=NOW
    )
    as_(client, make_actor(other, Role.COORDINATOR))
    after = Round.objects.get(pk=following)
    assert "2 / 9" in client.get(at(after, "voices")).content.decode()
    # “Very good” is said once, for whichever question shows it.
    hear = at(after, "hear", language="bm", node_id=leaves_of(after)[2].pk, piece="5")
    assert client.get(hear).status_code == 200


@pytest.mark.django_db
def test_more_groups_and_questions_cost_no_more_queries(client: Client) -> None:
    programme, place = make_programme(), make_place()
    few = make_round(programme, place)
    kinds = ("women", "men", "young_women", "young_men", "leaders", "disabled")
    many = make_round(programme, place, instrument=make_instrument(leaves=12), groups=kinds)
    as_(client, make_actor(programme, Role.COORDINATOR))

    def queries(found: Round) -> list[int]:
        make_sheet(women_of(found))
        leaf = leaves_of(found)[0]
        asked = [
            at(found, "scoring"),
            at(found, "score_group", group_id=women_of(found).pk),
            at(found, "score", group_id=women_of(found).pk, node_id=leaf.pk) + f"?fiche={KEY}",
            at(found, "voices_in", language="bm"),
            at(found, "record_voice", language="bm", node_id=leaf.pk, piece="question"),
        ]
        counts = []
        for address in asked:
            with CaptureQueriesContext(connection) as caught:
                assert client.get(address).status_code == 200
            counts.append(len(caught))
        return counts

    told = queries(many)
    assert queries(few) == told
    assert max(told) <= 12


@pytest.mark.plain
def test_the_tints_are_told_apart_by_whoever_sees_no_red_no_green_no_blue_or_no_colour() -> None:
    """Machado, Oliveira and Fernandes 2009, at full severity; the last is a photocopy."""
    css = Path(str(finders.find("assessments/score.css"))).read_text()
    found = dict(re.findall(r'tint="(\d)"\] \.score-level \{ background: #(\w{6})', css))
    tints = [found[str(number)] for number in range(1, 6)]
    for name, eye in EYES.items():
        light = [lightness(tint, eye) for tint in tints]
        steps = [after - before for before, after in pairwise(light)]
        assert min(steps) > 9, (name, light)


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
