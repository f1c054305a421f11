"""A table typed off its paper: a total that does not agree is said, whichever way it was read."""

import pytest
from django.utils.translation import override

from benkan.apps.assessments.forms.grids import GridForm

ROWS, COLUMNS = (("young", "Under 25"),), (("women", "Women"), ("men", "Men"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            {"young-women": "4", "young-men": "3", "young-total": "7"},
            [],
        ),
        (
            {"young-women": "4", "young-men": "3", "young-total": "9"},
            ["Under 25: the boxes make 7, the total on the paper is 9. Look at this line again."],
        ),
        (
            {"young-women": "4", "young-total": "4", "total-women": "12"},
            ["Women: the boxes make 4, the total on the paper is 12. Look down this column."],
        ),
    ],
    ids=["agrees", "line", "column"],
)
def test_a_total_that_does_not_agree_is_said(typed: dict[str, str], said: list[str]) -> None:
    with override("en"):
        form = GridForm(typed, rows=ROWS, columns=COLUMNS)

        assert [str(one) for one in form.non_field_errors()] == said
