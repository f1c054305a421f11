"""Maps drawn on the server as SVG: places only, small enough for 2G, readable without script.

Plate carrée with the middle latitude's width of a degree, which is exact enough for a country and
needs no library. Lines are reduced to a grid of half a pixel at 360 px. Colours come from classes
(`kit/benkan.css`), so that a map is right in the dark and on paper; each area has its name and
words as a title, and the page beside it says the same as a list.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, cos, hypot, radians
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH = 360
GRID = 2
"""Steps of the grid in a pixel."""
MARGIN = 6
_BEYOND = 8 * GRID
_SMALLEST_RING = 6.0
_LETTER = 7.2
_LINE = 15
_TRIES = (4, -5, 13, -14, 22)

Point = tuple[float, float]
Cell = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Shape:
    """The rings of a place's border as (longitude, latitude), holes among them. Compared by
    identity, so that what was drawn from it can be kept by it."""

    rings: tuple[tuple[Point, ...], ...]
    west: float
    south: float
    east: float
    north: float

    def touches(self, other: "Shape") -> bool:
        """Whether the boxes around both overlap."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )


@dataclass(frozen=True)
class Area:
    """A place to be drawn along a `path`. `look` is a class: `land`, `here`, `beside`, `level-0` to
    `level-4`, `hidden`. `words` are said after the name; `address` makes it a link."""

    name: str
    line: str
    look: str = "land"
    words: str = ""
    address: str = ""
    label: str = ""
    label_at: tuple[float, float] | None = None
    """In pixels."""


@dataclass(frozen=True)
class Dot:
    """A point: `look` is `village` or `health`. A label is drawn where there is room."""

    at: Point
    look: str = "village"
    label: str = ""


@dataclass(frozen=True)
class Frame:
    """What the map shows: the box in degrees and its size in pixels."""

    west: float
    north: float
    per_longitude: float
    per_latitude: float
    width: int
    height: int

    def cell(self, point: Point) -> Cell:
        """The step of the grid in which a point lies."""
        longitude, latitude = point
        return (
            round((longitude - self.west) * self.per_longitude * GRID),
            round((self.north - latitude) * self.per_latitude * GRID),
        )

    def pixel(self, point: Point) -> tuple[float, float]:
        across, down = self.cell(point)
        return across / GRID, down / GRID

    def holds(self, point: Point) -> bool:
        across, down = self.pixel(point)
        return 0 <= across <= self.width and 0 <= down <= self.height


def shape_of(geometry: Mapping[str, Any]) -> Shape:
    """The rings of a GeoJSON Polygon or MultiPolygon."""
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    rings = tuple(
        tuple((float(point[0]), float(point[1])) for point in ring)
        for polygon in polygons
        for ring in polygon
    )
    across = [longitude for ring in rings for longitude, _ in ring]
    down = [latitude for ring in rings for _, latitude in ring]
    return Shape(rings, min(across), min(down), max(across), max(down))


def frame_around(
    shapes: Iterable[Shape], *, width: int = WIDTH, tallest: int = 420, margin: int = MARGIN
) -> Frame:
    """A frame that holds the shapes with a margin, as wide as asked and no taller than `tallest`."""
    kept = list(shapes)
    west, east = min(s.west for s in kept), max(s.east for s in kept)
    south, north = min(s.south for s in kept), max(s.north for s in kept)
    narrowing = cos(radians((south + north) / 2))
    across, down = max((east - west) * narrowing, 1e-6), max(north - south, 1e-6)
    scale = min((width - 2 * margin) / across, (tallest - 2 * margin) / down)
    height = ceil(down * scale) + 2 * margin
    spare = (width - across * scale) / 2
    return Frame(
        west=west - spare / (scale * narrowing),
        north=north + margin / scale,
        per_longitude=scale * narrowing,
        per_latitude=scale,
        width=width,
        height=height,
    )


def path(shape: Shape, frame: Frame, *, coarse: float = 1.0) -> str:
    """The `d` of a path: what of the shape lies in the frame, on the grid, without the points that lie
    within `coarse` steps of the line."""
    pieces = []
    for ring in shape.rings:
        cells = _clipped([frame.cell(point) for point in ring], frame, beyond=_BEYOND)
        cells = _simplified(_without_repeats(cells), coarse)
        if len(cells) > 2 and _doubled_area(cells) >= 2 * _SMALLEST_RING:
            pieces.append(_written(cells))
    return "".join(pieces)


