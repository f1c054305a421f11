"""Whoever takes a stranger's bytes apart has a fuzzer, or says why nobody else's bytes get there."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.house import Module, read_house
from tests.fuzzing.table import FUZZERS, READERS, Ours

# How a reader shows: a call of these, whatever it is called on, …
CALLS = {
    "loads", "load", "b64decode", "urlsafe_b64decode", "a2b_base64", "unhexlify", "parse_qs",
    "parse_qsl", "urlsplit", "urlparse", "parseaddr", "parsedate", "fromisoformat", "strptime",
    "ip_address", "ip_network", "unquote", "from_encoded_point", "decrypt", "decompress",
    "DictReader", "fromstring", "frombuffer", "iterparse", "unpackb", "safe_load",  "model_validate_json", "split_articles",
}  # fmt: skip
# … or of these modules, …
MODULES = {
    "av": {"open"}, "Image": {"open"}, "csv": {"reader"}, "gzip": {"open", "GzipFile"},
    "lzma": {"open", "LZMAFile"}, "tarfile": {"open"}, "zipfile": {"ZipFile"},
    "phonenumbers": {"parse"}, "bz2": {"open"}, "zlib": {"decompressobj"},
}  # fmt: skip
# … or an import of a library that does nothing else.
IMPORTS = {"xml", "defusedxml", "html.parser", "openpyxl", "yaml", "pickle", "marshal", "plistlib",
           "configparser", "struct", "difflib", "email.parser"}  # fmt: skip


# Most files name none of them, and need not be taken apart.
_WORDS = sorted({*CALLS, *(f"{module}." for module in MODULES), *IMPORTS})
HOUSE = read_house()


def test_every_reader_has_a_fuzzer_or_a_reason() -> None:
    found = readers(HOUSE.modules)

    assert sorted(found - set(READERS)) == [], (
        "write a fuzzer, and name it in tests/fuzzing/table.py"
    )
    assert sorted(set(READERS) - {module.path for module in HOUSE.modules}) == []


def test_every_fuzzer_attacks_something_and_every_reason_is_said() -> None:
    named = {by for by in READERS.values() if isinstance(by, str)}

    assert sorted(named - set(FUZZERS)) == []
    assert [path for path, by in READERS.items() if isinstance(by, Ours) and len(by.why) < 10] == []


@pytest.mark.parametrize(
    "planted",
    [
        "import json\ndef read(body):\n    return json.loads(body)\n",
        "from base64 import b64decode as plain\ndef read(text):\n    return b64decode(text)\n",
        "import gzip\ndef read(file):\n    return gzip.open(file)\n",
        "from xml.etree import ElementTree\n",
        "from PIL import Image\ndef read(file):\n    return Image.open(file)\n",
    ],
    ids=["json", "base64", "gzip", "xml", "picture"],
)
def test_a_new_reader_without_a_fuzzer_is_seen(planted: str) -> None:
    path = "apps/voices/rules/planted.py"

    found = readers(HOUSE.with_breach(path, planted).only(path).modules)

    assert found == {path}


def readers(modules: Iterator[Module]) -> set[str]:
    """The modules that take something apart, by the calls in them and by what they import."""
    return {
        module.path
        for module in modules
        if any(word in module.text for word in _WORDS) and any(map(_reads, ast.walk(module.tree)))
    }


def _reads(node: ast.AST) -> bool:
    if isinstance(node, ast.Import):
        return any(
            alias.name.split(".")[0] in IMPORTS or alias.name in IMPORTS for alias in node.names
        )
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").split(".")[0] in IMPORTS or node.module in IMPORTS
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name):
        return node.func.id in CALLS
    if not isinstance(node.func, ast.Attribute):
        return False
    on = node.func.value
    module = on.id if isinstance(on, ast.Name) else ""
    return node.func.attr in CALLS or node.func.attr in MODULES.get(module, ())
