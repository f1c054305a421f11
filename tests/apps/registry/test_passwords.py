"""Words that everybody here would try."""

import pytest

from benkan.apps.registry.rules.passwords import is_of_the_place


@pytest.mark.parametrize(
    ("password", "is_so"),
    [
        ("Bamako-Mali-2026", True),
        ("bénkan benkan!", True),
        ("motdepasse2026", True),
        ("Ségou 12345", True),
        ("22376123456", False),
        ("le marché de Bamako", False),
        ("quatre mots bien choisis", False),
        ("!!!!!!!!!!!!", False),
    ],
)
def test_words_of_the_place_alone_make_no_password(password: str, is_so: bool) -> None:
    assert is_of_the_place(password) == is_so
