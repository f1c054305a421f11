"""Points in groups, and bars of answers: readable without colour, whole in a narrow window."""

from xml.etree import ElementTree

import pytest
from django.utils.html import format_html

from benkan.kit.charts.drawing import frame
from benkan.kit.charts.opinions import HATCHING, Answer, Question, height_of, opinions
from benkan.kit.charts.scatter import SHAPES, Outline, Spot, scatter


def parsed(drawn: str) -> ElementTree.Element:
    whole = frame(format_html("{}", drawn), width=340, height=300, title="t", description="d")
    return ElementTree.fromstring(whole)


def named(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return root.findall(f".//{{http://www.w3.org/2000/svg}}{name}")


def test_each_class_has_a_shape_of_its_own_and_a_letter() -> None:
    spots = [Spot(at, at % 2, at % 3 if at else None) for at in range(9)]
    square = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]
    outlines = [Outline(letter, square, (0.5, 0.5)) for letter in "ABC"]

    root = parsed(scatter(spots, outlines, width=340, height=300))

    assert len(named(root, "use")) == 9
    shapes = {path.get("d") for path in named(root, "path")}
    assert set(SHAPES[:3]) <= shapes
    assert [text.text for text in named(root, "text")] == ["A", "B", "C"]


@pytest.mark.parametrize("spots", [[], [Spot(0, 0, 0)], [Spot(1, 1, 0)] * 3], ids=["0", "1", "3"])
def test_points_in_one_place_are_drawn(spots: list[Spot]) -> None:
    root = parsed(scatter(spots, [Outline("A", [], (0, 0))], width=340, height=300))

    assert len(named(root, "use")) == len(spots)


def test_both_directions_have_one_scale() -> None:
    spots = [Spot(0, 0, 0), Spot(10, 0, 0), Spot(0, 1, 0)]

    uses = named(parsed(scatter(spots, [], width=340, height=300)), "use")

    numbers = [
        [float(part) for part in (use.get("transform") or "").split("(")[1].split(")")[0].split()]
        for use in uses
    ]
    across, up = numbers[1][0] - numbers[0][0], numbers[0][1] - numbers[2][1]
    assert across == pytest.approx(10 * up, rel=0.01)


def test_a_long_statement_is_cut_at_words_and_a_group_without_votes_has_no_bar() -> None:
    question = Question("word " * 60, [Answer("A", 0.5, 0.25, "50%"), Answer("B", None, None, "–")])

    root = parsed(HATCHING + opinions([question], top=0, width=340))

    texts = [text.text or "" for text in named(root, "text")]
    assert texts[3].endswith("…")
    assert texts[-2:] == ["B", "–"]
    assert height_of(question) == 4 * 16 + 2 * 19 + 18
    widths = [rect.get("width") for rect in named(root, "rect")]
    assert widths == ["260", "130", "65", "260"]
