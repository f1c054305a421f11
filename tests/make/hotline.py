"""Calls of the line of 2013: the file that is shipped, and small files in its form."""

import csv
import io
import lzma
import subprocess
import sys
from functools import cache
from importlib.resources import files
from pathlib import Path

from benkan.apps.registry.models import Place, PlaceCode, Programme
from benkan.apps.voices.actions.call_import import CallsReport, load_calls, regions_of_the_file
from benkan.apps.voices.rules.calls.reading import ReadCalls, read_calls
from tests.interfaces.cli.running import SOURCE, environment_of
from tests.make.registry import NOW, make_place

REGIONS = {
    "ML01": "Kayes", "ML02": "Koulikoro", "ML03": "Sikasso", "ML04": "Ségou", "ML05": "Mopti",
    "ML06": "Tombouctou", "ML07": "Gao", "ML08": "Kidal", "ML09": "Bamako",
}  # fmt: skip
HEADING = (
    "id,scrutin,date,hour,operator,channel,callback_delay_h,duration_min,"
    "age_band,sex,region_code,topics\n"
)
FIRST = "SOS-00001,presidentielle,2013-07-01,9,orange,RING,1.5,2,25-34,F,ML09,E1|F9\n"
SLUG = "ligne"


def shipped(name: str = "hotline_sos_2013.csv.xz") -> bytes:
    return files("benkan").joinpath("packs", "hotline", name).read_bytes()


def whole_file() -> bytes:
    return lzma.decompress(shipped())


@cache
def rows_of_the_file() -> list[dict[str, str]]:
    """The file as anybody reads it: for counts that do not come through the house."""
    return list(csv.DictReader(io.StringIO(whole_file().decode())))


def line(number: int, **changed: str) -> str:
    """One line of a file; what is not said is that of `FIRST`."""
    names = HEADING.strip().split(",")
    values = dict(zip(names, FIRST.strip().split(","), strict=True))
    values |= {"id": f"SOS-{number:05}", **changed}
    return ",".join(values[name] for name in names) + "\n"


def make_regions() -> dict[str, Place]:
    """The nine regions of the frame of 2015 with their codes, below the country."""
    country = make_place("Mali", kind="country")
    found = {}
    for code, name in REGIONS.items():
        found[code] = place = make_place(name, kind="region", above=country)
        PlaceCode.objects.filter(place=place).update(code=code)
    return found


def read(content: bytes) -> ReadCalls:
    return read_calls(
        io.BytesIO(content),
        io.BytesIO(shipped("hotline_topics.csv")),
        file="appels.csv",
        topics_file="hotline_topics.csv",
        regions=set(REGIONS),
    )


def load(content: bytes, *, slug: str = SLUG, replace: bool = False) -> CallsReport:
    """Load a file by the real action; the regions must be there."""
    assert regions_of_the_file(), "make_regions comes first"
    return load_calls(slug=slug, name="Ligne", read=read(content), replace=replace, moment=NOW)


def small_file(*lines: str) -> bytes:
    return (HEADING + "".join(lines or (FIRST,))).encode()


def programme_of_calls(slug: str = SLUG) -> Programme:
    return Programme.objects.get(slug=slug)


def lay_regions(folder: Path) -> None:
    """The nine regions in the database of a data folder, in a process of its own: a second instead of
    all of Mali."""
    code = (
        "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'benkan.config.settings';"
        "django.setup(); from tests.make.hotline import make_regions; make_regions()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment_of(folder, {"PYTHONPATH": f"{SOURCE.parent}:{SOURCE.parents[1]}"}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
