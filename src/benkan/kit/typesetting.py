"""Started apart by `kit/documents.py`: a page on stdin becomes a PDF on stdout.

It gets what it may open with the page, and opens nothing else: no network, no other file. When it
needs more memory or time than a document for people does, the system ends it.
"""

import base64
import json
import resource
import sys
from pathlib import Path
from typing import Any

MEMORY_BYTES = 700 << 20
PROCESSOR_SECONDS = 20
# Only so that addresses in the page are whole; nobody is ever asked there.
BASE = "https://house.invalid"


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    asked = json.load(sys.stdin)
    sys.stdout.buffer.write(_set(asked["html"], asked["files"], asked["given"]))


def _set(html: str, files: dict[str, str], given: dict[str, str]) -> bytes:
    from weasyprint import HTML  # heavy, and may be missing
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OnlyWhatWasGiven(URLFetcher):  # type: ignore[misc]  # weasyprint has no types
        def fetch(self, url: str, headers: Any = None) -> Any:
            """A file of ours, a picture that came with the page, or one written into it."""
            if url.startswith("data:image/"):
                return super().fetch(url, headers)
            if url in given:
                return URLFetcherResponse(url, base64.b64decode(given[url]))
            path = Path(files[url.removeprefix(BASE)])
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": _kind_of(path)})

    page = HTML(string=html, base_url=BASE + "/", url_fetcher=OnlyWhatWasGiven())
    made: bytes = page.write_pdf(pdf_variant="pdf/ua-1")
    return made


def _kind_of(path: Path) -> str:
    kinds = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png"}
    return kinds.get(path.suffix, "application/octet-stream")


if __name__ == "__main__":
    main()
