"""The reasons, as sentences of data."""

from benkan.methods.barometer.explaining import reasons
from tests.methods.barometer.make import result_of


def said(*rows: str, heading: str = "leaf,group,value") -> list[str]:
    return [sentence.text for sentence in reasons(result_of(*rows, heading=heading))]


def test_missing_weight_is_told_with_what_it_means() -> None:
    texts = said("pump,women,8")

    assert (
        "Only %(coverage)s of the weight was scored. What is missing does not count as zero: it is left out, and could move the value either way."
        in texts
    )
    assert "%(name)s (weight %(weight)s): not scored, left out of the mean." in texts


def test_a_gap_over_different_questions_is_told_as_such() -> None:
    texts = said("pump,women,8", "minutes,women,60", "pump,men,8")

    assert (
        "These two were not asked the same things there, so part of the difference may come from "
        "the questions." in texts
    )


def test_a_change_is_told_with_its_direction() -> None:
    texts = said("pump,a,4,1", "pump,a,5,2", heading="leaf,group,value,round")

    assert (
        texts.count("%(name)s: higher by %(size)s of the scale than in round “%(earlier)s”.") == 3
    )
