"""What is sealed opens with its key, in its row, for its use, and nowhere else."""

from uuid import UUID

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from benkan.kit.sealing import new_key, sealed, unsealed

pytestmark = pytest.mark.fast

KEY, ROW, OTHER_ROW = bytes(range(32)), UUID(int=1), UUID(int=2)


@given(st.binary(max_size=300), st.uuids(), st.text(max_size=20))
def test_what_is_sealed_opens_in_its_place(content: bytes, row: UUID, use: str) -> None:
    box = sealed(KEY, content, bound_to=row, use=use)

    assert unsealed(KEY, box, bound_to=row, use=use) == content
    assert content not in box or len(content) < 4


@pytest.mark.parametrize(
    ("key", "row", "use"),
    [(new_key(), ROW, "number"), (KEY, OTHER_ROW, "number"), (KEY, ROW, "text")],
    ids=["another key", "another row", "another use"],
)
def test_what_is_sealed_opens_nowhere_else(key: bytes, row: UUID, use: str) -> None:
    box = sealed(KEY, b"+22376123456", bound_to=ROW, use="number")

    with pytest.raises(InvalidTag):
        unsealed(key, box, bound_to=row, use=use)


@given(st.data())
def test_a_changed_byte_is_seen(data: st.DataObject) -> None:
    box = bytearray(sealed(KEY, b"+22376123456", bound_to=ROW, use="number"))
    place = data.draw(st.integers(1, len(box) - 1))
    box[place] ^= data.draw(st.integers(1, 255))

    with pytest.raises(InvalidTag):
        unsealed(KEY, bytes(box), bound_to=ROW, use="number")


def test_the_same_content_never_looks_the_same() -> None:
    assert sealed(KEY, b"a", bound_to=ROW, use="n") != sealed(KEY, b"a", bound_to=ROW, use="n")
