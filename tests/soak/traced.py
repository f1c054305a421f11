"""What a process asked the disk to do, call by call, as strace saw it; and what a power cut leaves.

A file system promises that what was written before an `fsync` that has returned is there afterwards.
It promises nothing of what was written since: each sector of 512 bytes may have arrived or not, in
any order, whatever was written later or earlier. `left_by_cut` makes the files that such a cut leaves.
A file that is removed is gone at once; cut after the last removal where that matters.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

SECTOR = 512
STRACE = ("-f", "-ttt", "-T", "-y", "-xx", "-s", "10000000", "--seccomp-bpf")
CALLS = "pwrite64,write,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,renameat,renameat2"
_LINE = re.compile(
    r"(?P<pid>\d+) +(?P<at>\d+\.\d+) (?:(?P<call>\w+)\((?P<arguments>.*?)"
    r"|<\.\.\. (?P<resumed>\w+) resumed>.*?)"
    r"(?:\) += (?P<answer>-?\d+).*<(?P<took>\d+\.\d+)>| <unfinished \.\.\.>)$"
)
_FILE = re.compile(r"\d+<(?P<path>[^>]*)>(?:, (?P<rest>.*))?$")
Files = dict[Path, bytearray]


@dataclass
class Call:
    """One call that reached the disk. `ends` is endless while nobody saw it return."""

    name: str
    path: Path
    begins: float
    ends: float
    offset: int = 0
    content: bytes = b""

    @property
    def is_sync(self) -> bool:
        return self.name in {"fsync", "fdatasync"}


def calls_in(trace: Path, *, files: Sequence[Path]) -> list[Call]:
    """The calls about these files, in the order in which they began."""
    wanted = {path.resolve() for path in files}
    found, open_calls = [], dict[str, Call]()
    with trace.open() as lines:
        for line in lines:
            seen = _LINE.match(line.rstrip("\n"))
            if seen is None:
                continue
            if seen["resumed"]:
                call = open_calls.pop(seen["pid"], None)
            else:
                call = _call(seen["call"], seen["arguments"], float(seen["at"]))
                if call is None or call.path not in wanted:
                    continue
                found.append(call)
            if call is None:
                continue
            if seen["took"] is None:
                open_calls[seen["pid"]] = call
            elif int(seen["answer"]) < 0:
                found.remove(call)
            else:
                call.ends = call.begins + float(seen["took"])
    return found


def _call(name: str, arguments: str, begins: float) -> Call | None:
    on_file = _FILE.match(arguments)
    if on_file is None:
        if name.startswith(("unlink", "rename")):
            return Call(name, Path(_plain(arguments.split('"')[1]).decode()), begins, float("inf"))
        return None
    call = Call(name, Path(_plain(on_file["path"]).decode()), begins, float("inf"))
    if name == "pwrite64":
        _, content, rest = on_file["rest"].split('"')
        call.content, call.offset = _plain(content), int(rest.split(",")[2])
    elif name == "ftruncate":
        call.offset = int(on_file["rest"])
    return call


def _plain(shown: str) -> bytes:
    return bytes.fromhex(shown.replace("\\x", ""))


def left_by_cut(before: Files, calls: Sequence[Call], *, at: float, lots: Random) -> Files:
    """The files after a power cut at that moment, with as much luck as the lots give."""
    luck = lots.choice((0.0, 0.1, 0.5, 0.9, 1.0))
    begun = [call for call in calls if call.begins <= at]
    synced = dict[Path, float]()
    for call in begun:
        if call.is_sync and call.ends <= at:
            synced[call.path] = max(synced.get(call.path, 0.0), call.begins)
    files = {path: bytearray(content) for path, content in before.items()}
    for call in begun:
        is_there = call.ends <= synced.get(call.path, 0.0)
        if call.name == "unlink":
            files.pop(call.path, None)
        elif not call.is_sync:
            _arrive(call, files.setdefault(call.path, bytearray()), is_there, luck, lots)
    return files


def _arrive(call: Call, content: bytearray, is_there: bool, luck: float, lots: Random) -> None:
    if call.name == "ftruncate":
        if is_there or lots.random() < luck:
            _resize(content, call.offset)
        return
    assert call.name == "pwrite64", f"what would {call.name} leave?"
    for offset, piece in [(call.offset, call.content)] if is_there else _pieces(call):
        if is_there or lots.random() < luck:
            _put(content, offset, piece)


def _pieces(call: Call) -> Iterator[tuple[int, bytes]]:
    """The parts of a write that lie in one sector each."""
    at = 0
    while at < len(call.content):
        ends = at + SECTOR - (call.offset + at) % SECTOR
        yield call.offset + at, call.content[at:ends]
        at = ends


def _put(content: bytearray, offset: int, piece: bytes) -> None:
    if len(content) < offset:
        _resize(content, offset)
    content[offset : offset + len(piece)] = piece


def _resize(content: bytearray, size: int) -> None:
    del content[size:]
    content.extend(bytes(size - len(content)))
