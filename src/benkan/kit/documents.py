"""A page as a sheet of paper: a PDF that a screen reader reads (PDF/UA), or the same page to print.

`document_response(request, template, shown, name=…, as_pdf=…)` is all that a page calls; its template
extends `kit/document.html`. The PDF is made by WeasyPrint in a process of its own
(`kit/typesetting.py`), which holds no secrets, opens no network, and has a bound of memory and time.
Where that is not possible, for want of Pango for instance, `as_pdf` gives None, and the reader is
shown the page, which her browser prints as well.
"""

import json
import logging
import os
import re
import subprocess
import sys
import threading
import time
from base64 import b64encode
from collections import OrderedDict, deque
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static

log = logging.getLogger(__name__)

LONGEST_PAGE = 600_000
"""Letters of HTML: some two hundred pages. What is longer is not a sheet for somebody."""
SECONDS = 30
_TYPESETTER = Path(__file__).with_name("typesetting.py")
_OURS = re.compile(r'(?:href|src)="([^"?#]+)')
# Fonts and their cache are found by these; keys and passwords of the server are not handed on.
_PASSED_ON = ("PATH", "HOME", "LANG", "TMPDIR", "FONTCONFIG_FILE", "FONTCONFIG_PATH")
# One at a time: a small server has no memory for two.
_turn = threading.Lock()

KEPT, A_MINUTE, PATIENCE = 16, 12, 2
"""Of sheets that anybody may ask for: how many are kept at hand, how many are set anew in a minute, and
how many seconds one waits for its turn. A sheet takes seconds of a processor, and whoever asks for all
of them in a row would else take the pages away from everybody."""
_at_hand: OrderedDict[str, bytes] = OrderedDict()
_set_at: deque[float] = deque(maxlen=A_MINUTE)
_counting = threading.Lock()


def as_pdf(
    html: str, *, pictures: Mapping[str, bytes] | None = None, patience: int = SECONDS
) -> bytes | None:
    """The page as PDF/UA; None where it cannot be made here.

    `html` has `lang` and a title. It may use static files of ours, and `pictures` by their names, as
    `<img src="picture:NAME" alt="…">`; whatever else it points to is left out.
    """
    if len(html) > LONGEST_PAGE or not _turn.acquire(timeout=patience):
        return None
    try:
        return _typeset(html, pictures or {})
    finally:
        _turn.release()


_pdf_of = as_pdf


def sheet_for_everybody(html: str) -> bytes | None:
    """The page as PDF/UA, as often as it is asked for; None too where many others were set just now."""
    mark = sha256(html.encode()).hexdigest()
    with _counting:
        if mark in _at_hand:
            return _at_hand[mark]
        now = time.monotonic()
        if len(_set_at) == A_MINUTE and now - _set_at[0] < 60:
            return None
        _set_at.append(now)
    made = as_pdf(html, patience=PATIENCE)
    if made is not None:
        with _counting:
            _at_hand[mark] = made
            while len(_at_hand) > KEPT:
                _at_hand.popitem(last=False)
    return made


def document_response(
    request: HttpRequest,
    template: str,
    shown: Mapping[str, Any],
    *,
    name: str,
    as_pdf: bool,
    pictures: Mapping[str, bytes] | None = None,
    for_everybody: bool = False,
) -> HttpResponse:
    """The document as a PDF to keep, called `name`.pdf; else as a page to print, which says so when a
    PDF was asked for and cannot be made here. Pictures are for the PDF; what anybody may ask for is
    set `for_everybody`."""
    if as_pdf:
        page = render_to_string(template, {**shown, "is_paper": True}, request=request)
        made = sheet_for_everybody(page) if for_everybody else _pdf_of(page, pictures=pictures)
        if made is not None:
            return pdf_response(made, name=name)
    page = render_to_string(template, {**shown, "lacks_pdf": as_pdf}, request=request)
    return HttpResponse(page)


def pdf_response(content: bytes, *, name: str) -> HttpResponse:
    """A PDF that we made, to open or to keep; no cache keeps it."""
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _typeset(html: str, pictures: Mapping[str, bytes]) -> bytes | None:
    files = {address: str(path) for address, path in _static_files(html).items()}
    given = {f"picture:{name}": b64encode(it).decode() for name, it in pictures.items()}
    asked = json.dumps({"html": html, "files": files, "given": given})
    command = [sys.executable, "-I", str(_TYPESETTER)]
    passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603  our own program
            command,
            input=asked.encode(),
            capture_output=True,
            env=passed_on,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        log.warning("a document was not made: it took longer than %s seconds", SECONDS)
        return None
    if done.returncode != 0 or not done.stdout.startswith(b"%PDF-"):
        # The last line only, and of the program: what was to be set is nobody's business.
        reason = done.stderr.decode(errors="replace").strip().rsplit("\n", 1)[-1][:200]
        log.warning("a document was not made (%s): %s", done.returncode, reason)
        return None
    return done.stdout


def _static_files(html: str) -> dict[str, Path]:
    """The files of ours that a page names, by the address it names them by."""
    root = static("")
    found: dict[str, Path] = {}
    for address in set(_OURS.findall(html)):
        if not address.startswith(root):
            continue
        path = _found(unquote(address.removeprefix(root)))
        if path is not None:
            found[address] = path
    return found


def _found(name: str) -> Path | None:
    """A static file by its name, or by the name with its fingerprint under which it was collected."""
    collected = (Path(settings.STATIC_ROOT) / name).resolve()
    if collected.is_file() and collected.is_relative_to(Path(settings.STATIC_ROOT).resolve()):
        return collected
    try:
        known = finders.find(name)
    except ValueError:  # a name that climbs out of the folder
        return None
    return Path(known) if isinstance(known, str) else None
