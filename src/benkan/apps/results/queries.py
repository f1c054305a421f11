"""The share of commitments kept, for anybody to read and for staff to open."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from benkan.apps.commitments import queries as commitments
from benkan.apps.registry import queries as registry
from benkan.apps.results import rules
from benkan.apps.results.models import Fact, Indicator
from benkan.apps.results.rules import COMMITMENTS_KEPT, Known, Share
from benkan.methods.suppression import Parts, parts_of_total

A_PAGE = 30


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


@dataclass(frozen=True)
class Source:
    """A record behind the figure: the commitment, and whether it counts as kept."""

    line: commitments.PromiseLine
    is_kept: bool


@dataclass(frozen=True)
class Sources:
    """A page of the records behind a figure, with the counts that they add up to."""

    share: Share
    lines: list[Source]
    matching: int


@dataclass(frozen=True)
class _Definition:
    title: str
    definition: str
    minimum: int


def share_kept(*, programme: UUID, place: UUID | None, on: date, language: str = "fr") -> ShareKept:
    """The share of commitments kept in a place and below it (None: the programme) as known at the
    end of a day, fit to be shown to anybody; five queries.

    Between the programme and its communes a share is shown only where all communes in it are: it
    then says nothing that the communes do not.
    """
    defined = _definition(on, language)
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
    defined = _definition(on, language)
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


def records_of(
    *, programme: UUID, on: date, places: Collection[UUID] | None, page: int = 1
) -> Sources:
    """The commitments that the figure of a day is made of, in the places given and below them
    (None: everywhere), the earliest promise first; at most five queries."""
    known = _known(programme, on)
    if places is not None:
        within = registry.places_below(places)
        known = [fact for fact in known if fact.place in within]
    behind = [fact for fact in known if rules.counted(fact, on).denominator]
    behind.sort(key=lambda fact: (fact.due_on or on, str(fact.record)))
    shown = behind[(max(page, 1) - 1) * A_PAGE :][:A_PAGE]
    lines = commitments.lines_called({fact.record for fact in shown}, today=on)
    return Sources(
        share=rules.total(rules.counted(fact, on) for fact in behind),
        lines=[
            Source(lines[fact.record], rules.counted(fact, on).numerator == 1) for fact in shown
        ],
        matching=len(behind),
    )


def _known(programme: UUID, on: date) -> list[Known]:
    """The last fact of each record at the end of a day, in one query."""
    end = datetime.combine(on + timedelta(days=1), time(), timezone.get_default_timezone())
    rows = Fact.objects.filter(
        programme=programme, indicator=COMMITMENTS_KEPT, moment__lt=end
    ).values_list("record", "place_id", "service", "outcome", "due_on", "moment", "entry")
    return list(rules.latest(Known(*row) for row in rows).values())


def _by_commune(
    programme: UUID, on: date
) -> tuple[dict[UUID, Share], dict[UUID, UUID], dict[UUID, frozenset[UUID]]]:
    """Shares by commune (a promise made above the communes stands at its own place), the commune of
    each place, and the line of each place; four queries."""
    known = _known(programme, on)
    places = {fact.place for fact in known}
    lines = registry.lines_of(places)
    kinds = registry.place_cards({of for line in lines.values() for of in line})
    communes = {
        place: next((of for of in lines[place] if kinds[of].kind == "commune"), place)
        for place in places
    }
    shares: dict[UUID, Share] = defaultdict(Share)
    for fact in known:
        shares[communes[fact.place]] += rules.counted(fact, on)
    return dict(shares), communes, lines


def _hidden(shares: dict[UUID, Share], defined: _Definition) -> frozenset[UUID]:
    return _parts(shares, defined).hidden


def _parts(shares: dict[UUID, Share], defined: _Definition) -> Parts[UUID]:
    """What may be shown of them. By name is by id, which does not change from day to day: whoever
    compares two days does not see the one that was hidden with a small one change places."""
    wholes = {of: share.denominator for of, share in shares.items()}
    return parts_of_total(wholes, minimum=defined.minimum)


def _whole(shares: dict[UUID, Share], defined: _Definition, on: date) -> ShareKept:
    hides = _parts(shares, defined).total_is_hidden
    return _shown(None if hides else rules.total(shares.values()), defined, on)


def _shown(share: Share | None, defined: _Definition, on: date) -> ShareKept:
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


def _definition(on: date, language: str) -> _Definition:
    """The definition in force on a day, or the first there was; empty when none is loaded."""
    versions = list(Indicator.objects.filter(code=COMMITMENTS_KEPT).order_by("version"))
    if not versions:
        return _Definition("", "", 5)
    held = [row for row in versions if row.opens_on <= on] or versions[:1]
    row = held[-1]
    if language.startswith("en"):
        return _Definition(row.title_en, row.definition_en, row.minimum)
    return _Definition(row.title_fr, row.definition_fr, row.minimum)