def middle(shape: Shape, frame: Frame, *, least: float = 4) -> tuple[float, float] | None:
    """The pixel in the middle of what the frame shows of the shape; None when that is less than
    `least` square pixels."""
    best, largest = None, 2 * least * GRID * GRID
    for ring in shape.rings:
        cells = _clipped([frame.cell(point) for point in ring], frame, beyond=0)
        doubled = _doubled_area(cells)
        if doubled > largest:
            best, largest = _centre(cells), doubled
    return best


def _centre(cells: Sequence[Cell]) -> tuple[float, float]:
    """The centre of gravity of a ring, in pixels."""
    across = down = total = 0.0
    for (ax, ay), (bx, by) in zip(cells, [*cells[1:], cells[0]], strict=True):
        part = ax * by - bx * ay
        total += part
        across += (ax + bx) * part
        down += (ay + by) * part
    return round(across / (3 * total) / GRID, 1), round(down / (3 * total) / GRID, 1)


def _without_repeats(cells: Sequence[Cell]) -> list[Cell]:
    kept = [cell for at, cell in enumerate(cells) if at == 0 or cell != cells[at - 1]]
    return kept[:-1] if len(kept) > 1 and kept[0] == kept[-1] else kept


def _doubled_area(cells: Sequence[Cell]) -> int:
    if len(cells) < 3:
        return 0
    pairs = zip(cells, [*cells[1:], cells[0]], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs))


def _written(cells: Sequence[Cell]) -> str:
    """Steps from point to point, with a space only where a minus does not part them already."""
    text, (x, y) = f"M{cells[0][0]} {cells[0][1]}l", cells[0]
    steps = []
    for across, down in cells[1:]:
        steps.append(f"{across - x}{'' if down - y < 0 else ' '}{down - y}")
        x, y = across, down
    joined = steps[0]
    for step in steps[1:]:
        joined += step if step.startswith("-") else f" {step}"
    return text + joined + "z"


def _clipped(cells: Sequence[Cell], frame: Frame, *, beyond: int) -> list[Cell]:
    """The ring cut at a box `beyond` the frame (Sutherland and Hodgman, 1974)."""
    right, bottom = frame.width * GRID + beyond, frame.height * GRID + beyond
    kept = list(cells)
    for axis, edge, sign in ((0, -beyond, 1), (0, right, -1), (1, -beyond, 1), (1, bottom, -1)):
        kept = _cut(kept, axis, edge, sign)
    return kept


def _cut(cells: Sequence[Cell], axis: int, edge: int, sign: int) -> list[Cell]:
    kept: list[Cell] = []
    for at, cell in enumerate(cells):
        before = cells[at - 1]
        inside, was_inside = (cell[axis] - edge) * sign >= 0, (before[axis] - edge) * sign >= 0
        if inside != was_inside:
            share = (edge - before[axis]) / (cell[axis] - before[axis])
            other = round(before[1 - axis] + share * (cell[1 - axis] - before[1 - axis]))
            kept.append((edge, other) if axis == 0 else (other, edge))
        if inside:
            kept.append(cell)
    return kept


def _simplified(cells: list[Cell], coarse: float) -> list[Cell]:
    """Without the points that lie within `coarse` of the line (Douglas and Peucker, 1973).

    The ring is parted at the point farthest from its smallest one, so that neighbours that share a
    border mostly drop the same points of it.
    """
    if len(cells) < 4:
        return cells
    start = cells.index(min(cells))
    ring = cells[start:] + cells[:start]
    far = max(range(len(ring)), key=lambda at: _squared(ring[at], ring[0]))
    there = _needed(ring, 0, far, coarse)
    keep = {0, far} | there | _needed([*ring, ring[0]], far, len(ring), coarse)
    return [ring[at] for at in sorted(keep) if at < len(ring)]


def _squared(a: Cell, b: Cell) -> int:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def _needed(line: Sequence[Cell], first: int, last: int, coarse: float) -> set[int]:
    needed: set[int] = set()
    spans = [(first, last)]
    while spans:
        start, end = spans.pop()
        farthest, distance = start, coarse
        for at in range(start + 1, end):
            away = _distance(line[at], line[start], line[end])
            if away > distance:
                farthest, distance = at, away
        if farthest != start:
            needed.add(farthest)
            spans += [(start, farthest), (farthest, end)]
    return needed


