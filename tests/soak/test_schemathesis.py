"""What schemathesis thinks up from a description of an interface, sent by each role: ours for programs,
and one that is made here from the table of addresses, with the fields that the forms of pages show."""

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import pytest
import schemathesis
from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.core import NOT_SET
from schemathesis.core.result import Ok

from benkan.kit.actor import Role
from tests.interfaces.test_neighbour import SAID, Land, ground, land
from tests.make.addresses import ADDRESSES
from tests.make.messaging import make_gateway
from tests.soak.attacking import FORM, Attack, moving, read
from tests.soak.conftest import Record

__all__ = ["ground", "land"]
pytestmark = pytest.mark.django_db

CASES = int(os.environ.get("SOAK_CASES", "1"))
"""How many cases of each sort (as described, and not) an operation and a role: one takes some minutes."""
SEED = int(os.environ.get("SOAK_SEED", "1"))
TEXT = {"type": "string", "maxLength": 200}
QUERIES = ("at", "to", "page", "q", "place", "state", "kind", "version", "periode", "month")
NEARLY = ("", "-1", "2026-13-45", "x" * 3000, "\0", "²", "not-a-uuid", "0.99999999.9", "🙂")
PARTS = re.compile(r"<(?:(\w+):)?(\w+)>")
Schema = dict[str, Any]


def test_nothing_that_fits_or_misses_our_description_brings_the_interface_down(
    land: Land, record: Record
) -> None:
    known = Known(land)
    described = land.at_home(Role.ADMINISTRATOR).get("/api/v1/openapi.json").json()
    for path in described["paths"].values():
        for one in path["get"].get("parameters", []):
            if one["name"] in known.words:
                one["schema"] = _or_else(one["schema"], [known.words[one["name"]]])
    finds = Tried(land).all_of(described, record)

    assert finds == {}


def test_nothing_that_fits_or_misses_the_table_of_addresses_brings_a_page_down(
    land: Land, record: Record
) -> None:
    finds = Tried(land).all_of(from_table(land), record)

    assert finds == {}


class Known:
    """What the words of addresses stand for on our land."""

    def __init__(self, land: Land) -> None:
        self._things = land.things
        self.words = {
            name: str(getattr(land.things, name)) for name in land.things.named() - {"of_kind"}
        }
        self.words["programme"] = land.programme.slug
        self.gateway = make_gateway(land.programme)

    def value(self, name: str, word: str) -> str | None:
        if name.startswith("gateways:") and word == "gateway":
            return str(self.gateway.gateway)
        if word in self.words and word != "programme":
            return str(self._things.filling(name, word))
        return self.words.get(word)


class Tried:
    """Sends what is thought up, as each of those whom an operation lets in, and as nobody."""

    def __init__(self, land: Land) -> None:
        self._land, self._nobody = land, Client()
        self.attack = Attack()

    def all_of(self, description: Schema, record: Record) -> dict[str, str]:
        operations = 0
        schema = schemathesis.openapi.from_dict(description)
        with moving() as on:
            for found in schema.get_all_operations():
                on()
                assert isinstance(found, Ok), f"not described well: {found}"
                self._try(found.ok())
                operations += 1
        record(self._told(operations))
        return self.attack.finds

    def _try(self, operation: Any) -> None:
        audience = operation.definition.raw.get("x-audience", "everyone")
        roles = [] if audience == "everyone" else [Role(role) for role in audience]
        likely = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
        unlikely = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)
        token = operation.definition.raw.get("x-token", "")
        for role in (None, Role.ADMINISTRATOR, *roles):
            _each(likely, partial(self._send, role=role, token=token))
            _each(unlikely, partial(self._send, role=role, token=token))

    def _send(self, case: Any, *, role: Role | None, token: str) -> None:
        client = self._nobody if role is None else self._land.at_home(role)
        query = urlencode(case.query, doseq=True) if case.query else ""
        body, kind = _body(case)
        headers = {"Authorization": f"Token {token}"} if token else {}
        self.attack.send(
            client,
            case.method,
            f"{case.formatted_path}{'?' if query else ''}{query}",
            data=body,
            content_type=kind,
            headers=headers,
        )

    def _told(self, operations: int) -> str:
        statuses = ", ".join(
            f"{n} × {status}" for status, n in sorted(self.attack.statuses.items())
        )
        return (
            "| operations | requests | answers | broken places |\n|--:|--:|---|--:|\n"
            f"| {operations} | {self.attack.sent} | {statuses} | {len(self.attack.finds)} |"
        )


