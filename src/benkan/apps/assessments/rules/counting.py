"""A count of people as a sheet writes it: a number for each box, by the box's name (`female-25_34`,
`disability-male`)."""

from collections.abc import Mapping

from benkan.kit.counts import Headcounts, Situations
from benkan.kit.splits import AgeBand, Sex, Situation

Counts = tuple[Headcounts, Situations]


def as_boxes(counts: Counts) -> dict[str, int]:
    """The boxes that are not empty."""
    headcounts, situations = counts
    people = {f"{sex}-{band}": number for (sex, band), number in headcounts.items()}
    those = {f"{of}-{sex}": number for (of, sex), number in situations.items()}
    return {box: number for box, number in {**people, **those}.items() if number}


def from_boxes(boxes: Mapping[str, int]) -> Counts:
    """The count behind the boxes; a box that no sheet has counts for nothing."""
    headcounts = {
        (sex, band): boxes[f"{sex}-{band}"]
        for sex in Sex
        for band in AgeBand
        if f"{sex}-{band}" in boxes
    }
    situations = {
        (of, sex): boxes[f"{of}-{sex}"] for of in Situation for sex in Sex if f"{of}-{sex}" in boxes
    }
    return headcounts, situations


def both(one: Counts, other: Counts) -> Counts:
    """Counts of different people put together."""
    boxes, more = as_boxes(one), as_boxes(other)
    return from_boxes({box: boxes.get(box, 0) + more.get(box, 0) for box in {**boxes, **more}})
