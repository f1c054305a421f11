"""Fetch a recording from the provider of calls, and from nobody else.

The address came in a request, so it is trusted with little: https, the one host of the line's own
settings, no address of an inner network, no redirect, no more than a recording weighs.
"""

import ipaddress
import socket
import ssl
import time
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit
from uuid import UUID

from benkan.apps.messaging.queries.gateways import contract_of
from benkan.apps.messaging.rules.contracts import VoiceContract

if TYPE_CHECKING:
    import httpx
TIMEOUT_SECONDS = 10
LONGEST_SECONDS = 60
LARGEST = 5 * 1024 * 1024
STEP = 64 * 1024


class NotFetched(Exception):
    """A recording could not be fetched this time; the text is a code that says why."""


def fetch_recording(*, gateway: UUID, address: str) -> bytes:
    """The recording at that address, as the provider of the line keeps it.

    Raises:
        NotFetched: not now, or not from there.
    """
    import httpx  # only who fetches has it in memory

    line = contract_of(gateway, kind=VoiceContract.kind)
    if not isinstance(line, VoiceContract):
        raise NotFetched("line_closed")
    url = _checked(address, line)
    try:
        return _read(url, _reachable(url, line), line)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError) as fault:
        raise NotFetched(type(fault).__name__) from None


def may_be_fetched(address: str, line: VoiceContract) -> bool:
    """Whether an address is where this line's provider keeps recordings."""
    try:
        _checked(address, line)
    except NotFetched:
        return False
    return True


def _checked(address: str, line: VoiceContract) -> SplitResult:
    try:
        url = urlsplit(address)
    except ValueError:
        raise NotFetched("other_host") from None
    if " " in address or not address.isprintable():
        # urlsplit passes over signs that whoever fetches may read otherwise.
        raise NotFetched("other_host")
    scheme = "http" if line.is_on_loopback else "https"
    if url.scheme != scheme or url.netloc.lower() != line.recordings_host:
        raise NotFetched("other_host")
    return url


def _reachable(url: SplitResult, line: VoiceContract) -> str:
    """An address of the host that is no inner one. It is asked once and then used, so that a name that
    changes its mind leads nowhere else."""
    try:
        port = url.port or (443 if url.scheme == "https" else 80)
    except ValueError:
        raise NotFetched("other_host") from None
    found = socket.getaddrinfo(url.hostname, port, type=socket.SOCK_STREAM)
    addresses = [str(one[4][0]) for one in found]
    if any(ipaddress.ip_address(one).is_loopback != line.is_on_loopback for one in addresses):
        raise NotFetched("inner_address")
    if not line.is_on_loopback and not all(
        ipaddress.ip_address(one).is_global for one in addresses
    ):
        raise NotFetched("inner_address")
    return addresses[0]


def _read(url: SplitResult, address: str, line: VoiceContract) -> bytes:
    import httpx

    there = f"[{address}]" if ":" in address else address
    port = f":{url.port}" if url.port else ""
    query = f"?{url.query}" if url.query else ""
    with (
        httpx.Client(timeout=TIMEOUT_SECONDS, trust_env=False, verify=_trusted()) as client,
        client.stream(
            "GET",
            f"{url.scheme}://{there}{port}{url.path}{query}",
            headers={"Host": url.netloc, "Accept-Encoding": "identity"},
            auth=(line.account, line.auth_token) if line.account else None,
            extensions={"sni_hostname": url.hostname},
        ) as answer,
    ):
        if answer.status_code != 200:
            raise NotFetched(f"answered_{answer.status_code}")
        return _whole(answer)


@cache
def _trusted() -> ssl.SSLContext:
    """Whom we trust over TLS; read once, since it takes long."""
    import httpx

    return httpx.create_ssl_context(trust_env=False)


def _whole(answer: "httpx.Response") -> bytes:
    read, latest = bytearray(), time.monotonic() + LONGEST_SECONDS
    for piece in answer.iter_bytes(STEP):
        read += piece
        if time.monotonic() > latest:
            raise NotFetched("too_slow")
        if len(read) > LARGEST:
            raise NotFetched("too_large")
    return bytes(read)
