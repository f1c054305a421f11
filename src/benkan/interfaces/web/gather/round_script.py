"""Three minutes of radio in French about a released round: what people said, what was promised, what was
kept. Some 140 words are read aloud in a minute; numbers and days are written as they are said."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from benkan.apps.commitments.queries import PromiseLine
from benkan.apps.commitments.rules import State
from benkan.interfaces.web.gather.round_told import Mark, RoundTold
from benkan.kit.spoken import day_in_words, in_words, month_in_words

FEWEST_WORDS, MOST_WORDS = 390, 450
A_MINUTE = 140
CORE = 0


@dataclass(frozen=True)
class Part:
    """A passage in its place. The lower the rank, the sooner it is taken; `CORE` always is."""

    rank: int
    text: str

    @property
    def words(self) -> int:
        return len(self.text.split())


@dataclass(frozen=True)
class Script:
    """What is read out, passage by passage."""

    passages: tuple[str, ...]

    @property
    def words(self) -> int:
        return sum(len(passage.split()) for passage in self.passages)

    @property
    def seconds(self) -> int:
        return round(self.words * 60 / A_MINUTE)


def script_of(told: RoundTold) -> Script:
    """The passages in their order: those that must be there, then the next in rank as long as three
    minutes hold them. Asked under French, since it is for the radio."""
    parts = _parts(told)
    taken = {at for at, part in enumerate(parts) if part.rank == CORE}
    words = sum(parts[at].words for at in taken)
    for at in sorted(range(len(parts)), key=lambda at: parts[at].rank):
        if at in taken or words + parts[at].words > MOST_WORDS:
            continue
        if words >= FEWEST_WORDS and parts[at].rank >= FILLING:
            break
        taken.add(at)
        words += parts[at].words
    return Script(tuple(parts[at].text for at in sorted(taken)))


FILLING = 20
"""From this rank on a passage only fills the three minutes; below it tells something of the round."""


def _parts(told: RoundTold) -> list[Part]:
    return [*_opening(told), *_result(told), *_apart(told), *_promises(told), *_closing(told)]


def _opening(told: RoundTold) -> list[Part]:
    who = told.groups or ""
    here = {"title": told.title, "place": told.place}
    begin = gettext(
        "Good day to all who are listening. For three minutes we speak of this: %(title)s, in %(place)s."
        " What do the people who use it say of it? What was promised to them? And what came of it?"
    )
    if told.people:
        sat = gettext("In %(month)s, %(people)s sat together, group by group.") % {
            "month": month_in_words(told.month),
            "people": ngettext("%(n)s person", "%(n)s people", told.people)
            % {"n": in_words(told.people, feminine=True)},
        }
    else:
        sat = gettext("In %(month)s, people sat together, group by group.") % {
            "month": month_in_words(told.month)
        }
    asked = gettext("These groups agreed that we tell what they said: %(groups)s.") % {
        "groups": who
    }
    named = gettext(
        "Nobody was named. What counts is what a group says together, and each group answered the same"
        " questions."
    )
    return [
        Part(CORE, begin % here),
        Part(CORE, sat),
        *([Part(8, asked)] if who else []),
        Part(9, named),
    ]


def _result(told: RoundTold) -> list[Part]:
    said = gettext("All together they give %(points)s of a hundred: %(words)s.") % {
        "points": _points(told.points),
        "words": told.words,
    }
    scale = gettext(
        "Nought would mean that everybody is as unhappy as can be, a hundred that everybody is as happy as"
        " can be; fifty is the middle."
    )
    best = [_scored(mark) for mark in told.best]
    weak = [_scored(mark) for mark in told.weak]
    return [
        Part(CORE, said),
        Part(22, scale),
        Part(CORE, _since(told)),
        *([Part(CORE, gettext("What goes best: %(what)s.") % {"what": best[0]})] if best else []),
        *[Part(7, gettext("Then: %(what)s.") % {"what": one}) for one in best[1:2]],
        *(
            [Part(CORE, gettext("What weighs most on people: %(what)s.") % {"what": weak[0]})]
            if weak
            else []
        ),
        *[
            Part(3 + n, gettext("Also: %(what)s.") % {"what": one})
            for n, one in enumerate(weak[1:3])
        ],
    ]


def _since(told: RoundTold) -> str:
    if told.before is None or told.points is None:
        return gettext(
            "It is the first time that this is measured. The next time will show what has moved."
        )
    by = told.points - told.before
    before = {"before": _points(told.before), "by": _points(abs(by))}
    if by > 0:
        return gettext("The time before it was %(before)s: it has gone up by %(by)s.") % before
    if by < 0:
        return gettext("The time before it was %(before)s: it has gone down by %(by)s.") % before
    return gettext("The time before it was %(before)s as well: nothing has moved.") % before


def _apart(told: RoundTold) -> list[Part]:
    if told.gap is None:
        return []
    words = gettext(
        "But not everybody lives the same. On this question: %(question)s, here is what each side says."
        " %(low)s: %(low_points)s. %(high)s: %(high_points)s. That is where we have to begin to talk,"
        " for some live what others do not see."
    )
    return [
        Part(
            2,
            words
            % {
                "question": told.gap.name,
                "low": told.gap.lowest,
                "low_points": _points(told.gap.least),
                "high": told.gap.highest,
                "high_points": _points(told.gap.most),
            },
        )
    ]


def _promises(told: RoundTold) -> list[Part]:
    if not told.promises:
        return [
            Part(
                CORE,
                gettext(
                    "No promise is written down yet. So here is the question to ask those in charge: who"
                    " will do what, by which day, and how will we see that it is done?"
                ),
            )
        ]
    first = gettext("And here is what was promised.")
    ranks = [CORE, 1, 5, 6]
    told_all = [Part(rank, _promise(one)) for rank, one in zip(ranks, told.promises, strict=False)]
    return [Part(CORE, first), *told_all]


def _promise(line: PromiseLine) -> str:
    said = {
        "action": line.action.rstrip(" ."),
        "office": line.office_title,
        "day": day_in_words(line.due_on),
    }
    if line.state is State.KEPT:
        return (
            gettext("%(action)s. %(office)s had promised it. It is kept: citizens went to see.")
            % said
        )
    if line.state is State.BROKEN:
        return gettext("%(action)s. %(office)s had promised it. It was not kept.") % said
    if line.is_late:
        return (
            gettext("%(action)s. %(office)s promised it by the %(day)s. That day is over.") % said
        )
    return gettext("%(action)s. %(office)s answers for it, by the %(day)s.") % said


def _closing(told: RoundTold) -> list[Part]:
    parts = [
        Part(
            10,
            gettext(
                "A promise belongs to everybody who heard it. When its day has come, go and look, two or"
                " three of you, and say what you saw."
            ),
        ),
        Part(
            21,
            gettext(
                "A low score is nobody's shame. Whoever works there may do his best and lack what he needs."
                " But what is not said cannot be mended."
            ),
        ),
        Part(
            23,
            gettext(
                "If you were not there, ask somebody of your village who was. Do these numbers look right to"
                " you? What was forgotten?"
            ),
        ),
        Part(
            24,
            gettext(
                "To ask how a service works is everybody's right. It is for all: women and men, the young"
                " and the old, those who live with a disability, those who had to leave their homes."
            ),
        ),
        Part(
            25,
            gettext(
                "In some months the same groups will sit together again and answer the same questions. Then"
                " we will know whether what was promised has changed anything."
            ),
        ),
    ]
    if told.meeting:
        parts.append(
            Part(
                CORE,
                gettext("The next meeting is open to all: on the %(day)s, %(what)s.")
                % {"day": day_in_words(told.meeting.day), "what": told.meeting.what},
            )
        )
    if told.number:
        parts.append(
            Part(
                11,
                gettext(
                    "To say what you see, send an SMS to %(number)s. Neither the village committee nor the"
                    " office you speak of sees your number."
                )
                % {"number": told.number},
            )
        )
    again = gettext("Let us say it once more. %(title)s: %(points)s of a hundred.") % {
        "title": told.title,
        "points": _points(told.points),
    }
    if told.weak:
        again += " " + gettext("What weighs most: %(what)s.") % {"what": told.weak[0].name}
    parts += [
        Part(12, again),
        Part(
            26,
            gettext(
                "Talk about it tonight at home, under the tree, at the market, after prayer. And whoever"
                " answers for the service: come and talk about it too, people are waiting for you."
            ),
        ),
        Part(
            27,
            gettext(
                "The poster with the scores and the promises hangs at the service and at the town hall."
                " Whoever cannot read asks a pupil to read it out."
            ),
        ),
        Part(CORE, gettext("Thank you for listening, and see you when it is time to look again.")),
    ]
    return parts


def _scored(mark: Mark) -> str:
    said = {"question": mark.name, "points": _points(mark.points)}
    if mark.is_question:
        return gettext("to the question “%(question)s?” people give %(points)s") % said
    return gettext("%(question)s, with %(points)s") % said


def _points(points: int | None) -> str:
    number = points or 0
    return ngettext("%(n)s point", "%(n)s points", number) % {"n": in_words(number)}
