"""Whose meeting a page is about, asked by every page of the chapter; and a page that is one form."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from benkan.apps.activities import queries, rules
from benkan.apps.activities.rules import kinds
from benkan.apps.activities.rules.kinds import Asked, Shape, Value
from benkan.apps.registry import queries as registry
from benkan.kit.forms import is_done
from benkan.kit.pages import PageRequest, go_to
from benkan.kit.refusals import NotFound
from benkan.kit.splits import AgeBand, Sex, Situation


def seen(request: PageRequest, activity_id: UUID) -> queries.ActivityCard:
    """The meeting, if the reader may see it."""
    return queries.seen_activity(activity_id, programme=request.programme.id, actor=request.actor)


def organises(request: PageRequest, card: queries.ActivityCard) -> bool:
    """Whether it is hers to report and conclude."""
    line = registry.line_of(card.place)
    return rules.organises(request.actor, organisation=card.organisation, line=line)


def own(request: PageRequest, activity_id: UUID) -> queries.ActivityCard:
    """The meeting, for those who organise it; for anybody else there is none."""
    card = seen(request, activity_id)
    if not organises(request, card):
        raise NotFound()
    return card


@dataclass(frozen=True)
class OneForm:
    """A page that is one form about a meeting: its words, in the reader's language."""

    title: str
    button: str
    hint: str = ""


def form_page(
    request: PageRequest,
    card: queries.ActivityCard,
    form: forms.Form,
    words: OneForm,
    *,
    act: Callable[[], object],
    done: str,
) -> HttpResponse:
    """Show the form, or do what a valid one asks and go back to the meeting."""
    if form.is_valid() and is_done(form, act):
        return go_to(request, "activities:activity", activity_id=card.id, done=done)
    shown = {"activity": card, "form": form, "words": words}
    return render(request, "activities/one_form.html", shown)


@dataclass(frozen=True)
class Said:
    """One thing that was said of a meeting, in the reader's words."""

    label: str
    words: tuple[str, ...]


def said_of(card: queries.ActivityCard) -> list[Said]:
    """What its kind asks, as far as it was said, in at most two queries."""
    asked = kinds.asked_of(card.kind)
    return [
        Said(gettext(one.label), _words(one, card.told[one.name], card))
        for one in asked
        if one.name in card.told
    ]


def _words(one: Asked, value: Value, card: queries.ActivityCard) -> tuple[str, ...]:
    labels = {choice: gettext(label) for choice, label in one.choices}
    if isinstance(value, bool):
        return (gettext("Yes") if value else gettext("No"),)
    if one.form is Shape.COUNTS and isinstance(value, dict):
        return tuple(f"{labels[of]} : {value[of]}" for of in labels if of in value)
    if isinstance(value, list | tuple):
        return tuple(labels[each] for each in labels if each in value)
    if one.form is Shape.ORGANISATION:
        named = dict(registry.organisations_called(card.programme, only=[UUID(str(value))]))
        return tuple(named.values())
    if one.form is Shape.FACILITY:
        found = registry.facility_cards([UUID(str(value))])
        return tuple(facility.name for facility in found.values())
    return (labels.get(str(value), str(value)),)


@dataclass(frozen=True)
class Table:
    """The attendance as it is shown: rows of words and a number for each sex and in all."""

    sexes: list[str]
    rows: list[tuple[str, list[int]]]
    situations: list[tuple[str, list[int]]]
    totals: list[int]


def table_of(attendance: queries.Attendance) -> Table:
    """The attendance in rows."""
    heads, situations = attendance.headcounts, attendance.situations
    rows = [(band.label, _row([heads.get((sex, band), 0) for sex in Sex])) for band in AgeBand]
    return Table(
        sexes=[sex.label for sex in Sex],
        rows=[(label, row) for label, row in rows if row[-1]],
        situations=[
            (of.label, _row([situations.get((of, sex), 0) for sex in Sex])) for of in Situation
        ],
        totals=_row([rules.people_of(heads, sex) for sex in Sex]),
    )


def _row(counts: Collection[int]) -> list[int]:
    return [*counts, sum(counts)]
