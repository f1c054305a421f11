"""The first visit on a slow line: what a browser fetches, and when the first words are there.

    python benchmarks/first_visit.py

Serves the demonstration and opens public pages in Chromium, each in a new profile, at 250 kbit/s and
300 ms. Counts every byte over the wire, headers included, requests, and foreign hosts; the time is that
of the first contentful paint, not of `load`. Goals: 50 KB, 8 requests, no foreign host, 5 s. Two funded
platforms for taking part, measured once: 975 and 1,971 KB, 26–28 s, one foreign host each.
"""

import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ground.host import HOME, serving

PAGES = (
    ("front page", "/"),
    ("programme", HOME),
    ("say something", f"{HOME}dire/"),
    ("follow a message", f"{HOME}suivre/"),
    ("policies", f"{HOME}politiques/publiees/"),
    ("what people say of services", f"{HOME}evaluations/publiques/"),
)
SLOW = {
    "offline": False,
    "latency": 300,
    "downloadThroughput": 250_000 / 8,
    "uploadThroughput": 250_000 / 8,
}
MOST_BYTES, MOST_REQUESTS, MOST_SECONDS = 50_000, 8, 5.0


def main() -> None:
    from tests.browser.axe import chromium

    print("\n### The first visit\n")
    print("| page | KB | requests | foreign hosts | first words | 50 KB, 8 requests, 5 s |")
    print("|---|---:|---:|---:|---:|---|")
    with (
        tempfile.TemporaryDirectory(prefix="benkan-visit-") as folder,
        serving(Path(folder, "data")) as host,
        chromium() as browser,
    ):
        for title, path in PAGES:
            _visit(browser, host.address, title, path)


def _visit(browser: Any, address: str, title: str, path: str) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    line = context.new_cdp_session(page)
    asked: dict[str, str] = {}
    came: dict[str, int] = {}
    line.on(
        "Network.requestWillBeSent",
        lambda it: asked.update({it["requestId"]: it["request"]["url"]}),
    )
    line.on(
        "Network.loadingFinished",
        lambda it: came.update({it["requestId"]: int(it["encodedDataLength"])}),
    )
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    ours = urlsplit(address).netloc
    urls = [url for url in asked.values() if url.startswith("http")]
    foreign = {urlsplit(url).netloc for url in urls} - {ours}
    size, seconds = sum(came.values()), painted / 1000
    held = size <= MOST_BYTES and len(urls) <= MOST_REQUESTS and seconds <= MOST_SECONDS
    print(
        f"| {title} | {size / 1000:.1f} | {len(urls)} | {len(foreign)} | {seconds:.1f} s | "
        f"{'held' if held and not foreign else '**missed**'} |"
    )
    context.close()


if __name__ == "__main__":
    main()
