"""Sheets of paper: printed in French, one page a group, and typed in with the totals they bear."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benkan.apps.assessments.models import (
    Concern,
    Group,
    InputCheck,
    MeetingHeadcount,
    Score,
    Sheet,
)
from benkan.apps.assessments.rules.kinds import Kind
from benkan.apps.assessments.rules.papers import (
    Difference,
    Fault,
    Question,
    Typed,
    Way,
    differences,
    in_blocks,
    way_of,
)
from benkan.apps.assessments.rules.scales import Scale
from benkan.apps.registry.models import Account
from benkan.kit.actor import Actor, Role
from tests.make.assessments import leaves_of, make_round, make_sheet
from tests.make.documents import text_in
from tests.make.registry import NOW, make_actor, make_place, make_programme

FORMS = [
    ("groupe", "Ce que ce groupe soulève"),
    ("ressources", "Selon quelle loi ou norme"),
    ("consensus", "Moyenne ou accord"),
    ("rencontre", "Usagers du service"),
    ("plan", "Fonction qui en répond"),
]
ROWS = [{"1": 2, "2": 3}, {"1": 4, "2": 1}]


def _typed(
    rows: list[dict[str, int]], rows_told: list[int | None], columns_told: dict[str, int | None]
) -> Typed:
    def exact(number: int | None) -> Decimal | None:
        return None if number is None else Decimal(number)

    return Typed(
        [{level: Decimal(people) for level, people in row.items()} for row in rows],
        [exact(told) for told in rows_told],
        {column: exact(told) for column, told in columns_told.items()},
    )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (_typed(ROWS, [5, 5], {"1": 6, "2": 4}), []),
        # A total that the paper need not have.
        (_typed(ROWS, [5, 5], {"1": None, "2": None}), []),
        # One box mistyped: row and column are wrong by as much, so it is that box.
        (
            _typed([{"1": 2, "2": 8}, ROWS[1]], [5, 5], {"1": 6, "2": 4}),
            [Difference(Fault.BOX, 0, "2", Decimal(8), Decimal(3))],
        ),
        # The paper itself was added up wrongly in one row.
        (
            _typed(ROWS, [5, 6], {"1": 6, "2": 4}),
            [Difference(Fault.ROW, 1, "", Decimal(5), Decimal(6))],
        ),
        # Two boxes of one row changed places: the row agrees, its columns do not.
        (
            _typed([{"1": 3, "2": 2}, ROWS[1]], [5, 5], {"1": 6, "2": 4}),
            [
                Difference(Fault.COLUMN, None, "1", Decimal(7), Decimal(6)),
                Difference(Fault.COLUMN, None, "2", Decimal(3), Decimal(4)),
            ],
        ),
        (
            _typed(ROWS, [5, None], {"1": None, "2": None}),
            [Difference(Fault.NO_TOTAL, 1, "", Decimal(5))],
        ),
    ],
)
def test_totals_find_the_box_that_was_mistyped(typed: Typed, found: list[Difference]) -> None:
    assert differences(Way.TALLY, typed) == found


def test_nobody_answers_who_did_not_sit_there() -> None:
    typed = _typed(ROWS, [5, 5], {"1": 6, "2": 4})

    assert [one.fault for one in differences(Way.TALLY, typed, sat=4)] == [Fault.TOO_MANY] * 2


def test_many_scales_share_one_table_that_counts_first_second_and_third_boxes() -> None:
    scales = [Scale.FOUR, Scale.DOCUMENT, Scale.YES_NO, Scale.PERCENT, Scale.FOUR]
    asked = [
        Question(
            str(n), n, str(n), "?", scale, way_of(Kind.BAROMETER, scale, is_provider=False), {}
        )
        for n, scale in enumerate(scales, start=1)
    ]

    (block,) = in_blocks(asked)

    assert (block.is_mixed, block.columns) == (True, ("1", "2", "3", "4", ""))
    assert [block.column_of(one, one.levels[-1]) for one in asked if one.levels] == list("4324")
    assert [one.columns for one in in_blocks(asked[3:])] == [("",), ("0", "33", "67", "100")]


def as_(actor: Actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account))
    return client


@pytest.mark.django_db
def test_a_paper_is_typed_in_its_order_and_kept_once_when_it_adds_up() -> None:
    programme, place = make_programme(), make_place()
    found = make_round(programme, place)
    women = Group.objects.get(round=found, kind="women")
    client = as_(make_actor(programme, Role.ANIMATOR, place=place))
    address = f"/p/{programme.slug}/evaluations/{found.pk}/groupes/{women.pk}/saisie/"
    first, second, third = leaves_of(found)
    page = client.get(address).content.decode()
    assert [page.index(f"id_{leaf.pk}-1") for leaf in (first, second, third)] == sorted(
        page.index(f"id_{leaf.pk}-1") for leaf in (first, second, third)
    )
    paper = {"scored_on": NOW.date().isoformat(), "client_key": uuid4().hex, "note": ""}
    paper |= {f"{first.pk}-2": "7", f"{first.pk}-4": "3", f"{first.pk}-total": "5"}
    paper |= {f"{second.pk}-1": "5", f"{second.pk}-total": "5", f"{second.pk}-reason": "Loin"}
    paper |= {"total-1-1": "5", "total-1-2": "2", "total-1-4": "3"}
    paper |= {"present": "5", "wants_shown": "agreed"}

    wrong = client.post(address, paper, headers={"accept-language": "en"}).content.decode()

    assert "Question 1, box 2: you typed 7, the totals of the paper make it 2." in wrong
    assert not Sheet.objects.filter(round=found).exists()
    kept = [client.post(address, {**paper, f"{first.pk}-2": "2"}).status_code for _ in range(2)]
    sheet = Sheet.objects.get(round=found)
    assert (kept, sheet.way, sheet.lines.count()) == ([302, 302], "paper", 2)
    score = Score.objects.get(group=women, node=second)
    assert (score.tally, score.reason) == ({"1": 5}, "Loin")
    women.refresh_from_db()
    assert (women.release, women.release_said_on) == ("agreed", NOW.date())

    # The paper itself was wrong: kept as typed, with what did not agree written beside it.
    again = {**paper, "client_key": uuid4().hex, "keeps": "on"}
    assert client.post(address, again, headers={"accept-language": "en"}).status_code == 302
    assert Sheet.objects.latest("received_at").note.startswith("Question 1, ")
    assert Score.objects.get(group=women, node=first).state == "conflict"


@pytest.mark.django_db
def test_a_desk_needs_no_totals_and_an_office_types_nothing() -> None:
    programme, place = make_programme(), make_place()
    found = make_round(programme, place)
    provider = Group.objects.get(round=found, is_provider=True)
    address = f"/p/{programme.slug}/evaluations/{found.pk}/groupes/{provider.pk}/bureau/"
    said = {"scored_on": NOW.date().isoformat(), "client_key": uuid4().hex}
    said |= {f"{leaf.pk}-tick": "4" for leaf in leaves_of(found)}

    refused = as_(make_actor(programme, Role.MONITORING_OFFICER)).post(address, said)
    kept = as_(make_actor(programme, Role.COORDINATOR, place=place)).post(address, said)

    assert (refused.status_code, kept.status_code) == (404, 302)
    assert set(Score.objects.filter(group=provider).values_list("value", flat=True)) == {Decimal(4)}


@pytest.mark.django_db
def test_the_sheets_of_the_meeting_and_of_the_common_score_add_up_too() -> None:
    programme, place = make_programme(), make_place()
    found = make_round(programme, place)
    make_sheet(Group.objects.get(round=found, kind="women"))
    client = as_(make_actor(programme, Role.ANIMATOR, place=place))
    home = f"/p/{programme.slug}/evaluations/{found.pk}/"
    english = {"accept-language": "en"}
    meeting = {"users-female": "20", "users-male": "9", "users-total": "21"}
    meeting |= {"provider-male": "3", "provider-total": "3", "total-female": "12"}
    meeting |= {"total-male": "12", "agreements": "Afficher les prix"}

    wrong = client.post(f"{home}rencontre/saisie/", meeting, headers=english).content.decode()
    kept = client.post(f"{home}rencontre/saisie/", {**meeting, "users-female": "12"})

    said = "Users of the service, Women: you typed 20, the totals of the paper make it 12."
    assert (said in wrong, kept.status_code) == (True, 302)
    found.refresh_from_db()
    came = MeetingHeadcount.objects.filter(round=found)
    assert (found.agreements, sum(came.values_list("people", flat=True))) == (
        "Afficher les prix",
        24,
    )

    first, second, _third = (str(leaf.pk) for leaf in leaves_of(found))
    joint = {f"{first}-value": "3.2", f"{first}-way": "mean", "total": "7.2"}
    joint |= {
        f"{second}-value": "5",
        f"{second}-way": "consensus",
        f"{second}-reason": "Vu ensemble",
    }
    wrong = client.post(f"{home}note-commune/saisie/", joint, headers=english).content.decode()
    client.post(f"{home}note-commune/saisie/", {**joint, f"{second}-value": "4"}, headers=english)
    rows = Score.objects.filter(round=found, group=None).order_by("way")

    assert "The scores make 8.2 together, the total on the paper is 7.2." in wrong
    assert [(row.way, row.value, row.reason) for row in rows] == [
        ("consensus", Decimal(4), "Vu ensemble"),
        ("mean", Decimal("3.2"), ""),
    ]
    reader = as_(make_actor(programme, Role.MONITORING_OFFICER))
    for page in ("rencontre/saisie/", "note-commune/saisie/"):
        assert reader.get(f"{home}{page}").status_code == 404


@pytest.mark.django_db
def test_the_sheets_of_a_group_and_of_the_inputs_are_typed_once_and_add_up() -> None:
    programme, place = make_programme(), make_place()
    found = make_round(programme, place)
    women = Group.objects.get(round=found, kind="women")
    line = InputCheck.objects.create(
        round=found, position=1, name="Sages-femmes", entitled=4, norm="Norme du CSCom"
    )
    client = as_(make_actor(programme, Role.ANIMATOR, place=place))
    home = f"/p/{programme.slug}/evaluations/{found.pk}/"
    english = {"accept-language": "en"}
    sheet = {"met_on": NOW.date().isoformat(), "client_key": uuid4().hex, "total-female": "9"}
    sheet |= {"18_24-female": "4", "18_24-total": "4", "25_34-female": "5", "25_34-total": "5"}
    sheet |= {"of-disability-female": "2", "c1-text": "On attend trop", "c1-votes": "7"}
    sheet |= {"c1-rank": "1", "c1-reason": "Toute la matinée", "c2-text": "Trop cher"}
    sheet |= {"c2-votes": "2", "c2-rank": "2", "votes_total": "10"}

    wrong = client.post(f"{home}groupes/{women.pk}/fiche/", sheet, headers=english).content.decode()
    sheet["votes_total"] = "9"
    kept = [client.post(f"{home}groupes/{women.pk}/fiche/", sheet).status_code for _ in range(2)]

    women.refresh_from_db()
    said = "Hands or pebbles: the lines make 9, the total on the paper is 10."
    assert (said in wrong, kept, women.people) == (True, [302, 302], 9)
    raised = Concern.objects.filter(group=women).order_by("position")
    assert [(one.text, one.votes, one.rank, one.reason) for one in raised] == [
        ("On attend trop", 7, 1, "Toute la matinée"),
        ("Trop cher", 2, 2, ""),
    ]

    inputs = {"checked_on": NOW.date().isoformat(), f"{line.pk}-actual": "3"}
    inputs |= {"new1-name": "Lits", "new1-actual": "8", "actual_total": "10"}
    wrong = client.post(f"{home}ressources/saisie/", inputs, headers=english).content.decode()
    client.post(f"{home}ressources/saisie/", {**inputs, "actual_total": "11"})
    there = InputCheck.objects.filter(round=found).order_by("position")

    assert "Really there: the boxes make 11, the total on the paper is 10." in wrong
    assert [(one.name, one.entitled, one.actual) for one in there] == [
        ("Sages-femmes", Decimal(4), Decimal(3)),
        ("Lits", None, Decimal(8)),
    ]
    reader = as_(make_actor(programme, Role.MONITORING_OFFICER))
    for page in (f"groupes/{women.pk}/fiche/", "ressources/saisie/"):
        assert reader.get(f"{home}{page}").status_code == 404


@pytest.mark.django_db
@pytest.mark.once
@pytest.mark.needs("pango", "pangoft2", "harfbuzz-subset", "pdftotext")
def test_every_form_is_in_french_with_a_page_for_each_group() -> None:
    programme, place = make_programme(), make_place()
    found = make_round(programme, place, title="CSCom de Dio")
    make_sheet(Group.objects.get(round=found, kind="men"))
    reader = as_(make_actor(programme, Role.MONITORING_OFFICER))
    home = f"/p/{programme.slug}/evaluations/{found.pk}/papier/"

    pdf = reader.get(f"{home}notes/?pdf=1", headers={"accept-language": "en"}).content

    assert "Pages: 3" in text_in(pdf, tool="pdfinfo")
    told = text_in(pdf)
    assert [told.count(word) for word in ("Femmes", "Hommes", "Le service lui-même")] == [1, 1, 1]
    for name, said in FORMS:
        page = reader.get(f"{home}{name}/", headers={"accept-language": "en"}).content.decode()
        assert (page.count('<section class="one">'), said in page) == (
            3 if name == "groupe" else 1,
            True,
        ), name


@pytest.mark.django_db
def test_the_page_of_papers_asks_the_same_of_two_groups_and_of_six() -> None:
    programme, place = make_programme(), make_place()
    few = make_round(programme, place)
    many = make_round(
        programme, place, groups=("women", "men", "young_women", "young_men", "leaders", "mixed")
    )
    reader = as_(make_actor(programme, Role.PROGRAMME_STAFF))
    asked = []
    for found in (few, many):
        with CaptureQueriesContext(connection) as queries:
            reader.get(f"/p/{programme.slug}/evaluations/{found.pk}/papier/notes/")
            reader.get(f"/p/{programme.slug}/evaluations/{found.pk}/papier/")
        asked.append(len(queries))

    assert asked[0] == asked[1] <= 30
