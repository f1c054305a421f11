"""A sheet of paper: what a page says is what its PDF says, and nothing else was opened for it."""

import sys
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils.translation import override

from benkan.kit.documents import (
    A_MINUTE,
    LONGEST_PAGE,
    as_pdf,
    document_response,
    sheet_for_everybody,
)
from tests import needs
from tests.make.documents import text_in, unpacked

PAGE = """<!doctype html><html lang="fr"><head><title>Lettre No 3</title>
<link rel="stylesheet" href="/static/kit/document.css"></head><body class="is-paper">
<h1>Objet : la pompe de Sɔgɔla</h1><p>I ni ce : ɛ ɔ ŋ ɲ, « école », l’eau.</p>{}</body></html>"""
WORDS = "Objet : la pompe de Sɔgɔla I ni ce : ɛ ɔ ŋ ɲ, « école », l’eau. 1/1"
PAPER = pytest.mark.needs("pango", "pangoft2", "harfbuzz-subset", "pdftotext")


def _request() -> HttpRequest:
    return RequestFactory().get("/")


@pytest.mark.once
@PAPER
def test_a_pdf_says_what_the_page_says_and_to_a_screen_reader_too(tmp_path: Path) -> None:
    # What lies on the disk, or elsewhere, is not for a document to open.
    (tmp_path / "key.txt").write_text("a secret")
    pointing = f'<img alt="" src="file://{tmp_path}/key.txt"><img alt="" src="http://127.0.0.1:9/">'

    made = as_pdf(PAGE.format(pointing))

    assert made is not None
    facts = text_in(made, tool="pdfinfo")
    assert text_in(made) == WORDS
    assert ("Tagged: yes" in facts, "Title: Lettre No 3" in facts) == (True, True)
    assert (b'pdfuaid:part="1"' in unpacked(made), b"/Lang (fr)" in unpacked(made)) == (True, True)


def test_a_page_too_long_for_a_sheet_is_not_set() -> None:
    assert as_pdf("x" * (LONGEST_PAGE + 1)) is None


@pytest.mark.once
@PAPER
def test_a_sheet_for_everybody_is_set_once_and_only_so_many_in_a_minute(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = sheet_for_everybody(PAGE.format(""))
    monkeypatch.setattr(sys, "executable", "/bin/false")

    again = sheet_for_everybody(PAGE.format(""))
    others = [sheet_for_everybody(PAGE.format(number)) for number in range(A_MINUTE)]
    monkeypatch.undo()

    assert (first is not None, again == first) == (True, True)
    assert others == [None] * A_MINUTE
    assert sheet_for_everybody(PAGE.format("one more")) is None


def test_where_pdf_cannot_be_made_the_page_is_printed_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")

    with override("fr"):
        answer = document_response(_request(), "kit/document.html", {}, name="lettre", as_pdf=True)

    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Ce serveur ne peut pas faire de PDF." in answer.content.decode()


def test_a_need_can_be_a_library(tmp_path: Path) -> None:
    missing = needs.Library("Sextants", ("libsextant.so.9",), "libsextant9")

    assert missing.found() is None
    assert missing.advice == "Sextants is missing: apt-get install libsextant9"
