"""The public record: the same published things on the page, the sheet, the feeds, the files and by SMS,
and nothing that is not published."""

import json
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from benkan.apps.commitments.models import Commitment
from benkan.apps.messaging.actions import subscribe
from benkan.apps.messaging.models import Subscription
from benkan.apps.registry.models import Place, PlaceShape
from benkan.apps.registry.queries import code_of
from benkan.interfaces.web.gather.open_data import TABLES
from benkan.kit.open_tables import HXL
from benkan.reactions.news import tell_the_news
from tests.make.commitments import make_on_record
from tests.make.messaging import make_contact
from tests.make.news import Reader
from tests.make.record import PUBLIC, UNPUBLISHED, WITHDRAWN, make_record
from tests.make.registry import make_facility, make_office, make_place, make_programme

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def _read(client: Client, path: str) -> str:
    response = client.get(f"/p/demo/{path}")
    assert response.status_code == 200
    return response.getvalue().decode()


def _in_a_region() -> Place:
    region = make_place("Koulikoro", kind="region")
    return make_place("Sanankoroba", above=make_place("Kati", kind="cercle", above=region))


def test_nothing_unpublished_or_withdrawn_is_in_any_of_it(client: Client) -> None:
    programme, place = make_programme("demo", kind="demonstration"), _in_a_region()
    reader = Reader(programme)
    subscribe(contact=make_contact(programme), place=place.pk, how="test", moment=timezone.now())
    Subscription.objects.update(told_until=timezone.now() - timedelta(days=3))
    make_record(programme, place)
    tell_the_news(timezone.now() + timedelta(days=2))
    here = f"communes/{code_of(place.pk)}/"
    pages = ["", here, f"{here}affiche/", f"{here}nouvelles.xml", "nouvelles.xml"]
    files = [f"donnees/{name}.csv" for name in TABLES] + ["donnees/communes.geojson"]

    said = {path: _read(client, path) for path in [*pages, *files]}
    said["SMS"] = "".join(reader.screen())

    assert {path for path, text in said.items() if PUBLIC in text} == {
        *pages, "donnees/engagements.csv", "donnees/politiques.csv", "donnees/rencontres.csv", "SMS",
    }  # fmt: skip
    hidden = (WITHDRAWN, UNPUBLISHED, "2026-04-01")  # where the figure that was not approved begins
    assert [path for path, text in said.items() if any(word in text for word in hidden)] == []
    figures = [line.split(",") for line in said["donnees/chiffres.csv"].splitlines()[2:]]
    assert [(row[2], row[10], row[14]) for row in figures] == [
        ("2026-07-01", "12", "en_vigueur"),
        ("2026-07-01", "12", "en_vigueur"),
        ("2026-01-01", "", "retire"),
    ]


def test_a_whole_file_of_each_kind(client: Client) -> None:
    programme, place = make_programme("demo", kind="demonstration"), _in_a_region()
    make_facility(commune=place)
    make_record(programme, place)
    code, today = code_of(place.pk), timezone.localdate()
    yesterday = today - timedelta(days=1)

    files = {name: _read(client, f"donnees/{name}.csv").split("\r\n") for name in TABLES}

    where = f"{code},Sanankoroba,Kati,Koulikoro"
    assert files["communes"] == [
        "\ufeffcode_commune,commune,cercle,region,latitude,longitude,habitants,habitants_nature,"
        "sante,ecoles,engagements,tenus,echus,chiffres_du,nature",
        "#adm3+code,#adm3+name,#adm2+name,#adm1+name,#geo+lat,#geo+lon,#population,"
        "#population+status,#loc+health+count,#loc+education+count,#activity+count,"
        "#indicator+kept+count,#indicator+due+count,#date+published,#meta+programme+type",
        f"{where},,,,,1,0,1,,,,demonstration",
        "",
    ]
    assert [line.partition(",")[2] for line in files["engagements"][2:]] == [
        f"{where},water,Panne VISIBLE,Pompe VISIBLE,,Maire,kept,2026-11-01,non,{yesterday},"
        f"{yesterday},demonstration",
        "",
    ]
    assert [line.partition(",")[2] for line in files["politiques"][2:]] == [
        f"{where},deliberation,water,Prix VISIBLE,Seau VISIBLE,significant,,,{yesterday},"
        "demonstration",
        "",
    ]
    assert files["rencontres"][2:] == [
        f"{where},Rencontre entre citoyens et responsables,Forum VISIBLE,{today},,tenue,"
        "Propos VISIBLE,demonstration",
        "",
    ]
    tags = [column.tag for table in TABLES.values() for column in table.columns]
    assert [tag for tag in tags if not HXL.fullmatch(tag)] == []
    for table in TABLES.values():
        of_table = [column.tag for column in table.columns]
        assert len(of_table) == len(set(of_table))


