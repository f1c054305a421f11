"""The worked example of docs/methods/barometer.md, and what a whole barometer says."""

from fractions import Fraction

from tests.methods.barometer.make import COMMUNE, group_at, result_of, scores_at, shares

EXAMPLE = (
    "pump,women,4",
    "pump,men,7",
    "minutes,women,45",
    "minutes,men,30",
    "teacher,women,3",
    "teacher,men,",
)


def test_the_worked_example_of_the_page_comes_out() -> None:
    result = result_of(*EXAMPLE)

    assert scores_at(result, ["pump", "minutes", "water", "teacher", "school", "index"]) == [
        Fraction(11, 20),
        Fraction(3, 8),
        Fraction(37, 80),
        Fraction(1, 2),
        Fraction(1, 2),
        Fraction(19, 40),
    ]
    assert [group_at(result, "women", node) for node in ("water", "index")] == [
        Fraction(13, 40),
        Fraction(23, 60),
    ]
    assert [group_at(result, "men", node) for node in ("water", "school", "index")] == [
        Fraction(3, 5),
        None,
        Fraction(3, 5),
    ]
    assert result.by_group["men"]["index"].coverage == Fraction(2, 3)
    assert result.index.coverage == 1
    minutes = result.reading_of("minutes")
    assert minutes is not None
    assert minutes.step == -1
    assert [(weak.leaf, weak.costs) for weak in result.weak] == [("minutes", Fraction(5, 24))]


def test_a_gap_names_the_two_groups_that_are_the_furthest_apart() -> None:
    result = result_of(*EXAMPLE)

    assert [(gap.node, gap.size, gap.lowest, gap.highest) for gap in result.gaps] == [
        ("index", Fraction(13, 60), "women", "men"),
        ("water", Fraction(11, 40), "women", "men"),
        ("pump", Fraction(3, 10), "women", "men"),
        ("minutes", Fraction(1, 4), "women", "men"),
    ]
    assert [gap.same_leaves for gap in result.gaps] == [False, True, True, True]


def test_groups_with_equal_scores_are_named_in_the_order_of_their_names() -> None:
    result = result_of("pump,c,5", "pump,a,5", "pump,b,5")

    index = result.gaps[0]
    assert (index.lowest, index.highest) == ("a", "b")
    assert index.size == 0


def test_several_rows_of_a_group_are_several_people_and_groups_weigh_alike() -> None:
    result = result_of("pump,women,2", "pump,women,4", "pump,women,9", "pump,men,10")

    assert result.marks["pump"].score == Fraction(3, 4)
    assert result.cards["pump"].consolidated == Fraction(15, 2)
    assert result.cards["pump"].groups["women"].median == 4


def test_what_the_meeting_agreed_stands_for_the_mean_of_the_groups() -> None:
    result = result_of("pump,women,2", "pump,men,8", "pump,,6")

    assert result.marks["pump"].score == Fraction(3, 5)
    assert group_at(result, "women", "pump") == Fraction(1, 5)
    assert result.cards["pump"].is_agreed


def test_what_is_missing_lowers_the_coverage_and_not_the_score() -> None:
    result = result_of("pump,women,8", "minutes,women,NA", "teacher,women,")

    assert result.index.score == Fraction(4, 5)
    assert result.index.coverage == Fraction(1, 3)
    assert result.marks["school"].score is None
    assert result.reading_of("school") is None


def test_the_share_of_a_leaf_is_the_product_of_the_shares_on_the_way_down() -> None:
    assert shares(COMMUNE) == {
        "index": 1,
        "water": Fraction(2, 3),
        "pump": Fraction(1, 3),
        "minutes": Fraction(1, 3),
        "school": Fraction(1, 3),
        "teacher": Fraction(1, 3),
    }


def test_a_group_of_three_is_not_shown_alone_in_public() -> None:
    rows = [f"pump,{name},{value}" for name, n, value in GROUPS for _ in range(n)]

    result = result_of(*rows, in_public=True)

    assert list(result.by_group) == ["men + youth", "women"]
    assert result.put_together == (("men", "youth"),)
    assert group_at(result, "men + youth", "pump") == Fraction(3 * 2 + 6 * 8, 90)
    # The whole is the mean of what is shown: the three cannot be worked out from it.
    assert result.marks["pump"].score == (Fraction(3, 5) + Fraction(3 * 2 + 6 * 8, 90)) / 2


GROUPS = (("youth", 3, 2), ("men", 6, 8), ("women", 9, 6))


def test_fewer_than_five_people_in_all_are_not_shown_in_public() -> None:
    result = result_of("pump,women,4", "pump,men,5", in_public=True)

    assert result.is_hidden
    assert result.by_group == {}
    assert result.index.score is None
