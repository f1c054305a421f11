"""The list of what was erased: ids only, never twice, and no cut line spoils it."""

from pathlib import Path
from uuid import UUID

from benkan.kit.erasures import Erasures, known_erasures, note_erasures

SHE, CASE, VOICE = UUID(int=1), UUID(int=2), "ab" * 32
LINE = UUID(int=3)
LIST = Erasures(frozenset({SHE}), frozenset({CASE}), frozenset({VOICE}), frozenset({LINE}))


def test_what_is_noted_is_known_and_noted_once(tmp_path: Path) -> None:
    counts = [note_erasures(tmp_path, LIST), note_erasures(tmp_path, LIST)]

    assert (counts, known_erasures(tmp_path)) == ([4, 0], LIST)
    assert (tmp_path / "erased").stat().st_mode & 0o777 == 0o600


def test_a_line_that_was_cut_off_spoils_no_other(tmp_path: Path) -> None:
    note_erasures(tmp_path, Erasures(contacts=frozenset({SHE})))
    with (tmp_path / "erased").open("a") as file:
        file.write("contact 0000")

    note_erasures(tmp_path, LIST)

    assert known_erasures(tmp_path) == LIST


def test_without_a_list_nothing_was_erased(tmp_path: Path) -> None:
    assert not known_erasures(tmp_path)
