"""The fictional people and organisations of the demonstration, in real communes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings

from benkan.apps.registry import queries as registry
from benkan.apps.registry.actions.invitations import (
    accept_with_new_account,
    invite,
    invite_holder,
)
from benkan.apps.registry.actions.offices import fill_office, open_office
from benkan.apps.registry.actions.organisations import register_organisation
from benkan.apps.registry.actions.programmes import found_programme, name_first_administrator
from benkan.apps.voices.actions import name_confidant
from benkan.interfaces.cli.demonstration.places import place_called
from benkan.kit.actor import Actor, Role

SLUG = "demonstration"
PASSWORD: str = settings.DEMONSTRATION_PASSWORD
DOMAIN = "demonstration.example"


@dataclass(frozen=True)
class Player:
    """An account that a visitor may try: who it is, in French, and where."""

    email: str
    name: str
    role: Role


ACCOUNTS: tuple[Player, ...] = (
    Player(f"administration@{DOMAIN}", "Kadiatou (fictive)", Role.ADMINISTRATOR),
    Player(f"programme@{DOMAIN}", "Adama (fictif)", Role.PROGRAMME_STAFF),
    Player(f"suivi@{DOMAIN}", "Ousmane (fictif)", Role.MONITORING_OFFICER),
    Player(f"coordination@{DOMAIN}", "Mariam (fictive)", Role.COORDINATOR),
    Player(f"animation@{DOMAIN}", "Bakary (fictif)", Role.ANIMATOR),
    Player(f"mairie@{DOMAIN}", "Assitan (fictive)", Role.OFFICE_HOLDER),
)

OFFICES = (
    # key, title, kind and name of the organisation
    ("mayor", "Maire", "commune_council", "Conseil communal de {place} (fictif)"),
    (
        "health",
        "Directeur technique du centre de santé",
        "health_committee",
        "ASACO de {place} (fictive)",
    ),
    (
        "school",
        "Président du comité de gestion scolaire",
        "school_committee",
        "Comité de gestion scolaire de {place} (fictif)",
    ),
)


@dataclass(frozen=True)
class Cast:
    """Who plays: the programme, the actors, and the offices of each commune by key."""

    programme: UUID
    admin: Actor
    staff: Actor
    monitoring: Actor
    coordinator: Actor
    animator: Actor
    cso: UUID
    offices: dict[tuple[str, str], UUID]


def gather(communes: Sequence[str], *, opens_on: date, moment: datetime) -> Cast:
    """Found the programme and bring everybody in, each through the action that people use."""
    programme = found_programme(
        slug=SLUG,
        name="Programme de démonstration",
        kind="demonstration",
        opens_on=opens_on,
        moment=moment,
    )
    chief = ACCOUNTS[0]
    account = name_first_administrator(
        programme=programme, email=chief.email, name=chief.name, password=PASSWORD, moment=moment
    )
    admin = registry.actor_for(account, programme=programme, moment=moment)
    cso = register_organisation(
        programme=programme,
        name="Association Bɛnkan ton (fictive)",
        short_name="Bɛnkan ton",
        kind="cso",
        actor=admin,
        moment=moment,
    )
    _other_partners(programme, admin, moment)
    staff = _bring_in(programme, 1, admin, moment)
    monitoring = _bring_in(programme, 2, admin, moment)
    coordinator = _bring_in(programme, 3, admin, moment, organisation=cso)
    animator = _bring_in(programme, 4, admin, moment, organisation=cso)
    for reader in (admin, staff):
        assert reader.account is not None, "everybody of the demonstration has an account"
        name_confidant(programme=programme, account=reader.account, actor=admin, moment=moment)
    offices = _open_offices(programme, communes, admin, opens_on, moment)
    return Cast(programme, admin, staff, monitoring, coordinator, animator, cso, offices)


def _bring_in(
    programme: UUID, number: int, admin: Actor, moment: datetime, organisation: UUID | None = None
) -> Actor:
    person = ACCOUNTS[number]
    invited = invite(
        programme=programme,
        email=person.email,
        name=person.name,
        role=person.role,
        organisation=organisation,
        actor=admin,
        moment=moment,
    )
    account = accept_with_new_account(
        token=invited.token, name=person.name, password=PASSWORD, moment=moment
    )
    return registry.actor_for(account, programme=programme, moment=moment)


def _open_offices(
    programme: UUID, communes: Sequence[str], admin: Actor, opens_on: date, moment: datetime
) -> dict[tuple[str, str], UUID]:
    offices: dict[tuple[str, str], UUID] = {}
    for code in communes:
        place = place_called(code)
        name = registry.place_card(place).name
        for key, title, kind, organisation in OFFICES:
            council = register_organisation(
                programme=programme,
                name=organisation.format(place=name),
                kind=kind,
                place=place,
                actor=admin,
                moment=moment,
            )
            office = open_office(
                programme=programme,
                title=title,
                place=place,
                level="commune",
                organisation=council,
                actor=admin,
                moment=moment,
            )
            offices[code, key] = office
            _fill(
                programme,
                office,
                admin,
                opens_on,
                moment,
                account=(code, key) == (communes[0], "mayor"),
            )
    return offices


def _fill(
    programme: UUID,
    office: UUID,
    admin: Actor,
    opens_on: date,
    moment: datetime,
    *,
    account: bool,
) -> None:
    mayor = ACCOUNTS[5]
    holding = fill_office(
        programme=programme,
        office=office,
        holder=mayor.name if account else "Personne fictive",
        capacity="elected",
        opens_on=opens_on,
        actor=admin,
        moment=moment,
    )
    if account:
        invited = invite_holder(
            programme=programme, holding=holding, email=mayor.email, actor=admin, moment=moment
        )
        accept_with_new_account(
            token=invited.token, name=mayor.name, password=PASSWORD, moment=moment
        )


def _other_partners(programme: UUID, admin: Actor, moment: datetime) -> None:
    """One organisation of each other kind, so that every kind can be seen."""
    for kind, name in (
        ("provider", "Réparateurs de pompes du Mandé (fictif)"),
        ("private_partner", "Société Djiguiya Énergie (fictive)"),
        ("ministry_service", "Direction régionale de l’hydraulique (fictive)"),
        ("donor", "Fonds pour la redevabilité (fictif)"),
        ("media", "Radio Kayira Kura (fictive)"),
    ):
        register_organisation(programme=programme, name=name, kind=kind, actor=admin, moment=moment)