def _each(cases: st.SearchStrategy[Any], send: Callable[[Any], None]) -> None:
    @seed(SEED)
    @settings(
        max_examples=CASES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def one(case: Any) -> None:
        send(case)

    try:
        one()
    except Exception as problem:
        # An operation that takes nothing has nothing that misses its description.
        if type(problem).__name__ not in {"Unsatisfiable", "SkipTest", "Skipped"}:
            raise


def _body(case: Any) -> tuple[str | bytes, str]:
    body, kind = case.body, case.media_type or FORM
    if body is NOT_SET or body is None:
        return "", kind
    if isinstance(body, Mapping) and kind == FORM:
        return urlencode({name: _plain(value) for name, value in body.items()}, doseq=True), kind
    if isinstance(body, bytes):
        return body, kind
    return str(body).encode(errors="replace"), kind


def _plain(value: Any) -> Any:
    return [str(each) for each in value] if isinstance(value, list) else str(value)


# --- the description that is made from the table of addresses --------------------------------------


def from_table(land: Land) -> Schema:
    """OpenAPI of every address of the house but those of the library of accounts."""
    known, fields = Known(land), fields_of_forms(land)
    paths: dict[str, Schema] = {}
    for name, route, page in _addresses(get_resolver().url_patterns):
        if page.__module__.startswith("allauth") or route.startswith("static"):
            continue
        parameters = [_parameter(name, kind, word, known) for kind, word in PARTS.findall(route)]
        audience = getattr(page, "audience", "everyone")
        roles = "everyone" if isinstance(audience, str) else [role.value for role in audience]
        common = {
            "x-audience": roles,
            "x-token": known.gateway.token if name.startswith("gateways:") else "",
            "responses": {"200": {"description": "OK"}},
        }
        queries = [{"in": "query", "name": word, "schema": TEXT} for word in QUERIES]
        paths["/" + PARTS.sub(r"{\2}", route)] = {
            "get": {**common, "parameters": [*parameters, *queries]},
            "post": {**common, "parameters": parameters, "requestBody": _form(fields.get(name))},
        }
    return {"openapi": "3.1.0", "info": {"title": "Pages", "version": "1"}, "paths": paths}


def _addresses(
    patterns: Sequence[URLPattern | URLResolver], space: str = "", start: str = ""
) -> Iterator[tuple[str, str, Any]]:
    for pattern in patterns:
        route = start + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _addresses(pattern.url_patterns, inner, route)
        elif not re.search(r"[\^$\\()]", route):
            yield f"{space}{pattern.name}", route, pattern.callback


def _parameter(name: str, kind: str, word: str, known: Known) -> Schema:
    there = known.value(name, word)
    schema: Schema = {"type": "string", "minLength": 1, "maxLength": 60, "pattern": "^[^/]+$"}
    if kind == "int":
        schema = {"type": "integer", "minimum": 0}
    if kind == "uuid":
        schema = {"type": "string", "format": "uuid"}
    return {
        "in": "path",
        "name": word,
        "required": True,
        "schema": _or_else(schema, [there] if there else []),
    }


def _or_else(schema: Schema, there: Sequence[str]) -> Schema:
    """What is there, so that the pages behind it are reached; what misses the description is beside it."""
    return {"enum": list(there)} if there else schema


def _form(fields: Mapping[str, set[str]] | None) -> Schema:
    offered = fields or {name: {str(value)} for name, value in list(SAID.items())[:12]}
    properties = {
        name: {"enum": [*sorted(values), *NEARLY]} if values - {""} else TEXT
        for name, values in offered.items()
    }
    return {"content": {FORM: {"schema": {"type": "object", "properties": properties}}}}


def fields_of_forms(land: Land) -> dict[str, dict[str, set[str]]]:
    """By the name of an address, the fields of the forms that pages send there, with what they offer."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    attack = Attack()
    for address in ADDRESSES:
        path = address.of(land.things, land.programme)
        for role in (Role.ADMINISTRATOR, Role.ANIMATOR, Role.OFFICE_HOLDER):
            _, _, page = attack.send(land.at_home(role), "GET", path)
            for form in read(page, quote(path))[1]:
                name = _name_of(form.action)
                for field, values in form.fields.items():
                    found[name][field] |= set(values[:6]) | {""}
    return found


def _name_of(path: str) -> str:
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""
