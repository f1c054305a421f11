"""Ways from a round's page to what can be read or printed of it."""

from collections.abc import Callable
from dataclasses import dataclass

from benkan.apps.assessments.queries.rounds import RoundCard
from benkan.apps.assessments.rules.kinds import Kind
from benkan.apps.assessments.rules.phases import Standing
from benkan.kit.refusals import N_


@dataclass(frozen=True)
class Way:
    """A page about a round (its address takes `round_id`), and from when on it has something to show."""

    page: str
    icon: str
    label: str
    is_there: Callable[[Standing], bool] = lambda _: True
    kinds: tuple[Kind, ...] = tuple(Kind)


def _has_scores(standing: Standing) -> bool:
    return standing.groups_scored > 0 or standing.has_own_score


WAYS: tuple[Way, ...] = (
    Way(
        "assessments:take_along",
        "phone",
        N_("Take the session along"),
        lambda it: it.leaves > 0 and not it.is_closed,
        (Kind.SCORECARD, Kind.BAROMETER),
    ),
    Way("assessments:papers", "file", N_("Sheets on paper: print, type in")),
    Way(
        "web:round_script", "speak", N_("Radio script of three minutes"), lambda it: it.is_released
    ),
    Way("web:round_poster", "flag", N_("Poster of the result"), lambda it: it.is_released),
    Way("assessments:voices", "speak", N_("The questions, to be heard"), lambda it: it.leaves > 0),
    Way("assessments:sms_readers", "message", N_("The result by SMS")),
    Way("assessments:reading", "chart", N_("What the groups said"), _has_scores),
    Way("assessments:peers", "place", N_("Beside others"), _has_scores),
    Way("assessments:sheets", "file", N_("Sheets"), _has_scores),
    Way(
        "assessments:editions",
        "list",
        N_("All versions of the result"),
        lambda it: it.is_closed or it.is_released,
    ),
)


def ways_of(card: RoundCard, standing: Standing) -> tuple[Way, ...]:
    """The ways that lead somewhere for this round, in no query."""
    return tuple(way for way in WAYS if card.kind in way.kinds and way.is_there(standing))
