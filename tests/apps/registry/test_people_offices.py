"""Organisations and offices: who writes them down, and who held an office when."""

from datetime import date

import pytest

from benkan.apps.journal.models import Entry
from benkan.apps.registry import queries as registry
from benkan.apps.registry.actions.offices import end_holding, fill_office, open_office
from benkan.apps.registry.actions.organisations import change_organisation, register_organisation
from benkan.apps.registry.models import Office, OfficeHolding, Organisation, Place, Programme
from benkan.apps.registry.rules import offices as rules
from benkan.apps.registry.rules.organisations import OrganisationNameTaken
from benkan.kit.actor import Actor, Role
from benkan.kit.refusals import NotAllowed, NotFound
from tests.make.registry import (
    NOW,
    make_actor,
    make_office,
    make_organisation,
    make_place,
    make_programme,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 3)
MAY_NOT_WRITE = [
    Role.MONITORING_OFFICER,
    Role.COORDINATOR,
    Role.ANIMATOR,
    Role.OFFICE_HOLDER,
]


def register(programme: Programme, actor: Actor, place: Place | None = None, **said: str) -> object:
    return register_organisation(
        programme=programme.pk,
        name=said.get("name", "Association Jigi"),
        kind=said.get("kind", "cso"),
        place=place.pk if place else None,
        actor=actor,
        moment=NOW,
    )


def fill(programme: Programme, office: Office, actor: Actor, holder: str, on: date) -> object:
    return fill_office(
        programme=programme.pk,
        office=office.pk,
        holder=holder,
        capacity="elected",
        opens_on=on,
        actor=actor,
        moment=NOW,
    )


def test_an_organisation_registered_twice_is_there_once() -> None:
    programme, place = make_programme(), make_place()
    actor = make_actor(programme, Role.PROGRAMME_STAFF, place=place)

    found = {register(programme, actor, place) for _ in range(2)}

    assert len(found) == 1
    assert [entry.name for entry in Entry.objects.all()] == ["OrganisationRegistered"]


def test_two_organisations_do_not_share_a_name() -> None:
    programme = make_programme()
    actor = make_actor(programme, Role.ADMINISTRATOR)
    register(programme, actor)

    with pytest.raises(OrganisationNameTaken):
        register(programme, actor, kind="media")


@pytest.mark.parametrize("role", MAY_NOT_WRITE)
def test_an_organisation_is_not_registered_by(role: Role) -> None:
    programme = make_programme()

    with pytest.raises(NotAllowed):
        register(programme, make_actor(programme, role))


def test_staff_of_one_commune_register_nothing_in_the_next_or_for_the_country() -> None:
    programme = make_programme()
    actor = make_actor(programme, Role.PROGRAMME_STAFF, place=make_place())

    for place in (make_place("Baguinéda"), None):
        with pytest.raises(NotAllowed):
            register(programme, actor, place)


def test_an_organisation_is_not_moved_out_of_ones_place() -> None:
    programme, place, other = make_programme(), make_place(), make_place("Baguinéda")
    actor = make_actor(programme, Role.PROGRAMME_STAFF, place=place)
    ours = make_organisation(programme, place=place)
    theirs = make_organisation(programme, place=other)

    for organisation, to in ((ours, other), (theirs, place)):
        with pytest.raises(NotAllowed):
            change_organisation(
                programme=programme.pk,
                organisation=organisation.pk,
                name="Autre nom",
                short_name="",
                kind="cso",
                place=to.pk,
                actor=actor,
                moment=NOW,
            )


def test_a_change_without_a_difference_is_not_recorded() -> None:
    programme = make_programme()
    actor, row = make_actor(programme, Role.ADMINISTRATOR), make_organisation(programme)

    for _ in range(2):
        change_organisation(
            programme=programme.pk,
            organisation=row.pk,
            name="Nouveau nom",
            short_name="NN",
            kind="media",
            place=None,
            actor=actor,
            moment=NOW,
        )

    card = registry.organisation_card(row.pk)
    assert card is not None
    assert (card.name, card.short_name, card.kind) == ("Nouveau nom", "NN", "media")
    assert [entry.name for entry in Entry.objects.all()] == ["OrganisationChanged"]


