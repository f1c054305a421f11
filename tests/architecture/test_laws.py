"""The laws hold, and each of them is seen to be broken when it is."""

import pytest

from tests.architecture import laws
from tests.architecture.house import read_house

HOUSE = read_house()


@pytest.mark.parametrize("law", laws.LAWS, ids=lambda law: law.__name__)
def test_the_house_keeps_its_laws(law: laws.Law) -> None:
    assert list(law(HOUSE)) == []


rooms = laws.an_app_has_the_rooms_of_the_table_and_no_other
keys = laws.a_key_to_another_chapter_is_by_name_looks_back_and_leaves_nothing
machinery = laws.nothing_is_hidden_in_django_machinery
registries = laws.no_registry_is_filled_on_import
given = laws.time_and_chance_are_given_not_taken
computes = laws.a_method_computes_and_no_more
size = laws.a_module_is_short_enough_to_read
names = laws.a_file_is_named_after_what_it_is_about
inline = laws.a_page_has_no_inline_script_or_style
house_forms = laws.a_form_is_one_of_the_house
sql = laws.sql_is_written_and_never_put_together
patterns = laws.a_pattern_is_written_and_never_made_of_what_came
scripts = laws.a_script_shows_text_as_text


def _key(key: str, imports: str = "") -> str:
    return f"from django.db import models\n{imports}\nclass Planted(models.Model):\n    k = {key}\n"


