"""From prepared to published, corrected and taken back."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from benkan.apps.journal.models import Entry
from benkan.apps.registry.models import Account, Place, Programme
from benkan.apps.results import actions, queries
from benkan.apps.results.models import Publication
from benkan.apps.results.rules import hiding, publishing
from benkan.apps.results.rules.indicators import Indicator
from benkan.apps.results.rules.periods import period_called, so_far
from benkan.apps.results.rules.tables import Unique
from benkan.kit.actor import Actor, Role
from benkan.kit.refusals import NotAllowed, NotFound
from tests.browser.axe import violations_in
from tests.make.activities import make_attendee, make_held
from tests.make.commitments import make_policy, reach_stage
from tests.make.registry import NOW, make_actor, make_place, make_programme
from tests.make.results import make_fact, make_publication
from tests.make.voices import make_case

pytestmark = pytest.mark.django_db

AUGUST = datetime(2026, 8, 5, 10, tzinfo=UTC)
Q3 = period_called("2026-T3")
CASES = Indicator.CASES_RECEIVED


@pytest.fixture
def programme() -> Programme:
    actions.load_indicators()
    return make_programme("kayes")


@pytest.fixture
def officer(programme: Programme) -> Actor:
    return make_actor(programme, Role.MONITORING_OFFICER)


@pytest.fixture
def other(programme: Programme) -> Actor:
    return make_actor(programme, Role.PROGRAMME_STAFF)


def say(programme: Programme, place: Place, times: int, *, service: str = "water") -> None:
    for _ in range(times):
        make_case(programme, place, service=service, moment=AUGUST)


def prepare(actor: Actor, *, indicator: Indicator = CASES, **words: Any) -> UUID:
    assert actor.programme is not None
    said: dict[str, Any] = {"period": Q3, "moment": NOW, **words}
    return actions.prepare_figure(
        programme=actor.programme, indicator=indicator, actor=actor, **said
    )


def publish(one: UUID, actor: Actor, *, moment: datetime = NOW + timedelta(hours=1)) -> UUID:
    actions.publish_figure(publication=one, actor=actor, moment=moment)
    return one


def test_a_figure_is_prepared_by_one_and_published_by_another(
    programme: Programme, officer: Actor, other: Actor, client: Client
) -> None:
    place = make_place("Kati")
    say(programme, place, 12)

    first, again = prepare(officer), prepare(officer)
    with pytest.raises(publishing.NotByItsAuthor):
        publish(first, officer)
    nobody_reads_it = queries.published(programme.pk)
    publish(first, other)
    publish(first, other)

    assert (first, nobody_reads_it) == (again, [])
    [shown] = queries.published(programme.pk, place=place.pk)
    assert (shown.period, shown.number, shown.is_current) == (Q3, 1, True)
    assert shown.line is not None
    assert shown.line.total == 12
    names = list(Entry.objects.filter(name__startswith="Figure").values_list("name", flat=True))
    assert sorted(names) == ["FigurePrepared", "FigurePublished"]
    page = client.get("/p/kayes/chiffres/messages-recus/").content.decode()
    assert "2e\xa0trimestre" not in page
    assert "Kati" in page
    assert "12" in page


def test_a_correction_is_another_row_and_both_are_shown(
    programme: Programme, officer: Actor, other: Actor, client: Client
) -> None:
    place = make_place("Kati")
    say(programme, place, 12)
    first = publish(prepare(officer), other)
    with pytest.raises(publishing.NothingToCorrect):
        prepare(officer, reason="Encore")
    say(programme, place, 8)

    with pytest.raises(publishing.NeedsReason):
        prepare(officer, moment=NOW + timedelta(hours=2))
    second = prepare(officer, reason="Huit messages retrouvés", moment=NOW + timedelta(hours=2))
    publish(second, other, moment=NOW + timedelta(hours=3))

    now, before = queries.published(programme.pk)
    assert (now.id, now.corrects, now.number, now.is_current) == (second, first, 2, True)
    assert (before.id, before.is_current) == (first, False)
    assert [one.line.total for one in (now, before) if one.line] == [20, 12]
    page = client.get("/p/kayes/chiffres/messages-recus/").content.decode()
    assert page.count("Huit messages retrouvés") == 2
    old = client.get("/p/kayes/chiffres/messages-recus/?periode=2026-T3&version=1")
    assert old.context["one"].id == first


def test_what_is_taken_back_is_gone_for_readers_and_kept_in_its_row(
    programme: Programme, officer: Actor, other: Actor, client: Client
) -> None:
    say(programme, make_place("Kati"), 12)
    one = publish(prepare(officer), other)

    with pytest.raises(publishing.TakingBackNeedsReason):
        actions.take_back_figure(publication=one, reason=" ", actor=officer, moment=NOW)
    for _ in range(2):
        later = NOW + timedelta(days=1)
        actions.take_back_figure(
            publication=one, reason="Comptés deux fois", actor=officer, moment=later
        )

    [shown] = queries.published(programme.pk)
    assert (shown.counts, shown.line, shown.is_taken_back) == (None, None, True)
    assert Publication.objects.get().shown["totals"][1] == 12
    page = client.get("/p/kayes/chiffres/messages-recus/").content.decode()
    assert "Comptés deux fois" in page
    assert "Kati" not in page


def test_a_figure_below_the_limit_is_refused_with_one_sentence(
    programme: Programme, officer: Actor, client: Client
) -> None:
    say(programme, make_place("Kati"), 3)
    client.force_login(Account.objects.get(pk=officer.account))

    with pytest.raises(hiding.BelowTheLimit):
        prepare(officer)
    with pytest.raises(hiding.BelowTheLimit):
        prepare(officer, indicator=Indicator.COMMITMENTS_KEPT, period=so_far(NOW.date()))
    page = client.post("/p/kayes/chiffres/messages-recus/preparer/", {"periode": "2026-T3"})

    assert "Il y a trop peu à publier" in page.content.decode()
    assert not Publication.objects.exists()


def test_what_is_hidden_is_not_even_kept(
    programme: Programme, officer: Actor, other: Actor
) -> None:
    say(programme, make_place("Kati"), 12)
    say(programme, make_place("Dio"), 3)
    say(programme, make_place("Mandé"), 9)

    publish(prepare(officer), other)

    kept = Publication.objects.get().shown
    counts = {total for _, _, total in kept["rows"]}
    assert 3 not in counts
    assert counts <= {None, 12, 9}
    assert kept["totals"][1] == 24


def test_a_year_is_the_sum_of_its_published_quarters(
    programme: Programme, officer: Actor, other: Actor, client: Client
) -> None:
    place, moment = make_place("Kati"), datetime(2027, 2, 1, tzinfo=UTC)
    for month in (2, 5, 8, 11):
        for _ in range(6):
            make_case(programme, place, moment=datetime(2026, month, 3, tzinfo=UTC))
    quarters = ["2026-T1", "2026-T2", "2026-T3", "2026-T4"]
    for number, code in enumerate(quarters):
        at = moment + timedelta(hours=2 * number)
        one = prepare(officer, period=period_called(code), moment=at)
        publish(one, other, moment=at + timedelta(hours=1))
    make_case(programme, place, moment=datetime(2026, 3, 3, tzinfo=UTC))

    year = prepare(officer, period=period_called("2026"), moment=moment + timedelta(days=1))

    row = Publication.objects.get(pk=year)
    assert (row.shown["totals"][1], row.made_of) == (24, quarters)
    publish(year, other, moment=moment + timedelta(days=2))
    shown = client.get("/p/kayes/chiffres/messages-recus/?periode=2026").context["made_of"]
    assert shown[0] == "1er trimestre 2026"
    assert len(shown) == 4
    client.force_login(Account.objects.get(pk=other.account))
    answer = client.post(
        f"/p/kayes/chiffres/publications/{year}/retirer/", {"reason": "Un double."}
    )
    assert answer.headers["Location"] == "/p/kayes/chiffres/messages-recus/?periode=2026"


def test_promises_are_published_with_small_communes_hidden(
    programme: Programme, officer: Actor, other: Actor, client: Client
) -> None:
    large, middle, small = make_place("Kati"), make_place("Nioro"), make_place("Dio")
    for place, number in [(large, 9), (middle, 6), (small, 2)]:
        for _ in range(number):
            make_fact(programme, place, due_on=datetime(2026, 9, 1, tzinfo=UTC).date())

    for indicator in (Indicator.COMMITMENTS_KEPT, Indicator.TIME_TO_KEPT):
        period = so_far(NOW.date())
        publish(prepare(officer, indicator=indicator, period=period), other)

    share = queries.published(programme.pk, figure="commitments_kept")[0]
    times = queries.published(programme.pk, figure="time_to_kept")[0]
    assert share.counts is not None
    assert times.waits is not None
    assert {line.key: line.total for line in share.counts.lines} == {
        str(large.pk): 9,
        str(middle.pk): None,
        str(small.pk): None,
    }
    assert times.waits.whole.promises == 17
    assert [own.promises for _, own in times.waits.lines].count(None) == 2
    for word in ("engagements-tenus", "delai"):
        assert client.get(f"/p/kayes/chiffres/{word}/").status_code == 200


def test_people_and_policies_are_published_without_rows_of_places(
    programme: Programme, officer: Actor, other: Actor, client: Client
) -> None:
    place = make_place("Kati")
    meeting = make_held(programme, place, women=12, men=30, planned_on=AUGUST.date())
    make_attendee(meeting)
    measure = make_policy(programme, place)
    reach_stage(measure, "adopted", by=other, on=AUGUST.date())

    for indicator in (Indicator.PEOPLE_MET, Indicator.POLICY_STAGES):
        publish(prepare(officer, indicator=indicator), other)
    with pytest.raises(hiding.BelowTheLimit):
        prepare(officer, indicator=Indicator.PEOPLE_MET_DISABILITY)

    [people] = queries.published(programme.pk, figure="people_met")
    [stages] = queries.published(programme.pk, figure="policy_stages")
    assert people.counts is not None
    assert stages.counts is not None
    assert (people.counts.total, people.counts.unique) == (42, Unique(None, 1))
    assert stages.counts.total == 1
    for word in ("personnes-rencontrees", "politiques-par-etape"):
        assert client.get(f"/p/kayes/chiffres/{word}/").status_code == 200
    open_data = client.get("/p/kayes/donnees/chiffres.csv")
    lines = b"".join(open_data).decode().splitlines()
    assert any(",,,,female,total,12," in line for line in lines)
    client.force_login(Account.objects.get(pk=officer.account))
    for word in ("personnes-rencontrees", "personnes-deplacees-rencontrees"):
        page = client.get(f"/p/kayes/chiffres/{word}/travail/?periode=2026-T3")
        assert page.status_code == 200
    page = client.get("/p/kayes/chiffres/politiques-par-etape/travail/?par=egalite")
    assert page.context["numbers"].rows


CHANGES: list[dict[str, Any]] = [
    {"shown": {}},
    {"known_on": "2026-12-01"},
    {"period": "2026-T2"},
    {"reason": "Autrement"},
    {"number": 2},
    {"published_at": NOW + timedelta(days=2)},
    {"published_at": None, "approved_by": None, "is_current": False},
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
def test_the_database_itself_refuses_to_change_what_was_published(
    programme: Programme, change: dict[str, Any]
) -> None:
    row = make_publication(programme)

    with pytest.raises(DatabaseError), transaction.atomic():
        Publication.objects.filter(pk=row.pk).update(**change)

    assert Publication.objects.get().shown["totals"] == [[12], 12]


def test_the_database_allows_one_that_holds_and_no_publishing_by_the_author(
    programme: Programme,
) -> None:
    row = make_publication(programme, is_published=False)
    by_its_author = {"approved_by": row.prepared_by_id, "published_at": NOW, "is_current": True}

    with pytest.raises(DatabaseError), transaction.atomic():
        Publication.objects.filter(pk=row.pk).update(**by_its_author)
    with pytest.raises(DatabaseError), transaction.atomic():
        make_publication(programme, is_published=False)

    Publication.objects.filter(pk=row.pk).delete()
    make_publication(programme)
    with pytest.raises(DatabaseError), transaction.atomic():
        make_publication(programme)


ROLES = [role for role in Role if role is not Role.MONITORING_OFFICER]


@pytest.mark.parametrize("role", ROLES)
def test_nobody_but_the_monitoring_officer_prepares(programme: Programme, role: Role) -> None:
    with pytest.raises(NotAllowed):
        prepare(make_actor(programme, role))


def test_a_post_of_one_place_or_of_another_programme_publishes_nothing(
    programme: Programme,
) -> None:
    place = make_place("Kati")
    one = make_publication(programme, is_published=False)
    coordinator = make_actor(programme, Role.COORDINATOR)
    of_a_place = make_actor(programme, Role.MONITORING_OFFICER, place=place)

    with pytest.raises(NotAllowed):
        prepare(of_a_place)
    for actor in (of_a_place, coordinator):
        with pytest.raises(NotAllowed):
            publish(one.pk, actor)
    with pytest.raises(NotFound):
        publish(one.pk, make_actor(make_programme(), Role.MONITORING_OFFICER))


def test_what_was_prepared_before_another_was_published_is_prepared_anew(
    programme: Programme, officer: Actor, other: Actor
) -> None:
    place = make_place("Kati")
    say(programme, place, 12)
    make_case(programme, place, moment=datetime(2026, 5, 3, tzinfo=UTC))
    for _ in range(6):
        make_case(programme, place, moment=datetime(2026, 5, 3, tzinfo=UTC))
    one = prepare(officer)
    publish(prepare(officer, period=period_called("2026-T2")), other)

    with pytest.raises(publishing.PreparedBefore):
        publish(one, other, moment=NOW + timedelta(hours=2))


@pytest.mark.parametrize("many", [1, 4])
def test_pages_take_as_many_queries_for_many(
    programme: Programme,
    officer: Actor,
    other: Actor,
    many: int,
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(many):
        say(programme, make_place(f"Commune {number}"), 7)
    publish(prepare(officer), other)
    client.get("/p/kayes/chiffres/")

    with django_assert_num_queries(1):
        queries.published(programme.pk)
    with django_assert_num_queries(3):
        client.get("/p/kayes/chiffres/")
    with django_assert_num_queries(4):
        client.get("/p/kayes/chiffres/messages-recus/")


@pytest.mark.browser
@pytest.mark.needs("chromium")
def test_axe_finds_nothing_on_figures_of_each_kind(
    programme: Programme, officer: Actor, other: Actor, client: Client
) -> None:
    for name, times in [("Kati", 12), ("Dio", 9), ("Nioro", 3)]:
        place = make_place(name)
        say(programme, place, times)
        for _ in range(times):
            make_fact(programme, place, due_on=AUGUST.date())
    pages = {}
    for indicator in (CASES, Indicator.TIME_TO_KEPT, Indicator.COMMITMENTS_KEPT):
        period = Q3 if indicator is CASES else so_far(NOW.date())
        one = publish(prepare(officer, indicator=indicator, period=period), other)
    client.get("/p/kayes/")
    words = ["", "messages-recus/", "delai/", "engagements-tenus/"]
    pages = {word: client.get(f"/p/kayes/chiffres/{word}").content.decode() for word in words}
    client.force_login(Account.objects.get(pk=officer.account))
    for word in [
        "messages-recus/travail/",
        "delai/travail/",
        "engagements-tenus/travail/?par=secteur",
        f"publications/{one}/",
    ]:
        pages[word] = client.get(f"/p/kayes/chiffres/{word}").content.decode()

    assert violations_in(pages, width=360, dark=False) == {}
