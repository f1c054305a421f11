"""Open a country's folder of reference files and read it whole, before anything is written."""

import csv
import gzip
import hashlib
import io
import json
import tomllib
import zlib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from benkan.apps.registry.rules import pack, pack_reference
from benkan.apps.registry.rules.pack_lines import (
    Line,
    PackFileMissing,
    PackFileUnreadable,
    PackValueUnknown,
)

# Counted into the digest: raise it when the same files are to be loaded again differently.
_READING = "1"
# Bytes of one file, unpacked: ten times the largest that we know of. A packed one may grow a
# thousandfold.
_LARGEST = 16_000_000


def shipped(country: str) -> Traversable:
    """The folder of a country that the package brings along."""
    return files("benkan").joinpath("packs", country)


class Folder:
    """The files of a folder, each read once; a file may be compressed as `name.gz`."""

    def __init__(self, root: Traversable) -> None:
        self._root = root
        self._digest = hashlib.sha256(_READING.encode())

    def digest(self) -> str:
        """SHA-256 over the names and contents of the files read so far."""
        return self._digest.hexdigest()

    def _text(self, name: str) -> str:
        content = self._content(name)
        self._digest.update(name.encode() + len(content).to_bytes(8, "big") + content)
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            line = content[: fault.start].count(b"\n") + 1
            raise PackFileUnreadable(file=name, line=line, column="") from None

    def _content(self, name: str) -> bytes:
        try:
            plain = self._root.joinpath(name)
            if plain.is_file():
                return plain.read_bytes()
            packed = self._root.joinpath(name + ".gz").read_bytes()
            with gzip.open(io.BytesIO(packed)) as file:
                content = file.read(_LARGEST + 1)
        except FileNotFoundError:
            raise PackFileMissing(file=name, line=0, column="") from None
        except (OSError, EOFError, zlib.error):
            raise PackFileUnreadable(file=name, line=0, column="") from None
        if len(content) > _LARGEST:
            raise PackFileUnreadable(file=name, line=0, column="")
        return content

    def lines(self, name: str) -> Iterator[Line]:
        """The lines of a CSV file with a header."""
        reader = csv.DictReader(io.StringIO(self._text(name)), strict=True)
        try:
            for values in reader:
                yield Line(name, reader.line_num, values)
        except csv.Error:
            raise PackFileUnreadable(file=name, line=reader.line_num, column="") from None

    def tables(self, name: str, key: str) -> Iterator[Line]:
        """The tables `[[key]]` of a TOML file, numbered as they follow; none where the file is missing,
        since a country may be known without it."""
        if not self._root.joinpath(name).is_file():
            return
        try:
            tables = tomllib.loads(self._text(name)).get(key, [])
        except (ValueError, RecursionError):
            raise PackFileUnreadable(file=name, line=0, column="") from None
        for number, table in enumerate(tables, start=1):
            yield Line(name, number, {column: _as_text(value) for column, value in table.items()})

    def shapes(self, name: str, *, key: str, known: set[str]) -> dict[str, str]:
        """The geometry of each feature as text, by the property `key`, which must be known."""
        try:
            features = json.loads(self._text(name))["features"]
        except (ValueError, KeyError, TypeError):
            raise PackFileUnreadable(file=name, line=0, column="") from None
        found = {}
        for number, feature in enumerate(features, start=1):
            try:
                code, geometry = str(feature["properties"].get(key, "")), feature["geometry"]
            except (AttributeError, KeyError, TypeError):
                raise PackFileUnreadable(file=name, line=number, column=key) from None
            if code not in known:
                raise PackValueUnknown(file=name, line=number, column=key, value=code[:40])
            found[code] = json.dumps(geometry, separators=(",", ":"))
        return found


def _as_text(value: object) -> str:
    return "|".join(map(str, value)) if isinstance(value, list) else str(value)


def read(root: Traversable) -> pack.Pack:
    """Read and check everything; a file that is wrong is refused with its name, line and column."""
    folder = Folder(root)
    divisions = pack.divisions(folder.lines("admin_divisions.csv"))
    new_regions = pack.new_regions(folder.lines("regions_2023.csv"))
    codes = {division.code for division in divisions}
    communes = {division.code for division in divisions if division.kind == "commune"}
    laws = pack_reference.laws(folder.lines("laws.csv"))
    shapes = {}
    for name in ("regions.geojson", "cercles.geojson", "communes.geojson"):
        shapes.update(folder.shapes(name, key="code", known=codes))
    return pack.Pack(
        divisions=divisions,
        new_regions=new_regions,
        settlements=pack.settlements(folder.lines("settlements.csv"), communes=communes),
        facilities=(
            pack.health_facilities(folder.lines("health_facilities.csv"), communes=communes)
            + pack.schools(folder.lines("schools.csv"), communes=communes)
        ),
        languages=pack_reference.languages(folder.lines("languages.csv")),
        laws=laws,
        rights=pack_reference.rights(folder.tables("rights.toml", "right"), laws=laws),
        phone_prefixes=pack_reference.phone_prefixes(folder.lines("phone_prefixes.csv")),
        shapes=shapes,
        new_region_shapes=folder.shapes(
            "regions_2023_approx.geojson",
            key="key",
            known={region.key for region in new_regions},
        ),
        digest=folder.digest(),
    )
