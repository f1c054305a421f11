"""The laws of the house that imports alone do not show. Each looks at a house and names breaches."""

import ast
import re
from collections.abc import Callable, Iterator

from tests.architecture.house import STORY, House, Module, dotted, imported, origin

Law = Callable[[House], Iterator[str]]

ROOMS = ("events", "rules", "models", "queries", "actions", "forms", "pages", "urls")
BESIDE_ROOMS = ("__init__", "apps", "admin", "migrations", "templates", "static")
# allauth looks for its pages under names of its own, and accounts live in registry.
OTHER_TEMPLATES = {"registry": {"account", "mfa", "allauth"}}
KEYS = ("ForeignKey", "OneToOneField", "ManyToManyField")


def an_app_has_the_rooms_of_the_table_and_no_other(house: House) -> Iterator[str]:
    for path in house.files:
        parts = path.split("/")
        if parts[0] != "apps" or len(parts) < 3:
            continue
        chapter, room = parts[1], parts[2].removesuffix(".py")
        if chapter not in STORY:
            yield f"{path}: {chapter} is no chapter of the story"
        if room not in ROOMS + BESIDE_ROOMS:
            yield f"{path}: {room} is no room"
        own = {chapter} | OTHER_TEMPLATES.get(chapter, set())
        if room == "templates" and parts[3] not in own:
            yield f"{path}: templates of {chapter} lie in templates/{chapter}/"


def a_key_to_another_chapter_is_by_name_looks_back_and_leaves_nothing(
    house: House,
) -> Iterator[str]:
    for module in house.modules:
        if module.room != "models":
            continue
        origins = imported(module.tree)
        for call in _calls(module):
            if dotted(call.func).rpartition(".")[2] in KEYS:
                yield from _faults_of_key(module, call, origins)


def _faults_of_key(module: Module, call: ast.Call, origins: dict[str, str]) -> Iterator[str]:
    names = {word.arg: word.value for word in call.keywords}
    target = call.args[0] if call.args else names.get("to")
    if not (isinstance(target, ast.Constant) and isinstance(target.value, str)):
        found = origin(target, origins) if target is not None else ""
        outside = found and not found.startswith(f"benkan.apps.{module.chapter}.")
        if outside and ("." in found):
            yield f"{module.at(call)}: name the table as a string, not {found}"
        return
    chapter, dot, _ = target.value.rpartition(".")
    if not dot or chapter == module.chapter:
        return
    accessor = names.get("related_name")
    if not (isinstance(accessor, ast.Constant) and accessor.value == "+"):
        yield f'{module.at(call)}: a key to {chapter} needs related_name="+"'
    if chapter not in STORY or STORY.index(chapter) >= STORY.index(module.chapter):
        yield f"{module.at(call)}: a key may not look ahead to {chapter}"


def nothing_is_hidden_in_django_machinery(house: House) -> Iterator[str]:
    """No signals, no generic keys, no table reached by its name, no work at start."""
    for module in house.modules:
        for name, source in imported(module.tree).items():
            if source.startswith("django.dispatch") or ".signals" in source:
                yield f"{module.path}: {name} is a signal; say it in reactions/table.py"
            if source.startswith("django.contrib.contenttypes"):
                yield f"{module.path}: {name} is a generic key; use a key with a name"
        for call in _calls(module):
            if dotted(call.func).endswith(".get_model"):
                yield f"{module.at(call)}: get_model reaches into another chapter's tables"
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef) and node.name in {"ready", "__init_subclass__"}:
                yield f"{module.at(node)}: {node.name} runs on import"


FILLS = {"register", "unregister", "connect", "append", "add", "insert", "extend", "update"}


def no_registry_is_filled_on_import(house: House) -> Iterator[str]:
    """A module may fill its own tables, never one that it has imported."""
    for module in house.modules:
        origins = imported(module.tree)
        for node in _run_on_import(module.tree):
            place = node.func if isinstance(node, ast.Call) else node
            root, _, verb = dotted(place).partition(".")
            if verb.rpartition(".")[2] in FILLS and root in origins:
                yield f"{module.at(node)}: {dotted(place)} fills a registry on import"


def _run_on_import(tree: ast.Module) -> Iterator[ast.expr]:
    for node in tree.body:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            yield node.value
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield from node.decorator_list


