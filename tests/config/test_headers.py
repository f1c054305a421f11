"""What a browser is held to where the site is open over TLS."""

import runpy
from pathlib import Path

import pytest
from django.test import Client, override_settings

from benkan.config import settings as here


def test_over_tls_cookies_and_headers_hold_the_browser_to_it(
    monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    monkeypatch.setenv("BENKAN_ORIGIN", "https://benkan.example")
    said = runpy.run_path(str(Path(here.__file__)))
    names = (
        "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE",
        "CSRF_COOKIE_HTTPONLY", "LANGUAGE_COOKIE_SECURE", "SECURE_HSTS_SECONDS",
        "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    )  # fmt: skip
    over_tls = {name: said[name] for name in names}

    with override_settings(**over_tls):
        answer = Client().get("/accounts/login/", secure=True)

    assert over_tls["SESSION_COOKIE_NAME"] == "__Host-sessionid"
    assert answer.cookies["__Host-csrftoken"].OutputString().split("; ")[2:] == [
        "HttpOnly",
        "Max-Age=31449600",
        "Path=/",
        "SameSite=Strict",
        "Secure",
    ]
    assert answer["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    policy = answer["Content-Security-Policy"]
    assert [part for part in ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
            if part not in policy] == []  # fmt: skip