def test_an_organisation_of_another_programme_cannot_be_changed() -> None:
    programme = make_programme()
    row = make_organisation(make_programme())

    with pytest.raises(NotFound):
        change_organisation(
            programme=programme.pk,
            organisation=row.pk,
            name="x",
            short_name="",
            kind="cso",
            place=None,
            actor=make_actor(programme, Role.ADMINISTRATOR),
            moment=NOW,
        )


@pytest.mark.parametrize("role", MAY_NOT_WRITE)
def test_an_office_is_neither_opened_nor_filled_nor_emptied_by(role: Role) -> None:
    programme, place = make_programme(), make_place()
    actor, office = make_actor(programme, role), make_office(programme, place)
    staff = make_actor(programme, Role.ADMINISTRATOR)
    fill(programme, office, staff, "Awa Exemple", date(2026, 1, 1))

    with pytest.raises(NotAllowed):
        open_office(
            programme=programme.pk,
            title="Secrétaire général",
            place=place.pk,
            level="commune",
            organisation=None,
            actor=actor,
            moment=NOW,
        )
    with pytest.raises(NotAllowed):
        fill(programme, office, actor, "Moussa Exemple", date(2026, 2, 1))
    with pytest.raises(NotAllowed):
        end_holding(
            programme=programme.pk,
            holding=OfficeHolding.objects.get().pk,
            closes_on=date(2026, 3, 1),
            actor=actor,
            moment=NOW,
        )


def test_staff_of_the_next_commune_fill_no_office_here() -> None:
    programme = make_programme()
    office = make_office(programme, make_place())
    neighbour = make_actor(programme, Role.PROGRAMME_STAFF, place=make_place("Baguinéda"))

    with pytest.raises(NotAllowed):
        fill(programme, office, neighbour, "Awa Exemple", date(2026, 1, 1))


def test_an_office_of_another_programme_is_not_there() -> None:
    programme, other = make_programme(), make_programme()
    office = make_office(other, make_place())

    with pytest.raises(NotFound):
        fill(
            programme,
            office,
            make_actor(programme, Role.ADMINISTRATOR),
            "Awa Exemple",
            date(2026, 1, 1),
        )


def test_an_office_opened_twice_is_there_once() -> None:
    programme, place = make_programme(), make_place()
    actor = make_actor(programme, Role.ADMINISTRATOR)

    found = {
        open_office(
            programme=programme.pk,
            title="Maire",
            place=place.pk,
            level="commune",
            organisation=None,
            actor=actor,
            moment=NOW,
        )
        for _ in range(2)
    }

    assert len(found) == 1
    assert [entry.name for entry in Entry.objects.all()] == ["OfficeOpened"]


def test_a_new_holder_ends_the_one_before_on_the_same_day() -> None:
    programme = make_programme()
    actor, office = make_actor(programme, Role.ADMINISTRATOR), make_office(programme, make_place())
    for _ in range(2):
        fill(programme, office, actor, "Awa Exemple", date(2020, 5, 1))

    fill(programme, office, actor, "Moussa Exemple", date(2026, 5, 1))

    def holder_on(day: date) -> str:
        card = registry.office_card(office.pk, on=day)
        assert card is not None
        return card.holder

    assert holder_on(date(2020, 4, 30)) == ""
    assert holder_on(date(2026, 4, 30)) == "Awa Exemple"
    assert holder_on(date(2026, 5, 1)) == "Moussa Exemple"
    assert sorted(entry.name for entry in Entry.objects.all()) == [
        "HoldingEnded",
        "OfficeFilled",
        "OfficeFilled",
    ]