CLOCKS = (
    "django.utils.timezone.now",
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "datetime.datetime.today",
    "datetime.date.today",
    "time.time",
)
# With a moment these two convert it; without one they ask the clock.
CLOCKS_WHEN_BARE = ("django.utils.timezone.localdate", "django.utils.timezone.localtime")
HIDDEN_CLOCKS = ("auto_now", "auto_now_add")
DICE = ("random.", "numpy.random.", "secrets.", "uuid.uuid4", "uuid.uuid1", "os.urandom")
# A key or a token must be made where it is kept.
MAY_ROLL = ("kit/keys.py", "kit/sealing.py")


def time_and_chance_are_given_not_taken(house: House) -> Iterator[str]:
    """Interfaces, reactions, pages and forms may ask the clock; what they call is told."""
    for module in house.modules:
        if module.floor not in {"methods", "kit", "apps"} or module.room in {"pages", "forms"}:
            continue
        origins = imported(module.tree)
        for call in _calls(module):
            name = origin(call.func, origins)
            if name in CLOCKS or (name in CLOCKS_WHEN_BARE and not call.args):
                yield f"{module.at(call)}: {name} is the caller's to ask"
            if name.startswith(DICE) and not _may_roll(module, name):
                yield f"{module.at(call)}: {name} is the caller's to draw"
            for word in call.keywords:
                if word.arg in HIDDEN_CLOCKS:
                    yield f"{module.at(call)}: {word.arg} is a hidden clock"


def _may_roll(module: Module, name: str) -> bool:
    in_actions = module.room == "actions" and not name.startswith("random.")
    return module.path in MAY_ROLL or in_actions


# A method is handed streams, chance and progress; where they come from is its caller's to know.
OUTSIDE = (
    "os",
    "sys",
    "time",
    "pathlib",
    "shutil",
    "subprocess",
    "tempfile",
    "logging",
    "threading",
)
OUTSIDE_CALLS = ("open", "io.open", "print", "input", "exec", "eval")
# Whoever reads rows elsewhere refuses other garbage, in other words.
MAY_READ_ROWS = ("methods/tables.py", "methods/budget_vote/lines.py")


def a_method_computes_and_no_more(house: House) -> Iterator[str]:
    """No files, no printing, no process, no clock; and rows of text are read in one place."""
    for module in house.modules:
        if module.floor != "methods":
            continue
        origins = imported(module.tree)
        for source in {source.split(".")[0] for source in origins.values()}:
            if source in OUTSIDE:
                yield f"{module.path}: {source} is the caller's"
            if source == "csv" and module.path not in MAY_READ_ROWS:
                yield f"{module.path}: rows are read by methods/tables.py"
        for call in _calls(module):
            if (name := origin(call.func, origins)) in OUTSIDE_CALLS:
                yield f"{module.at(call)}: {name} is the caller's"


LONGEST = 400


def a_module_is_short_enough_to_read(house: House) -> Iterator[str]:
    for module in house.modules:
        lines = len(module.text.splitlines())
        if lines > LONGEST:
            yield f"{module.path}: {lines} lines want splitting"


NO_NAMES = re.compile(r"(^|[/_])(utils?|helpers?|managers?|misc|common|stuff)(\.py$|/)")


def a_file_is_named_after_what_it_is_about(house: House) -> Iterator[str]:
    for path in house.files:
        if NO_NAMES.search(path):
            yield f"{path}: say what is in it"


INLINE = re.compile(r"<style|<script(?![^>]*\bsrc=)|\s(style|on[a-z]+)=[\"']", re.IGNORECASE)


def a_page_has_no_inline_script_or_style(house: House) -> Iterator[str]:
    """Browsers are told to refuse both, so that such a page would break silently."""
    for path, text in house.files.items():
        if path.endswith(".html") and (found := INLINE.search(text)):
            yield f"{path}: {found[0].strip()}"


def a_form_is_one_of_the_house(house: House) -> Iterator[str]:
    """Else what is left empty is said in the words of Django, which do not tell how to mend it."""
    for module in house.modules:
        origins = imported(module.tree)
        for node in ast.walk(module.tree):
            if module.path == "kit/forms.py" or not isinstance(node, ast.ClassDef):
                continue
            for base in node.bases:
                if origin(base, origins) in ("django.forms.Form", "django.forms.ModelForm"):
                    yield f"{module.at(node)}: take Form of benkan.kit.forms"


