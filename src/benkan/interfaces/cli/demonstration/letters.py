"""How offices were reminded, and which promises climbed by a letter to the prefect of the cercle."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from benkan.apps.commitments.actions import escalating
from benkan.apps.commitments.actions.reminding import remind_offices
from benkan.apps.commitments.queries.escalating import ToClimb, raising_page, to_climb
from benkan.apps.commitments.rules.escalating import How, Move
from benkan.apps.registry import queries as registry
from benkan.apps.registry.actions.offices import fill_office, open_office
from benkan.interfaces.cli.demonstration.people import Cast
from benkan.interfaces.cli.demonstration.places import place_called
from benkan.interfaces.cli.demonstration.schedule import Schedule

A_DAY = timedelta(days=1)
ANSWER = (
    "Le préfet a réuni le maire et les collecteurs. De nouveaux carnets de tickets sont commandés ; "
    "les recettes seront lues en public le mois prochain."
)
EVERY = timedelta(days=3)


def remind_and_write(
    schedule: Schedule, cast: Cast, communes: Sequence[str], *, end: datetime
) -> None:
    """Put on the schedule: reminders every third morning, and in the last days three letters, one of
    them answered. Only the first and the third commune have a prefect, so that the demonstration also
    shows what happens where nobody stands above."""
    here = registry.programme_here(cast.programme)
    for turn in range(1, 29):
        moment = (end - turn * EVERY).replace(hour=9)
        schedule.at(moment, lambda now: remind_offices(programme=here, now=now))
    for code in (communes[0], communes[2]):
        schedule.at(end - 90 * A_DAY, partial(_prefect, cast, code))
    answered: list[UUID] = []
    schedule.at(end - 9 * A_DAY, partial(_write, cast, communes[0], "contested", answered))
    schedule.at(end - 8 * A_DAY, partial(_move, cast, answered, Move.SEND, "", How.BY_HAND))
    schedule.at(end - 6 * A_DAY, partial(_move, cast, answered, Move.RECEIVE, "", None))
    schedule.at(end - 2 * A_DAY, partial(_move, cast, answered, Move.ANSWER, ANSWER, None))
    under_way: list[UUID] = []
    schedule.at(end - 5 * A_DAY, partial(_write, cast, communes[2], "overdue", under_way))
    schedule.at(end - 4 * A_DAY, partial(_move, cast, under_way, Move.SEND, "", How.BY_HAND))
    schedule.at(end - A_DAY, partial(_write, cast, communes[0], "overdue", []))


def _prefect(cast: Cast, code: str, moment: datetime) -> None:
    above = registry.place_cards(registry.line_of(place_called(code)))
    [cercle] = [card for card in above.values() if card.kind == "cercle"]
    office = open_office(
        programme=cast.programme,
        title="Préfet",
        place=cercle.id,
        level="cercle",
        organisation=None,
        actor=cast.admin,
        moment=moment,
    )
    fill_office(
        programme=cast.programme,
        office=office,
        holder="Personne fictive",
        capacity="appointed",
        opens_on=moment.date(),
        actor=cast.admin,
        moment=moment,
    )


def _write(cast: Cast, code: str, cause: str, made: list[UUID], moment: datetime) -> None:
    """Carry up the first promise of the commune for which the cause holds."""
    place, today = place_called(code), moment.date()
    found: tuple[ToClimb, ...] = to_climb(cast.coordinator, cast.programme, today=today).lines
    chosen = [one for one in found if one.line.place == place and one.cause == cause]
    for one in chosen[:1]:
        above = raising_page(
            one.line.id, programme=cast.programme, actor=cast.coordinator, today=today
        )
        made.append(
            escalating.carry_up(
                commitment=one.line.id,
                to_office=above.candidates[0].id,
                actor=cast.coordinator,
                moment=moment,
            )
        )


def _move(
    cast: Cast, letters: list[UUID], move: Move, note: str, how: How | None, moment: datetime
) -> None:
    for letter in letters:
        escalating.make_move(
            escalation=letter,
            move=move,
            on=moment.date(),
            note=note,
            how=how,
            actor=cast.coordinator,
            moment=moment,
        )