def test_the_map_file_is_geojson_and_says_its_licence_and_that_it_is_made_up(
    client: Client,
) -> None:
    programme, place = make_programme("demo", kind="demonstration"), _in_a_region()
    make_record(programme, place)
    square = '{"type":"Polygon","coordinates":[[[0,9],[2,9],[2,11],[0,9]]]}'
    PlaceShape.objects.create(place=place, geometry=square, source="test", status="official")

    read = json.loads(_read(client, "donnees/communes.geojson"))
    response = client.get("/p/demo/donnees/communes.geojson")

    assert (read["type"], read["license"], read["programme_kind"]) == (
        "FeatureCollection", "CC BY 4.0", "demonstration",
    )  # fmt: skip
    (feature,) = read["features"]
    assert feature["geometry"] == json.loads(square)
    assert feature["properties"]["code_commune"] == code_of(place.pk)
    assert response.headers["Content-Disposition"].startswith(
        'attachment; filename="DEMONSTRATION-'
    )
    assert response.headers["Content-Type"] == "application/geo+json"


def test_a_file_takes_the_same_queries_for_one_and_for_many(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    office = make_office(make_programme("demo"), _in_a_region())
    for rounds in (1, 3):
        for _ in range(rounds):
            make_on_record(office, published_at=timezone.now())

        with django_assert_num_queries(8):
            _read(client, "donnees/engagements.csv")


def test_a_feed_is_valid_and_is_not_sent_again_until_something_changes(client: Client) -> None:
    programme, place = make_programme("demo", kind="demonstration"), _in_a_region()
    make_record(programme, place)
    path = f"/p/demo/communes/{code_of(place.pk)}/nouvelles.xml"
    # A sign that word processors paste, and that XML cannot write.
    Commitment.objects.filter(published_at__isnull=False).update(action="Pompe\x0bVISIBLE")

    first = client.get(path)
    same = client.get(path, headers={"if-none-match": first.headers["ETag"]})
    rss = client.get(path.replace(".xml", ".rss"))
    promise = Commitment.objects.get(published_at__isnull=False)
    promise.published_at, promise.withdrawn_at = None, timezone.now()
    promise.save()
    changed = client.get(path, headers={"if-none-match": first.headers["ETag"]})
    by_day = client.get(path, headers={"if-modified-since": first.headers["Last-Modified"]})

    feed = ElementTree.fromstring(first.content)
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        "Ce qui a été dit\u00a0: Forum VISIBLE",
        "Mesure\u202f: Prix VISIBLE",
        "Engagement tenu\u202f: Pompe VISIBLE",
    ]
    for element in (feed, *entries):
        for name in ("id", "title", "updated", "link"):
            assert element.find(f"{ATOM}{name}") is not None
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 3
    items = ElementTree.fromstring(rss.content).findall("channel/item")
    assert [item.findtext("title") for item in items] == [
        entry.findtext(f"{ATOM}title") for entry in entries
    ]
    assert rss.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert (same.status_code, same.content) == (304, b"")
    assert b"Pompe" in first.content
    assert b"Pompe" not in changed.content
    assert (changed.status_code, by_day.status_code) == (200, 200)


def test_the_sheet_leads_to_the_page_and_says_how_to_speak(client: Client) -> None:
    programme, place = make_programme("demo", kind="demonstration"), _in_a_region()
    make_record(programme, place)

    poster = client.get(f"/p/demo/communes/{code_of(place.pk)}/affiche/").context["poster"]

    assert [line.action for line in poster.promises] == ["Pompe VISIBLE"]
    assert poster.shown_address == f"testserver/p/demo/communes/{code_of(place.pk)}/"
    assert (poster.left_out, poster.meeting, poster.ways.sms) == (0, None, "")


@pytest.mark.parametrize("path", ["affiche/", "nouvelles.xml"])
def test_what_is_no_commune_has_neither(client: Client, path: str) -> None:
    make_programme("demo")
    region = make_place("Kayes", kind="region")

    for code in (code_of(region.pk), "NOWHERE"):
        assert client.get(f"/p/demo/communes/{code}/{path}").status_code == 404
    assert client.get("/p/demo/donnees/secrets.csv").status_code == 404


def test_a_commune_stands_beside_its_like_by_name_and_shows_only_what_was_published(
    client: Client,
) -> None:
    programme, region = make_programme("demo"), make_place("Ségou", kind="region")
    places = [make_place(name, above=region) for name in ("Tesserla", "Cinzana", "Sansanding")]
    for number, place in enumerate(places):
        place.population = 10_000 + number
        place.save()
        make_facility(f"CSCom {number}", commune=place)
    make_record(programme, places[0])

    beside = client.get(f"/p/demo/communes/{code_of(places[0].pk)}/").context["commune"].beside

    assert [line.here.card.name for line in beside.lines] == ["Tesserla", "Cinzana", "Sansanding"]
    assert [line.is_this for line in beside.lines] == [True, False, False]
    assert [(line.health, line.due) for line in beside.lines] == [("1,0", None)] * 3
    assert "CSCom" not in beside.chart
