"""The share of commitments kept, for anybody to read and for staff to open."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from benkan.apps.registry import queries as registry
from benkan.apps.results import rules
from benkan.apps.results.queries.definitions import Definition, definition_of
from benkan.apps.results.queries.facts import facts_known
from benkan.apps.results.queries.rows import commune_of_each
from benkan.apps.results.rules import COMMITMENTS_KEPT, Known, Share
from benkan.apps.results.rules.facts import PROPOSED
from benkan.methods.suppression import Parts, parts_of_total


@dataclass(frozen=True)
class ShareKept:
    """A share as it may be shown to anybody: both counts are None where it is hidden."""

    numerator: int | None
    denominator: int | None
    is_hidden: bool
    title: str
    definition: str
    minimum: int
    on: date

    @property
    def percent(self) -> int | None:
        """Whole per cent; None where it is hidden or nothing has been counted yet."""
        if self.numerator is None or self.denominator is None:
            return None
        return rules.percent(Share(self.numerator, self.denominator))

    @property
    def is_empty(self) -> bool:
        """Nothing has fallen due or been settled yet."""
        return self.denominator == 0


@dataclass(frozen=True)
class PlaceShare:
    place: UUID
    name: str
    share: ShareKept


@dataclass(frozen=True)
class Figure:
    """The share of a programme and of each place where promises were made."""

    whole: ShareKept
    parts: list[PlaceShare]


def share_kept(*, programme: UUID, place: UUID | None, on: date, language: str = "fr") -> ShareKept:
    """The share of commitments kept in a place and below it (None: the programme) as known at the
    end of a day, fit to be shown to anybody; five queries.

    Between the programme and its communes a share is shown only where all communes in it are: it
    then says nothing that the communes do not.
    """
    defined = definition_of(COMMITMENTS_KEPT, on=on, language=language)
    shares, communes, lines = _by_commune(programme, on)
    if place is None:
        return _whole(shares, defined, on)
    hidden = _hidden(shares, defined)
    inside = {of for of, commune in communes.items() if place in lines[of] or commune == place}
    below = {communes[of] for of in inside}
    if below & hidden:
        return _shown(None, defined, on)
    if below == {place}:
        return _shown(shares[place], defined, on)
    return _shown(rules.total(shares[of] for of in below), defined, on)


def figure_kept(*, programme: UUID, on: date, language: str = "fr") -> Figure:
    """The share of the programme and of each commune, by name, fit to be shown to anybody; seven
    queries."""
    defined = definition_of(COMMITMENTS_KEPT, on=on, language=language)
    shares, _, _ = _by_commune(programme, on)
    hidden = _hidden(shares, defined)
    cards = registry.place_cards(set(shares))
    parts = [
        PlaceShare(of, cards[of].name, _shown(None if of in hidden else share, defined, on))
        for of, share in shares.items()
    ]
    return Figure(
        whole=_whole(shares, defined, on), parts=sorted(parts, key=lambda part: part.name)
    )


def _known(programme: UUID, on: date) -> list[Known]:
    """The last fact of each promise at the end of a day, in one query."""
    last = rules.latest(facts_known(programme, on)).values()
    return [fact for fact in last if fact.outcome != PROPOSED]


def _by_commune(
    programme: UUID, on: date
) -> tuple[dict[UUID, Share], dict[UUID, UUID], dict[UUID, frozenset[UUID]]]:
    """Shares by commune (a promise made above the communes stands at its own place), the commune of
    each place, and the line of each place; four queries."""
    known = _known(programme, on)
    communes, lines = commune_of_each({fact.place for fact in known})
    shares: dict[UUID, Share] = defaultdict(Share)
    for fact in known:
        shares[communes[fact.place]] += rules.counted(fact, on)
    return dict(shares), communes, lines


def _hidden(shares: dict[UUID, Share], defined: Definition) -> frozenset[UUID]:
    return _parts(shares, defined).hidden


def _parts(shares: dict[UUID, Share], defined: Definition) -> Parts[UUID]:
    """What may be shown of them. By name is by id, which does not change from day to day: whoever
    compares two days does not see the one that was hidden with a small one change places."""
    wholes = {of: share.denominator for of, share in shares.items()}
    return parts_of_total(wholes, minimum=defined.minimum)


def _whole(shares: dict[UUID, Share], defined: Definition, on: date) -> ShareKept:
    hides = _parts(shares, defined).total_is_hidden
    return _shown(None if hides else rules.total(shares.values()), defined, on)


def _shown(share: Share | None, defined: Definition, on: date) -> ShareKept:
    # A figure that nobody has defined is not shown either.
    hides = share is None or not defined.title
    return ShareKept(
        numerator=None if share is None or hides else share.numerator,
        denominator=None if share is None or hides else share.denominator,
        is_hidden=hides,
        title=defined.title,
        definition=defined.definition,
        minimum=defined.minimum,
        on=on,
    )
