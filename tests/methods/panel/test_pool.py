"""Reading the people who may be drawn."""

from io import BytesIO

import pytest

from benkan.methods.panel.pool import Person, Pool, read_pool
from benkan.methods.panel.quotas import Quota
from benkan.methods.refusals import Refused

QUOTAS = (Quota("sex", "w", 0, 9), Quota("sex", "m", 0, 9), Quota("age", "old", 0, 9))


def read(text: str, household: str | None = None) -> Pool:
    return read_pool(BytesIO(text.encode()), file="p.csv", quotas=QUOTAS, household=household)


def refusal(text: str, household: str | None = None) -> Refused:
    with pytest.raises(Refused) as refused:
        read(text, household)
    return refused.value


def test_features_come_in_the_order_of_the_quotas_whatever_the_columns() -> None:
    pool = read("age,name,id,sex\nold,Awa,7,w\nold,Ali,8,m\n")

    assert pool == Pool(("sex", "age"), (Person("7", ("w", "old")), Person("8", ("m", "old"))))


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("id,sex,age,first", "x,w,old,y"),
        ("first,nationbuilder_id,sex,age", "y,x,w,old"),
        ("sex,number,age,other", "w,x,old,y"),
    ],
)
def test_the_id_is_found(header: str, row: str) -> None:
    assert [person.id for person in read(f"{header}\n{row}\n").people] == ["x"]


def test_the_household_is_no_id_and_an_empty_one_is_a_household_of_one() -> None:
    pool = read("home,key,sex,age\nh1,a,w,old\n,b,m,old\n", "home")

    assert [(person.id, person.household) for person in pool.people] == [("a", "h1"), ("b", None)]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("a,w,old", "person_twice"),
        (",w,old", "person_without_id"),
        ("b,x,old", "panel_value_unknown"),
        ("b,w,", "panel_value_unknown"),
        ("b,w", "wrong_length"),
    ],
)
def test_a_wrong_row_is_refused_with_its_line(row: str, code: str) -> None:
    refused = refusal(f"id,sex,age\na,w,old\n{row}\n")

    assert (refused.code, refused.details["line"]) == (code, 3)


def test_missing_columns_are_named() -> None:
    assert refusal("id,sex\na,w\n").details["column"] == "age"
    assert refusal("id,sex,age\na,w,old\n", "home").details["column"] == "home"
    assert refusal("sex,age\nw,old\n").code == "id_column_missing"
