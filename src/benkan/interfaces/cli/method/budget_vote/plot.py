"""A decided vote as a picture: what each project cost, who paid for it, or what it lacked."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from benkan.interfaces.cli.method.spoken import spoken, written
from benkan.interfaces.cli.words import of_methods as _
from benkan.kit.charts.drawing import frame, number
from benkan.kit.charts.purchases import ROW, WIDTH, Bar, Kind, Part, bars, legend, patterns
from benkan.methods.budget_vote.deciding import Decision, Missed, Step
from benkan.methods.budget_vote.explaining import money
from benkan.methods.budget_vote.voter import payers
from benkan.methods.refusals import N_, quoted
from benkan.methods.sentences import Detail, Sentence

LETTERS_A_LINE, ROOM_BETWEEN = 47, 4
MOST_MISSED = 40
NOBODY = N_("nobody asked for it")


def picture(decision: Decision) -> str:
    """Every project that was bought, in that order, then those that were not, the most wanted
    first; of many only the first."""
    longest = max(project.cost for project in decision.election.projects) or 1
    bought = [
        _bought(decision, step, place, longest) for place, step in enumerate(decision.steps, 1)
    ]
    order = sorted(decision.missed, key=lambda one: -decision.wishes[one.project].supporters)
    missed = [_missed(decision, one, longest) for one in order[:MOST_MISSED]]
    kinds = _kinds(decision)
    top = 30.0
    first = top + 18 * len(kinds) + 34
    second = first + ROW * len(bought) + (34 if bought else 0)
    left_out = len(order) - len(missed)
    drawn = format_html(
        "{}{}{}{}{}{}{}{}",
        patterns(),
        _title(_("What was bought, and who paid"), 16.0),
        legend(kinds, top=top),
        _title(_("Bought, in this order"), first - 8) if bought else "",
        bars(bought, top=first),
        _title(_("Not bought"), second - 8) if missed else "",
        bars(missed, top=second),
        _left_out(left_out, second + ROW * len(missed) + 14) if left_out else "",
    )
    height = second + ROW * len(missed) + (24 if left_out else 0)
    description = spoken(
        Sentence(
            N_("Projects bought: %(bought)s of %(projects)s, for %(cost)s out of %(budget)s."),
            {
                "bought": len(decision.steps),
                "projects": len(decision.election.projects),
                "cost": money(decision, decision.cost),
                "budget": money(decision, decision.election.budget),
            },
        )
    )
    title = _("What was bought, and who paid")
    return str(frame(drawn, width=WIDTH, height=height, title=title, description=description))


def _title(words: str, y: float) -> str:
    return format_html(
        '<text x="0" y="{}" font-size="15" font-weight="700">{}</text>', number(y), words
    )


def _left_out(count: int, y: float) -> SafeString:
    text = N_("Others, which the JSON has: %(count)s.")
    words = spoken(Sentence(text, {"count": count}))
    return format_html('<text x="0" y="{}">{}</text>', number(y), words)


def _kinds(decision: Decision) -> list[Kind]:
    if decision.shares is None or (decision.steps and decision.steps[0].purchase is None):
        return [Kind(_("paid from the budget"))]
    kinds = [
        Kind(_("from voters who paid their whole part")),
        Kind(_("from voters who gave all they had left")),
    ]
    return [*kinds, Kind(_("lacking at the end"))] if decision.missed else kinds


def _named(decision: Decision, at: int, room: int) -> str:
    project = decision.election.projects[at]
    name, most = quoted(project.name or project.id), room - ROOM_BETWEEN
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def _bought(decision: Decision, step: Step, place: int, longest: int) -> Bar:
    wish = decision.wishes[step.project]
    gave, whole = 0.0, wish.cost or 1
    if step.purchase is not None and decision.shares is not None:
        gave = float(payers(decision.shares, wish, step.purchase).gave / whole)
    details: dict[str, Detail] = {"supporters": wish.supporters}
    text = N_("wanted by %(supporters)s")
    if step.purchase is not None and wish.weights is None:
        details["each"] = money(decision, step.purchase.level, 2)
        text = N_("wanted by %(supporters)s · each paid at most %(each)s")
    end = written(money(decision, wish.cost))
    return Bar(
        mark=f"{place}.",
        name=_named(decision, step.project, LETTERS_A_LINE - len(end)),
        end=end,
        below=spoken(Sentence(text if wish.supporters else NOBODY, details)),
        length=wish.cost / longest,
        parts=(Part(1 - gave, 0), Part(gave, 1)),
    )


def _missed(decision: Decision, missed: Missed, longest: int) -> Bar:
    wish = decision.wishes[missed.project]
    details: dict[str, Detail] = {"supporters": wish.supporters}
    text = N_("wanted by %(supporters)s")
    there = 0.0
    if not wish.supporters:
        text = NOBODY
    elif missed.purses is not None and missed.purses < wish.cost:
        there = float(missed.purses / wish.cost)
        details["lacking"] = money(decision, wish.cost - missed.purses, 0)
        text = N_("wanted by %(supporters)s · lacking %(lacking)s")
    end = written(money(decision, wish.cost))
    return Bar(
        mark="–",
        name=_named(decision, missed.project, LETTERS_A_LINE - len(end)),
        end=end,
        below=spoken(Sentence(text, details)),
        length=wish.cost / longest,
        parts=(Part(there, 1),),
    )
