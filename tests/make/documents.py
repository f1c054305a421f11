"""What a PDF says, read back by somebody else's program."""

import re
import subprocess
import zlib

from tests.needs import program


def text_in(pdf: bytes, *, tool: str = "pdftotext") -> str:
    """The words of a PDF on one line; with `pdfinfo` what it says about itself."""
    command = [str(program("pdftotext").with_name(tool)), "-"]
    asked = [*command, "-"] if tool == "pdftotext" else command
    done = subprocess.run(asked, input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def unpacked(pdf: bytes) -> bytes:
    """What the packed parts of a PDF hold: its structure and what it declares itself to be."""
    parts = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return pdf + b"".join(_opened(part) for part in parts)


def _opened(part: bytes) -> bytes:
    try:
        return zlib.decompress(part)
    except zlib.error:
        return b""
