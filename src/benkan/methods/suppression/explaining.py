"""Why a table is hidden as it is, in plain words."""

from collections.abc import Iterator

from benkan.methods.refusals import N_
from benkan.methods.sentences import Sentence
from benkan.methods.suppression.proving import Suppression
from benkan.methods.suppression.reading import Read

MOST_REASONS = 12


def reasons(found: Suppression, read: Read, *, earlier: int = 0) -> Iterator[Sentence]:
    """What is hidden, why each complementary cell was taken, what is proven, and what is not."""
    yield from _what_is_hidden(found, read, earlier)
    yield from _why(found)
    yield from _proof(found)


def _what_is_hidden(found: Suppression, read: Read, earlier: int) -> Iterator[Sentence]:
    small, with_them = int(found.pattern.primary.sum()), int(found.pattern.complementary.sum())
    shown = int(found.cube.exists.sum()) - small - with_them
    yield Sentence(N_("What is hidden"), is_heading=True)
    if not small and not with_them:
        yield Sentence(
            N_("Nothing: no count is below %(minimum)s, margins included. Shown: %(shown)s."),
            {"minimum": found.minimum, "shown": shown},
        )
    else:
        yield _counted(found, small, with_them, shown)
    yield from _meant(found, read, earlier)


def _counted(found: Suppression, small: int, with_them: int, shown: int) -> Sentence:
    if not with_them:
        return Sentence(
            N_(
                "Small counts, below %(minimum)s, margins included: %(small)s. No other had to be "
                "hidden with them. Shown: %(shown)s."
            ),
            {"minimum": found.minimum, "small": small, "shown": shown},
        )
    return Sentence(
        N_(
            "Small counts, below %(minimum)s, margins included: %(small)s. Hidden with them, so "
            "that a subtraction does not give them back: %(with_them)s. Shown: %(shown)s."
        ),
        {
            "minimum": found.minimum,
            "small": small,
            "with_them": with_them,
            "shown": shown,
        },
    )


def _meant(found: Suppression, read: Read, earlier: int) -> Iterator[Sentence]:
    if found.pattern.hidden.any():
        yield Sentence(
            N_(
                "Zero is hidden like every small count: “nobody” would be a statement about everybody."
            )
        )
    if read.absent:
        yield Sentence(
            N_("Combinations without a row count as zero and are hidden too: %(absent)s."),
            {"absent": read.absent},
        )
    for lower, upper in read.within:
        yield Sentence(
            N_("Each value of “%(lower)s” lies within one value of “%(upper)s”."),
            {"lower": lower, "upper": upper},
        )
    if earlier:
        yield Sentence(
            N_(
                "What was published before is taken as known: a growth below %(minimum)s cannot be "
                "found by comparing the tables."
            ),
            {"minimum": found.minimum},
        )


def _why(found: Suppression) -> Iterator[Sentence]:
    because = sorted(found.pattern.because.items())
    if not because:
        return
    yield Sentence(N_("Why the others were hidden with them"), is_heading=True)
    for cell, why in because[:MOST_REASONS]:
        names = {"cell": found.cube.label(cell), "why": found.cube.label(why)}
        yield Sentence(_reason(found, cell, why), names)
    if len(because) > MOST_REASONS:
        yield Sentence(
            N_("And, for like reasons, others: %(more)s."), {"more": len(because) - MOST_REASONS}
        )


def _reason(found: Suppression, cell: int, why: int) -> str:
    if found.behind is not None:
        releases = len(found.behind.cube.trees[-1])
        if found.behind.pattern.because[cell * releases] % releases:
            return N_(
                "%(cell)s, so that what was hidden in %(why)s before, or was added to it since, "
                "cannot be found by comparing."
            )
    if found.pattern.primary[why]:
        return N_("%(cell)s, so that %(why)s, which is small, cannot be found by subtraction.")
    return N_("%(cell)s, so that %(why)s, which is hidden too, cannot be found either.")


def _proof(found: Suppression) -> Iterator[Sentence]:
    if not found.pattern.hidden.any():
        return
    yield Sentence(N_("What is proven"), is_heading=True)
    yield Sentence(
        N_(
            "Whoever knows everything that is shown, and that no count is negative, finds that each "
            "small count could be anything from 0 to %(minimum)s, and cannot place any other hidden "
            "count in an interval narrower than %(minimum)s."
        )
        if found.pattern.complementary.any()
        else N_(
            "Whoever knows everything that is shown, and that no count is negative, finds that each "
            "small count could be anything from 0 to %(minimum)s."
        ),
        {"minimum": found.minimum},
    )
    yield Sentence(
        N_(
            "The proof is other tables that would have been published alike, gone over one by one: "
            "%(tables)s."
        ),
        {"tables": len(found.pattern.witnesses)},
    )
    if found.narrowed is None:
        yield Sentence(
            N_(
                "The table is large: the exact bounds of each hidden count were not computed, and "
                "those given are at most as wide as they are."
            )
        )
        return
    yield Sentence(N_("A solver attacked every hidden count and found nothing narrower."))
    if found.narrowed:
        yield Sentence(
            N_(
                "Publish the table, not the column that says which counts are small: whoever knew "
                "it could narrow some hidden counts further: %(narrowed)s."
            ),
            {"narrowed": len(found.narrowed)},
        )
