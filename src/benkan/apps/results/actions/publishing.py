"""Prepare a figure, publish it, correct it, take it back. What was published is never changed."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from benkan.apps.journal.actions import record
from benkan.apps.results.events import FigurePrepared, FigurePublished, FigureTakenBack
from benkan.apps.results.models import Indicator as Definition
from benkan.apps.results.models import Publication
from benkan.apps.results.queries.live import live
from benkan.apps.results.rules import hiding, publishing
from benkan.apps.results.rules.indicators import ABOUT_PEOPLE, Indicator
from benkan.apps.results.rules.periods import Period, period_called
from benkan.apps.results.rules.tables import MARGIN, Counts, counts_of_json, summed, without
from benkan.apps.results.rules.waiting import Waits, waits_of_json
from benkan.apps.results.rules.waiting import hiding as waits_without
from benkan.kit.actor import Actor, check_here, require
from benkan.kit.refusals import NotFound

Shown = dict[str, Any]


@transaction.atomic
def prepare_figure(
    *,
    programme: UUID,
    indicator: Indicator,
    period: Period,
    reason: str = "",
    actor: Actor,
    moment: datetime,
) -> UUID:
    """Compute a figure as known today and hide what must be hidden; another person publishes it. The
    same prepared twice is there once; prepared anew, it takes the place of what waited."""
    check_here(actor, programme)
    require(actor, *publishing.PREPARES, line=())
    today = timezone.localdate(moment)
    publishing.check_is_for_everybody(indicator)
    publishing.check_is_over(indicator, period, today)
    defined = _locked(indicator, today)
    ever = list(
        Publication.objects.filter(
            programme=programme, figure=indicator, published_at__isnull=False
        ).order_by("number")
    )
    versions = [one for one in ever if one.period == period.code]
    publishing.check_reason(reason, is_correction=bool(versions))
    parts = _parts(indicator, period, ever, is_correction=bool(versions))
    shown = _shown(programme, indicator, period, defined, parts, versions, today)
    if versions and versions[-1].is_current and versions[-1].shown == shown:
        raise publishing.NothingToCorrect()
    return _put(
        Publication(
            programme_id=programme,
            indicator=defined,
            figure=indicator,
            period=period.code,
            known_on=today,
            shown=shown,
            made_of=[part.period for part in parts] if indicator in ABOUT_PEOPLE else [],
            number=len(versions) + 1,
            corrects=versions[-1] if versions else None,
            reason=reason.strip() if versions else "",
            prepared_at=moment,
        ),
        actor,
    )


@transaction.atomic
def publish_figure(*, publication: UUID, actor: Actor, moment: datetime) -> None:
    """Let everybody read what another person prepared. A second time changes nothing."""
    row = _row(publication, actor)
    require(actor, *publishing.APPROVES, line=())
    if row.published_at is not None:
        return
    publishing.check_other_hands(row.prepared_by_id, actor.account)
    others = Publication.objects.filter(programme=row.programme_id, figure=row.figure)
    if others.filter(published_at__gt=row.prepared_at).exists():
        raise publishing.PreparedBefore()
    others.filter(period=row.period, is_current=True).update(is_current=False)
    row.approved_by_id, row.published_at, row.is_current = actor.account, moment, True
    row.save(update_fields=["approved_by", "published_at", "is_current"])
    record(
        FigurePublished(
            publication=row.pk, figure=row.figure, period=row.period, corrects=row.corrects_id
        ),
        programme=row.programme_id,
        actor=actor,
        moment=moment,
    )


@transaction.atomic
def take_back_figure(*, publication: UUID, reason: str, actor: Actor, moment: datetime) -> None:
    """Show the numbers to nobody any more; that they were there, and why they are not, is kept. A
    second time changes nothing."""
    row = _row(publication, actor)
    require(actor, *publishing.APPROVES, line=())
    if row.withdrawn_at is not None:
        return
    if row.published_at is None:
        raise publishing.NotPublished()
    publishing.check_taking_back(reason)
    row.withdrawn_by_id, row.withdrawn_at = actor.account, moment
    row.withdrawn_because, row.is_current = reason.strip(), False
    row.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_because", "is_current"])
    record(
        FigureTakenBack(publication=row.pk, figure=row.figure, period=row.period),
        programme=row.programme_id,
        actor=actor,
        moment=moment,
    )


def _locked(indicator: Indicator, today: date) -> Definition:
    """The definition that holds, locked: publications of one figure wait for each other here."""
    versions = Definition.objects.select_for_update().filter(code=indicator).order_by("version")
    found = [row for row in versions if row.opens_on <= today]
    if not found:
        raise NotFound()
    return found[-1]


def _row(publication: UUID, actor: Actor) -> Publication:
    """The publication, locked after its definition, as whoever prepares another one locks them."""
    ours = Publication.objects.filter(pk=publication)
    found = ours.values_list("programme_id", "figure", "known_on").first()
    if found is None:
        raise NotFound()
    programme, figure, known_on = found
    check_here(actor, programme)
    _locked(Indicator(figure), known_on)
    row = ours.select_for_update().first()
    if row is None:  # what was prepared anew meanwhile took its place
        raise NotFound()
    return row


def _parts(
    indicator: Indicator, period: Period, ever: list[Publication], *, is_correction: bool
) -> list[Publication]:
    """What a longer period is made of, each as it holds now."""
    found = publishing.parts_published(
        indicator,
        period,
        [period_called(code) for code in dict.fromkeys(one.period for one in ever)],
        is_correction=is_correction,
    )
    current = {one.period: one for one in ever if one.is_current}
    codes = [part.code for part in sorted(found, key=lambda part: part.opens)]
    if indicator in ABOUT_PEOPLE and any(code not in current for code in codes):
        raise publishing.ShorterOnesMissing()
    return [current[code] for code in codes if code in current]


def _shown(
    programme: UUID,
    indicator: Indicator,
    period: Period,
    defined: Definition,
    parts: list[Publication],
    versions: list[Publication],
    today: date,
) -> Shown:
    """The numbers as they may be read."""
    if indicator in ABOUT_PEOPLE and parts:
        table = summed([counts_of_json(part.shown) for part in parts])
        hiding.check_says_something(table, minimum=defined.minimum)
        return table.as_json()
    # Of rounds, nobody publishes more than their releases say.
    now = live(indicator, programme=programme, period=period, on=today, seen=())
    if now.marks is not None:
        if not now.marks.lines:
            raise hiding.BelowTheLimit(minimum=defined.minimum)
        return now.marks.as_json()
    if now.counts is not None and indicator in ABOUT_PEOPLE:
        before = [counts_of_json(one.shown) for one in versions]
        return hiding.of_people(now.counts, minimum=defined.minimum, versions=before).as_json()
    inner = [_hidden_rows(part.shown) for part in parts]
    if now.counts is not None:
        return _counts_of_promises(now.counts, defined.minimum, inner).as_json()
    assert now.waits is not None, "a figure is a table of counts or of times"
    return _waits_of_promises(now.waits, defined.minimum, inner).as_json()


def _counts_of_promises(table: Counts, minimum: int, inner: list[frozenset[str]]) -> Counts:
    wholes = {line.key: line.total or 0 for line in table.lines}
    hidden = _rows_to_hide(wholes, minimum, inner)
    columns = (*table.columns, MARGIN)
    return without(table, {(row, column) for row in hidden for column in columns})


def _waits_of_promises(waits: Waits, minimum: int, inner: list[frozenset[str]]) -> Waits:
    wholes = {key: own.promises or 0 for key, own in waits.lines}
    return waits_without(waits, _rows_to_hide(wholes, minimum, inner), total=MARGIN)


def _rows_to_hide(
    wholes: dict[str, int], minimum: int, inner: list[frozenset[str]]
) -> frozenset[str]:
    hidden = hiding.of_promises(wholes, minimum=minimum, inner=inner)
    if MARGIN in hidden and all(row in hidden or not whole for row, whole in wholes.items()):
        raise hiding.BelowTheLimit(minimum=minimum)
    if not any(wholes.values()):
        raise hiding.BelowTheLimit(minimum=minimum)
    return hidden


def _hidden_rows(shown: Shown) -> frozenset[str]:
    """The rows that a published period hides, MARGIN for its whole."""
    if "whole" in shown:
        waits = waits_of_json(shown)
        hidden = {key for key, own in waits.lines if own.promises is None}
        return frozenset(hidden | ({MARGIN} if waits.whole.promises is None else set()))
    table = counts_of_json(shown)
    return frozenset(line.key for line in (*table.lines, table.totals) if line.total is None)


def _put(row: Publication, actor: Actor) -> UUID:
    """Keep what was prepared, in the place of what waited for approval before."""
    assert actor.account is not None, "whoever prepares a figure has an account"
    waiting = Publication.objects.filter(
        programme=row.programme_id, figure=row.figure, period=row.period, published_at=None
    ).first()
    if waiting is not None:
        if (waiting.shown, waiting.reason) == (row.shown, row.reason):
            return waiting.pk
        waiting.delete()
    row.prepared_by_id = actor.account
    row.save()
    record(
        FigurePrepared(publication=row.pk, figure=row.figure, period=row.period),
        programme=row.programme_id,
        actor=actor,
        moment=row.prepared_at,
    )
    return row.pk
