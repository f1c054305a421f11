"""Maps as SVG: what is drawn, what is left out, what is said."""

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from benkan.kit.maps import Area, Dot, Shape, draw, frame_around, middle, path, shape_of

SQUARE: dict[str, Any] = {
    "type": "Polygon",
    "coordinates": [[[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]],
}
ISLANDS: dict[str, Any] = {
    "type": "MultiPolygon",
    "coordinates": [
        [[[0, 0], [4, 0], [4, 4], [0, 0]]],
        [[[6, 6], [9, 6], [9, 9], [6, 6]]],
    ],
}


def test_a_frame_holds_the_shape_with_a_margin() -> None:
    shape = shape_of(SQUARE)

    frame = frame_around([shape])

    (left, bottom), (right, top) = frame.pixel((0, 0)), frame.pixel((10, 10))
    assert (left, right, top, frame.width) == (6, 354, 6, 360)
    assert 0 <= frame.height - 6 - bottom <= 1


def test_a_straight_border_is_written_with_its_corners_only() -> None:
    across = [[at / 10, 0] for at in range(101)]
    shape = shape_of({"type": "Polygon", "coordinates": [[*across, [10, 10], [0, 10], [0, 0]]]})

    line = path(shape, frame_around([shape]))

    assert line == path(shape_of(SQUARE), frame_around([shape_of(SQUARE)]))
    assert len(re.findall(r"-?\d+", line)) == 8


def test_each_part_of_a_place_is_drawn() -> None:
    shape = shape_of(ISLANDS)

    line = path(shape, frame_around([shape]))

    assert line.count("M") == 2


def test_what_lies_outside_the_frame_is_not_written() -> None:
    here = shape_of(SQUARE)
    far = Shape(
        rings=(((40.0, 40.0), (50.0, 40.0), (50.0, 50.0)),), west=40, south=40, east=50, north=50
    )
    frame = frame_around([here])

    assert path(far, frame) == ""
    assert middle(far, frame) is None
    assert not here.touches(far)


@given(
    st.lists(st.tuples(st.floats(-12, 4), st.floats(10, 25)), min_size=3, max_size=40, unique=True)
)
def test_every_point_written_is_near_the_frame(ring: list[tuple[float, float]]) -> None:
    shape = shape_of({"type": "Polygon", "coordinates": [ring]})
    frame = frame_around([shape_of(SQUARE)])

    line = path(shape, frame)

    x = y = 0
    for at, step in enumerate(re.findall(r"(-?\d+)[ ]?(-?\d+)", line.partition("z")[0])):
        x, y = (int(step[0]), int(step[1])) if at == 0 else (x + int(step[0]), y + int(step[1]))
        assert -16 <= x <= frame.width * 2 + 16
        assert -16 <= y <= frame.height * 2 + 16


def test_a_map_tells_its_title_and_each_place_and_links_it() -> None:
    shape = shape_of(SQUARE)
    frame = frame_around([shape])
    area = Area(
        name="N'Gara <1>",
        line=path(shape, frame),
        look="level-2",
        words="3 of 4",
        address="/p/x/communes/ML040107/",
        label="N'Gara",
        label_at=middle(shape, frame),
    )

    drawn = str(draw([area], frame=frame, title="Map", description="One place."))

    assert "<title>Map</title><desc>One place.</desc>" in drawn
    assert '<a href="/p/x/communes/ML040107/" aria-label="N&#x27;Gara &lt;1&gt; : 3 of 4">' in drawn
    assert 'class="map-level-2"' in drawn
    assert "style=" not in drawn
    assert drawn.count("<text") == 1


def test_a_label_without_room_is_left_out_and_a_dot_outside_too() -> None:
    shape = shape_of(SQUARE)
    frame = frame_around([shape])
    dots = [
        Dot(at=(5, 5), label="Here"),
        Dot(at=(5, 5), label="Here too"),
        Dot(at=(50, 50), label="Elsewhere"),
        Dot(at=(5, 6), look="health"),
    ]

    drawn = str(draw([], dots, frame=frame, title="Map", description=""))

    assert re.findall(r"<text[^>]*>([^<]*)</text>", drawn) == ["Here"]
    assert re.findall(r'class="map-(\w+)"', drawn) == ["village", "health", "spot"]
