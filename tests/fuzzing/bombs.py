"""Small things that grow: each is given to its reader in a process of its own, which tells what it cost.

`python -m tests.fuzzing.bombs <name>` prints its bytes, the answer, milliseconds of processor and MB.
"""

import gzip
import json
import lzma
import os
import struct
import sys
import time
import zlib
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

Bomb = tuple[bytes, Callable[[bytes], Any]]
_STATUS = Path("/proc/self/status")


def png(width: int, height: int) -> bytes:
    """A black picture: a thousand times smaller than what it becomes."""

    def part(kind: bytes, told: bytes) -> bytes:
        return (
            struct.pack(">I", len(told)) + kind + told + struct.pack(">I", zlib.crc32(kind + told))
        )

    packed, row = zlib.compressobj(9), b"\0" * (1 + 3 * width)
    lines = b"".join(packed.compress(row) for _ in range(height)) + packed.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", lines) + part(b"IEND", b"")


def picture(form: str, **more: Any) -> bytes:
    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (7000, 7100)).save(out, form, **more)
    return out.getvalue()


def wav(rate: int, samples: int = 4_000_000) -> bytes:
    head = struct.pack("<IHHIIHH", 16, 1, 1, rate, rate, 1, 8)
    size = struct.pack("<I", samples)
    return b"RIFF" + size + b"WAVEfmt " + head + b"data" + size + b"\x80" * samples


def bomb(name: str) -> Bomb:
    from benkan.apps.commitments.rules.articles import split_articles
    from benkan.apps.files.rules.audio import kept_audio
    from benkan.apps.files.rules.pictures import kept_picture
    from benkan.apps.messaging.rules.numbers import number_of_sender
    from benkan.interfaces.gateways import android, reading
    from benkan.kit.boxes import contents_of
    from tests.fuzzing import sealed
    from tests.fuzzing.pieces import posted, words

    deep, wide = b"[" * 2_000_000, b"[" + b"[]," * 800_000 + b"[]]"
    form = b"application/x-www-form-urlencoded\n"
    made: dict[str, Callable[[], Bomb]] = {
        "png of 50 million pixels": lambda: (png(7000, 7100), kept_picture),
        "webp of 50 million pixels": lambda: (picture("WEBP", quality=1, method=0), kept_picture),
        "jpeg in passes": lambda: (picture("JPEG", progressive=True, quality=5), kept_picture),
        "sound of an hour": lambda: (wav(1_000), kept_audio),
        "sound of a hertz": lambda: (wav(1), kept_audio),
        "json, deep": lambda: (deep, android.event_in),
        "json, wide": lambda: (wide, android.event_in),
        "json, wide, in a box": lambda: (len(wide).to_bytes(4, "big") + wide, contents_of),
        "json, deep, in a sheet": lambda: (deep[:200_000], sealed.sheet),
        "a number of a million digits": lambda: (b"7" * 1_000_000, lambda d: number_of_sender(words(d))),
        "a form of a million fields": lambda: (form + b"a=&" * 800_000, lambda d: reading.fields_of(posted(d))),
        "a law of a million lines": lambda: (b"Article 1\n" * 250_000, lambda d: split_articles(words(d))),
        "gzip of a country": lambda: (gzip.compress(bytes(100_000_000), 6), _country),
        "gzip of a table": lambda: (gzip.compress(bytes(100_000_000), 6), partial(_table, ".gz")),
        "xz of a table": lambda: (lzma.compress(bytes(100_000_000), preset=1), partial(_table, ".xz")),
        "a file of keys that asks for a gigabyte": lambda: (_greedy(), sealed.keys),
    }  # fmt: skip
    return made[name]()


BOMBS = (
    "png of 50 million pixels", "webp of 50 million pixels", "jpeg in passes", "sound of an hour",
    "sound of a hertz", "json, deep", "json, wide", "json, wide, in a box", "json, deep, in a sheet",
    "a number of a million digits", "a form of a million fields", "a law of a million lines",
    "gzip of a country", "gzip of a table", "xz of a table", "a file of keys that asks for a gigabyte",
)  # fmt: skip


def _country(data: bytes) -> None:
    from benkan.apps.registry.actions.pack_files import Folder

    with TemporaryDirectory() as folder:
        (Path(folder) / "laws.csv.gz").write_bytes(data)
        list(Folder(Path(folder)).lines("laws.csv"))


def _table(suffix: str, data: bytes) -> None:
    from benkan.interfaces.cli.method.inputs import Inputs
    from benkan.methods.tables import read_table

    with TemporaryDirectory() as folder:
        path = Path(folder) / f"t{suffix}"
        path.write_bytes(data)
        with Inputs().opened(path) as stream:
            list(read_table(stream, file="t").rows)


def _greedy() -> bytes:
    told = {"passes": 20, "kilobytes": 1 << 20, "lanes": 16}
    return json.dumps(
        {"format": "benkan-keys-2", "argon2id": told, "salt": "c2FsdHNhbHQ=", "nonce": "bm9uY2Vub25jZQ==",
         "sealed": "c2VhbGVk"}
    ).encode()  # fmt: skip


def main(name: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from benkan.kit.refusals import Refused

    data, reader = bomb(name)
    Path("/proc/self/clear_refs").write_text("5")  # the highest point so far is forgotten
    before, begun = _highest(), time.process_time()
    try:
        reader(data)
        answer = "passed over"
    except Refused as refusal:
        answer = refusal.code
    took = time.process_time() - begun
    told = [len(data), answer, took * 1000, (_highest() - before) / 1024]
    print(json.dumps(told))


def _highest() -> int:
    """The most memory since the last `clear_refs`, in KB."""
    line = next(one for one in _STATUS.read_text().splitlines() if one.startswith("VmHWM:"))
    return int(line.split()[1])


if __name__ == "__main__":
    main(sys.argv[1])
