"""A barometer as a picture: a strip of nine steps for each node, the groups as letters below it."""

from string import ascii_uppercase

from benkan.interfaces.cli.method.spoken import spoken
from benkan.interfaces.cli.words import of_methods as _
from benkan.kit.charts.strips import Strip, strips
from benkan.methods.barometer.barometer import Barometer
from benkan.methods.barometer.model import Place
from benkan.methods.refusals import N_
from benkan.methods.sentences import Detail, Percent, Sentence

MOST_ROWS = 60
MOST_GROUPS = 8


def picture(result: Barometer) -> str:
    """The whole tree when it fits, else its upper levels; letters for up to eight groups."""
    groups = list(result.by_group) if len(result.by_group) <= MOST_GROUPS else []
    letters = dict(zip(groups, ascii_uppercase, strict=False))
    return str(
        strips(
            [_strip(result, place, letters) for place in _shown(result)],
            steps=9,
            ends=(_("worst"), _("best")),
            legend=[f"{letter}  {name}" for name, letter in letters.items()],
            title=result.model.root.name,
            description=_described(result),
        )
    )


def _shown(result: Barometer) -> list[Place]:
    places = result.model.places
    level = max(place.level for place in places)
    while level > 1 and sum(place.level <= level for place in places) > MOST_ROWS:
        level -= 1
    return [place for place in places if place.level <= level][:MOST_ROWS]


def _strip(result: Barometer, place: Place, letters: dict[str, str]) -> Strip:
    node = place.node
    score, reading = result.marks[node.id].score, result.reading_of(node.id)
    if score is None or reading is None:
        return Strip(node.name, place.level, _("not scored"), None, None)
    words = Sentence(
        N_("%(words)s · %(score)s"), {"words": Sentence(reading.words), "score": Percent(score)}
    )
    marks = [
        (letter, float(of_group))
        for name, letter in letters.items()
        if (of_group := result.by_group[name][node.id].score) is not None
    ]
    return Strip(node.name, place.level, spoken(words), float(score), reading.step, marks)


def _described(result: Barometer) -> str:
    reading, score = result.reading_of(result.model.root.id), result.index.score
    if reading is None or score is None:
        return _("Nothing was scored.")
    text = N_(
        "A strip of nine steps for each criterion, from worst to best. The whole stands at "
        "%(score)s: %(words)s. %(coverage)s of the weight was scored."
    )
    details: dict[str, Detail] = {
        "score": Percent(score),
        "words": Sentence(reading.words),
        "coverage": Percent(result.index.coverage),
    }
    return spoken(Sentence(text, details))
