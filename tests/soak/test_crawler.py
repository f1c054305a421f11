"""Every page that somebody can reach by links, for each role, with every form of it filled in, empty
and full of nonsense: nothing of it may bring a page down."""

import os
import random
from collections import deque
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from benkan.apps.registry.actions import load_mali
from benkan.apps.registry.models import Account, Programme
from benkan.interfaces.cli.demonstration import SLUG
from benkan.interfaces.cli.demonstration.people import ACCOUNTS
from benkan.interfaces.cli.demonstration.play import build
from tests.make.mali import LOADED
from tests.soak.attacking import (
    GARBAGE,
    WORDS_OF_QUERIES,
    Attack,
    Form,
    bodies_of,
    encoded,
    kind_of,
    moving,
    read,
)
from tests.soak.conftest import Record

pytestmark = pytest.mark.django_db

SEED = int(os.environ.get("SOAK_SEED", "1"))
MOST_PAGES = int(os.environ.get("SOAK_PAGES", "400"))
"""Kinds of pages a role; there are fewer."""


@pytest.fixture(scope="module")
def demonstration(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Programme]:
    """Mali and four months of a programme, with everything that pages can show."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_mali(moment=LOADED)
        programme = Programme.objects.get(pk=build(today=date.today()))  # noqa: DTZ011  pages ask the clock
        with django_db_blocker.block():
            yield programme
        transaction.set_rollback(True)


def test_nothing_that_is_sent_to_a_page_brings_it_down(
    demonstration: Programme, db: None, record: Record
) -> None:
    lines, finds, known = list[str](), dict[str, str](), set[str]()
    for name, client in _readers():
        walk = Walk(client, random.Random(SEED), known)
        with moving() as on:
            walk.go("/", f"/p/{SLUG}/", f"/p/{SLUG}/aujourdhui/", moving=on)
        finds |= walk.attack.finds
        refused = walk.attack.statuses.get(404, 0) + walk.attack.statuses.get(422, 0)
        lines.append(
            f"| {name} | {walk.pages} | {walk.forms} | {walk.attack.sent} | {refused} | "
            f"{len(walk.attack.finds) or '0'} |"
        )
    head = "| who | kinds of pages | kinds of forms | requests | 404 and 422 | broken places |"
    record("\n".join([head, "|---|--:|--:|--:|--:|--:|", *lines]))

    assert finds == {}


def _readers() -> Iterator[tuple[str, Client]]:
    yield "nobody", Client()
    for one in ACCOUNTS:
        client = Client()
        client.force_login(Account.objects.get(email=one.email))
        yield one.role.value, client


class Walk:
    """From link to link; each kind of page and of form once, the forms that others have gone through
    thoroughly only in short."""

    def __init__(self, client: Client, dice: random.Random, known: set[str]) -> None:
        self.attack = Attack()
        self.pages = self.forms = 0
        self._client, self._dice, self._thoroughly = client, dice, known
        self._cookies = client.cookies.output(header="", sep=";")
        self._kinds: set[str] = set()
        self._waiting: deque[str] = deque()

    def go(self, *starts: str, moving: Callable[[], None]) -> None:
        for start in starts:
            self._found(start)
        while self._waiting and self.pages < MOST_PAGES:
            moving()
            path = self._waiting.popleft()
            status, onward, page = self._send("GET", path)
            self.pages += 1
            self._found(onward)
            self._nonsense(path)
            if status == 200:
                links, forms = read(page, path)
                for link in links:
                    self._found(link)
                for form in forms:
                    self._fill(form)

    def _send(self, method: str, path: str, **how: Any) -> tuple[int, str, str]:
        # A session that was ended by what was sent before is there again.
        self._client.cookies.load(self._cookies)
        return self.attack.send(self._client, method, path, **how)

    def _found(self, link: str) -> None:
        parts = urlsplit(link)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        is_here = path.startswith("/") and parts.netloc in {"", "testserver"}
        if not is_here or path.startswith(("/static/", "/compte/logout")):
            return
        kind = kind_of(path)
        if kind not in self._kinds:
            self._kinds.add(kind)
            self._waiting.append(path)

    def _nonsense(self, path: str) -> None:
        """The same page with words in its address that nobody meant."""
        if "?" in path:
            return
        words = {name: self._dice.choice(GARBAGE) for name in WORDS_OF_QUERIES}
        for names in (list(words), self._dice.sample(list(words), 3)):
            query = "&".join(f"{name}={quote(words[name])}" for name in names)
            self._send("GET", f"{path}?{query}")
        self._send("GET", f"{path}?page=%ff%fe&q=%ed%a0%80&at=%00")

    def _fill(self, form: Form) -> None:
        kind = f"{form.method} {kind_of(form.action)} {sorted(form.fields)}"
        if kind in self._kinds:
            return
        self._kinds.add(kind)
        self.forms += 1
        thorough = kind not in self._thoroughly
        self._thoroughly.add(kind)
        for body in bodies_of(form, self._dice, thorough=thorough):
            how = encoded(body)
            if form.method == "get":
                self._send("GET", f"{urlsplit(form.action).path}?{how['data']}")
                continue
            _, onward, _ = self._send("POST", form.action, **how)
            self._found(onward)
