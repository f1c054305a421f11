from io import BytesIO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benkan.methods.refusals import Refused
from benkan.methods.suppression.protecting import pattern
from benkan.methods.suppression.reading import Read, read_counts


def read(text: str, by: str, count: str = "n") -> Read:
    return read_counts(BytesIO(text.encode()), file="T.csv", count=count, by=by.split(","))


def shown(found: Read) -> dict[tuple[str | None, ...], int]:
    cube = found.cube
    return {
        tuple(cube.name(cell).values()): int(cube.counts[cell])
        for cell in np.flatnonzero(cube.exists).tolist()
    }


def test_margins_that_are_left_out_are_computed() -> None:
    found = read("a,b,n\nx,f,1\nx,m,2\ny,f,3\ny,m,4\n", "a,b")

    assert shown(found) == {
        (None, None): 10,
        (None, "f"): 4,
        (None, "m"): 6,
        ("x", None): 3,
        ("x", "f"): 1,
        ("x", "m"): 2,
        ("y", None): 7,
        ("y", "f"): 3,
        ("y", "m"): 4,
    }


@pytest.mark.parametrize("total", ["", "*", "total", "TOTAL", "all", "Tous", "ensemble"])
def test_a_total_may_be_written_in_several_ways(total: str) -> None:
    found = read(f"a,n\nx,1\ny,2\n{total},3\n", "a")

    assert shown(found) == {(None,): 3, ("x",): 1, ("y",): 2}
    assert found.totals == {"a": total}


def test_a_combination_without_a_row_counts_zero() -> None:
    found = read("a,b,n\nx,f,1\ny,m,4\nx,m,2\n", "a,b")

    assert shown(found)["y", "f"] == 0
    assert found.absent == 1


def test_communes_are_seen_to_lie_in_one_cercle_each() -> None:
    found = read("cercle,commune,sex,n\nK,x,f,1\nK,y,f,2\nS,z,f,3\nS,z,m,4\n", "sex,commune,cercle")

    assert found.within == [("commune", "cercle")]
    assert len(shown(found)) == (1 + 2 + 3) * 3
    assert found.absent == 2


def test_names_that_repeat_are_told_apart_by_what_they_lie_in() -> None:
    found = read("cercle,commune,n\nK,Centre,1\nS,Centre,3\n", "cercle/commune")

    assert shown(found) == {
        (None, None): 4,
        ("K", None): 1,
        ("S", None): 3,
        ("K", "Centre"): 1,
        ("S", "Centre"): 3,
    }


@given(st.permutations(["x,f,1", "x,m,2", "y,f,3", "y,m,4", "*,*,10", "x,*,3"]))
def test_the_order_of_rows_changes_no_count(rows: list[str]) -> None:
    found = read("a,b,n\n" + "\n".join(rows), "a,b")

    assert shown(found) == shown(read("a,b,n\nx,f,1\nx,m,2\ny,f,3\ny,m,4\n", "a,b"))


def test_values_stand_in_the_order_of_their_names() -> None:
    found = read("age,n\n10-14,1\n60+,1\n5-9,1\n<5,1\nall ages,1\n", "age")

    assert [values[0] for values in shown(found) if values[0]] == [
        "5-9",
        "10-14",
        "60+",
        "<5",
        "all ages",
    ]


@given(st.permutations(["x,f,12", "x,m,3", "x,n,9", "y,f,20", "y,m,15", "y,n,8", "z,f,9", "z,m,7"]))
def test_the_order_of_rows_changes_nothing_that_is_hidden(rows: list[str]) -> None:
    found = pattern(read("a,b,n\n" + "\n".join(rows), "a,b").cube, 5)
    again = pattern(read("a,b,n\n" + "\n".join(sorted(rows)), "a,b").cube, 5)

    assert found.hidden.tolist() == again.hidden.tolist()


@pytest.mark.parametrize(
    ("text", "by", "code", "details"),
    [
        ("a,n\nx,1\n", "b", "column_missing", {"column": "b"}),
        ("a,n\nx,1.5\n", "a", "not_a_count", {"line": 2, "column": "n", "found": "1.5"}),
        ("a,n\nx,-1\n", "a", "not_a_count", {"found": "-1"}),
        ("a,n\nx,nan\n", "a", "not_a_count", {"found": "nan"}),
        ("a,n\nx,1e999\n", "a", "not_a_count", {"found": "1e999"}),
        ("a,n\nx,²\n", "a", "not_a_count", {"found": "²"}),
        ("a,n\nx," + "9" * 9999 + "\n", "a", "not_a_count", {"line": 2}),
        ("a,n\nx,1\nx,2\n", "a", "cell_twice", {"line": 3, "cell": "a = x"}),
        ("a,n\nx,1\ny,2\n*,4\n", "a", "margin_wrong", {"line": 4, "found": 4, "expected": 3}),
        ("a,b,n\nx,f,1\nz,*,1\n", "a,b", "margin_wrong", {"cell": "a = z, b = *", "expected": 0}),
        ("a,n\n*,4\n", "a", "only_margins", {}),
        ("a,n\nx,1\n", "a,a", "wrong_dimensions", {}),
        ("a,b,c,d,e,n\nx,x,x,x,x,1\n", "a,b,c,d,e", "wrong_dimensions", {}),
        ("a,n\nx,1\n", "n", "count_is_dimension", {"column": "n"}),
        ("", "a", "empty_table", {}),
        ("a,n\n", "a", "no_rows", {}),
    ],
)
def test_what_is_no_table_is_refused_with_its_place(
    text: str, by: str, code: str, details: dict[str, object]
) -> None:
    with pytest.raises(Refused) as refused:
        read(text, by)

    assert refused.value.code == code
    assert {name: refused.value.details[name] for name in details} == details


def test_a_table_too_large_to_be_filled_is_refused_before_it_is_made() -> None:
    rows = "".join(f"x{k},y{k},z{k},1\n" for k in range(2000))

    with pytest.raises(Refused) as refused:
        read("a,b,c,n\n" + rows, "a,b,c")

    assert refused.value.code == "too_many_cells"
