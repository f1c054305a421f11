"""Why a barometer stands where it stands, in sentences."""

from collections.abc import Iterator

from benkan.methods.barometer.barometer import Barometer
from benkan.methods.barometer.changes import OTHER_LEAVES, OTHER_MODEL, Change
from benkan.methods.refusals import N_
from benkan.methods.sentences import Percent, Sentence

MOST = 10


def reasons(result: Barometer) -> Iterator[Sentence]:
    """The index and how it is made, criteria, groups, weak leaves, change."""
    yield from _of_index(result)
    yield from _of_criteria(result)
    yield from _of_groups(result)
    yield from _of_weak_leaves(result)
    yield from _of_changes(result)


def _of_index(result: Barometer) -> Iterator[Sentence]:
    name, index = result.model.root.name, result.index
    reading = result.reading_of(result.model.root.id)
    if result.is_hidden:
        yield Sentence(N_("Fewer than five people gave scores: what they said is not shown."))
    if index.score is None or reading is None:
        yield Sentence(N_("Nothing was scored, so %(name)s has no value."), {"name": name})
        return
    yield Sentence(
        N_("%(name)s stands at %(score)s of the way from worst to best: %(words)s."),
        {"name": name, "score": Percent(index.score, 1), "words": Sentence(reading.words)},
    )
    if index.coverage < 1:
        yield Sentence(
            N_(
                "Only %(coverage)s of the weight was scored. What is missing does not count as "
                "zero: it is left out, and could move the value either way."
            ),
            {"coverage": Percent(index.coverage, 0)},
        )
    else:
        yield Sentence(N_("All of the weight was scored: nothing is missing."))


def _of_criteria(result: Barometer) -> Iterator[Sentence]:
    children = result.model.root.children
    if not children:
        return
    yield Sentence(N_("How it comes about"), is_heading=True)
    total = sum(child.weight for child in children)
    for child in children[: 3 * MOST]:
        mark, reading = result.marks[child.id], result.reading_of(child.id)
        share = Percent(child.weight / total, 0)
        if mark.score is None or reading is None:
            text = N_("%(name)s (weight %(weight)s): not scored, left out of the mean.")
            yield Sentence(text, {"name": child.name, "weight": share})
        else:
            yield Sentence(
                N_("%(name)s (weight %(weight)s): %(score)s, %(words)s."),
                {
                    "name": child.name,
                    "weight": share,
                    "score": Percent(mark.score, 1),
                    "words": Sentence(reading.words),
                },
            )


def _of_groups(result: Barometer) -> Iterator[Sentence]:
    if not result.by_group:
        return
    yield Sentence(N_("What the groups say"), is_heading=True)
    for names in result.put_together:
        text = N_("Shown as one group, since one alone has under five people: %(groups)s.")
        yield Sentence(text, {"groups": ", ".join(names)})
    names_of = {place.node.id: place.node.name for place in result.model.places}
    for gap in sorted(result.gaps, key=lambda gap: -gap.size)[:MOST]:
        if gap.size:
            yield Sentence(
                N_(
                    "%(node)s: “%(highest)s” stands highest and “%(lowest)s” lowest, "
                    "%(size)s of the scale apart."
                ),
                {
                    "node": names_of[gap.node],
                    "highest": gap.highest,
                    "lowest": gap.lowest,
                    "size": Percent(gap.size, 1),
                },
            )
            if not gap.same_leaves:
                yield Sentence(
                    N_(
                        "These two were not asked the same things there, so part of the "
                        "difference may come from the questions."
                    )
                )


def _of_weak_leaves(result: Barometer) -> Iterator[Sentence]:
    yield Sentence(N_("What holds it down"), is_heading=True)
    if not result.weak:
        yield Sentence(N_("Nothing that was scored stands below the middle."))
    names_of = {place.node.id: place.node.name for place in result.model.places}
    for weak in result.weak[:MOST]:
        yield Sentence(
            N_(
                "%(name)s: %(score)s. At its best, with all else as it is, the whole would "
                "stand %(costs)s of the scale higher."
            ),
            {
                "name": names_of[weak.leaf],
                "score": Percent(weak.score, 1),
                "costs": Percent(weak.costs, 1),
            },
        )


def _of_changes(result: Barometer) -> Iterator[Sentence]:
    if not result.changes:
        return
    yield Sentence(N_("Since the round before"), is_heading=True)
    names_of = {place.node.id: place.node.name for place in result.model.places}
    first = result.changes[0]
    if first.reason == OTHER_MODEL:
        yield Sentence(
            N_(
                "Round “%(earlier)s” was scored with another version of the model: another ruler, "
                "so no change is given."
            ),
            {"earlier": first.earlier},
        )
        return
    for change in result.changes[: 3 * MOST]:
        if change.size is not None or change.reason == OTHER_LEAVES:
            yield _of_change(change, names_of[change.node])


def _of_change(change: Change, name: str) -> Sentence:
    if change.size is None:
        text = N_(
            "%(name)s: no change is given, since the two rounds did not score the same things "
            "(%(leaves)s)."
        )
        return Sentence(text, {"name": name, "leaves": ", ".join(change.leaves[:MOST])})
    text = (
        N_("%(name)s: higher by %(size)s of the scale than in round “%(earlier)s”.")
        if change.size > 0
        else N_("%(name)s: lower by %(size)s of the scale than in round “%(earlier)s”.")
        if change.size
        else N_("%(name)s: the same as in round “%(earlier)s”.")
    )
    size = {"size": Percent(abs(change.size), 1)} if change.size else {}
    return Sentence(text, {"name": name, "earlier": change.earlier, **size})