def test_a_holder_does_not_begin_while_another_is_written_down_for_later() -> None:
    programme = make_programme()
    actor, office = make_actor(programme, Role.ADMINISTRATOR), make_office(programme, make_place())
    fill(programme, office, actor, "Awa Exemple", date(2026, 5, 1))

    with pytest.raises(rules.OfficeHeldThen):
        fill(programme, office, actor, "Moussa Exemple", date(2026, 5, 1))
    with pytest.raises(rules.OfficeHeldThen):
        fill(programme, office, actor, "Moussa Exemple", date(2026, 1, 1))


def test_a_holding_ends_once_and_after_it_began() -> None:
    programme = make_programme()
    actor, office = make_actor(programme, Role.ADMINISTRATOR), make_office(programme, make_place())
    fill(programme, office, actor, "Awa Exemple", date(2026, 5, 1))
    holding = OfficeHolding.objects.get()

    def end(day: date) -> None:
        end_holding(
            programme=programme.pk, holding=holding.pk, closes_on=day, actor=actor, moment=NOW
        )

    with pytest.raises(rules.EndsBeforeItBegan):
        end(date(2026, 5, 1))
    end(date(2026, 6, 1))
    end(date(2026, 6, 1))
    with pytest.raises(rules.HoldingEnded):
        end(date(2026, 7, 1))

    card = registry.office_card(office.pk, on=date(2026, 6, 1))
    assert card is not None
    assert (card.holder, card.capacity, card.since) == ("", "", None)


def test_the_offices_above_a_place_come_nearest_first() -> None:
    programme = make_programme()
    region = make_place("Koulikoro", kind="region")
    commune = make_place(above=region)
    for place, level, title in (
        (region, "region", "Gouverneur"),
        (commune, "commune", "Maire"),
        (commune, "commune", "Adjoint"),
        (make_place("Baguinéda"), "commune", "Maire"),
    ):
        Office.objects.create(programme=programme, place=place, title=title, level=level)

    at_place = registry.offices_at(programme.pk, commune.pk, on=TODAY)
    with_above = registry.offices_at(programme.pk, commune.pk, on=TODAY, with_above=True)

    assert [card.title for card in at_place] == ["Adjoint", "Maire"]
    assert [card.title for card in with_above] == ["Adjoint", "Maire", "Gouverneur"]


@pytest.mark.parametrize("rows", [1, 4])
def test_lists_take_the_same_number_of_queries(
    rows: int, django_assert_num_queries: object
) -> None:
    programme, region = make_programme(), make_place("Koulikoro", kind="region")
    admin = make_actor(programme, Role.ADMINISTRATOR)
    for number in range(rows):
        place = make_place(f"Commune {number}", above=region)
        fill(programme, make_office(programme, place), admin, "Awa Exemple", date(2026, 1, 1))
        make_organisation(programme, place=place)
    offices = list(Office.objects.values_list("pk", flat=True))

    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(registry.offices_of(programme.pk, within=[region.pk], on=TODAY)) == rows
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(registry.offices_of(programme.pk, within=None, on=TODAY)) == rows
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(registry.office_cards(offices, on=TODAY)) == rows
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(registry.organisations_of(programme.pk)) == rows


def test_organisations_can_be_asked_for_by_kind() -> None:
    programme = make_programme()
    for kind in Organisation.Kind.values:
        make_organisation(programme, kind=kind)
    make_organisation(make_programme(), kind="donor")

    donors = registry.organisations_of(programme.pk, kind="donor")

    assert [card.kind for card in donors] == ["donor"]
    assert len(registry.organisations_of(programme.pk)) == 9


def test_an_administrator_of_another_programme_writes_nothing_down_here() -> None:
    programme, place = make_programme(), make_place()
    stranger = make_actor(make_programme(), Role.ADMINISTRATOR)

    with pytest.raises(NotFound):
        register(programme, stranger)
    with pytest.raises(NotFound):
        fill(programme, make_office(programme, place), stranger, "Awa", date(2026, 1, 1))