def _distance(point: Cell, start: Cell, end: Cell) -> float:
    (px, py), (ax, ay), (bx, by) = point, start, end
    length = _squared(start, end)
    if length == 0:
        return hypot(px - ax, py - ay)
    along = max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length))
    return hypot(px - ax - along * (bx - ax), py - ay - along * (by - ay))


@dataclass
class _Room:
    """Where labels stand already."""

    frame: Frame
    taken: list[tuple[float, float, float, float]] = field(default_factory=list)

    def take(self, text: str, at: tuple[float, float], *, anchor: str = "middle") -> bool:
        """Whether the text fits at the point; then the room is taken."""
        width = _LETTER * len(text)
        left = at[0] - (width / 2 if anchor == "middle" else 0)
        box = (left, at[1] - _LINE + 3, left + width, at[1] + 3)
        if box[0] < 2 or box[2] > self.frame.width - 2 or box[1] < 0 or box[3] > self.frame.height:
            return False
        if any(
            box[0] < right and left_ < box[2] and box[1] < bottom and top < box[3]
            for left_, top, right, bottom in self.taken
        ):
            return False
        self.taken.append(box)
        return True


def draw(
    areas: Sequence[Area],
    dots: Sequence[Dot] = (),
    *,
    frame: Frame,
    title: str,
    description: str,
) -> SafeString:
    """The map. Labels are set in the order of areas and dots; one that finds no room is left out,
    and so is a dot outside the frame."""
    room = _Room(frame)
    shown = [dot for dot in dots if frame.holds(dot.at)]
    return format_html(
        '<svg class="map" role="group" aria-label="{}" viewBox="0 0 {} {}">'
        "<title>{}</title><desc>{}</desc>{}{}{}{}</svg>",
        title,
        frame.width,
        frame.height,
        title,
        description,
        format_html('<g transform="scale({})">{}</g>', 1 / GRID, _areas(areas)),
        _dots(shown, frame),
        format_html_join("", "{}", ((_label(area, room),) for area in areas)),
        format_html_join("", "{}", ((_dot_label(dot, frame, room),) for dot in shown)),
    )


def _short(pixels: float) -> str:
    return f"{pixels:g}"


def _areas(areas: Iterable[Area]) -> SafeString:
    return format_html_join("", "{}", ((_area(area),) for area in areas if area.line))


def _area(area: Area) -> SafeString:
    said = f"{area.name} : {area.words}" if area.words else area.name
    drawn = format_html(
        '<path class="map-{}" d="{}"><title>{}</title></path>', area.look, area.line, said
    )
    if not area.address:
        return drawn
    return format_html('<a href="{}" aria-label="{}">{}</a>', area.address, said, drawn)


def _label(area: Area, room: _Room) -> SafeString:
    if not area.label or area.label_at is None:
        return SafeString("")
    across, down = area.label_at
    for lower in _TRIES:
        if room.take(area.label, (across, down + lower)):
            return format_html(
                '<text class="map-name of-{}" x="{}" y="{}" aria-hidden="true">{}</text>',
                area.look,
                _short(across),
                _short(down + lower),
                area.label,
            )
    return SafeString("")


def _dots(dots: Sequence[Dot], frame: Frame) -> SafeString:
    """All dots of a look in one path: a stroke of no length with round ends, or a cross."""
    lines: dict[str, str] = {}
    for dot in dots:
        across, down = frame.pixel(dot.at)
        x, y = round(across), round(down)
        mark = f"M{x - 4} {y}h8m-4-4v8" if dot.look == "health" else f"M{x} {y}h0"
        lines[dot.look] = lines.get(dot.look, "") + mark
    return format_html_join(
        "", '<path class="map-{}" d="{}"/>', sorted(lines.items(), reverse=True)
    )


def _dot_label(dot: Dot, frame: Frame, room: _Room) -> SafeString:
    across, down = frame.pixel(dot.at)
    if not dot.label:
        return SafeString("")
    at = (across + 6, down + 4)
    anchor = "start"
    if at[0] + _LETTER * len(dot.label) > frame.width - 2:
        at, anchor = (across - 6, down + 4), "end"
    left = at[0] if anchor == "start" else at[0] - _LETTER * len(dot.label)
    if not room.take(dot.label, (left, at[1]), anchor="start"):
        return SafeString("")
    return format_html(
        '<text class="map-spot" x="{}" y="{}" text-anchor="{}" aria-hidden="true">{}</text>',
        _short(at[0]),
        _short(at[1]),
        anchor,
        dot.label,
    )
