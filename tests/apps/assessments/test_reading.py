"""A round is read group by group, over time, beside others and by everybody; and down to its sheets."""

import gzip
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benkan.apps.assessments import actions
from benkan.apps.assessments.models import Group, InputCheck, Instrument, Node, Round, Score, Sheet
from benkan.apps.assessments.queries import reading
from benkan.apps.assessments.queries.peers import peers_of
from benkan.apps.registry.models import Account, Place, Programme
from benkan.apps.registry.queries import code_of
from benkan.kit.actor import Role
from tests.browser.axe import violations_in
from tests.make.assessments import (
    leaves_of,
    make_instrument,
    make_released,
    make_scored,
    make_sheet,
)
from tests.make.registry import NOW, make_actor, make_organisation, make_place, make_programme

pytestmark = pytest.mark.django_db


def logged_in(programme: Programme, role: Role = Role.PROGRAMME_STAFF, **said: object) -> Client:
    client = Client()
    actor = make_actor(programme, role, **said)  # type: ignore[arg-type]  # as make_actor takes them
    client.force_login(Account.objects.get(pk=actor.account))
    return client


def page(client: Client, programme: Programme, path: str) -> tuple[str, int]:
    """What a page says, without its tags, and in how many queries."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(f"/p/{programme.slug}/evaluations/{path}")
    assert answer.status_code == 200, (path, answer.status_code)
    assert len(gzip.compress(answer.content, 6)) < 14_000
    words = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(words.split()), len(asked)


def next_round(found: Round, tally: dict[str, int]) -> Round:
    staff = make_actor(Programme.objects.get(pk=found.programme_id), Role.PROGRAMME_STAFF)
    following = Round.objects.get(
        pk=actions.open_next_round(after=found.pk, purpose=None, actor=staff, moment=NOW)
    )
    Round.objects.filter(pk=following.pk).update(agreed_on=NOW.date())
    for group in Group.objects.filter(round=following):
        make_sheet(group, tally=tally)
    actions.close_round(round_id=following.pk, actor=staff, moment=NOW)
    following.refresh_from_db()
    return following


def test_a_round_is_read_by_those_who_work_there_and_what_was_released_by_everybody() -> None:
    programme, place = make_programme(), make_place()
    client, anybody = logged_in(programme), Client()
    first = make_released(programme, place, title="CSCom de Kati")
    Score.objects.filter(round=first).update(reason="Le docteur dort")
    second = next_round(first, {"1": 6})
    leaf = leaves_of(second)[0]
    one = f"{second.pk}/"

    read, _ = page(client, programme, one + "lecture/")
    over, _ = page(client, programme, one + "lecture/cycles/")
    asked, _ = page(client, programme, f"{first.pk}/lecture/{leaves_of(first)[0].pk}/")
    sheets, _ = page(client, programme, one + "fiches/")
    sheet = re.findall(
        r"fiches/([0-9a-f-]{36})/",
        str(client.get(f"/p/{programme.slug}/evaluations/{one}fiches/").content),
    )[0]
    down, _ = page(client, programme, f"{one}fiches/{sheet}/")
    public, _ = page(anybody, programme, f"publiques/{first.pk}/")
    listed, _ = page(anybody, programme, "publiques/")

    # Everybody fell from 3.2 to 1, the worst of five faces.
    assert "▼ −55" in read
    assert "▼ −55" in over
    assert "Le docteur dort" in asked
    assert "Femmes" in sheets
    assert ": 6" in down
    assert "55 sur 100" in public
    assert "CSCom de Kati" in listed
    for hidden in ("Le docteur dort", "fiches"):
        assert hidden not in public
    closed = anybody.get(f"/p/{programme.slug}/evaluations/publiques/{second.pk}/")
    assert closed.status_code == 404
    other = logged_in(make_programme(), Role.COORDINATOR)
    for way in (
        "lecture/",
        "lecture/cycles/",
        "lecture/semblables/",
        f"lecture/{leaf.pk}/",
        "fiches/",
        f"fiches/{sheet}/",
    ):
        assert other.get(f"/p/{programme.slug}/evaluations/{one}{way}").status_code == 404
    neighbour = logged_in(programme, Role.COORDINATOR, organisation=make_organisation(programme))
    assert neighbour.get(f"/p/{programme.slug}/evaluations/{one}lecture/").status_code == 404
    assert "CSCom de Kati" not in page(neighbour, programme, "comparer/?which=all")[0]


def test_what_is_public_is_on_the_commune_page_and_in_the_open_file_until_it_is_taken_back() -> (
    None
):
    programme, place = make_programme(), make_place()
    found = make_released(programme, place, title="CSCom de Kati")
    paths = (f"communes/{code_of(place.pk)}/", "donnees/evaluations.csv", "evaluations/publiques/")

    def read() -> list[str]:
        answers = [Client().get(f"/p/{programme.slug}/{path}") for path in paths]
        return [answer.getvalue().decode() for answer in answers]

    before = read()
    actions.withdraw_round(
        round_id=found.pk,
        reason="Une erreur",
        actor=make_actor(programme, Role.PROGRAMME_STAFF),
        moment=NOW,
    )
    after = read()

    assert ["CSCom de Kati" in text for text in before] == [True] * 3
    assert ["CSCom de Kati" in text for text in after] == [False] * 3
    cells = [line.split(",") for line in before[1].splitlines()[2:]]
    # The index, then a criterion and its three questions: of all, women, men and the service.
    assert len(cells) == 1 + 4 * 4
    assert {row[-3] for row in cells} == {"55.0"}


def test_a_change_is_given_only_where_the_same_was_asked() -> None:
    programme, place = make_programme(), make_place()
    first = make_scored(programme, place)
    second = next_round(first, {"5": 6})
    whole = reading.read_round(second, language="fr")
    Node.objects.filter(version=second.version_id, code="A2").update(worst=0)
    second.version.digest = "another"
    second.version.save()
    changed = reading.read_round(second, language="fr")

    assert whole is not None
    assert whole.change is not None
    assert changed is not None
    assert whole.change.points == 45
    assert {line.code: line.change and line.change.points for line in whole.lines} == {
        "A1": 45,
        "A2": 45,
        "A3": 45,
    }
    # One question has another scale now: it and all together are not compared, the others are.
    assert changed.change is not None
    assert changed.change.reason == "other_model"
    assert [line.change and line.change.points for line in changed.lines] == [45, None, 45]


def similar(number: int) -> list[Place]:
    cercle = make_place("Kati", kind="cercle", above=make_place("Koulikoro", kind="region"))
    places = [make_place(f"Commune {n}", above=cercle) for n in range(number)]
    Place.objects.filter(pk__in=[place.pk for place in places]).update(population=20_000)
    return places


def test_peers_are_compared_by_what_the_house_asks_and_only_as_released() -> None:
    programme, instrument = make_programme(), make_instrument()
    here, like, shy = similar(3)
    ours = make_scored(programme, here, instrument=instrument)
    theirs = make_scored(programme, like, instrument=instrument)
    make_scored(programme, shy, instrument=instrument)
    Node.objects.filter(version=ours.version_id, code="A3").update(is_local=True, core=None)
    for checked, actual in ((ours, 3), (theirs, 6)):
        InputCheck.objects.create(
            round=checked, core_code="midwives", position=1, name="Sages-femmes", entitled=6,
            norm="Norme", actual=actual,
        )  # fmt: skip
    Group.objects.filter(round=theirs).update(release="agreed")
    actions.release_round(
        round_id=theirs.pk, actor=make_actor(programme, Role.COORDINATOR), moment=NOW
    )
    # A correction that is being written changes nothing of what is public.
    InputCheck.objects.filter(round=theirs).update(actual=2)
    told = reading.read_round(ours, language="fr")
    assert told is not None

    found = peers_of(ours, lines=told.lines, at_work=[])

    assert [peer.round for peer in found.peers] == [theirs.pk]
    assert [(line.name, line.ours.points, line.theirs[0].points) for line in found.lines] == [
        ("Que pensez-vous de A1 ?", 55, 55),
        ("Que pensez-vous de A2 ?", 55, 55),
    ]
    assert [(line.ours, line.theirs) for line in found.ratios] == [(50, (100,))]
    words, _ = page(logged_in(programme), programme, f"{ours.pk}/lecture/semblables/")
    assert "50 %" in words


def test_reading_and_comparing_take_the_same_queries_however_much_there_is() -> None:
    programme, instrument = make_programme(), make_instrument()
    places = similar(4)
    client = logged_in(programme)
    first = make_released(programme, places[0], instrument=instrument)
    make_released(programme, places[1], instrument=instrument)
    question = Node.objects.get(version__instrument=instrument, code="A1").pk
    asked = (
        f"{first.pk}/lecture/",
        f"{first.pk}/lecture/semblables/",
        f"comparer/?version={Instrument.objects.get(pk=instrument.pk).versions.get().pk}",
        f"comparer/?question={question}&version={instrument.versions.get().pk}&which=all",
        "publiques/",
        f"publiques/{first.pk}/",
    )
    for path in asked:
        page(client, programme, path)
    few = {path: page(client, programme, path)[1] for path in asked}
    for place in places:
        make_released(programme, place, instrument=instrument, groups=("women", "men", "youth"))
    many = {path: page(client, programme, path)[1] for path in asked}

    assert many == few
    assert max(few.values()) <= 24


@pytest.mark.browser
@pytest.mark.once
@pytest.mark.needs("chromium")
def test_everybody_can_read_them() -> None:
    programme, instrument = make_programme(), make_instrument()
    here, like = similar(2)
    make_released(programme, like, instrument=instrument)
    first = make_released(programme, here, instrument=instrument, title="CSCom de Kati")
    second = next_round(first, {"1": 6})
    InputCheck.objects.create(
        round=second, position=1, name="Lits", entitled=6, norm="Norme", actual=3
    )
    client, one = logged_in(programme), f"{second.pk}/"
    core = Node.objects.get(version__instrument=instrument, code="A1").pk
    sheet = Sheet.objects.filter(round=second)[0].pk
    paths = (
        f"{one}lecture/",
        f"{one}lecture/cycles/",
        f"{one}lecture/semblables/",
        f"{one}lecture/{leaves_of(second)[0].pk}/",
        f"{one}fiches/",
        f"{one}fiches/{sheet}/",
        "comparer/",
        f"comparer/?question={core}",
        "publiques/",
        f"publiques/{first.pk}/",
    )
    answers = {path: client.get(f"/p/{programme.slug}/evaluations/{path}") for path in paths}

    pages = {path: answer.content.decode() for path, answer in answers.items()}

    assert violations_in(pages) == {}
