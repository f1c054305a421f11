"""Points with their intervals, drawn."""

from xml.etree import ElementTree

from benkan.kit.charts.intervals import Interval, Panel, intervals

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*rows: Interval) -> ElementTree.Element:
    panel = Panel("Income", rows, lambda value: f"{value:g}")
    return ElementTree.fromstring(intervals([panel], title="T", description="D"))


def test_a_point_stands_between_the_stops_of_its_interval() -> None:
    picture = drawn(Interval("North", "5", 5, 4, 8), Interval("South", "6", 6, 2, 7))

    points = [float(point.attrib["cx"]) for point in picture.findall(f"{SVG}circle")]
    bars = [bar for bar in picture.findall(f"{SVG}line") if bar.get("stroke-width") == "4"]
    ends = [(float(bar.attrib["x1"]), float(bar.attrib["x2"])) for bar in bars]
    assert [low < point < high for point, (low, high) in zip(points, ends, strict=True)] == [
        True,
        True,
    ]
    assert [bar.get("stroke-dasharray") for bar in bars] == [None, None]


def test_a_difference_is_drawn_with_zero_on_its_scale() -> None:
    panel = Panel("Change", [Interval("All", "-41", -41, -57, -26)], str, holds_zero=True)

    picture = ElementTree.fromstring(intervals([panel], title="T", description="D"))

    lines = [line for line in picture.findall(f"{SVG}line") if line.get("opacity") == ".55"]
    assert [line.get("stroke") for line in lines if line.get("x1") == line.get("x2")] == [
        "currentColor"
    ]


def test_an_open_end_is_dashed_to_the_edge() -> None:
    picture = drawn(Interval("North", "5", 5, 4, None))

    bars = [bar for bar in picture.findall(f"{SVG}line") if bar.get("stroke-width") == "4"]
    assert [(bar.get("stroke-dasharray"), bar.get("x2")) for bar in bars] == [("5 4", "328")]


def test_a_row_without_a_value_says_its_words_alone() -> None:
    picture = drawn(Interval("North", "not known", None, None, None))

    assert [text.text for text in picture.findall(f"{SVG}text")] == ["Income", "North", "not known"]
    assert picture.findall(f"{SVG}line") == []