BREACHES = [
    (
        "a form of Django's",
        house_forms,
        "apps/voices/forms/desk.py",
        "from django import forms\n\n\nclass Planted(forms.Form):\n    pass\n",
    ),
    ("an extra room", rooms, "apps/voices/services.py", ""),
    ("a folder as an extra room", rooms, "apps/voices/services/cases.py", ""),
    ("a chapter that is not in the story", rooms, "apps/complaints/rules.py", ""),
    ("templates under another name", rooms, "apps/voices/templates/registry/a.html", ""),
    (
        "a key to another chapter that leaves an accessor",
        keys,
        "apps/voices/models/cases.py",
        _key('models.ForeignKey("registry.Place", models.PROTECT)'),
    ),
    (
        "an accessor with a name",
        keys,
        "apps/voices/models/cases.py",
        _key('models.ForeignKey("registry.Place", models.PROTECT, related_name="cases")'),
    ),
    (
        "a key that looks ahead",
        keys,
        "apps/voices/models/cases.py",
        _key('models.ForeignKey("commitments.Commitment", models.PROTECT, related_name="+")'),
    ),
    (
        "a key to an imported table",
        keys,
        "apps/voices/models/cases.py",
        _key(
            'models.OneToOneField(Place, models.PROTECT, related_name="+")',
            "from benkan.apps.registry.models import Place",
        ),
    ),
    (
        "a key to a table named in the settings",
        keys,
        "apps/voices/models/cases.py",
        _key(
            'models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")',
            "from django.conf import settings",
        ),
    ),
    (
        "a receiver",
        machinery,
        "apps/voices/actions.py",
        "from django.dispatch import receiver\n",
    ),
    (
        "a signal",
        machinery,
        "reactions/extra.py",
        "from django.db.models.signals import post_save\n",
    ),
    ("all signals", machinery, "kit/extra.py", "from django.db.models import signals\n"),
    (
        "a generic key",
        machinery,
        "apps/voices/models/cases.py",
        "from django.contrib.contenttypes.fields import GenericForeignKey\n",
    ),
    (
        "another chapter's table by its name",
        machinery,
        "apps/voices/queries.py",
        'from django.apps import apps\ndef planted():\n    return apps.get_model("registry.Place")\n',
    ),
    (
        "work at start",
        machinery,
        "apps/voices/apps.py",
        "class Planted:\n    def ready(self):\n        pass\n",
    ),
    (
        "a registry filled by a call",
        registries,
        "apps/voices/admin.py",
        "from django.contrib import admin\nadmin.site.register(object)\n",
    ),
    (
        "a registry filled by a decorator",
        registries,
        "apps/voices/admin.py",
        "from django.contrib import admin\n@admin.register(object)\nclass Planted: ...\n",
    ),
    (
        "a table of another module filled on import",
        registries,
        "interfaces/gateways/extra.py",
        "from benkan.reactions.table import FOLLOWS\nFOLLOWS.update({})\n",
    ),
    (
        "the clock in a rule",
        given,
        "apps/voices/rules.py",
        "from datetime import date\ndef planted():\n    return date.today()\n",
    ),
    (
        "the clock in an action",
        given,
        "apps/voices/actions.py",
        "from django.utils import timezone\ndef planted():\n    return timezone.now()\n",
    ),
    (
        "the clock's day in a query",
        given,
        "apps/voices/queries.py",
        "from django.utils import timezone\ndef planted():\n    return timezone.localdate()\n",
    ),
    (
        "the clock under another name",
        given,
        "apps/voices/queries.py",
        "from django.utils.timezone import now as later\ndef planted():\n    return later()\n",
    ),
    (
        "dice in a query",
        given,
        "apps/voices/queries.py",
        "from random import choice\ndef planted():\n    return choice([1])\n",
    ),
    (
        "dice in a method",
        given,
        "methods/extra.py",
        "import random\ndef planted():\n    return random.random()\n",
    ),
    (
        "dice of numpy in a method",
        given,
        "methods/extra.py",
        "import numpy as np\ndef planted():\n    return np.random.default_rng(1)\n",
    ),
    (
        "a secret in a model",
        given,
        "apps/voices/models/cases.py",
        "import secrets\ndef planted():\n    return secrets.token_hex()\n",
    ),
    (
        "a clock in a field",
        given,
        "apps/voices/models/cases.py",
        "from django.db import models\nplanted = models.DateTimeField(auto_now_add=True)\n",
    ),
    (
        "a file in a method",
        computes,
        "methods/panel/extra.py",
        "def planted(path):\n    return open(path)\n",
    ),
    ("a path in a method", computes, "methods/extra.py", "from pathlib import Path\n"),
    ("a word to the screen", computes, "methods/extra.py", 'def planted():\n    print("done")\n'),
    ("rows read another way", computes, "methods/survival/extra.py", "import csv\n"),
    ("a long module", size, "kit/extra.py", "x = 1\n" * 401),
    ("a junk drawer", names, "kit/utils.py", ""),
    ("a folder as a junk drawer", names, "kit/helpers/text.py", ""),
    ("a named junk drawer", names, "apps/voices/actions/case_helpers.py", ""),
    ("a script in a page", inline, "kit/templates/a.html", "<script>go()</script>"),
    ("a style in a page", inline, "kit/templates/a.html", '<p style="color: red">'),
    (
        "a statement with a word put in",
        sql,
        "apps/voices/queries/desk.py",
        'def planted(cursor, word):\n    cursor.execute(f"SELECT 1 WHERE x = {word}")\n',
    ),
    (
        "a statement added up",
        sql,
        "apps/voices/queries/desk.py",
        'def planted(rows, word):\n    return rows.raw("SELECT 1 WHERE x = " + word)\n',
    ),
    (
        "a pattern that somebody typed",
        patterns,
        "apps/voices/rules/reasons.py",
        "import re\ndef planted(typed, text):\n    return re.search(typed, text)\n",
    ),
    (
        "a pattern for the database",
        patterns,
        "apps/voices/queries/desk.py",
        "def planted(rows, typed):\n    return rows.filter(name__iregex=typed)\n",
    ),
    (
        "markup in a script",
        scripts,
        "kit/static/kit/planted.js",
        "place.innerHTML = said;",
    ),
    ("a handler in a page", inline, "kit/templates/a.html", "<a onclick='go()'>"),
]


@pytest.mark.parametrize(
    ("law", "path", "text"),
    [pytest.param(*breach[1:], id=breach[0]) for breach in BREACHES],
)
def test_a_breach_is_seen_and_named(law: laws.Law, path: str, text: str) -> None:
    planted = HOUSE.with_breach(path, text)

    found = list(law(planted.only(path)))

    assert {line.split(":")[0] for line in found} == {path}


def test_every_law_has_a_breach_that_it_sees() -> None:
    assert {breach[1] for breach in BREACHES} == set(laws.LAWS)