SQL_IS_GIVEN_TO = {
    "execute",
    "executemany",
    "executescript",
    "raw",
    "extra",
    "RawSQL",
    "Remembered",
}
# What a statement may name beside its parameters: tables of our own.
TABLES = ("_meta.db_table", ".KEYS_TABLE", ".quote_name")
WRITTEN_ELSEWHERE = {
    "config/sqlite/base.py": "hands on what Django wrote",
    "config/texts.py": "hands on what Django wrote",
    "kit/prepared.py": "hands on what Django wrote, with its parameters",
    "kit/alone.py": "one of two functions of PostgreSQL, named in that file",
    "apps/registry/queries/remembered.py": "hands on the constants that `Remembered` was given",
}


def sql_is_written_and_never_put_together(house: House) -> Iterator[str]:
    """Values are parameters: a statement is a constant, into which at most a table of ours is named."""
    for module in house.modules:
        if module.path in WRITTEN_ELSEWHERE or not any(
            one in module.text for one in SQL_IS_GIVEN_TO
        ):
            continue
        constants = _constants(module.tree)
        for call in _calls(module):
            verb = dotted(call.func).rpartition(".")[2]
            if verb in SQL_IS_GIVEN_TO and call.args and not _is_our_sql(call.args[0], constants):
                yield f"{module.at(call)}: {verb} takes a statement that is put together"


def _is_our_sql(node: ast.expr, constants: set[str]) -> bool:
    if isinstance(node, ast.JoinedStr):
        put_in = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
        return all(_named(one).endswith(TABLES) for one in put_in)
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Name) and node.id in constants)


def _named(node: ast.expr) -> str:
    return dotted(node.func if isinstance(node, ast.Call) else node)


TAKES_A_PATTERN = ("compile", "match", "search", "fullmatch", "sub", "subn", "split", "findall", "finditer")  # fmt: skip


def a_pattern_is_written_and_never_made_of_what_came(house: House) -> Iterator[str]:
    """What a module compiles as it is read knows of nobody; later, only a constant will do."""
    for module in house.modules:
        if not re.search(r"\bre\b|regex", module.text):
            continue
        origins, constants = imported(module.tree), _constants(module.tree)
        for call in _calls_later(module.tree):
            if any((word.arg or "").endswith(("__regex", "__iregex")) for word in call.keywords):
                yield f"{module.at(call)}: the database is asked for a pattern"
            if origin(call.func, origins) not in {f"re.{verb}" for verb in TAKES_A_PATTERN}:
                continue
            pattern = call.args[0] if call.args else None
            is_written = isinstance(pattern, ast.Constant) or (
                isinstance(pattern, ast.Name) and pattern.id in constants
            )
            if not is_written:
                yield f"{module.at(call)}: a pattern is made while the house runs"


def _calls_later(tree: ast.Module) -> Iterator[ast.Call]:
    """The calls within functions, which run whenever somebody asks."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from (inner for inner in ast.walk(node) if isinstance(inner, ast.Call))


def _constants(tree: ast.Module) -> set[str]:
    """Names in capitals that a module is given as it is read."""
    targets = (
        target
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    )
    return {one.id for one in targets if isinstance(one, ast.Name) and one.id.isupper()}


READS_MARKUP = re.compile(
    r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write(ln)?|createContextualFragment"
    r"|setHTMLUnsafe|srcdoc|new Function)\b|\beval\("
)


def a_script_shows_text_as_text(house: House) -> Iterator[str]:
    """By `textContent`: what somebody wrote is nothing that a browser should read as a page."""
    for path, text in house.files.items():
        if path.endswith(".js") and (found := READS_MARKUP.search(text)):
            yield f"{path}: {found[0]}"


def _calls(module: Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(module.tree) if isinstance(node, ast.Call))


LAWS: tuple[Law, ...] = (
    an_app_has_the_rooms_of_the_table_and_no_other,
    a_key_to_another_chapter_is_by_name_looks_back_and_leaves_nothing,
    nothing_is_hidden_in_django_machinery,
    no_registry_is_filled_on_import,
    time_and_chance_are_given_not_taken,
    a_method_computes_and_no_more,
    a_module_is_short_enough_to_read,
    a_file_is_named_after_what_it_is_about,
    a_page_has_no_inline_script_or_style,
    a_form_is_one_of_the_house,
    sql_is_written_and_never_put_together,
    a_pattern_is_written_and_never_made_of_what_came,
    a_script_shows_text_as_text,
)
